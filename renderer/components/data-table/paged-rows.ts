/** The rows of a list that lives in SQLite: fetched in pages as they come into view, never all at once. */
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WindowChannel, WindowInput, WindowOutput } from '../../../shared/contract/window.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type ProblemError, problemOf } from '../../bridge/problem-error.ts';
import { queryClient } from '../../bridge/query-client.ts';
import { callQuery } from '../../bridge/use-call.ts';

interface AnyPage {
  readonly rows: readonly unknown[];
  readonly total: number;
}

/** Channels that answer a page. */
export type PagedChannel = {
  [C in WindowChannel]: WindowOutput<C> extends AnyPage ? ('offset' extends keyof WindowInput<C> ? C : never) : never;
}[WindowChannel];
export type PageOf<C extends PagedChannel> = Extract<WindowOutput<C>, AnyPage>;
export type RowOf<C extends PagedChannel> = PageOf<C>['rows'][number];
/** What the channel takes besides the page: filters and the sort. */
export type PagedInput<C extends PagedChannel> = Omit<WindowInput<C>, 'offset' | 'limit'>;

export const PAGE_ROWS = 100;

/** The query of one page. */
export function pageQuery<C extends PagedChannel>(channel: C, input: PagedInput<C>, offset: number, limit: number) {
  // The input without its page and the page: together they are the channel's input.
  return callQuery(channel, { ...input, offset, limit } as unknown as WindowInput<C>);
}

export interface PagedRows<C extends PagedChannel> {
  /** Null until the first page came. */
  readonly total: number | null;
  /** The row at a place in the whole list; undefined while it is on its way. */
  readonly rowAt: (index: number) => RowOf<C> | undefined;
  /** A page with what it says besides rows (sums under the filter). */
  readonly page: PageOf<C> | null;
  /** The rows are still those of the filter before. */
  readonly stale: boolean;
  readonly problem: Problem | null;
  readonly again: () => void;
}

interface Settled<C extends PagedChannel> {
  readonly pages: ReadonlyMap<number, PageOf<C>>;
  readonly any: PageOf<C>;
}

/** Pages in view or nearly so, both inclusive. */
export interface Pages {
  readonly from: number;
  readonly until: number;
}

/** The pages of the rows from `first` to `last`, and those that half a page more would reach. */
export function pagesAround(first: number, last: number): Pages {
  const from = Math.max(0, Math.floor((first - PAGE_ROWS / 2) / PAGE_ROWS));
  return { from, until: Math.max(from, Math.floor((last + PAGE_ROWS / 2) / PAGE_ROWS)) };
}

const FIRST: Pages = { from: 0, until: 0 };
/** Whoever flies over thousands of rows reads none of them. */
const QUIET_MS = 80;

/** The pages to fetch: at once where the list stood still before, and after a pause while it is scrolled over page after page. */
export function usePagesInView(): [Pages, (pages: Pages) => void] {
  const [pages, setPages] = useState(FIRST);
  const flight = useRef({ wanted: FIRST, timer: 0, at: 0 });
  useEffect(() => () => window.clearTimeout(flight.current.timer), []);
  const see = useCallback((wanted: Pages) => {
    const now = flight.current;
    if (wanted.from === now.wanted.from && wanted.until === now.wanted.until) return;
    const quiet = performance.now() - now.at > QUIET_MS;
    window.clearTimeout(now.timer);
    flight.current = { wanted, at: performance.now(), timer: window.setTimeout(() => setPages(wanted), QUIET_MS) };
    if (quiet) setPages(wanted);
  }, []);
  return [pages, see];
}

/** The rows of some pages, and the total. While another filter or sort is on its way the rows before stay. */
export function usePagedRows<C extends PagedChannel>(
  channel: C,
  input: PagedInput<C>,
  { from, until }: Pages,
): PagedRows<C> {
  const numbers = Array.from({ length: Math.min(until - from + 1, 8) }, (_, index) => from + index);
  const results: UseQueryResult<WindowOutput<C>, ProblemError>[] = useQueries({
    queries: numbers.map((number) => pageQuery(channel, input, number * PAGE_ROWS, PAGE_ROWS)),
  });
  const settled = useRef<Settled<C> | null>(null);
  const pages = new Map<number, PageOf<C>>();
  results.forEach((result, index) => {
    if (result.data !== undefined) pages.set(numbers[index] ?? 0, result.data as PageOf<C>);
  });
  const any = [...pages.values()][0];
  const now = any === undefined ? null : { pages, any };
  useEffect(() => {
    if (now !== null) settled.current = now;
  });
  const shown = now ?? settled.current;
  const thrown = results.find((result) => result.error !== null)?.error;
  return {
    total: shown?.any.total ?? null,
    page: shown?.any ?? null,
    stale: now === null && shown !== null,
    problem: thrown ? problemOf(thrown) : null,
    rowAt: (index) => shown?.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS] as RowOf<C> | undefined,
    again: () => {
      for (const result of results) if (result.error !== null) void result.refetch();
    },
  };
}

/** Rows from `start` to before `end`, fetched if they are not here yet. */
export async function rowsBetween<C extends PagedChannel>(
  channel: C,
  input: PagedInput<C>,
  start: number,
  end: number,
): Promise<RowOf<C>[]> {
  const rows: RowOf<C>[] = [];
  for (let page = Math.floor(start / PAGE_ROWS); page * PAGE_ROWS < end; page++) {
    const answer = (await queryClient.fetchQuery(pageQuery(channel, input, page * PAGE_ROWS, PAGE_ROWS))) as PageOf<C>;
    answer.rows.forEach((row, index) => {
      const place = page * PAGE_ROWS + index;
      if (place >= start && place < end) rows.push(row as RowOf<C>);
    });
    if (answer.rows.length < PAGE_ROWS) break;
  }
  return rows;
}
