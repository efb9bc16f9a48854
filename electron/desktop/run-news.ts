/** What of a run is told outside the window: progress on the dock, and a notification when nobody is looking. */
import type { LiveRun } from '../../shared/contract/desk.ts';
import type { ShellWords } from './shell-words.ts';

export interface News {
  readonly title: string;
  readonly body: string;
  /** The screen a click opens. */
  readonly screen: string;
}

/** How far a run is, from 0 to 1; null when none is in progress. */
export function progressOf(run: LiveRun | null): number | null {
  if (run === null || run.state === 'ended') return null;
  if (run.executions.length === 0) return 0;
  const done = run.executions.reduce((sum, execution) => {
    if (execution.status === 'running') {
      return sum + (execution.of === null || execution.of === 0 ? 0 : Math.min(1, execution.done / execution.of));
    }
    return execution.status === 'pending' ? sum : sum + 1;
  }, 0);
  return done / run.executions.length;
}

/**
 * The notification for a run that just ended, or null when none is due. One in front of whom it happened needs none; an
 * unattended run that did not get to its end is told in any case. What the operator stopped himself is no news.
 */
export function newsOfEnd(run: LiveRun, inFront: boolean, words: ShellWords): News | null {
  if (run.state !== 'ended' || run.status === 'cancelled') return null;
  const stopped = run.status !== 'completed';
  if (inFront && !(stopped && run.trigger === 'schedule')) return null;
  const screen = run.kind === 'preview' || run.run === null ? '/close' : `/runs/${run.run}`;
  if (stopped) {
    const body = run.problem === null ? words.runStoppedSee : `${run.problem.message} ${run.problem.fix}`;
    return { title: words.runStopped, body, screen };
  }
  if (run.kind === 'preview') return { title: words.previewReady, body: words.previewReadyBody, screen };
  const sum = { received: 0, applied: 0, held: 0 };
  for (const { counts } of run.executions) {
    sum.received += counts?.received ?? 0;
    sum.applied += counts?.applied ?? 0;
    sum.held += counts?.held ?? 0;
  }
  return { title: words.runDone, body: words.runDoneBody(sum), screen };
}
