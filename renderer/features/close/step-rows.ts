/** The table of steps: what each last did for a month, or what it does right now. Pure. */
import type { LiveExecution } from '../../../shared/contract/desk.ts';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Step } from '../../../shared/domain/entities.ts';
import type { Problem } from '../../../shared/domain/problem.ts';

export type StepInfo = WindowOutput<'steps/list'>[number];
export type LastOfStep = WindowOutput<'close/steps'>[number];
export type Execution = NonNullable<LastOfStep['last']>;

/** Received is the sum of the other four. */
export interface Sums {
  readonly received: number;
  readonly applied: number;
  readonly same: number;
  readonly excluded: number;
  readonly held: number;
}

export type StepState =
  | 'done'
  /** Something it builds on changed after it. */
  | 'stale'
  | 'running'
  | 'waiting'
  /** It builds on a step that was never done. */
  | 'needs'
  /** It could not be done to its end. */
  | 'refused'
  | 'cancelled'
  | 'never'
  /** No connection feeds it. */
  | 'unfed';

export interface StepRow {
  readonly step: Step;
  readonly state: StepState;
  /** The step that `needs` and `stale` speak of. */
  readonly because: Step | null;
  readonly sums: Sums | null;
  /** Why records were left out, and how many. */
  readonly excludedBecause: Readonly<Record<string, number>>;
  readonly ms: number | null;
  readonly at: string | null;
  readonly run: number | null;
  readonly problem: Problem | null;
  readonly live: LiveStep | null;
}

export interface LiveStep {
  readonly phase: LiveExecution['phase'];
  readonly month: string | null;
  readonly done: number;
  readonly of: number | null;
  readonly msLeft: number | null;
  /** Months behind it and in all; one where the step reads whole lists. */
  readonly monthsDone: number;
  readonly months: number;
}

export function sumsOf(executions: readonly Pick<Execution, 'counts'>[]): Sums | null {
  const counted = executions.flatMap(({ counts }) => (counts === null ? [] : [counts]));
  if (counted.length === 0) return null;
  const add = (read: (counts: NonNullable<Execution['counts']>) => number) =>
    counted.reduce((sum, counts) => sum + read(counts), 0);
  return {
    received: add((counts) => counts.received),
    applied: add((counts) => counts.applied),
    same: add((counts) => counts.unchanged),
    excluded: add((counts) => counts.excluded),
    held: add((counts) => counts.held),
  };
}

export function reasonsOf(executions: readonly Pick<Execution, 'counts'>[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { counts } of executions) {
    for (const [reason, count] of Object.entries(counts?.excludedBecause ?? {})) {
      reasons[reason] = (reasons[reason] ?? 0) + count;
    }
  }
  return reasons;
}

/** How long executions took together; null when none tells. */
export function msOf(executions: readonly Pick<Execution, 'metrics'>[]): number | null {
  const known = executions.flatMap(({ metrics }) => (metrics === null ? [] : [metrics.ms]));
  return known.length === 0 ? null : known.reduce((sum, ms) => sum + ms, 0);
}

/** One row a step, in the order they run in. Steps of a run that is `going` tell of it; the others keep what they last did. */
export function stepRows(
  infos: readonly StepInfo[],
  lasts: readonly LastOfStep[],
  going: readonly LiveExecution[],
): StepRow[] {
  const lastOf = new Map(lasts.map(({ step, last }) => [step, last]));
  return infos.map((info) => {
    const now = going.filter(({ step }) => step === info.step);
    return now.length > 0 ? liveRow(info.step, now) : lastRow(info, lastOf);
  });
}

function liveRow(step: Step, executions: readonly LiveExecution[]): StepRow {
  const at = executions.find(({ status }) => status === 'running');
  const over = executions.filter(({ status }) => status !== 'running' && status !== 'pending');
  const refused = executions.find(({ status }) => status === 'failed');
  const state: StepState =
    at !== undefined
      ? 'running'
      : over.length < executions.length
        ? 'waiting'
        : refused !== undefined
          ? 'refused'
          : executions.some(({ status }) => status === 'cancelled')
            ? 'cancelled'
            : 'done';
  return {
    step,
    state,
    because: null,
    sums: sumsOf(over),
    excludedBecause: reasonsOf(over),
    ms: msOf(over),
    at: null,
    run: null,
    problem: refused?.problem ?? null,
    live:
      at === undefined
        ? null
        : {
            phase: at.phase,
            month: at.month,
            done: at.done,
            of: at.of,
            msLeft: at.msLeft,
            monthsDone: over.length,
            months: executions.length,
          },
  };
}

function lastRow(info: StepInfo, lastOf: ReadonlyMap<Step, Execution | null>): StepRow {
  const last = lastOf.get(info.step) ?? null;
  const nothing = { sums: null, excludedBecause: {}, ms: null, at: null, run: null, problem: null, live: null };
  const fed = info.fedBy.length > 0 || info.step === 'accruals';
  if (!fed && (last?.counts?.received ?? 0) === 0) {
    return { step: info.step, state: 'unfed', because: null, ...nothing };
  }
  if (last === null) {
    const missing = info.needs.find((need) => lastOf.get(need)?.status !== 'completed') ?? null;
    return { step: info.step, state: missing === null ? 'never' : 'needs', because: missing, ...nothing };
  }
  if (last.problem?.code === 'WAITS_FOR_STEP') {
    const awaited = info.needs.find((need) => lastOf.get(need)?.status !== 'completed') ?? null;
    // Once the other is there this one can be done; until then there is nothing to repair here.
    return { step: info.step, state: awaited === null ? 'never' : 'needs', because: awaited, ...nothing };
  }
  const newer = last.status === 'completed' ? newerNeed(info, last, lastOf) : null;
  return {
    step: info.step,
    state: last.status === 'failed' ? 'refused' : newer === null ? 'done' : 'stale',
    because: newer,
    sums: sumsOf([last]),
    excludedBecause: reasonsOf([last]),
    ms: msOf([last]),
    at: last.completedAt,
    run: last.run,
    problem: last.problem,
    live: null,
  };
}

/** The first step this one builds on that changed something after it. */
function newerNeed(info: StepInfo, own: Execution, lastOf: ReadonlyMap<Step, Execution | null>): Step | null {
  return (
    info.needs.find((need) => {
      const other = lastOf.get(need);
      return (
        other?.status === 'completed' &&
        (other.counts?.applied ?? 0) > 0 &&
        (other.completedAt ?? '').localeCompare(own.completedAt ?? '') > 0
      );
    }) ?? null
  );
}
