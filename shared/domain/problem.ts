/** Something the operator can act on, in three parts: what happened, what it means, what to do. Bugs are thrown, not returned. */
export interface Problem {
  /** Stable name for tests, links and translations. */
  readonly code: string;
  /** What happened, naming the system and the thing. */
  readonly message: string;
  /** What it means for the operator's work. */
  readonly meaning?: string;
  /** What to do about it. */
  readonly fix: string;
  /** Technical detail for the fold below the message; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A value, or the problem that stands in its way. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** A {@link Result} that has its value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A {@link Result} that has a problem instead. */
export function fail(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}
