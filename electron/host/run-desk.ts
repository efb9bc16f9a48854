/** Starts runs and previews on the open ledger, one at a time, and keeps the picture of the one that goes or just went. */
import type { LiveRun, RunWish } from '../../shared/contract/desk.ts';
import type { InputOf, OutputOf } from '../../shared/contract/index.ts';
import { addMonths, firstDay, month } from '../../shared/domain/month.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { Engine, SyncEvent } from '../engine-thread.ts';
import type { Clock } from '../platform/clock.ts';
import { FAULT } from '../thread-line.ts';
import { type LiveEnd, paceOf, type RunPicture, runPicture } from './live-run.ts';

export interface RunStart {
  readonly kind: LiveRun['kind'];
  readonly wish: RunWish;
  readonly who: string;
  /** The moment of the schedule that this run answers, and whether that moment had passed while nobody was there. */
  readonly scheduled?: { readonly for: string; readonly caughtUp: boolean };
}

export interface RunDesk {
  live(): LiveRun | null;
  busy(): boolean;
  /** Starts and returns at once. */
  start(engine: Engine, start: RunStart): Result<LiveRun>;
  see(event: SyncEvent): void;
  /** Asks the run to stop; resolves when it has. */
  cancel(): Promise<void>;
  /** Another ledger is open: what was seen of the last one's run is over. */
  forget(): void;
}

export interface RunDeskPorts {
  readonly clock: () => Clock;
  readonly changed: (live: LiveRun) => void;
  readonly ended: (live: LiveRun) => void;
}

export function openRunDesk(ports: RunDeskPorts): RunDesk {
  let picture: RunPicture | null = null;
  let stop = new AbortController();
  let ending: Promise<void> = Promise.resolve();
  const live = () => picture?.now() ?? null;
  const busy = () => picture !== null && picture.now().state !== 'ended';

  async function drive(engine: Engine, start: RunStart, range: Range, view: RunPicture): Promise<void> {
    void lastPace(engine).then(view.setPace);
    const work = start.kind === 'run' ? run(engine, start, range) : preview(engine, start, range);
    const how = await work.catch((): Omit<LiveEnd, 'at'> => ({ status: 'failed', problem: FAULT.problem }));
    view.end({ ...how, at: ports.clock().now().toISOString() });
    ports.changed(view.now());
    ports.ended(view.now());
  }

  async function run(engine: Engine, { wish, who, scheduled }: RunStart, range: Range): Promise<Omit<LiveEnd, 'at'>> {
    const input: InputOf<'sync/run'> = {
      step: wish.step,
      fromStep: wish.fromStep,
      ...range,
      resume: wish.resume,
      acceptGone: wish.acceptGone,
      withAccruals: wish.withAccruals,
      trigger: scheduled ? 'schedule' : 'manual',
      ...(scheduled ? { scheduledFor: scheduled.for } : {}),
      who,
    };
    const report = await engine.call('sync/run', input, { signal: stop.signal });
    if (!report.ok) return { status: 'refused', problem: report.problem };
    const { executions, run } = report.value;
    return { ...outcomeOf(executions), problem: run.problem ?? firstProblem(executions), executions };
  }

  async function preview(engine: Engine, { wish, who }: RunStart, range: Range): Promise<Omit<LiveEnd, 'at'>> {
    const input = { step: wish.step, fromStep: wish.fromStep, ...range, withAccruals: wish.withAccruals, who };
    const found = await engine.call('sync/preview', input, { signal: stop.signal });
    if (!found.ok) return { status: 'refused', problem: found.problem };
    const { executions } = found.value;
    return { ...outcomeOf(executions), problem: firstProblem(executions), executions, preview: found.value };
  }

  return {
    live,
    busy,
    start(engine, start) {
      if (busy()) return fail(RUN_IN_PROGRESS);
      const range = rangeOf(start.wish);
      if (!range.ok) return range;
      const view = runPicture({
        kind: start.kind,
        trigger: start.scheduled ? 'schedule' : 'manual',
        caughtUp: start.scheduled?.caughtUp ?? false,
        wish: start.wish,
        at: ports.clock().now().toISOString(),
      });
      picture = view;
      stop = new AbortController();
      ending = drive(engine, start, range.value, view);
      ports.changed(view.now());
      return ok(view.now());
    },
    see(event) {
      if (picture === null || !busy()) return;
      picture.see(event, ports.clock().now());
      ports.changed(picture.now());
    },
    async cancel() {
      if (picture === null || !busy()) return;
      picture.cancelling();
      ports.changed(picture.now());
      stop.abort();
      await ending;
    },
    forget() {
      if (!busy()) picture = null;
    },
  };
}

export const RUN_IN_PROGRESS: Problem = {
  code: 'RUN_IN_PROGRESS',
  message: 'A run is at work on this ledger.',
  fix: 'Wait until it is done, or cancel it, then try again.',
};

interface Range {
  readonly startDate?: string;
  readonly endDate?: string;
}

/** Months are inclusive for the operator; the engine's range ends at the first day after it. */
function rangeOf({ from, until }: RunWish): Result<Range> {
  if (from === undefined && until === undefined) return ok({});
  if (from === undefined || until === undefined) {
    return fail({
      code: 'BAD_RANGE',
      message: 'Only one end of the range was given.',
      fix: 'Choose the first and the last month; for one month both are the same.',
    });
  }
  return ok({ startDate: firstDay(month(from)), endDate: firstDay(addMonths(month(until), 1)) });
}

type Executions = OutputOf<'sync/run'>['executions'];

function outcomeOf(executions: Executions): { status: 'completed' | 'failed' | 'cancelled' } {
  if (executions.some(({ status }) => status === 'cancelled')) return { status: 'cancelled' };
  return { status: executions.some(({ status }) => status === 'failed') ? 'failed' : 'completed' };
}

function firstProblem(executions: Executions): Problem | null {
  return executions.find(({ problem }) => problem !== null)?.problem ?? null;
}

/** How long each step took the last time one went through. */
async function lastPace(engine: Engine) {
  const runs = await engine.call('runs/list', { status: 'completed', limit: 20 });
  const last = runs.ok ? runs.value.find(({ kind }) => kind === 'sync') : undefined;
  const detail = last ? await engine.call('runs/get', { run: last.id }) : null;
  return paceOf(detail?.ok ? detail.value.executions : []);
}
