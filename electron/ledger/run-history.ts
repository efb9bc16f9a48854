/** Runs looked at afterwards: lists of them, what one wrote, and what the months carried right after it. */
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { ExecutionStatus, Step } from '../../shared/domain/entities.ts';
import type { Ledger } from './ledger.ts';
import { query } from './query.ts';
import { type Run, type RunKind, runById } from './runs.ts';
import type { Tables } from './tables.ts';

export interface RunPageFilter {
  readonly kind?: RunKind;
  readonly status?: ExecutionStatus;
  readonly step?: Step;
  /** Instants; `until` is exclusive. */
  readonly since?: string;
  readonly until?: string;
  /** Part of a name. */
  readonly who?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface RunWithTotals extends Run {
  readonly received: number;
  readonly applied: number;
  readonly held: number;
  readonly changes: number;
}

/** Runs, newest first, with the sums over their executions. */
export function pageOfRuns(ledger: Ledger, filter: RunPageFilter): { rows: RunWithTotals[]; total: number } {
  const wanted = query.selectFrom('sync_run').where((is) => is.and(conditions(is, filter)));
  const counted = wanted.select((is) => is.fn.countAll<number>().as('total')).compile();
  const listed = wanted.select('id').orderBy('id', 'desc').limit(filter.limit).offset(filter.offset).compile();
  const total = ledger
    .prepare<unknown[], number>(counted.sql)
    .pluck()
    .get(...counted.parameters);
  const ids = ledger
    .prepare<unknown[], { id: number }>(listed.sql)
    .all(...listed.parameters)
    .map(({ id }) => id);
  const sums = sumsOf(ledger, ids);
  const rows = ids.flatMap((id) => {
    const run = runById(ledger, id);
    return run ? [{ ...run, ...(sums.get(id) ?? NOTHING) }] : [];
  });
  return { rows, total: Number(total) };
}

function conditions(is: ExpressionBuilder<Tables, 'sync_run'>, filter: RunPageFilter) {
  const all = [];
  if (filter.kind) all.push(is('kind', '=', filter.kind));
  if (filter.status) all.push(is('status', '=', filter.status));
  if (filter.since) all.push(is('started_at', '>=', filter.since));
  if (filter.until) all.push(is('started_at', '<', filter.until));
  if (filter.who) all.push(sql<SqlBool>`instr(lower(who), lower(${filter.who})) > 0`);
  if (filter.step)
    all.push(is('id', 'in', query.selectFrom('step_execution').select('run_id').where('step', '=', filter.step)));
  return all;
}

type Sums = Pick<RunWithTotals, 'received' | 'applied' | 'held' | 'changes'>;
const NOTHING: Sums = { received: 0, applied: 0, held: 0, changes: 0 };

function sumsOf(ledger: Ledger, ids: readonly number[]): Map<number, Sums> {
  const wanted = JSON.stringify(ids);
  const sums = new Map<number, Sums>();
  const counts = ledger
    .prepare<[string], { run_id: number; received: number; applied: number; held: number }>(
      `SELECT run_id, coalesce(sum(counts ->> 'received'), 0) AS received, coalesce(sum(counts ->> 'applied'), 0) AS applied,
              coalesce(sum(counts ->> 'held'), 0) AS held
       FROM step_execution WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY run_id`,
    )
    .all(wanted);
  for (const { run_id, ...sum } of counts) sums.set(run_id, { ...sum, changes: 0 });
  const changes = ledger
    .prepare<[string], { run_id: number; n: number }>(
      'SELECT run_id, count(*) AS n FROM change WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY run_id',
    )
    .all(wanted);
  for (const { run_id, n } of changes) sums.set(run_id, { ...(sums.get(run_id) ?? NOTHING), changes: n });
  return sums;
}

/** Issues that a run opened, or opened again, and those it closed or took away. A new one is open, so its line need not be read into. */
export function issuesOfRun(ledger: Ledger, run: number): { raised: number; closed: number } {
  const row = ledger
    .prepare<[number], { raised: number; closed: number }>(
      `SELECT count(*) FILTER (WHERE op = 'insert') + count(DISTINCT CASE WHEN op = 'update' AND after ->> 'status' = 'pending'
                AND NOT EXISTS (SELECT 1 FROM change n WHERE n.table_name = 'issue' AND n.row_id = c.row_id AND n.run_id = c.run_id
                  AND n.op = 'insert') THEN row_id END) AS raised,
              count(DISTINCT CASE WHEN op = 'delete' OR (op = 'update' AND after ->> 'status' IN ('resolved', 'ignored'))
                THEN row_id END) AS closed
       FROM change c WHERE run_id = ? AND table_name = 'issue'`,
    )
    .get(run);
  return row ?? { raised: 0, closed: 0 };
}

export interface Reading {
  readonly connection: string;
  readonly operation: string;
  readonly outcome: string;
  readonly calls: number;
  readonly ms: number;
}

/** How the outside systems were read in a run: one row a connection, list and outcome. */
export function readingsOfRun(ledger: Ledger, run: number): Reading[] {
  return ledger
    .prepare<[number], Reading>(
      `SELECT c.label AS connection, l.operation, l.outcome, sum(l.calls) AS calls, sum(l.ms) AS ms
       FROM step_execution e JOIN integration_log l ON l.execution_id = e.id JOIN connection c ON c.id = l.connection_id
       WHERE e.run_id = ? GROUP BY c.id, l.operation, l.outcome ORDER BY min(l.id)`,
    )
    .all(run);
}

export interface MonthAfterRuns {
  readonly month: string;
  readonly left: number;
  readonly right: number;
}

/** Recognised revenue by month as it stood right after each of two runs, contra postings included; company currency. */
export function revenueAfterRuns(ledger: Ledger, left: number, right: number): MonthAfterRuns[] {
  return ledger
    .prepare<[number, number, number], MonthAfterRuns>(
      `SELECT month, coalesce(sum(functional_amount) FILTER (WHERE run_id <= ?), 0) AS "left",
              coalesce(sum(functional_amount) FILTER (WHERE run_id <= ?), 0) AS "right"
       FROM posting WHERE company_id = ? GROUP BY month ORDER BY month`,
    )
    .all(left, right, ledger.company.id);
}

/** The latest run that the schedule started, or null. */
export function latestScheduledRun(ledger: Ledger): Run | null {
  const id = ledger
    .prepare<[], number>("SELECT id FROM sync_run WHERE trigger = 'schedule' ORDER BY id DESC LIMIT 1")
    .pluck()
    .get();
  return id === undefined ? null : runById(ledger, id);
}
