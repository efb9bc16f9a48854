/** Making and taking back a decision: told beforehand in numbers, undone by one act. */
import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';
import { useAct } from '../../bridge/use-act.ts';
import type { Effect } from '../../components/decision-effect.tsx';
import { rememberUndo } from '../../components/toasts.tsx';
import { type Undoable, useUndoables } from '../../state/undo.ts';

export interface DecisionDraft {
  readonly kind:
    | 'merge'
    | 'contract'
    | 'unlink'
    | 'drop'
    | 'pause'
    | 'resume'
    | 'complete'
    | 'dates'
    | 'price'
    | 'price-change';
  readonly subject: string;
  readonly value: Readonly<Record<string, string | number | null>>;
}

export interface Preview {
  readonly effect: Effect | null;
  readonly problem: Problem | null;
}

const NOTHING: Preview = { effect: null, problem: null };

/** What a draft would do; asked once a draft, because a preview works on a copy of the ledger. */
export function useDecisionPreview(draft: DecisionDraft | null): Preview {
  const key = draft === null ? '' : JSON.stringify(draft);
  const [known, setKnown] = useState<{ readonly key: string; readonly preview: Preview }>({
    key: '',
    preview: NOTHING,
  });
  useEffect(() => {
    if (key === '') return;
    let wanted = true;
    const settle = (preview: Preview) => {
      if (wanted) setKnown({ key, preview });
    };
    call('decisions/preview', JSON.parse(key) as DecisionDraft).then(
      (result) =>
        settle(result.ok ? { effect: result.value, problem: null } : { effect: null, problem: result.problem }),
      (thrown: unknown) => settle({ effect: null, problem: problemOf(thrown) }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return known.key === key ? known.preview : NOTHING;
}

/** Decisions of this window that Ctrl+Z would take back. */
const remembered = new Map<number, Undoable>();

/** What was taken back on its page is not there to be undone again. */
function forget(id: number): void {
  const act = remembered.get(id);
  remembered.delete(id);
  useUndoables.setState(({ acts }) => ({ acts: acts.filter((one) => one !== act) }));
}

export function useDecide() {
  const make = useAct('decisions/make');
  const undo = useAct('decisions/undo');
  return {
    busy: make.busy || undo.busy,
    /** Answers whether it was made; it can then be undone from the note and with Ctrl+Z. */
    decide: async (draft: DecisionDraft, reason: string, words: string): Promise<boolean> => {
      const made = await make.act({ ...draft, value: { ...draft.value }, reason });
      if (!made.ok) return false;
      const { id } = made.value.decision;
      const act = { words, undo: () => undo.act({ id }) };
      remembered.set(id, act);
      rememberUndo(act);
      return true;
    },
    takeBack: async (id: number) => {
      const undone = await undo.act({ id });
      if (undone.ok) forget(id);
      return undone;
    },
  };
}
