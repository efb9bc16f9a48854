/** Why a run cannot be undone, or not yet. Every reason names what to do first. */
import { type Month, month } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Ledger } from './ledger.ts';
import { runById } from './runs.ts';

/** The reason that stands in the way of undoing a run, or null. */
export function undoRefusal(ledger: Ledger, id: number): Problem | null {
  const run = runById(ledger, id);
  if (!run) {
    return {
      code: 'RUN_UNKNOWN',
      message: `There is no run ${id}.`,
      fix: 'Look up its number in the list of runs.',
    };
  }
  if (run.undoneBy !== null) {
    return {
      code: 'RUN_ALREADY_UNDONE',
      message: `Run ${id} was already undone, by run ${run.undoneBy}.`,
      fix: 'Nothing to do. The next sync brings its records in again.',
    };
  }
  if (run.kind === 'undo') {
    return {
      code: 'RUN_IS_UNDO',
      message: `Run ${id} is itself the undoing of another run.`,
      fix: 'To get the undone run back, sync the same months again.',
    };
  }
  if (run.status === 'running' || run.status === 'pending') {
    return {
      code: 'RUN_STILL_RUNNING',
      message: `Run ${id} is not finished.`,
      fix: 'Wait until it is done or cancel it, then undo it. After a crash, resume it first.',
    };
  }
  const later = latestBuiltOn(ledger, id);
  if (later !== null) return buildsOn(id, later);
  const locked = lockedMonthOf(ledger, id);
  if (locked !== null) {
    return {
      code: 'RUN_POSTED_IN_LOCKED_MONTH',
      message: `Run ${id} posted in ${locked}, which is closed.`,
      meaning: 'A closed month does not move, so nothing was changed.',
      fix: `Closed months reopen from the latest back: unlock ${locked} first, with a reason, then undo run ${id}.`,
      details: { run: id, month: locked },
    };
  }
  return null;
}

/** That a later run must be undone before this one. */
export function buildsOn(run: number, later: number): Problem {
  return {
    code: 'RUN_BUILT_ON',
    message: `Run ${later} came after run ${run} and builds on what it wrote.`,
    meaning: 'Nothing was changed.',
    fix: `Undo run ${later} first, then run ${run}.`,
    details: { run, later },
  };
}

/** The latest run in force that wrote anything after this one began to write. */
export function latestLaterRun(ledger: Ledger, run: number): number | null {
  const row = ledger
    .prepare<[number, number], { run: number | null }>(
      `SELECT max(r.id) AS run FROM sync_run r WHERE r.id <> ? AND r.kind <> 'undo' AND r.undone_by IS NULL
         AND EXISTS (SELECT 1 FROM change c WHERE c.run_id = r.id AND c.id > (SELECT min(id) FROM change WHERE run_id = ?))`,
    )
    .get(run, run);
  return row?.run ?? null;
}

// Each asks for later changes `d` that stand on a change `c` of the run. Later is by the journal, not by number: a run that was
// resumed writes after runs with higher numbers. Undone runs and their undoing cancel out. The joins are crossed so that SQLite
// starts from the run's own changes, whatever it believes about the size of tables.
const LATER = `CROSS JOIN sync_run r ON r.id = d.run_id AND r.kind <> 'undo' AND r.undone_by IS NULL
  WHERE c.run_id = ? AND d.id > c.id AND d.run_id <> c.run_id`;

const SAME_ROWS = 'FROM change c CROSS JOIN change d ON d.table_name = c.table_name AND d.row_id = c.row_id';

/** A row that refers to one the run made. */
function referring(child: string, column: string, parent: string): string {
  return `FROM change c CROSS JOIN ${child} t ON t.${column} = c.row_id
    CROSS JOIN change d ON d.table_name = '${child}' AND d.row_id = t.id ${LATER} AND c.op = 'insert' AND c.table_name = '${parent}'`;
}

/** A posting whose contract's facts the run changed. */
function posted(table: string, join: string, contract: string): string {
  return `FROM change c ${join} CROSS JOIN posting p ON p.contract_id = ${contract}
    CROSS JOIN change d ON d.table_name = 'posting' AND d.row_id = p.id ${LATER} AND c.table_name = '${table}'`;
}

const BUILT_ON: readonly string[] = [
  `${SAME_ROWS} ${LATER}`,
  referring('client_external_id', 'client_id', 'client'),
  referring('client_email', 'client_id', 'client'),
  referring('client', 'merged_into', 'client'),
  referring('contract', 'client_id', 'client'),
  referring('invoice', 'client_id', 'client'),
  referring('service_period', 'client_id', 'client'),
  referring('service_external_id', 'service_id', 'service'),
  referring('contract', 'service_id', 'service'),
  referring('invoice_line', 'service_id', 'service'),
  referring('service_period', 'cohort_id', 'cohort'),
  referring('cohort_plan_version', 'cohort_id', 'cohort'),
  referring('contract_event', 'contract_id', 'contract'),
  referring('invoice_line', 'contract_id', 'contract'),
  referring('service_period', 'contract_id', 'contract'),
  referring('invoice_line', 'invoice_id', 'invoice'),
  referring('payment', 'invoice_id', 'invoice'),
  referring('period_status_event', 'period_id', 'service_period'),
  posted('contract', '', 'c.row_id'),
  posted('contract_event', 'CROSS JOIN contract_event e ON e.id = c.row_id', 'e.contract_id'),
  posted('invoice_line', 'CROSS JOIN invoice_line l ON l.id = c.row_id', 'l.contract_id'),
  posted('invoice', 'CROSS JOIN invoice_line l ON l.invoice_id = c.row_id', 'l.contract_id'),
  posted('service_period', 'CROSS JOIN service_period s ON s.id = c.row_id', 's.contract_id'),
  posted('posting', 'CROSS JOIN posting o ON o.id = c.row_id', 'o.contract_id'),
  // Lines and places that the run took off a contract: the contract stands in what they were before.
  posted('invoice_line', '', "json_extract(c.before, '$.contract_id')"),
  posted('service_period', '', "json_extract(c.before, '$.contract_id')"),
];

function latestBuiltOn(ledger: Ledger, run: number): number | null {
  // The usual case, the last run that wrote anything, needs no search.
  if (latestLaterRun(ledger, run) === null) return null;
  let latest: number | null = null;
  for (const query of BUILT_ON) {
    const row = ledger.prepare<[number], { run: number | null }>(`SELECT max(d.run_id) AS run ${query}`).get(run);
    if (row?.run != null && (latest === null || row.run > latest)) latest = row.run;
  }
  return latest;
}

/** The first closed month that a run posted in, or null. What is posted before the ledger's first month is closed with it. */
function lockedMonthOf(ledger: Ledger, run: number): Month | null {
  const locked = ledger.lockedThrough();
  if (locked === null) return null;
  const row = ledger
    .prepare<[number, string], { month: string | null }>(
      'SELECT min(month) AS month FROM posting WHERE run_id = ? AND month <= ?',
    )
    .get(run, locked);
  if (row?.month == null) return null;
  return row.month < ledger.firstMonth ? ledger.firstMonth : month(row.month);
}
