/** Which issue comes next: in the order of the list that is shown, as it stands after a decision. */
import { queryClient } from '../../bridge/query-client.ts';
import { callQuery } from '../../bridge/use-call.ts';
import { PAGE_ROWS, type PageOf, pageQuery, rowsBetween } from '../../components/data-table/paged-rows.ts';
import type { Filter, View } from './view.ts';

/** Where an issue stands in the list, and who stands at a place. */
export interface Order {
  readonly placeOf: (id: number) => Promise<Place | null>;
  readonly idAt: (place: number) => Promise<number | null>;
  /** Who stands there now, or further on in the same cause. */
  readonly idAfter: (place: Place) => Promise<number | null>;
}

export interface Place {
  readonly index: number;
  /** The cause, where causes are listed. */
  readonly group: string | null;
}

export function orderOf(view: View, filter: Filter): Order {
  return view.by === 'cause' ? causes(filter) : rows(view, filter);
}

function causes(filter: Filter): Order {
  const groups = () => queryClient.fetchQuery(callQuery('issues/groups', filter));
  const idAt = async (place: number) => {
    const all = await groups();
    return all[Math.min(Math.max(place, 0), all.length - 1)]?.example ?? null;
  };
  return {
    idAt,
    async placeOf(id) {
      const all = await groups();
      const index = all.findIndex(({ example }) => example === id);
      return index < 0 ? null : { index, group: all[index]?.group ?? null };
    },
    async idAfter({ index, group }) {
      // A cause with several issues is worked through before the next one, wherever its money puts it by now.
      const same = (await groups()).find((each) => each.group === group);
      return same?.example ?? idAt(index);
    },
  };
}

function rows(view: View, filter: Filter): Order {
  const input = { ...filter, sort: view.sort.by, descending: view.sort.descending };
  const idAt = async (place: number) => {
    const [row] = await rowsBetween('issues/page', input, Math.max(place, 0), Math.max(place, 0) + 1);
    if (row !== undefined || place <= 0) return row?.id ?? null;
    const { total } = await queryClient.fetchQuery(pageQuery('issues/page', input, 0, PAGE_ROWS));
    const [last] = total === 0 ? [] : await rowsBetween('issues/page', input, total - 1, total);
    return last?.id ?? null;
  };
  return {
    idAt,
    idAfter: ({ index }) => idAt(index),
    async placeOf(id) {
      // The pages that were on screen: an open issue came from one of them.
      for (let offset = 0; offset < 10_000_000; offset += PAGE_ROWS) {
        const { queryKey } = pageQuery('issues/page', input, offset, PAGE_ROWS);
        const page = queryClient.getQueryData(queryKey) as PageOf<'issues/page'> | undefined;
        const at = page?.rows.findIndex((row) => row.id === id) ?? -1;
        if (at >= 0) return { index: offset + at, group: null };
        if (page !== undefined ? offset + PAGE_ROWS >= page.total : offset > 100 * PAGE_ROWS) return null;
      }
      return null;
    },
  };
}
