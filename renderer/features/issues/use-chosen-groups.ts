/** How much of each cause is selected. Selection is by issue; causes of many are asked for their issues only once something is selected. */
import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { problemOf } from '../../bridge/problem-error.ts';
import { queryClient } from '../../bridge/query-client.ts';
import { callQuery } from '../../bridge/use-call.ts';
import { toggledTogether } from '../../components/data-table/selection.ts';
import { showProblem } from '../../components/toasts.tsx';
import type { Group } from './group-list.tsx';
import type { Filter } from './view.ts';

const MOST_ASKED = 300;

export function useChosenGroups(
  groups: readonly Group[],
  filter: Filter,
  selected: ReadonlySet<number>,
  onSelect: (ids: ReadonlySet<number>) => void,
) {
  const many = selected.size === 0 ? [] : groups.filter(({ count }) => count > 1).slice(0, MOST_ASKED);
  const answers = useQueries({ queries: many.map(({ group }) => callQuery('issues/select', { ...filter, group })) });
  const ids = new Map(many.map(({ group }, index) => [group, answers[index]?.data?.ids ?? []]));
  // A cause may be toggled while the issues of the one before are still on their way: each starts from what the others left.
  const latest = useRef(selected);
  latest.current = selected;
  const before = useRef<Promise<void>>(Promise.resolve());
  const membersOf = async (group: Group): Promise<readonly number[]> =>
    group.count === 1
      ? [group.example]
      : (await queryClient.fetchQuery(callQuery('issues/select', { ...filter, group: group.group }))).ids;
  const toggleNow = async (group: Group) => {
    const members = await membersOf(group);
    latest.current = toggledTogether(latest.current, members);
    onSelect(latest.current);
  };
  return {
    chosen(group: Group): 'none' | 'some' | 'all' {
      const members = group.count === 1 ? [group.example] : (ids.get(group.group) ?? []);
      const count = members.filter((id) => selected.has(id)).length;
      return count === 0 ? 'none' : count < members.length ? 'some' : 'all';
    },
    /** One after the other, in the order of the keys. */
    toggle(group: Group): void {
      before.current = before.current
        .then(() => toggleNow(group))
        .catch((thrown: unknown) => showProblem(problemOf(thrown)));
    },
  };
}
