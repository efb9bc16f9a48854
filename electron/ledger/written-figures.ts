/**
 * The figures of a row that a journal line keeps when it is written. An insert is journaled without its content, because the row
 * itself is the content; but rows that carry money are what a close is signed for, so theirs can be told from what somebody wrote
 * into the file by other means.
 */
export const WRITTEN_FIGURES = {
  posting: ['contract_id', 'month', 'kind', 'amount', 'functional_amount'],
  invoice: ['key', 'kind', 'date', 'currency', 'rate', 'net', 'tax', 'gross', 'withholding', 'paid', 'excluded'],
  invoice_line: ['invoice_id', 'net', 'tax', 'service_id', 'contract_id'],
  payment: ['invoice_id', 'date', 'amount'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FiguredTable = keyof typeof WRITTEN_FIGURES;

type Value = string | number | null | Buffer;

/** What the journal keeps of a new row, as JSON; null for tables whose rows carry no money. */
export function figuresWritten(table: string, row: Readonly<Record<string, Value>>): string | null {
  if (!isFigured(table)) return null;
  return JSON.stringify(Object.fromEntries(WRITTEN_FIGURES[table].map((column) => [column, row[column] ?? null])));
}

/** The same of the row as it stands, in SQL: `alias` names the table. */
export function figuresNow(table: FiguredTable, alias: string): string {
  return `json_object(${WRITTEN_FIGURES[table].map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;
}

function isFigured(table: string): table is FiguredTable {
  return table in WRITTEN_FIGURES;
}
