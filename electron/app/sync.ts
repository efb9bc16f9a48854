import { rmSync } from 'node:fs';
import { IMPORT_STEPS, type Step } from '../../shared/domain/entities.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import { type Month, month as monthFrom } from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { staleAccruals } from '../close/run-accruals.ts';
import { noteAudit } from '../ledger/audit.ts';
import { touchedByRun } from '../ledger/contracts.ts';
import { issueTotals, settleIssues } from '../ledger/issues.ts';
import { Ledger } from '../ledger/ledger.ts';
import { backupTo, openLedgerFile } from '../ledger/open-ledger.ts';
import { revenueByMonth } from '../ledger/postings.ts';
import {
  createRun,
  type Execution,
  endRun,
  executionsOf,
  lastExecution,
  listRuns,
  type RunTrigger,
  reopenRun,
  runById,
  unfinishedRuns,
} from '../ledger/runs.ts';
import { noteConnection } from '../ledger/setup.ts';
import { undoPreview, undoRun } from '../ledger/undo.ts';
import { type TableCounts, Writer } from '../ledger/writer.ts';
import { todayIn } from '../platform/time-zone.ts';
import { runSync } from '../sync/run-sync.ts';
import { monthRange, plannedExecutions, stepsFrom } from '../sync/steps.ts';
import type { SyncPorts } from '../sync/sync-ports.ts';
import type { App, UseCases } from './app.ts';
import { appliedConnections, OpenConnections } from './connections.ts';
import { exclusively } from './exclusively.ts';
import { accrualsFor, accrualsInput, contextFor, goneShare } from './run-context.ts';
import { answerMoment } from './schedule.ts';

type Channels = 'sync/run' | 'sync/preview' | 'runs/list' | 'runs/get' | 'runs/undo-preview' | 'runs/undo';

interface Wish {
  readonly step?: Step;
  readonly fromStep?: Step;
  readonly year?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly withAccruals: boolean;
}

export const syncUseCases: UseCases<Channels> = {
  'sync/run': (app, input, signal) =>
    exclusively(app, async () => {
      const moment = input.trigger === 'schedule' ? answerMoment(app, input.scheduledFor) : null;
      const run = input.resume ? resumable(app) : begin(app, input, input.trigger, input.who, moment);
      if (!run.ok) return run;
      try {
        await drive(app, run.value, signal, input.acceptGone);
      } finally {
        // A moment that passed meanwhile has been answered by this run.
        if (moment !== null) answerMoment(app);
      }
      tellStale(app, run.value);
      return ok(reportOf(app, run.value));
    }),
  'sync/preview': (app, input, signal) => preview(app, input, input.who, signal),
  'runs/list': ({ ledger }, input) => ok(listRuns(ledger, input)),
  'runs/get': ({ ledger }, { run: id }) => {
    const run = runById(ledger, id);
    return run ? ok({ run, executions: executionsOf(ledger, id) }) : unknownRun(id);
  },
  'runs/undo-preview': ({ ledger }, { run }) => undoPreview(ledger, run),
  'runs/undo': (app, { run, who }) =>
    exclusively(app, () => {
      const at = app.clock.now().toISOString();
      const undone = undoRun(app.ledger, run, { who, at });
      if (undone.ok)
        noteAudit(app.ledger, {
          at,
          who,
          action: 'undid a run',
          subject: String(run),
          detail: { undoneBy: undone.value.undoneBy },
        });
      return undone;
    }),
};

function unknownRun(id: number) {
  return fail({ code: 'UNKNOWN_RUN', message: `There is no run ${id}.`, fix: 'List them with: monthend runs.' });
}

/** The steps and months somebody asked for, as a new run with all its executions pending. */
function begin(
  app: App,
  wish: Wish,
  trigger: RunTrigger,
  who: string,
  scheduledFor: string | null = null,
): Result<number> {
  const planned = plan(app, wish);
  if (!planned.ok) return planned;
  const at = app.clock.now().toISOString();
  // An interrupted run that nobody resumed is over: this one reads everything it would have.
  for (const stale of unfinishedRuns(app.ledger))
    if (stale.status === 'running') endRun(app.ledger, stale.id, 'cancelled', at, null);
  return ok(
    createRun(app.ledger, {
      kind: planned.value.executions.every(({ step }) => step === 'accruals') ? 'accruals' : 'sync',
      trigger,
      from: planned.value.from,
      until: planned.value.until,
      options: scheduledFor === null ? {} : { scheduledFor },
      who,
      at,
      executions: planned.value.executions,
    }),
  );
}

function plan(
  app: App,
  wish: Wish,
): Result<{ from: Month; until: Month; executions: { step: Step; month: Month | null }[] }> {
  if (wish.step !== undefined && wish.fromStep !== undefined) {
    return fail({
      code: 'BAD_RANGE',
      message: 'One step and a first step were both named.',
      fix: 'Give either --step or --from-step.',
    });
  }
  const range = monthRange(wish, app.ledger.firstOpenMonth(), todayIn(app.ledger.company.time_zone, app.clock.now()));
  if (!range.ok) return range;
  const steps: Step[] = wish.step ? [wish.step] : wish.fromStep ? stepsFrom(wish.fromStep) : [...IMPORT_STEPS];
  if (wish.withAccruals && !steps.includes('accruals')) steps.push('accruals');
  return ok({ ...range.value, executions: plannedExecutions(steps, range.value) });
}

/** Runs of steps; decisions and undos are done at once and have nothing to resume. */
const RESUMABLE: ReadonlySet<string> = new Set(['sync', 'accruals']);

