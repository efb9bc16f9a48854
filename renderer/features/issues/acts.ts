/** Resolving, ignoring, opening again and retrying, each with its way back. */
import type { WindowInput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';
import { refreshEverything } from '../../bridge/query-client.ts';
import { useAct } from '../../bridge/use-act.ts';
import { rememberUndo, showNote, showProblem } from '../../components/toasts.tsx';
import { say } from '../../i18n/words.ts';
import type { Draft } from './draft.ts';
import { type Standing, standingOf } from './standing.ts';
import { words } from './words.ts';

type Status = WindowInput<'issues/update'>['status'];
async function putBack(standing: readonly Standing[]): Promise<void> {
  const groups = Map.groupBy(standing, ({ status, reason }) => `${status} ${reason ?? ''}`);
  for (const group of groups.values()) {
    const [{ status, reason } = { status: 'pending' as const, reason: null }] = group;
    const result = await call('issues/update', {
      ids: group.map(({ id }) => id),
      status,
      ...(reason !== null && { reason }),
    });
    if (!result.ok) showProblem(result.problem);
  }
  await refreshEverything();
}

const DID = { resolved: 'did.resolved', ignored: 'did.ignored', pending: 'did.reopened' } as const;

export function useStatusActs() {
  const update = useAct('issues/update');
  const retrying = useAct('issues/retry');
  return {
    busy: update.busy || retrying.busy,
    async set(ids: readonly number[], status: Status, reason?: string): Promise<boolean> {
      const before = await standingOf(ids);
      const result = await update.act({ ids: [...ids], status, ...(reason !== undefined && { reason }) });
      if (result.ok) {
        rememberUndo({ words: say(words, DID[status], { count: ids.length }), undo: () => putBack(before) });
      }
      return result.ok;
    },
    async retry(ids: readonly number[]): Promise<boolean> {
      const result = await retrying.act({ ids: [...ids] });
      if (result.ok) {
        const { cleared, stillOpen } = result.value;
        showNote(say(words, 'did.retried', { count: ids.length, cleared, open: stillOpen }));
      }
      return result.ok;
    },
  };
}

/** Makes a decision. Its way back is Ctrl+Z and the Undo of the note. */
export function useDecide() {
  const { act, busy } = useAct('decisions/make', { quiet: true });
  return {
    busy,
    async decide(draft: Draft, reason: string) {
      const result = await act({ ...draft, reason });
      if (result.ok) {
        const { decision, effect } = result.value;
        rememberUndo({
          words: say(words, 'did.decided', { count: effect.clears }),
          undo: () => takeBack(decision.id),
        });
      }
      return result;
    },
  };
}

async function takeBack(id: number): Promise<void> {
  try {
    const result = await call('decisions/undo', { id });
    if (!result.ok) showProblem(result.problem);
  } catch (thrown) {
    showProblem(problemOf(thrown));
  }
  await refreshEverything();
}
