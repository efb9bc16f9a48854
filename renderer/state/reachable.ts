/** Whether the program that serves this window answers. In the desktop app it always does. */
import { create } from 'zustand';

interface Reachable {
  readonly reachable: boolean;
  /** When it last answered, as the clock of this machine says. */
  readonly lastAnswer: number;
}

export const useReachable = create<Reachable>(() => ({ reachable: true, lastAnswer: Date.now() }));

const backListeners = new Set<() => void>();

export function hostAnswered(): void {
  const wasGone = !useReachable.getState().reachable;
  useReachable.setState({ reachable: true, lastAnswer: Date.now() });
  if (wasGone) for (const listener of backListeners) listener();
}

export function hostGone(): void {
  useReachable.setState({ reachable: false });
}

/** Calls when the program is back after it was gone. Returns the function that stops. */
export function whenBack(listener: () => void): () => void {
  backListeners.add(listener);
  return () => backListeners.delete(listener);
}
