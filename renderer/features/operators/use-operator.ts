/** Who is working: chosen by name from the people of the company, and named to the program that opened the window. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { showNote } from '../../components/toasts.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { setDesk, useDesk } from '../../state/desk.ts';
import { words } from './words.ts';

export type Operator = WindowOutput<'operators/list'>[number];

export interface WhoWorks {
  /** As acts are signed; the computer's own name for the person while nobody chose. */
  readonly who: string;
  /** Somebody who works here chose their name. */
  readonly chosen: boolean;
  /** Null until they are known. */
  readonly people: readonly Operator[] | null;
}

export function useOperator(): WhoWorks {
  const who = useDesk((state) => state.desk?.who ?? '');
  const open = useDesk((state) => state.desk?.ledger === 'open');
  const people = useCall('operators/list', {}, { enabled: open }).data ?? null;
  return { who, people, chosen: people?.some(({ name, active }) => active && name === who) === true };
}

/** Works under a name from now on; one that nobody had is added to the people of the company. */
export function useWorkAs() {
  const say = useWords(words);
  const save = useAct('operators/save');
  const setWho = useAct('desk/set-who');
  return {
    busy: save.busy || setWho.busy,
    workAs: async (typed: string, known: boolean): Promise<boolean> => {
      // As the ledger keeps it, so that the name at work and the name on the list are one.
      const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ');
      if (name === '') return false;
      if (!known) {
        const saved = await save.act({ name });
        if (!saved.ok) return false;
      }
      const done = await setWho.act({ who: name });
      if (!done.ok) return false;
      setDesk(done.value);
      showNote(say('chosen', { name: isolate(name) }));
      return true;
    },
  };
}
