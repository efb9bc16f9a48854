/**
 * What a window sees of a run while it goes: the engine's events folded into one picture, with the time that is left. An execution's
 * own pace counts once it knows how much there is; before that, how long the same took last time.
 */
import type { LiveExecution, LiveRun, RunWish } from '../../shared/contract/desk.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { SyncEvent } from '../engine-thread.ts';

type Execution = OutputOf<'runs/get'>['executions'][number];
type EventExecution = Extract<SyncEvent, { type: 'execution-ended' }>['execution'];

/** Milliseconds that a step took the last time, by step, and by step and month. */
export type Pace = ReadonlyMap<string, number>;

export interface LiveStart {
  readonly kind: LiveRun['kind'];
  readonly trigger: LiveRun['trigger'];
  readonly caughtUp: boolean;
  readonly wish: RunWish;
  readonly at: string;
}

export interface LiveEnd {
  readonly status: NonNullable<LiveRun['status']>;
  readonly problem: Problem | null;
  readonly at: string;
  readonly executions?: readonly Execution[];
  readonly preview?: LiveRun['preview'];
}

export interface RunPicture {
  now(): LiveRun;
  see(event: SyncEvent, at: Date): void;
  setPace(pace: Pace): void;
  cancelling(): void;
  end(how: LiveEnd): void;
}

/** What executions of a run that ended tell about the next one. */
export function paceOf(executions: readonly Execution[]): Pace {
  const pace = new Map<string, number>();
  for (const { step, month, status, metrics } of executions) {
    if (status !== 'completed' || metrics === null) continue;
    pace.set(`${step} ${month ?? ''}`, metrics.ms);
    pace.set(step, metrics.ms);
  }
  return pace;
}

export function runPicture(start: LiveStart): RunPicture {
  let pace: Pace = new Map();
  /** When the phase at hand began, and when its execution did. */
  let phaseAt = 0;
  let executionAt = 0;
  let live: LiveRun = {
    kind: start.kind,
    run: null,
    state: 'running',
    status: null,
    problem: null,
    trigger: start.trigger,
    caughtUp: start.caughtUp,
    startedAt: start.at,
    endedAt: null,
    wish: start.wish,
    executions: [],
    msLeft: null,
    preview: null,
  };

  const put = (id: number, change: (execution: LiveExecution) => LiveExecution) => {
    live = { ...live, executions: live.executions.map((each) => (each.id === id ? change(each) : each)) };
  };
  const usual = ({ step, month }: Pick<Execution, 'step' | 'month'>) =>
    pace.get(`${step} ${month ?? ''}`) ?? pace.get(step) ?? null;

  function estimate(now: number): void {
    let left: number | null = 0;
    const own = paceOf(live.executions);
    for (const execution of live.executions) {
      if (execution.status === 'running') {
        const ms = leftOf(execution, now);
        put(execution.id, (each) => ({ ...each, msLeft: ms }));
        left = left === null || ms === null ? null : left + ms;
      } else if (execution.status === 'pending') {
        const ms = usual(execution) ?? own.get(execution.step) ?? null;
        left = left === null || ms === null ? null : left + ms;
      }
    }
    live = { ...live, msLeft: live.executions.length === 0 ? null : left };
  }

  function leftOf(execution: LiveExecution, now: number): number | null {
    const { phase, done, of } = execution;
    if (phase === 'apply' && of !== null && done > 0) {
      return Math.max(0, Math.round(((now - phaseAt) / done) * (of - done)));
    }
    const known = usual(execution);
    return known === null ? null : Math.max(0, known - (now - executionAt));
  }

  return {
    now: () => live,
    setPace(known) {
      pace = known;
    },
    see(event, at) {
      if (live.state === 'ended') return;
      const now = at.getTime();
      switch (event.type) {
        case 'run-started':
          // A preview runs on a copy: its number is nobody's.
          live = { ...live, run: live.kind === 'run' ? event.run : null, executions: event.executions.map(fresh) };
          break;
        case 'execution-started':
          executionAt = now;
          phaseAt = now;
          put(event.execution.id, () => ({ ...fresh(event.execution), startedAt: at.toISOString(), phase: 'fetch' }));
          break;
        case 'progress':
          put(event.execution.id, (each) => {
            if (each.phase !== event.phase) phaseAt = now;
            return { ...each, phase: event.phase, done: event.done, of: event.of };
          });
          break;
        case 'execution-ended':
          put(event.execution.id, (each) => ({
            ...each,
            ...plainExecution(event.execution),
            startedAt: each.startedAt ?? event.execution.startedAt,
            phase: null,
            msLeft: null,
          }));
          break;
        case 'run-ended':
          break;
      }
      estimate(now);
    },
    cancelling() {
      if (live.state === 'running') live = { ...live, state: 'cancelling' };
    },
    end({ status, problem, at, executions, preview = null }) {
      const shown = new Map(live.executions.map((each) => [each.id, each]));
      live = {
        ...live,
        state: 'ended',
        status,
        problem: problem && plainProblem(problem),
        endedAt: at,
        msLeft: null,
        executions: executions
          ? executions.map((each) => ({
              ...fresh(each),
              done: shown.get(each.id)?.done ?? 0,
              of: shown.get(each.id)?.of ?? null,
            }))
          : live.executions.map((each) => ({ ...each, phase: null, msLeft: null })),
        preview,
      };
    },
  };
}

function fresh(execution: Execution | EventExecution): LiveExecution {
  return { ...plainExecution(execution), phase: null, done: 0, of: null, msLeft: null };
}

function plainExecution(execution: Execution | EventExecution): Execution {
  const { counts, problem } = execution;
  return {
    ...execution,
    counts: counts && { ...counts, excludedBecause: { ...counts.excludedBecause }, rows: { ...counts.rows } },
    problem: problem && plainProblem(problem),
  };
}

function plainProblem(problem: Problem) {
  return { ...problem, details: problem.details && { ...problem.details } };
}
