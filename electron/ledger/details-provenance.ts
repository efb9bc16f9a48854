/** Where one row comes from: the record it was read from, and every change since, each with the fields it set. */
import type { Ledger } from './ledger.ts';
import { type Change, changesOf } from './trace-changes.ts';
import { type SourceTrace, sourceTrace } from './trace-source.ts';
import type { BusinessTable } from './writer.ts';

export type TracedTable =
  | 'client'
  | 'service'
  | 'contract'
  | 'invoice'
  | 'invoice_line'
  | 'payment'
  | 'service_period'
  | 'cohort';

type Fields = Readonly<Record<string, unknown>>;

// Tables whose rows name their record; the others' stands in the journal, and a contract has none: it follows from other facts.
const OWN_RECORD: Partial<Record<TracedTable, string>> = {
  invoice: 'SELECT source_record_id AS id FROM invoice WHERE id = ?',
  invoice_line:
    'SELECT i.source_record_id AS id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.id = ?',
  payment: 'SELECT i.source_record_id AS id FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE p.id = ?',
  service_period: 'SELECT source_record_id AS id FROM service_period WHERE id = ?',
  cohort: 'SELECT source_record_id AS id FROM cohort WHERE id = ?',
};

const JOURNALED = `SELECT source_record_id AS id FROM change
  WHERE table_name = ? AND row_id = ? AND source_record_id IS NOT NULL AND op <> 'delete' ORDER BY id DESC LIMIT 1`;

/** The stored record that a row was read from, as it was applied; null where the row follows from others. */
export function sourceOfRow(ledger: Ledger, table: TracedTable, id: number): SourceTrace | null {
  const own = OWN_RECORD[table];
  const row =
    own === undefined
      ? ledger.prepare<[string, number], { id: number }>(JOURNALED).get(table, id)
      : ledger.prepare<[number], { id: number }>(own).get(id);
  return row ? sourceTrace(ledger, row.id) : null;
}

/**
 * Changes of some rows, oldest first. The journal keeps no content for a row that was made, because later lines hold it: here it is
 * put back, so that each field can be followed from its first value.
 */
export function historyOf(ledger: Ledger, table: BusinessTable, ids: readonly number[]): Change[] {
  const changes = changesOf(ledger, table, ids);
  const now = new Map<number, Fields>(
    ledger
      .prepare<[string], { readonly id: number }>(`SELECT * FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(ids))
      .map((row) => [row.id, { ...row }]),
  );
  const told: Change[] = [];
  for (const change of changes.toReversed()) {
    const state = now.get(change.row);
    if (change.op === 'insert') {
      told.push({ ...change, after: state ?? null });
      now.delete(change.row);
    } else {
      told.push(change);
      now.set(change.row, { ...state, ...change.before });
    }
  }
  return told.reverse();
}

/** Whether a row is there, or was. */
export function rowKnown(ledger: Ledger, table: TracedTable, id: number): boolean {
  return (
    ledger
      .prepare<[{ id: number; table: string }], unknown>(
        `SELECT 1 FROM ${table} WHERE id = @id UNION ALL SELECT 1 FROM change WHERE table_name = @table AND row_id = @id LIMIT 1`,
      )
      .get({ id, table }) !== undefined
  );
}

/** The records behind documents and enrolments, by their keys; a key that names nothing is left out. */
export function recordsBehind(
  ledger: Ledger,
  table: 'invoice' | 'service_period',
  keys: readonly string[],
): Map<string, SourceTrace | null> {
  const rows = ledger
    .prepare<[number, string], { key: string; source_record_id: number }>(
      `SELECT key, source_record_id FROM ${table} WHERE company_id = ? AND key IN (SELECT value FROM json_each(?))`,
    )
    .all(ledger.company.id, JSON.stringify(keys));
  return new Map(rows.map((row) => [row.key, sourceTrace(ledger, row.source_record_id)]));
}

/** The cohorts of some enrolments, with the records that give their dates. */
export function cohortsBehind(
  ledger: Ledger,
  keys: readonly string[],
): { readonly slug: string; readonly source: SourceTrace | null }[] {
  return ledger
    .prepare<[number, string], { slug: string; source_record_id: number }>(
      `SELECT DISTINCT c.slug, c.source_record_id FROM service_period p JOIN cohort c ON c.id = p.cohort_id
       WHERE p.company_id = ? AND p.key IN (SELECT value FROM json_each(?)) ORDER BY c.slug`,
    )
    .all(ledger.company.id, JSON.stringify(keys))
    .map((row) => ({ slug: row.slug, source: sourceTrace(ledger, row.source_record_id) }));
}
