/** How much of each cause is selected. Selection is by issue; causes of many are asked for their issues only once something is selected. */
import { useQueries } from '@tanstack/react-query';
import { queryClient } from '../../bridge/query-client.ts';
import { callQuery } from '../../bridge/use-call.ts';
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
  const membersOf = async (group: Group): Promise<readonly number[]> =>
    group.count === 1
      ? [group.example]
      : (await queryClient.fetchQuery(callQuery('issues/select', { ...filter, group: group.group }))).ids;
  const chosen = (group: Group): 'none' | 'some' | 'all' => {
    const members = group.count === 1 ? [group.example] : (ids.get(group.group) ?? []);
    const count = members.filter((id) => selected.has(id)).length;
    return count === 0 ? 'none' : count < members.length ? 'some' : 'all';
  };
  return {
    chosen,
    async toggle(group: Group) {
      const members = await membersOf(group);
      const next = new Set(selected);
      for (const id of members) {
        if (chosen(group) === 'all') next.delete(id);
        else next.add(id);
      }
      onSelect(next);
    },
  };
}
