/** A report as a CSV file: every row of it, amounts as plain numbers, and which rows are totals of others. */
import { currencyOfColumn, currencyOfRow } from '../../shared/close/report-currency.ts';
import { type Currency, currency, minorToText } from '../../shared/domain/money.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { noteExport } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type CsvColumn, writeCsv } from './csv.ts';

interface Column {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'money' | 'int' | 'date' | 'month' | 'percent';
}

interface Row {
  readonly key: string;
  readonly level: string;
  readonly cells: Readonly<Record<string, string | number | null>>;
}

export interface PrintedReport {
  readonly name: string;
  readonly currency: Currency;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Writes the file and notes in the ledger that it was handed out. */
export function exportReport(
  ledger: Ledger,
  report: PrintedReport,
  to: { readonly path: string; readonly who: string; readonly at: string },
): Result<{ path: string; rows: number; sha256: string }> {
  const money = report.columns.some(({ kind }) => kind === 'money');
  const named = report.columns.some(({ key }) => key === 'currency');
  const columns: CsvColumn<Row>[] = [
    ...report.columns.map((column) => columnOf(column, report.currency)),
    ...(money && !named
      ? [{ title: 'Currency', kind: 'text', value: (row: Row) => currencyOfRow(row, report.currency) } as const]
      : []),
    // Whoever sums the file must know which rows are sums already, and which are told of the row above.
    { title: 'Row', kind: 'text', value: ({ level }) => level },
  ];
  const written = writeCsv(to.path, columns, report.rows);
  if (written.ok) noteExport(ledger, { kind: `report ${report.name}`, ...to, ...written.value });
  return written;
}

function columnOf({ key, label, kind }: Column, company: Currency): CsvColumn<Row> {
  // A month is told the same in every language.
  const title = /^\d{4}-\d{2}$/.test(key) ? key : label;
  const value = (row: Row) => row.cells[key] ?? null;
  switch (kind) {
    case 'money':
      return {
        title,
        kind: 'number',
        value: (row) => {
          const minor = value(row);
          return typeof minor === 'number' ? minorToText(minor, currency(currencyOfColumn(row, key, company))) : null;
        },
      };
    case 'percent':
      return {
        title: `${title} %`,
        kind: 'number',
        value: (row) => {
          const hundredths = value(row);
          return typeof hundredths === 'number' ? (hundredths / 100).toFixed(2) : null;
        },
      };
    case 'int':
      return { title, kind: 'number', value: (row) => (typeof value(row) === 'number' ? value(row) : null) };
    default:
      return { title, kind: 'text', value };
  }
}
