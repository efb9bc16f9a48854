/** One import step: read its streams, mark what vanished, apply what came. */
import type { ImportStep } from '../../shared/domain/entities.ts';
import { SourceProblem } from '../connectors/connector.ts';
import { asSourceProblem } from '../connectors/source-errors.ts';
import { noteReading } from '../ledger/audit.ts';
import { settleIssues } from '../ledger/issues.ts';
import { lastClosedRevenue } from '../ledger/postings.ts';
import type { Execution, ExecutionCounts } from '../ledger/runs.ts';
import { noteConnection } from '../ledger/setup.ts';
import {
  markGone as markRecordsGone,
  missingRecords,
  receivedRecords,
  recordsByIds,
} from '../ledger/source-records.ts';
import { Ids, Writer } from '../ledger/writer.ts';
import { applyRecords, applyStep } from './apply/apply-records.ts';
import { type ApplyContext, type StreamOf, streamsOfStep } from './apply/context.ts';
import { GONE } from './apply/record.ts';
import { type FetchJob, fetchStream } from './fetch-step.ts';
import { countOutcomes } from './outcomes.ts';
import { sourceIssue, sourceProblem } from './source-words.ts';
import { StepProblem, type SyncPorts } from './sync-ports.ts';

/** Below this many vanished records no share is alarming. */
const FEW = 5;

export async function importStep(
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
    ports.ledger.batch(() =>
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
        problem
          ? [
              sourceIssue(
                problem,
                connector.name,
                `${connector.id}:${row.label}`,
                step,
                lastClosedRevenue(ports.ledger),
              ),
            ]
          : [],
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
    ports.ledger.batch(() => {
      markRecordsGone(ports.ledger, execution.run, missing, GONE);
      const ids = missing.map((record) => record.id);
      applyRecords(context, recordsByIds(ports.ledger, ids), new Map());
    });
    count += missing.length;
  }
  return count;
}

/** Runs a generator of batches to its end, letting everything else on this thread have its turn between two of them. */
export async function drive<T>(
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
