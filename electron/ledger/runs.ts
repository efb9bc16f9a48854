/** Sync runs and the executions (step x month) inside them. */
import type { ExecutionStatus, Step } from '../../shared/domain/entities.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Ledger } from './ledger.ts';
import { query } from './query.ts';
import type { StepExecutionRow, SyncRunRow } from './tables.ts';

export type RunKind = 'sync' | 'accruals' | 'decision' | 'retry' | 'undo';
export type RunTrigger = 'manual' | 'schedule' | 'resume';

/** What became of the distinct records an execution received. The last four add up to `received`. */
export interface ExecutionCounts {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly excluded: number;
  readonly held: number;
  /** Why records were excluded, with how many. */
  readonly excludedBecause: Readonly<Record<string, number>>;
  /** Rows written, by table. */
  readonly rows: Readonly<Record<string, { created: number; updated: number; removed: number }>>;
  /** Records that vanished upstream and were marked so. */
  readonly gone: number;
}

export interface ExecutionMetrics {
  readonly calls: number;
  readonly retries: number;
  readonly waitedMs: number;
  readonly pages: number;
  readonly bytes: number;
  readonly ms: number;
}

export interface Execution {
  readonly id: number;
  readonly run: number;
  readonly position: number;
  readonly step: Step;
  readonly month: Month | null;
  readonly status: ExecutionStatus;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly counts: ExecutionCounts | null;
  readonly problem: Problem | null;
  readonly metrics: ExecutionMetrics | null;
}

export interface Run {
  readonly id: number;
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly status: ExecutionStatus;
  readonly from: Month | null;
  readonly until: Month | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly who: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly problem: Problem | null;
  readonly undoneBy: number | null;
}

function toRun(row: SyncRunRow): Run {
  return {
    id: row.id,
    kind: row.kind as RunKind,
    trigger: row.trigger as RunTrigger,
    status: row.status as ExecutionStatus,
    from: row.range_from as Month | null,
    until: row.range_until as Month | null,
    options: JSON.parse(row.options),
    who: row.who,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    problem: row.error === null ? null : JSON.parse(row.error),
    undoneBy: row.undone_by,
  };
}

function toExecution(row: StepExecutionRow): Execution {
  return {
    id: row.id,
    run: row.run_id,
    position: row.position,
    step: row.step as Step,
    month: row.month as Month | null,
    status: row.status as ExecutionStatus,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    counts: row.counts === null ? null : JSON.parse(row.counts),
    problem: row.error === null ? null : JSON.parse(row.error),
    metrics: row.metrics === null ? null : JSON.parse(row.metrics),
  };
}

export interface NewRun {
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly from: Month | null;
  readonly until: Month | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly who: string;
  readonly at: string;
  readonly executions: readonly { readonly step: Step; readonly month: Month | null }[];
}

/** Writes a run and its executions, all pending, and gives the run's id. */
export function createRun(ledger: Ledger, run: NewRun): number {
  return ledger.transaction(() => {
    const { lastInsertRowid } = ledger
      .prepare<unknown[]>(
        `INSERT INTO sync_run (company_id, kind, trigger, status, range_from, range_until, options, who, started_at)
         VALUES (?, ?, ?, 'running', ?, ?, ?, ?, ?)`,
      )
      .run(ledger.company.id, run.kind, run.trigger, run.from, run.until, JSON.stringify(run.options), run.who, run.at);
    const id = Number(lastInsertRowid);
    const insert = ledger.prepare<unknown[]>(
      "INSERT INTO step_execution (run_id, position, step, month, status) VALUES (?, ?, ?, ?, 'pending')",
    );
    run.executions.forEach((execution, position) => {
      insert.run(id, position, execution.step, execution.month);
    });
    return id;
  });
}

export function runById(ledger: Ledger, id: number): Run | null {
  const row = ledger.prepare<[number], SyncRunRow>('SELECT * FROM sync_run WHERE id = ?').get(id);
  return row ? toRun(row) : null;
}

export function executionsOf(ledger: Ledger, run: number): Execution[] {
  return ledger
    .prepare<[number], StepExecutionRow>('SELECT * FROM step_execution WHERE run_id = ? ORDER BY position')
    .all(run)
    .map(toExecution);
}

/** Sync runs that were never finished: interrupted by a crash, or cancelled and resumable. Newest first. */
export function unfinishedRuns(ledger: Ledger): Run[] {
  return ledger
    .prepare<[], SyncRunRow>(
      "SELECT * FROM sync_run WHERE kind IN ('sync', 'accruals') AND undone_by IS NULL AND status IN ('running', 'cancelled', 'failed') ORDER BY id DESC",
    )
    .all()
    .map(toRun);
}

export function startExecution(ledger: Ledger, id: number, at: string): void {
  const start = ledger.prepare<unknown[]>(
    "UPDATE step_execution SET status = 'running', started_at = coalesce(started_at, ?), completed_at = NULL, error = NULL WHERE id = ?",
  );
  ledger.batch(() => start.run(at, id));
}

