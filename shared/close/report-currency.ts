/** In which currency the figures of a report stand: a report over several currencies says it row by row. */

export interface RowOfReport {
  readonly key: string;
  readonly cells: Readonly<Record<string, string | number | null>>;
}

/** Currency of a row's own figures. `company`: that of the report where the row says nothing. */
export function currencyOfRow(row: RowOfReport, company: string): string {
  const told = row.cells.currency;
  if (typeof told === 'string' && /^[A-Z]{3}$/.test(told)) return told;
  return /^([A-Z]{3}) /.exec(row.key)?.[1] ?? company;
}

/** Currency of one cell: some columns are in the company's whatever the row is in. */
export function currencyOfColumn(row: RowOfReport, column: string, company: string): string {
  return column.startsWith('functional') ? company : currencyOfRow(row, company);
}