function resumable(app: App): Result<number> {
  const [run] = unfinishedRuns(app.ledger);
  const latest = listRuns(app.ledger, { limit: 1 })[0];
  if (!run || (latest && RESUMABLE.has(latest.kind) && latest.status === 'completed' && latest.id > run.id)) {
    return fail({
      code: 'NOTHING_TO_RESUME',
      message: 'No run was left unfinished.',
      fix: 'Start one with: monthend sync.',
    });
  }
  reopenRun(app.ledger, run.id);
  return ok(run.id);
}

async function drive(app: App, run: number, signal: AbortSignal, acceptGone: boolean): Promise<void> {
  const open = new OpenConnections(app, signal);
  const ports: SyncPorts = {
    ledger: app.ledger,
    clock: app.clock,
    log: app.log,
    signal,
    emit: app.emit,
    open: open.open,
    httpMetrics: open.metrics,
    context: contextFor(app),
    accruals: accrualsFor(app),
    goneShare: goneShare(app.ledger),
    acceptGone,
  };
  try {
    const status = await runSync(ports, run);
    if (status === 'completed') {
      const at = app.clock.now().toISOString();
      for (const { row } of appliedConnections(app)) noteConnection(app.ledger, row.id, 'works', at, null);
    }
  } finally {
    await open.close();
  }
}

/**
 * A sync that changed what worked-out months rest on says so: until their accruals are run again the month cannot be closed. Only
 * the clients that the run touched are looked at.
 */
function tellStale(app: App, run: number): void {
  const { ledger } = app;
  const last = lastExecution(ledger, 'accruals');
  if (last?.month == null) return;
  const worked = executionsOf(ledger, run).some(({ step, status }) => step === 'accruals' && status === 'completed');
  const clients = touchedByRun(ledger, run);
  if (!worked && clients.length === 0) return;
  const writer = new Writer(ledger.db, run);
  const input = accrualsInput(app, writer, monthFrom(last.month));
  const stale = worked ? { contracts: 0, amount: 0 } : staleAccruals(input, clients);
  if (!worked && stale.contracts === 0) return;
  const issues: IssueDraft[] = worked
    ? []
    : [
        {
          code: 'STALE_RUN',
          subject: { entity: 'month', key: last.month },
          details: { n: stale.contracts },
          amount: stale.amount,
          month: last.month,
        },
      ];
  ledger.transaction(() =>
    settleIssues(
      ledger,
      writer,
      { scope: 'stale', integration: 'monthend', operation: 'accruals', at: input.at, sourceRecord: null },
      issues,
    ),
  );
}

function reportOf(app: App, id: number) {
  const run = runById(app.ledger, id);
  if (!run) throw new Error(`Run ${id} has vanished`);
  return { run, executions: executionsOf(app.ledger, id), issues: issueTotals(app.ledger) };
}

/**
 * The whole run, its fetched pages included, on a copy of the ledger that is thrown away: what would be created, updated and held,
 * and what each month would carry. The ledger itself is not touched, so a preview can be taken of anything at any time.
 */
async function preview(app: App, wish: Wish, who: string, signal: AbortSignal) {
  const planned = plan(app, wish);
  if (!planned.ok) return planned;
  const copyPath = `${app.ledger.path}.preview-${process.pid}`;
  const discard = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copyPath}${suffix}`, { force: true });
  };
  discard();
  try {
    backupTo(app.ledger.db, copyPath);
    const opened = openLedgerFile(copyPath, { clock: app.clock, trusted: true });
    if (!opened.ok) return opened;
    const copy: App = { ...app, ledger: new Ledger(opened.value, copyPath) };
    try {
      const before = figures(copy.ledger);
      // Accruals are always worked out on the copy: what the months would carry is what the operator wants to know.
      const run = begin(copy, { ...wish, withAccruals: true }, 'manual', who);
      if (!run.ok) return run;
      await drive(copy, run.value, signal, true);
      const asked = new Set(planned.value.executions.map(({ step }) => step));
      const executions = executionsOf(copy.ledger, run.value).filter(({ step }) => asked.has(step));
      const total = (of: 'held' | 'unchanged') => executions.reduce((sum, each) => sum + (each.counts?.[of] ?? 0), 0);
      return ok({
        executions,
        tables: tablesOf(executions),
        held: total('held'),
        unchanged: total('unchanged'),
        effect: effectBetween(before, figures(copy.ledger)),
      });
    } finally {
      copy.ledger.db.close();
    }
  } finally {
    discard();
  }
}

function tablesOf(executions: readonly Execution[]): Record<string, TableCounts> {
  const tables: Record<string, TableCounts> = {};
  for (const execution of executions) {
    for (const [table, counts] of Object.entries(execution.counts?.rows ?? {})) {
      const sum = tables[table] ?? { created: 0, updated: 0, removed: 0 };
      tables[table] = {
        created: sum.created + counts.created,
        updated: sum.updated + counts.updated,
        removed: sum.removed + counts.removed,
      };
    }
  }
  return tables;
}

/** Recognised revenue by month, company currency. */
export function figures(ledger: Ledger): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { month, amount } of revenueByMonth(ledger)) sums.set(month, (sums.get(month) ?? 0) + amount);
  return sums;
}

/** Months whose figure differs. */
export function effectBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((month) => (before.get(month) ?? 0) !== (after.get(month) ?? 0))
    .sort()
    .map((month) => ({ month, before: before.get(month) ?? 0, after: after.get(month) ?? 0 }));
}
