/**
 * Puts back the rows a run wrote, by walking its journal from the end: every state on the way is one the ledger has been in, so
 * unique keys hold at each step. The undo writes through the journal like any other run.
 */
import type { Ledger } from './ledger.ts';
import { unmarkGone } from './source-records.ts';
import type { ChangeRow, ClientRow, IssueRow, PostingRow, ServiceRow, Tables } from './tables.ts';
import { BUSINESS_TABLES, type BusinessTable, type Writer } from './writer.ts';

export interface UndoneRows {
  /** Rows the run had made that are gone again. */
  removed: number;
  /** Changes of the run that were taken back, one by one. */
  restored: number;
  /** Rows the run had taken away that are back. */
  returned: number;
  /** Rows that postings still need, emptied of what the run said about them. */
  kept: number;
}

/** The journal no longer fits the rows: somebody else's work lies on top. Seen only when the checks before have a hole. */
export class UndoConflict extends Error {}

type AnyRow = Tables[BusinessTable];

/** Undoes the rows of a run, postings apart. */
export function undoRows(ledger: Ledger, writer: Writer, run: number, at: string): UndoneRows {
  const done: UndoneRows = { removed: 0, restored: 0, returned: 0, kept: 0 };
  const changes = ledger
    .prepare<[number], ChangeRow>("SELECT * FROM change WHERE run_id = ? AND table_name <> 'posting' ORDER BY id DESC")
    .all(run);
  for (const change of changes) {
    if (change.table_name === 'source_record') {
      unmarkGone(ledger, change.row_id, JSON.parse(change.before ?? '{}'));
      continue;
    }
    const table = businessTable(change.table_name);
    if (change.op === 'delete') {
      const row = parsed(change) as AnyRow;
      writer.insert(table, row, change.source_record_id);
      if (table === 'issue') sightAgain(ledger, row as IssueRow, writer.run);
      done.returned += 1;
      continue;
    }
    const row = ledger.prepare<[number], AnyRow>(`SELECT * FROM ${table} WHERE id = ?`).get(change.row_id);
    if (!row) throw new UndoConflict(`${table} ${change.row_id} is gone`);
    if (change.op === 'update') {
      writer.update(table, row, parsed(change), change.source_record_id);
      done.restored += 1;
    } else if (isStillNeeded(ledger, table, row.id)) {
      emptyKeptRow(writer, table, row, run, change.source_record_id);
      done.kept += 1;
    } else {
      if (table === 'issue') ledger.prepare<[number]>('DELETE FROM issue_sighting WHERE issue_id = ?').run(row.id);
      if (table === 'client') ledger.prepare<[number]>('DELETE FROM touched_client WHERE client_id = ?').run(row.id);
      writer.remove(table, row, change.source_record_id);
      done.removed += 1;
    }
  }
  unsee(ledger, run, writer.run);
  contraPostings(ledger, writer, run, at);
  return done;
}

function businessTable(name: string): BusinessTable {
  const table = BUSINESS_TABLES.find((each) => each === name);
  if (!table) throw new UndoConflict(`${name} is no table of the journal`);
  return table;
}

function parsed(change: ChangeRow): Partial<AnyRow> {
  if (change.before === null) throw new UndoConflict(`change ${change.id} does not say what was before`);
  return JSON.parse(change.before);
}

const NEEDED_BY: Partial<Record<BusinessTable, string>> = {
  contract: 'SELECT 1 FROM posting WHERE contract_id = ? LIMIT 1',
  client: 'SELECT 1 FROM contract WHERE client_id = ? LIMIT 1',
  service: 'SELECT 1 FROM contract WHERE service_id = ? LIMIT 1',
};

/** Postings are never deleted, so neither is the contract they stand on, nor the client and service it names. */
function isStillNeeded(ledger: Ledger, table: BusinessTable, id: number): boolean {
  const needed = NEEDED_BY[table];
  return needed !== undefined && ledger.prepare<[number], unknown>(needed).get(id) !== undefined;
}

/**
 * A kept client keeps its key, under which the next sync fills it in again; until then it must look like nobody. A kept service
 * gives its key and account away, because apply takes a known service as known with its outside ids, which are gone.
 */
function emptyKeptRow(writer: Writer, table: BusinessTable, row: AnyRow, run: number, source: number | null): void {
  if (table === 'client') {
    const client = row as ClientRow;
    writer.update('client', client, { name: client.code, tax_id: null, phone: null }, source);
  } else if (table === 'service') {
    const service = row as ServiceRow;
    const next = { key: `undone:${run}:${service.key}`, account_number: null, service_type: null };
    writer.update('service', service, next, source);
  }
}

function contraPostings(ledger: Ledger, writer: Writer, run: number, at: string): void {
  const postings = ledger
    .prepare<[number], PostingRow>('SELECT * FROM posting WHERE run_id = ? AND contra_of IS NULL ORDER BY id')
    .all(run);
  for (const posting of postings) {
    writer.insert('posting', {
      ...posting,
      id: writer.ids.next('posting'),
      amount: 0 - posting.amount,
      functional_amount: 0 - posting.functional_amount,
      note: null,
      run_id: writer.run,
      posted_at: at,
      contra_of: posting.id,
    });
  }
}

/** A sighting is not journaled: an issue that comes back has been seen once, when it was first seen. */
function sightAgain(ledger: Ledger, issue: IssueRow, run: number): void {
  ledger
    .prepare<unknown[]>(
      'INSERT OR IGNORE INTO issue_sighting (issue_id, last_seen_at, times_seen, run_id) VALUES (?, ?, 1, ?)',
    )
    .run(issue.id, issue.first_seen_at, run);
}

/** The run's own sighting of issues that were known before it no longer counts. */
function unsee(ledger: Ledger, run: number, undo: number): void {
  ledger
    .prepare<[number, number]>(
      'UPDATE issue_sighting SET times_seen = max(1, times_seen - 1), run_id = ? WHERE run_id = ?',
    )
    .run(undo, run);
}
