/**
 * Runs the executions of a sync run one after the other: fetch, then apply, then the sum of what became of each record. A record
 * that fails costs nothing but itself; a step that fails leaves the others running unless they build on what is missing.
 */
import { IMPORT_STEPS, type ImportStep, type Step } from '../../shared/domain/entities.ts';
import { type Month, monthsOf } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { SourceProblem } from '../connectors/connector.ts';
import { asSourceProblem } from '../connectors/source-errors.ts';
import { noteReading } from '../ledger/audit.ts';
import { settleIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { storageProblem } from '../ledger/open-ledger.ts';
import {
  type Execution,
  type ExecutionCounts,
  type ExecutionMetrics,
  endExecution,
  endRun,
  everComplete,
  executionsOf,
  markSynced,
  runById,
  startExecution,
  unread,
} from '../ledger/runs.ts';
import { noteConnection } from '../ledger/setup.ts';
import {
  markGone as markRecordsGone,
  missingRecords,
  receivedRecords,
  recordsByIds,
} from '../ledger/source-records.ts';
import { Ids, Writer } from '../ledger/writer.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpMetrics } from '../platform/http-port.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import { applyRecords, applyStep } from './apply/apply-records.ts';
import { type ApplyContext, type StreamOf, streamsOfStep } from './apply/context.ts';
import { GONE } from './apply/record.ts';
import { type FetchJob, fetchStream } from './fetch-step.ts';
import { countOutcomes } from './outcomes.ts';
import { sourceIssue, sourceProblem } from './source-words.ts';
import { stepInfo } from './steps.ts';

export type SyncEvent =
  | { readonly type: 'run-started'; readonly run: number; readonly executions: readonly Execution[] }
  | { readonly type: 'execution-started'; readonly execution: Execution }
  | {
      readonly type: 'progress';
      readonly execution: Execution;
      readonly phase: 'fetch' | 'apply';
      readonly done: number;
      readonly of: number | null;
    }
  | { readonly type: 'execution-ended'; readonly execution: Execution }
  | { readonly type: 'run-ended'; readonly run: number; readonly status: string };

export interface SyncPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly emit: (event: SyncEvent) => void;
  /** Opens a connection for reading: secrets, HTTP client. Throws {@link SourceProblem} when it cannot. */
  readonly open: FetchJob['open'];
  /** Calls of a connection since it was opened. */
  readonly httpMetrics: () => HttpMetrics;
  /** A fresh view of decisions and settings, as they are now. */
  readonly context: (writer: Writer, fresh: ReadonlyMap<number, unknown>) => ApplyContext;
  /** Works out the revenue of one month. */
  readonly accruals: (writer: Writer, month: Month) => Generator<{ done: number; of: number }, ExecutionCounts, void>;
  /** A run that would mark more than this share of a list as gone stops and asks. */
  readonly goneShare: number;
  /** The operator has seen how many records vanished, and said that it is right. */
  readonly acceptGone: boolean;
}

/** Below this many vanished records no share is alarming. */
const FEW = 5;

/** Runs every execution of a run that is not completed yet. Gives the run's status. */
export async function runSync(ports: SyncPorts, run: number): Promise<'completed' | 'failed' | 'cancelled'> {
  const { ledger, clock } = ports;
  const executions = executionsOf(ledger, run);
  ports.emit({ type: 'run-started', run, executions });
  const row = runById(ledger, run);
  const reads = executions.some(({ step }) => step === 'invoices' || step === 'service-periods');
  if (reads && row?.from && row.until) markSynced(ledger, monthsOf({ from: row.from, until: row.until }));
  let status: 'completed' | 'failed' | 'cancelled' = 'completed';
  const failed = new Set<Step>();
  for (const execution of executions) {
    if (execution.status === 'completed') continue;
    if (ports.signal.aborted) {
      endExecution(ledger, execution.id, {
        status: 'cancelled',
        at: clock.now().toISOString(),
        counts: null,
        metrics: NO_METRICS,
        problem: null,
      });
      status = 'cancelled';
      continue;
    }
    const missing = missingNeeds(ledger, execution, failed);
    const ended = missing
      ? end(ports, execution, { status: 'failed', counts: null, metrics: NO_METRICS, problem: missing })
      : await runExecution(ports, run, execution, executions);
    ports.emit({ type: 'execution-ended', execution: ended });
    if (ended.status === 'failed') {
      failed.add(ended.step);
      if (status === 'completed') status = 'failed';
    }
    if (ended.status === 'cancelled') status = 'cancelled';
  }
  endRun(ledger, run, status, clock.now().toISOString(), null);
  ports.emit({ type: 'run-ended', run, status });
  return status;
}

const NO_METRICS: ExecutionMetrics = { calls: 0, retries: 0, waitedMs: 0, pages: 0, bytes: 0, ms: 0 };

