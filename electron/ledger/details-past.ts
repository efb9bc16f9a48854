/**
 * The facts of one contract as they were when a posting was made. The journal holds what each row was before every change, so the
 * rows are walked back from today and laid out in a small ledger in memory, which the same calculation then reads. Nothing is
 * written to the ledger itself.
 */
import Database from 'better-sqlite3';
import { type Decision, runOfDecision } from './decisions.ts';
import { Ledger } from './ledger.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { ChangeRow, CompanyRow, PostingRow } from './tables.ts';
import type { BusinessTable } from './writer.ts';

type Row = Record<string, string | number | null>;

/** A moment of the ledger: everything up to this line of the journal. */
export interface Moment {
  readonly change: number;
  readonly run: number;
}

/** When a posting was written. Null when the journal does not say. */
export function momentOf(ledger: Ledger, posting: number): Moment | null {
  return (
    ledger
      .prepare<[number], Moment>(
        `SELECT id AS change, run_id AS run FROM change WHERE table_name = 'posting' AND row_id = ? AND op = 'insert' ORDER BY id DESC LIMIT 1`,
      )
      .get(posting) ?? null
  );
}

/**
 * A ledger in memory that holds one contract and what it stands on, as of a moment; null when the contract was not there. It is
 * good until the next one is asked for.
 */
export function ledgerAt(ledger: Ledger, contract: number, { change }: Moment): Ledger | null {
  const past = emptied(ledger);
  const put = (table: string, rows: readonly Row[]) => {
    for (const row of rows) {
      const columns = Object.keys(row);
      past
        .prepare<unknown[]>(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        )
        .run(...Object.values(row));
    }
    return rows;
  };
  const own = put('contract', rowsAt(ledger, 'contract', [contract], change));
  const [head] = own;
  if (!head) return null;
  put('company', [{ ...(ledger.company satisfies CompanyRow) }]);
  put('client', rowsAt(ledger, 'client', [numberOf(head.client_id)], change));
  put('service', rowsAt(ledger, 'service', [numberOf(head.service_id)], change));
  const lines = put('invoice_line', belongingTo(ledger, 'invoice_line', contract, change));
  put('invoice', rowsAt(ledger, 'invoice', distinct(lines, 'invoice_id'), change));
  const places = put('service_period', belongingTo(ledger, 'service_period', contract, change));
  const cohorts = distinct(places, 'cohort_id');
  put('cohort', rowsAt(ledger, 'cohort', cohorts, change));
  put('cohort_plan_version', planVersions(ledger, cohorts, change));
  return past;
}

/** Decisions that were in force when a run had done its work. */
export function decisionsAt(ledger: Ledger, all: readonly Decision[], { run }: Moment): Decision[] {
  const takenBack = ledger.prepare<[{ run: number; made: number; decision: number }], unknown>(
    `SELECT 1 FROM sync_run WHERE (id = @made AND undone_by <= @run)
       OR (id > @made AND id <= @run AND kind = 'decision' AND json_extract(options, '$.decision') = @decision) LIMIT 1`,
  );
  return all.filter((decision) => {
    const made = runOfDecision(ledger, decision.id);
    if (made === null || made > run) return false;
    return decision.undoneAt === null || takenBack.get({ run, made, decision: decision.id }) === undefined;
  });
}

/** The last posting of a contract before another, taken back or not: what had become known by then. */
export function postingBefore(
  ledger: Ledger,
  posting: Pick<PostingRow, 'id' | 'contract_id' | 'run_id'>,
): number | null {
  const row = ledger
    .prepare<[number, number, number], { id: number | null }>(
      'SELECT max(id) AS id FROM posting WHERE contract_id = ? AND id < ? AND run_id <> ? AND contra_of IS NULL',
    )
    .get(posting.contract_id, posting.id, posting.run_id);
  return row?.id ?? null;
}

const TABLES = [
  'company',
  'client',
  'service',
  'contract',
  'invoice',
  'invoice_line',
  'cohort',
  'cohort_plan_version',
  'service_period',
];

/** One ledger in memory beside each ledger: making its tables takes longer than all the rest. */
const beside = new WeakMap<Ledger, Ledger>();

function emptied(ledger: Ledger): Ledger {
  let past = beside.get(ledger);
  if (past === undefined) {
    const db = new Database(':memory:');
    for (const { sql } of MIGRATIONS) db.exec(sql);
    db.pragma('foreign_keys = OFF');
    past = new Ledger(db, ':memory:');
    beside.set(ledger, past);
  } else for (const table of TABLES) past.prepare<[]>(`DELETE FROM ${table}`).run();
  return past;
}

/** Rows of a table by id, as they were. Rows that were not there yet, or no longer, are left out. */
export function rowsAt(ledger: Ledger, table: BusinessTable, ids: readonly number[], change: number): Row[] {
  const list = JSON.stringify(ids);
  const rows = new Map<number, Row | null>(
    ledger
      .prepare<[string], Row>(`SELECT * FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`)
      .all(list)
      .map((row) => [numberOf(row.id), row]),
  );
  const later = ledger
    .prepare<[string, string, number], ChangeRow>(
      'SELECT * FROM change WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?)) AND id > ? ORDER BY id DESC',
    )
    .all(table, list, change);
  for (const { row_id: id, op, before } of later) {
    if (op === 'insert') rows.set(id, null);
    else rows.set(id, { ...rows.get(id), ...(JSON.parse(before ?? '{}') as Row) });
  }
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [row] : [];
  });
}

/** The contract's lines or places: those it has now, and those it has had and lost since. */
function belongingTo(
  ledger: Ledger,
  table: 'invoice_line' | 'service_period',
  contract: number,
  change: number,
): Row[] {
  const ids = ledger
    .prepare<[number, number, string, number], { id: number }>(
      `SELECT id FROM ${table} WHERE contract_id = ? UNION
       SELECT row_id FROM change WHERE id > ? AND table_name = ? AND before IS NOT NULL AND json_extract(before, '$.contract_id') = ?`,
    )
    .all(contract, change, table, contract)
    .map(({ id }) => id);
  return rowsAt(ledger, table, ids, change).filter((row) => row.contract_id === contract);
}

function planVersions(ledger: Ledger, cohorts: readonly number[], change: number): Row[] {
  const list = JSON.stringify(cohorts);
  const ids = ledger
    .prepare<[string, number, string], { id: number }>(
      `SELECT id FROM cohort_plan_version WHERE cohort_id IN (SELECT value FROM json_each(?)) UNION
       SELECT row_id FROM change WHERE id > ? AND table_name = 'cohort_plan_version' AND before IS NOT NULL
         AND json_extract(before, '$.cohort_id') IN (SELECT value FROM json_each(?))`,
    )
    .all(list, change, list)
    .map(({ id }) => id);
  return rowsAt(ledger, 'cohort_plan_version', ids, change);
}

function distinct(rows: readonly Row[], column: string): number[] {
  return [...new Set(rows.map((row) => numberOf(row[column])))];
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new Error('A row of the journal refers to nothing');
  return value;
}
