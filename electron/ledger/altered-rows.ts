/**
 * Rows that carry money and are not what the app wrote: altered, added or taken away in the file by other means. The journal says
 * what each row was given and what every run made of it since. Rows from before the journal kept figures are judged by what it
 * knows of them.
 */
import type { Ledger } from './ledger.ts';
import { whileUnchanged } from './while-unchanged.ts';
import { type FiguredTable, figuresNow, WRITTEN_FIGURES } from './written-figures.ts';

export type Figures = Readonly<Record<string, string | number | null>>;

export interface AlteredRow {
  readonly table: FiguredTable;
  readonly id: number;
  /** What the row says; null when it is gone. */
  readonly now: Figures | null;
  /** What the app wrote, as far as the journal knows it; null when no run wrote such a row. */
  readonly written: Figures | null;
}

/** Every such row of a table, by id. Looked for again only after something was written. */
export function alteredRows(ledger: Ledger, table: FiguredTable): readonly AlteredRow[] {
  return whileUnchanged(ledger, `altered ${table}`, () => [...differing(ledger, table), ...gone(ledger, table)]);
}

/** Rows that differ from the line that wrote them; those that runs changed since are walked through the journal. */
function differing(ledger: Ledger, table: FiguredTable): AlteredRow[] {
  const suspects = ledger
    .prepare<[], { id: number; now: string; line: number | null }>(
      `SELECT t.id, ${figuresNow(table, 't')} AS now, h.id AS line FROM ${table} t
       LEFT JOIN change h ON h.id = (SELECT max(w.id) FROM change w WHERE w.table_name = '${table}' AND w.row_id = t.id AND w.op = 'insert')
       WHERE h.id IS NULL OR (h.after IS NULL AND h.id <> (SELECT max(w.id) FROM change w WHERE w.table_name = '${table}' AND w.row_id = t.id))
         OR h.after <> ${figuresNow(table, 't')} ORDER BY t.id`,
    )
    .all();
  if (suspects.length === 0) return [];
  const history = writtenTo(
    ledger,
    table,
    suspects.flatMap(({ id, line }) => (line === null ? [] : [id])),
  );
  return suspects.flatMap(({ id, now: text, line }): AlteredRow[] => {
    const now: Figures = JSON.parse(text);
    const written = line === null ? null : (history.get(id) ?? {});
    if (written !== null && Object.entries(written).every(([column, value]) => now[column] === value)) return [];
    return [{ table, id, now, written: written === null ? null : { ...now, ...written } }];
  });
}

/** Rows that a run wrote and none took away. */
function gone(ledger: Ledger, table: FiguredTable): AlteredRow[] {
  const ids = ledger
    .prepare<[], number>(
      `SELECT row_id FROM (SELECT DISTINCT row_id FROM change WHERE table_name = '${table}') w
       WHERE NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = w.row_id)
         AND (SELECT op FROM change h WHERE h.table_name = '${table}' AND h.row_id = w.row_id ORDER BY h.id DESC LIMIT 1) <> 'delete'
       ORDER BY row_id`,
    )
    .pluck()
    .all();
  if (ids.length === 0) return [];
  const history = writtenTo(ledger, table, ids);
  return ids.map((id) => ({ table, id, now: null, written: history.get(id) ?? {} }));
}

/** What the journal says that rows carry, from the line that last wrote them on. */
function writtenTo(ledger: Ledger, table: FiguredTable, ids: readonly number[]): Map<number, Figures> {
  const columns: readonly string[] = WRITTEN_FIGURES[table];
  const lines = ledger
    .prepare<[string], { row: number; op: string; after: string | null }>(
      `SELECT row_id AS row, op, after FROM change WHERE table_name = '${table}' AND row_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(ids));
  const written = new Map<number, Figures>();
  for (const { row, op, after } of lines) {
    const before = op === 'insert' ? {} : (written.get(row) ?? {});
    const told = Object.entries<string | number | null>(JSON.parse(after ?? '{}'));
    written.set(row, { ...before, ...Object.fromEntries(told.filter(([column]) => columns.includes(column))) });
  }
  return written;
}

export interface LineAsItStands {
  readonly id: number;
  readonly invoice_id: number;
  readonly net: number | null;
  readonly service_id: number | null;
  readonly contract_id: number | null;
}

/** Documents by id with their lines, whatever they say now. */
export function documentsAsTheyStand(
  ledger: Ledger,
  ids: readonly number[],
): { readonly documents: ReadonlyMap<number, Figures>; readonly lines: readonly LineAsItStands[] } {
  const list = JSON.stringify(ids);
  const documents = ledger
    .prepare<[string], { id: number; now: string }>(
      `SELECT t.id, ${figuresNow('invoice', 't')} AS now FROM invoice t WHERE t.id IN (SELECT value FROM json_each(?))`,
    )
    .all(list);
  const lines = ledger
    .prepare<[string], LineAsItStands>(
      'SELECT id, invoice_id, net, service_id, contract_id FROM invoice_line WHERE invoice_id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .all(list);
  return { documents: new Map(documents.map(({ id, now }) => [id, JSON.parse(now)])), lines };
}

/** Contracts whose postings of closed months come to another amount than their closes stored, with how much more it is. */
export function alteredInClosedMonths(
  ledger: Ledger,
  openFrom: string,
): { readonly contract_id: number; readonly amount: number; readonly functional: number }[] {
  return ledger
    .prepare<[number, number, string], { contract_id: number; amount: number; functional: number }>(
      `WITH stored AS (
         SELECT p.contract_id, -p.amount AS amount, -p.functional_amount AS functional FROM close_posting p
         JOIN close_version v ON v.id = p.close_id
         WHERE v.company_id = ? AND NOT EXISTS (SELECT 1 FROM close_reopened r WHERE r.close_id = v.id))
       SELECT contract_id, sum(amount) AS amount, sum(functional) AS functional FROM (
         SELECT * FROM stored UNION ALL
         SELECT contract_id, amount, functional_amount FROM posting
         WHERE company_id = ? AND month < ? AND EXISTS (SELECT 1 FROM stored))
       GROUP BY contract_id HAVING sum(amount) <> 0 OR sum(functional) <> 0`,
    )
    .all(ledger.company.id, ledger.company.id, openFrom);
}

/** Open postings whose currency is not that of their contract. */
export function postingsInOtherCurrencies(
  ledger: Ledger,
  from: string,
): { readonly contract_id: number; readonly month: string; readonly functional: number }[] {
  return ledger
    .prepare<[number, string], { contract_id: number; month: string; functional: number }>(
      `SELECT p.contract_id, p.month, p.functional_amount AS functional FROM posting p JOIN contract c ON c.id = p.contract_id
       WHERE p.company_id = ? AND p.month >= ? AND p.currency <> c.currency`,
    )
    .all(ledger.company.id, from);
}
