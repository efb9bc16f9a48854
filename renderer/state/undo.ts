/** The last things a person decided, each with its way back: Ctrl+Z takes the newest. */
import { create } from 'zustand';

export interface Undoable {
  /** What was done, as a sentence: "38 issues ignored". */
  readonly words: string;
  readonly undo: () => Promise<unknown>;
}

export const useUndoables = create<{ readonly acts: readonly Undoable[] }>(() => ({ acts: [] }));

export function pushUndo(act: Undoable): void {
  useUndoables.setState((state) => ({ acts: [...state.acts.slice(-19), act] }));
}

/** Takes an act back (the newest when none is named); answers it, or null when there is none. */
export async function undoLast(named?: Undoable): Promise<Undoable | null> {
  const { acts } = useUndoables.getState();
  const act = named === undefined ? acts.at(-1) : acts.find((one) => one === named);
  if (act === undefined) return null;
  useUndoables.setState({ acts: acts.filter((one) => one !== act) });
  await act.undo();
  return act;
}
