/** What the command says to the script that called it. */
import type { Problem } from '../../shared/domain/problem.ts';

export const EXIT = {
  done: 0,
  /** Done, but issues stand in the way of the month. */
  blocked: 1,
  /** The command was not understood; nothing was done. */
  usage: 2,
  /** Understood, but it could not be done. */
  stopped: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Problems that lie in how the command was written: trying again without changing it is of no use. */
const USAGE = new Set(['UNKNOWN_STEP', 'UNKNOWN_PROVIDER', 'UNKNOWN_DECISION_KIND', 'REASON_MISSING']);

/** The exit code of a problem. */
export function exitOfProblem(problem: Pick<Problem, 'code'>): ExitCode {
  return problem.code.startsWith('BAD_') || USAGE.has(problem.code) ? EXIT.usage : EXIT.stopped;
}

/** The exit code of a run: a run that did not finish outweighs the issues it found. */
export function exitOfRun(status: string, blocking: number): ExitCode {
  if (status !== 'completed') return EXIT.stopped;
  return blocking > 0 ? EXIT.blocked : EXIT.done;
}