/** Whether a step builds on something that is not there: a step that failed, or whose last reading did. */
function missingNeeds(ledger: Ledger, { step, month }: Execution, failed: ReadonlySet<Step>): Problem | null {
  for (const need of stepInfo(step).needs) {
    // Accruals bring every open month up to theirs to target, so nothing up to it may be unknown.
    const missing = step === 'accruals' ? unread(ledger, need, month) : failed.has(need) && !everComplete(ledger, need);
    if (missing) {
      const title = stepInfo(need).title;
      return {
        code: 'WAITS_FOR_STEP',
        message: `${stepInfo(step).title} waits for ${title}, which did not finish.`,
        meaning:
          step === 'accruals'
            ? 'What a source did not tell is unknown, so nothing was posted.'
            : 'Nothing was changed by this step.',
        fix: `Put ${title} right first, then resume: monthend sync --resume.`,
      };
    }
  }
  return null;
}

async function runExecution(
  ports: SyncPorts,
  run: number,
  execution: Execution,
  all: readonly Execution[],
): Promise<Execution> {
  const { ledger, clock } = ports;
  const started = clock.now().getTime();
  const before = { ...ports.httpMetrics() };
  let pages = 0;
  startExecution(ledger, execution.id, clock.now().toISOString());
  ports.emit({ type: 'execution-started', execution: { ...execution, status: 'running' } });
  const metrics = (): ExecutionMetrics => {
    const now = ports.httpMetrics();
    return {
      calls: now.calls - before.calls,
      retries: now.retries - before.retries,
      waitedMs: now.waitedMs - before.waitedMs,
      bytes: now.bytes - before.bytes,
      pages,
      ms: clock.now().getTime() - started,
    };
  };
  try {
    const counts = isImport(execution.step)
      ? await importStep(ports, run, execution, execution.step, all, () => pages++)
      : await drive(
          ports,
          execution,
          'apply',
          ports.accruals(new Writer(ledger.db, run), execution.month ?? ledger.firstMonth),
        );
    return end(ports, execution, { status: 'completed', counts, metrics: metrics(), problem: null });
  } catch (thrown) {
    if (ports.signal.aborted)
      return end(ports, execution, { status: 'cancelled', counts: null, metrics: metrics(), problem: null });
    return end(ports, execution, {
      status: 'failed',
      counts: null,
      metrics: metrics(),
      problem: problemOf(ports, execution, thrown),
    });
  }
}

function isImport(step: Step): step is ImportStep {
  return (IMPORT_STEPS as readonly string[]).includes(step);
}

function end(
  ports: SyncPorts,
  execution: Execution,
  how: {
    status: 'completed' | 'failed' | 'cancelled';
    counts: ExecutionCounts | null;
    metrics: ExecutionMetrics;
    problem: Problem | null;
  },
): Execution {
  const at = ports.clock.now().toISOString();
  endExecution(ports.ledger, execution.id, { ...how, at });
  return { ...execution, ...how, completedAt: at };
}

/** A step could not be finished, for a reason the operator can act on. Anything else is thrown on: a bug must be seen. */
class StepProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

function problemOf(ports: SyncPorts, execution: Execution, thrown: unknown): Problem {
  if (thrown instanceof StepProblem) return thrown.problem;
  ports.log.error('step failed', {
    operation: execution.step,
    month: execution.month ?? '',
    run: execution.run,
    ...thrownFields(thrown),
  });
  if (thrown instanceof SourceProblem)
    return sourceProblem(thrown, String(thrown.details.source ?? 'The source'), execution.step);
  try {
    return storageProblem(ports.ledger.path, thrown);
  } catch {
    return {
      code: 'FAULT',
      message: `${stepInfo(execution.step).title} stopped at a fault of Monthend itself.`,
      meaning: 'Every batch before it is stored; nothing is half done.',
      fix: 'Resume the run. If it stops again, send us the log file named by "monthend ledger check".',
    };
  }
}

