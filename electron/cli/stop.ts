import type { Problem } from '../../shared/domain/problem.ts';

/** Ends a command with a problem the operator can act on; the one way out of a command besides its exit code. */
export class Stop extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'Stop';
    this.problem = problem;
  }
}

/** Stops a command that was not understood. */
export function badUsage(message: string, fix: string, code = 'BAD_USAGE'): Stop {
  return new Stop({ code, message, fix });
}
