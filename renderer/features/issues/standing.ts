/** How issues stand before something is done with them, so that it can be put back. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';

export type Standing = Pick<
  WindowOutput<'issues/page'>['rows'][number],
  'id' | 'status' | 'reason' | 'owner' | 'snooze'
>;

const PAGE = 500;

export async function standingOf(ids: readonly number[]): Promise<Standing[]> {
  const standing: Standing[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const part = ids.slice(from, from + PAGE);
    const page = await call('issues/page', { ids: part, limit: PAGE });
    if (page.ok) standing.push(...page.value.rows);
  }
  return standing;
}