async function importStep(
  ports: SyncPorts,
  run: number,
  execution: Execution,
  step: ImportStep,
  all: readonly Execution[],
  onPage: () => void,
): Promise<ExecutionCounts> {
  const { ledger } = ports;
  const fresh = new Map<number, unknown>();
  const writer = new Writer(ledger.db, run);
  const context = ports.context(writer, fresh);
  const streams = streamsOfStep(
    context.connections.filter(({ row }) => row.status !== 'removed'),
    step,
  ).filter(
    // What has no window is read once a run, with the first month of its step.
    ({ stream }) => stream.window === 'month' || all.find((each) => each.step === step)?.id === execution.id,
  );
  let received = 0;
  for (const of of streams) {
    await fetchOne(
      ports,
      context,
      writer,
      of,
      {
        ledger,
        ids: new Ids(ledger.db),
        run,
        execution: execution.id,
        month: execution.month,
        clock: ports.clock,
        fresh,
        open: ports.open,
        onPage: (_, count) => {
          onPage();
          received += count;
          ports.emit({ type: 'progress', execution, phase: 'fetch', done: received, of: null });
        },
      },
      step,
    );
  }
  const records = receivedRecords(ledger, execution.id);
  // Said before the first batch, which may take a while: the network is done with.
  ports.emit({ type: 'progress', execution, phase: 'apply', done: 0, of: null });
  const gone = markGone(ports, context, execution, streams, records);
  // Looking through all invoices with each of twelve months would cost more than applying a month does.
  const last = !all.some(
    (each) => each.step === step && each.position > execution.position && each.status !== 'completed',
  );
  const worked = await drive(ports, execution, 'apply', applyStep(context, step, records, last));
  return countOutcomes(ledger, records, worked, writer.counts, gone);
}

async function fetchOne(
  ports: SyncPorts,
  context: ApplyContext,
  writer: Writer,
  of: StreamOf,
  job: FetchJob,
  step: ImportStep,
): Promise<void> {
  const { connector, row } = of.connection;
  const settleConnection = (problem: SourceProblem | null) =>
    ports.ledger.transaction(() =>
      settleIssues(
        ports.ledger,
        writer,
        {
          scope: `connection:${row.id}:${step}`,
          integration: connector.id,
          operation: step,
          at: context.at,
          sourceRecord: null,
        },
        problem ? [sourceIssue(problem, connector.name, `${connector.id}:${row.label}`, step, 0)] : [],
      ),
    );
  const before = { ...ports.httpMetrics() };
  const started = ports.clock.now().getTime();
  const note = (outcome: string) => {
    const at = ports.clock.now();
    const calls = ports.httpMetrics().calls - before.calls;
    const ms = at.getTime() - started;
    noteReading(ports.ledger, {
      execution: job.execution,
      connection: row.id,
      at: at.toISOString(),
      operation: of.stream.name,
      outcome,
      calls,
      ms,
    });
  };
  try {
    await fetchStream(job, of);
    note('read');
  } catch (thrown) {
    if (ports.signal.aborted) throw thrown;
    const meant = asSourceProblem(thrown, connector.name);
    if (!(meant instanceof SourceProblem)) throw thrown;
    note(meant.code);
    noteConnection(ports.ledger, row.id, 'look at it', null, meant.code);
    settleConnection(meant);
    throw new StepProblem(sourceProblem(meant, connector.name, step));
  }
  // Told once, and over as soon as the step is: the operator need do nothing unless it repeats daily.
  if (ports.httpMetrics().slowedDown > before.slowedDown)
    settleConnection(new SourceProblem('RATE_LIMITED', { source: connector.name }));
  settleConnection(null);
}

/** Marks records that a complete list no longer has. Never deletes; stops when it would be too many to be true. */
function markGone(
  ports: SyncPorts,
  context: ApplyContext,
  execution: Execution,
  streams: readonly StreamOf[],
  received: ReadonlyMap<string, ReadonlySet<number>>,
): number {
  let count = 0;
  for (const { connection, stream } of streams) {
    const month = stream.window === 'month' ? execution.month : null;
    const seen = received.get(`${connection.row.id} ${stream.name}`) ?? new Set<number>();
    const { missing, known } = missingRecords(ports.ledger, connection.row.id, stream.name, month, seen);
    if (missing.length === 0) continue;
    if (!ports.acceptGone && missing.length > FEW && missing.length > known * ports.goneShare) {
      throw new StepProblem({
        code: 'TOO_MANY_GONE',
        message: `${missing.length} of ${known} ${stream.record} records are no longer in ${connection.connector.name}.`,
        meaning: 'That is more than can be believed without asking, so nothing was marked.',
        fix: `Look in ${connection.connector.name}. If they are really gone, run again with --accept-gone.`,
      });
    }
    // Together: a crash in between would leave the record marked and nobody told.
    ports.ledger.transaction(() => {
      markRecordsGone(ports.ledger, execution.run, missing, GONE);
      const ids = missing.map((record) => record.id);
      applyRecords(context, recordsByIds(ports.ledger, ids), new Map());
    });
    count += missing.length;
  }
  return count;
}

/** Runs a generator of batches to its end, letting everything else on this thread have its turn between two of them. */
async function drive<T>(
  ports: SyncPorts,
  execution: Execution,
  phase: 'fetch' | 'apply',
  batches: Generator<{ done: number; of: number }, T, void>,
): Promise<T> {
  for (;;) {
    const step = batches.next();
    if (step.done) return step.value;
    ports.emit({ type: 'progress', execution, phase, ...step.value });
    await new Promise((resolve) => setImmediate(resolve));
    ports.signal.throwIfAborted();
  }
}
