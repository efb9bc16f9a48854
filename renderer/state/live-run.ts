/** The run in progress or the one that just ended. It lives here so that leaving a screen loses nothing. */
import { create } from 'zustand';
import type { LiveRun } from '../../shared/contract/desk.ts';

export const useLiveRun = create<{ readonly run: LiveRun | null }>(() => ({ run: null }));

/**
 * Keeps the news; answers `ended` when a run is over with it: one that was going on, or one so short that nobody was told of its
 * beginning.
 */
export function setLiveRun(run: LiveRun | null): 'ended' | 'other' {
  const before = useLiveRun.getState().run;
  useLiveRun.setState({ run });
  const wasGoing = before !== null && before.state !== 'ended';
  const isAnother = run !== null && run.startedAt !== before?.startedAt;
  return (wasGoing || isAnother) && (run === null || run.state === 'ended') ? 'ended' : 'other';
}

/** True while a run goes on: what may not be started twice is then off. */
export function useIsRunning(): boolean {
  return useLiveRun((state) => state.run !== null && state.run.state !== 'ended');
}
