/** A report as it is read: which columns are worth their room, under which heading a row stands, how a cell is written. Pure. */
import { currencyOfColumn, currencyOfRow } from '../../../shared/close/report-currency.ts';
import { type CopiedCell, tsv } from '../../format/tsv.ts';
import type { Format } from '../../format/use-format.ts';
import type { Report } from './view.ts';

/** What of the reader's way of writing is needed here. */
type Writing = Pick<Format, 'locale' | 'plainMoney' | 'count' | 'date' | 'month'>;

export type ReportColumn = Report['columns'][number];
export type ReportRow = Report['rows'][number];

/** Turns the engine's words into the reader's language. */
export type Told = (words: string) => string;

/** Text columns that say nothing on this page are left out, and a currency that is the company's in every row. */
export function shownColumns({ columns, rows, currency }: Report): ReportColumn[] {
  const oneCurrency = rows.every((row) => currencyOf(row, currency) === currency);
  return columns.filter(({ key, kind }) => {
    if (key === 'section') return false;
    if (key === 'currency' || key === 'functionalDebit' || key === 'functionalCredit') return !oneCurrency;
    if (kind !== 'text' || key === 'comment' || rows.length === 0) return true;
    return rows.some(({ cells }) => (cells[key] ?? '') !== '');
  });
}

/** Currency of a row's own figures. */
export function currencyOf(row: ReportRow, company: string): string {
  return currencyOfRow(row, company);
}

export function currencyOfCell(row: ReportRow, column: ReportColumn, company: string): string {
  return currencyOfColumn(row, column.key, company);
}

export interface Group {
  /** Null where the report has no headings. */
  readonly heading: string | null;
  readonly rows: readonly ReportRow[];
}

/** Rows under the headings of their sections, in the order they come. */
export function groupsOf({ columns, rows }: Report): Group[] {
  if (!columns.some(({ key }) => key === 'section')) return [{ heading: null, rows }];
  const groups: { heading: string; rows: ReportRow[] }[] = [];
  for (const row of rows) {
    const heading = String(row.cells.section ?? '');
    const last = groups.at(-1);
    if (last?.heading === heading) last.rows.push(row);
    else groups.push({ heading, rows: [row] });
  }
  return groups;
}

/** Hundredths of a percent as `12.5 %`. */
export function percentText(hundredths: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(hundredths / 10_000);
}

/** A cell that is no money, in words. */
export function cellText(row: ReportRow, column: ReportColumn, format: Writing, told: Told): string {
  const value = row.cells[column.key] ?? null;
  if (value === null) return '';
  if (typeof value === 'number')
    return column.kind === 'percent' ? percentText(value, format.locale) : format.count(value);
  if (column.kind === 'date') return format.date(value);
  return /^\d{4}-\d{2}$/.test(value) ? format.month(value) : told(value);
}

/** `− Service revenue` without the sign in front: what a figure is called in a sentence. */
export function bareName(line: string): string {
  return line.replace(/^[+−±] /u, '');
}

/** What a row is called: its line, else the first text it has. */
export function rowName(row: ReportRow, columns: readonly ReportColumn[], format: Writing, told: Told): string {
  const first = columns.find(({ kind, key }) => kind !== 'money' && (row.cells[key] ?? '') !== '');
  return first === undefined ? '' : bareName(cellText(row, first, format, told));
}

/** All rows as a spreadsheet takes them, headings as a column of their own. */
export function reportAsCells(report: Report, format: Writing, told: Told): string {
  const { columns, rows, currency } = report;
  const head = columns.map(({ label }): CopiedCell => ({ kind: 'text', text: told(label) }));
  const body = rows.map((row) =>
    columns.map((column): CopiedCell => {
      const value = row.cells[column.key] ?? null;
      if (typeof value !== 'number') return { kind: 'text', text: cellText(row, column, format, told) };
      const text =
        column.kind === 'money'
          ? format.plainMoney(value, currencyOfCell(row, column, currency))
          : column.kind === 'percent'
            ? percentText(value, format.locale)
            : String(value);
      return { kind: 'figure', text };
    }),
  );
  return tsv([head, ...body]);
}
