/**
 * Runs the executions of a sync run one after the other: fetch, then apply, then the sum of what became of each record. A record
 * that fails costs nothing but itself; a step that fails leaves the others running unless they build on what is missing.
 */
import { IMPORT_STEPS, type ImportStep, type Step } from '../../shared/domain/entities.ts';
import { monthsOf } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { SourceProblem } from '../connectors/connector.ts';
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
import { Writer } from '../ledger/writer.ts';
import { thrownFields } from '../platform/log.ts';
import { drive, importStep } from './import-step.ts';
import { sourceProblem } from './source-words.ts';
import { stepInfo } from './steps.ts';
import { StepProblem, type SyncPorts } from './sync-ports.ts';

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
