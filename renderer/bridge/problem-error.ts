import type { Problem } from '../../shared/domain/problem.ts';

/** A problem on its way through a query: queries tell success from trouble by throwing. `problem` is what to show. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The problem behind anything a query threw; a bug becomes a problem that says how to report it. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  return {
    code: 'BUG',
    message: 'Monthend came to a point it was not built for.',
    meaning: 'The ledger was not changed by it.',
    fix: 'Try again. If it stays so, copy the diagnostics under Settings, About.',
    details: { message: thrown instanceof Error ? thrown.message : String(thrown) },
  };
}
