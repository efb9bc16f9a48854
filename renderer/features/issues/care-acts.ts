/** Assigning issues and putting them aside, each with its way back. */
import { call } from '../../bridge/api.ts';
import { refreshEverything } from '../../bridge/query-client.ts';
import { useAct } from '../../bridge/use-act.ts';
import { rememberUndo, showProblem } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, say } from '../../i18n/words.ts';
import { careWords } from './care-words.ts';
import { type Standing, standingOf } from './standing.ts';

export function useCareActs() {
  const assigning = useAct('issues/assign');
  const snoozing = useAct('issues/snooze');
  const format = useFormat();
  return {
    busy: assigning.busy || snoozing.busy,
    async assign(ids: readonly number[], to: { readonly id: number; readonly name: string } | null): Promise<boolean> {
      const before = await standingOf(ids);
      const result = await assigning.act({ ids: [...ids], operator: to?.id ?? null });
      if (result.ok) {
        const words =
          to === null
            ? say(careWords, 'did.handedBack', { count: ids.length })
            : say(careWords, 'did.assigned', { count: ids.length, name: isolate(to.name) });
        rememberUndo({ words, undo: () => handBack(before) });
      }
      return result.ok;
    },
    /** `until` null: brings them back. */
    async snooze(ids: readonly number[], until: string | null, reason: string): Promise<boolean> {
      const before = await standingOf(ids);
      const result = await snoozing.act({ ids: [...ids], until, reason });
      if (result.ok) {
        const words =
          until === null
            ? say(careWords, 'did.woken', { count: ids.length })
            : say(careWords, 'did.snoozed', { count: ids.length, day: format.date(until) });
        rememberUndo({ words, undo: () => putAsideAgain(before) });
      }
      return result.ok;
    },
  };
}

async function handBack(standing: readonly Standing[]): Promise<void> {
  for (const group of Map.groupBy(standing, ({ owner }) => owner?.id ?? null)) {
    const [operator, issues] = group;
    const result = await call('issues/assign', { ids: issues.map(({ id }) => id), operator });
    if (!result.ok) showProblem(result.problem);
  }
  await refreshEverything();
}

/** What slept before sleeps again, the others are back in the list. */
async function putAsideAgain(standing: readonly Standing[]): Promise<void> {
  const groups = Map.groupBy(standing, ({ snooze }) =>
    snooze?.asleep === true ? `${snooze.until} ${snooze.reason}` : '',
  );
  for (const issues of groups.values()) {
    const snooze = issues[0]?.snooze;
    const asleep = snooze?.asleep === true ? snooze : null;
    const result = await call('issues/snooze', {
      ids: issues.map(({ id }) => id),
      until: asleep?.until ?? null,
      reason: asleep?.reason ?? '',
    });
    if (!result.ok) showProblem(result.problem);
  }
  await refreshEverything();
}