export function endExecution(
  ledger: Ledger,
  id: number,
  end: {
    status: ExecutionStatus;
    at: string;
    counts: ExecutionCounts | null;
    metrics: ExecutionMetrics;
    problem: Problem | null;
  },
): void {
  ledger
    .prepare<unknown[]>(
      'UPDATE step_execution SET status = ?, completed_at = ?, counts = ?, metrics = ?, error = ? WHERE id = ?',
    )
    .run(
      end.status,
      end.at,
      end.counts === null ? null : JSON.stringify(end.counts),
      JSON.stringify(end.metrics),
      end.problem === null ? null : JSON.stringify(end.problem),
      id,
    );
}

export function endRun(ledger: Ledger, id: number, status: ExecutionStatus, at: string, problem: Problem | null): void {
  ledger
    .prepare<unknown[]>('UPDATE sync_run SET status = ?, completed_at = ?, error = ? WHERE id = ?')
    .run(status, at, problem === null ? null : JSON.stringify(problem), id);
}

/**
 * Makes a run's unfinished executions due again, and with them the later steps that went on without: those have their pages and
 * only apply once more, now to all that they build on.
 */
export function reopenRun(ledger: Ledger, id: number): void {
  ledger
    .prepare<[number]>("UPDATE sync_run SET status = 'running', completed_at = NULL, error = NULL WHERE id = ?")
    .run(id);
  ledger
    .prepare<[number, number]>(
      `UPDATE step_execution SET status = 'pending' WHERE run_id = ? AND position >= (
         SELECT min(position) FROM step_execution WHERE run_id = ? AND status = 'failed')
       AND step NOT IN (SELECT step FROM step_execution f WHERE f.run_id = step_execution.run_id AND f.status = 'failed')`,
    )
    .run(id, id);
  ledger
    .prepare<[number]>(
      "UPDATE step_execution SET status = 'pending' WHERE run_id = ? AND status IN ('running', 'cancelled', 'failed')",
    )
    .run(id);
}

/** Whether some run brought all that a step was asked for. Undone runs do not count. */
export function everComplete(ledger: Ledger, step: Step): boolean {
  const row = ledger
    .prepare<[string], { run_id: number }>(
      `SELECT e.run_id FROM step_execution e JOIN sync_run r ON r.id = e.run_id
       WHERE e.step = ? AND r.undone_by IS NULL GROUP BY e.run_id HAVING min(e.status = 'completed') = 1 LIMIT 1`,
    )
    .get(step);
  return row !== undefined;
}

/** The latest execution of a step (for a month, when given) that ended, or null. Undone runs do not count. */
export function lastExecution(ledger: Ledger, step: Step, month?: Month): Execution | null {
  const row = ledger
    .prepare<[string, string | null, string | null], StepExecutionRow>(
      `SELECT e.* FROM step_execution e JOIN sync_run r ON r.id = e.run_id
       WHERE e.step = ? AND (? IS NULL OR e.month = ?) AND e.status IN ('completed', 'failed') AND r.undone_by IS NULL
       ORDER BY e.id DESC LIMIT 1`,
    )
    .get(step, month ?? null, month ?? null);
  return row ? toExecution(row) : null;
}

/** Whether the last attempt at a step did not finish, for any month up to one (for any at all, when `upTo` is null). */
export function unread(ledger: Ledger, step: Step, upTo: Month | null): boolean {
  return (
    ledger
      .prepare<[string, string | null, string | null], unknown>(
        `SELECT 1 FROM step_execution WHERE status = 'failed' AND id IN (
           SELECT max(e.id) FROM step_execution e JOIN sync_run r ON r.id = e.run_id
           WHERE e.step = ? AND e.status IN ('completed', 'failed') AND r.undone_by IS NULL AND (? IS NULL OR e.month IS NULL OR e.month <= ?)
           GROUP BY e.month) LIMIT 1`,
      )
      .get(step, upTo, upTo) !== undefined
  );
}

export interface RunFilter {
  readonly step?: Step;
  readonly status?: ExecutionStatus;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
}

/** Runs, newest first. `since` and `until` are instants or civil dates; `until` is exclusive. */
export function listRuns(ledger: Ledger, filter: RunFilter): Run[] {
  let select = query.selectFrom('sync_run').selectAll().orderBy('id', 'desc').limit(filter.limit);
  if (filter.status) select = select.where('status', '=', filter.status);
  if (filter.since) select = select.where('started_at', '>=', filter.since);
  if (filter.until) select = select.where('started_at', '<', filter.until);
  if (filter.step) {
    const step = filter.step;
    select = select.where('id', 'in', query.selectFrom('step_execution').select('run_id').where('step', '=', step));
  }
  const compiled = select.compile();
  return ledger
    .prepare<unknown[], SyncRunRow>(compiled.sql)
    .all(...compiled.parameters)
    .map(toRun);
}

export function markSynced(ledger: Ledger, months: readonly Month[]): void {
  const insert = ledger.prepare<unknown[]>('INSERT OR IGNORE INTO synced_month (company_id, month) VALUES (?, ?)');
  ledger.batch(() => {
    for (const each of months) insert.run(ledger.company.id, each);
  });
}

export function syncedMonths(ledger: Ledger): Set<string> {
  return new Set(
    ledger
      .prepare<[number], { month: string }>('SELECT month FROM synced_month WHERE company_id = ?')
      .all(ledger.company.id)
      .map((r) => r.month),
  );
}
