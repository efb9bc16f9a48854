/** What all sheets of the close workbook share: how amounts and days become cells, how sums become formulas, and the head block. */
import type { CloseData } from '../../../shared/close/close-data.ts';
import { type CivilDate, civilDate, daysBetween } from '../../../shared/domain/civil-date.ts';
import { type Currency, currencyDigits, type Minor } from '../../../shared/domain/money.ts';
import { addMonths, firstDay, type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { MoneyColumn } from './detail-columns.ts';
import type { DetailSums, Which } from './detail-sums.ts';
import type { CellStyle, CellValue, Formula, SheetWriter, WorkbookWriter } from './workbook-port.ts';

/** Rows of the head block; the row after it holds the column names. */
export const HEAD_ROWS = 5;
/** Rows of one sheet that are still comfortable; the detail goes into a sheet a year beyond it. */
export const MOST_ROWS = 1_000_000;

/** Rows and control sum of a sheet, for the run log. */
export interface SheetTotal {
  readonly sheet: string;
  readonly rows: number;
  readonly sum: Minor | null;
  readonly of: string;
}

export interface Ground {
  readonly data: CloseData;
  readonly sums: DetailSums;
  readonly book: WorkbookWriter;
  readonly base: Currency;
  /** More than one currency: amounts then name theirs. */
  readonly mixed: boolean;
  /** Whether the detail goes into a sheet a year. */
  readonly byYear: boolean;
  readonly appVersion: string;
  /** Names of clients leave the ledger only when somebody wants it. */
  readonly names: boolean;
  readonly written: SheetTotal[];
}

/** The first day of Excel's count, as its own count has it. */
const DAY_ZERO = civilDate('1899-12-30');

/** A day as the number a cell holds: no clock and no zone can move it. */
export function serial(date: CivilDate): number {
  return daysBetween(DAY_ZERO, date);
}

/** A month as its first day; a holder without one has 0, which the sheet shows as a dash. */
export function monthSerial(month: Month | null): number {
  return month === null ? 0 : serial(firstDay(month));
}

/** Minor units as the number a cell holds: exact to the last digit that the currency has. */
export function amount(minor: Minor, currency: Currency): number {
  const value = minor / 10 ** currencyDigits(currency);
  return Object.is(value, -0) ? 0 : value;
}

/** The style of money in a currency that has other digits than the workbook's own. */
export function moneyStyle(ground: Ground, currency: Currency, style: 'money' | 'moneyTotal' = 'money'): CellStyle {
  const digits = currencyDigits(currency);
  return digits === currencyDigits(ground.base) ? style : `${style}:${digits}`;
}

/** Table that holds the rows of a month. */
export function detailTable({ byYear }: Ground, month: Month): string {
  return byYear ? `tblDetail_${month.slice(0, 4)}` : 'tblDetail';
}

/** Every table of the detail. */
export function detailTables(ground: Ground): string[] {
  return ground.byYear ? [...ground.sums.rowsOfYear.keys()].sort().map((year) => `tblDetail_${year}`) : ['tblDetail'];
}

/** Conditions of a sum: a column of the detail and a cell, or an expression, that it must fit. */
export type Conditions = readonly (readonly [column: string, fits: string])[];

/** A sum over the detail with the value it has now. `tables`: those that may hold such rows. */
export function sumOver(
  ground: Ground,
  columns: MoneyColumn | readonly MoneyColumn[],
  tables: readonly string[],
  conditions: Conditions,
  which: Which,
  currency: Currency = ground.base,
): Formula {
  const all = typeof columns === 'string' ? [columns] : columns;
  const narrowed: Conditions = ground.mixed
    ? [
        ...conditions,
        ['Currency', `"${currency}"`],
        ...(which.contractCurrency === undefined ? [] : [['Contract currency', `"${currency}"`] as const]),
      ]
    : conditions;
  const parts = tables.flatMap((table) =>
    all.map(
      (column) =>
        `SUMIFS(${table}[${column}],${narrowed.map(([name, fits]) => `${table}[${name}],${fits}`).join(',')})`,
    ),
  );
  const total = all.reduce((sum, column) => sum + ground.sums.sum(column, { ...which, currency }), 0);
  return { formula: parts.join('+'), value: amount(total, currency) };
}

/** A difference that must be nothing, rounded because cells are binary. */
export function difference(expression: string, minor: Minor, currency: Currency): Formula {
  return { formula: `ROUND(${expression},${currencyDigits(currency)})`, value: amount(minor, currency) };
}

/** OK or CHECK beside a difference. */
export function verdict(cell: string, minor: Minor, currency: Currency): Formula {
  const half = 0.5 / 10 ** currencyDigits(currency);
  return { formula: `IF(ABS(${cell})<${half},"OK","CHECK")`, value: minor === 0 ? 'OK' : 'CHECK' };
}

/** Who signed, with one person in both places named as such. */
export function signaturesInWords({ head }: CloseData): string {
  const { preparedBy, reviewedBy } = head;
  if (preparedBy === null) return 'not signed yet';
  if (reviewedBy === null) return `prepared by ${preparedBy.who}, not reviewed yet`;
  const same = preparedBy.who === reviewedBy.who ? ' (reviewed by the same person)' : '';
  return `prepared by ${preparedBy.who}, reviewed by ${reviewedBy.who}${same}`;
}

/** Company, purpose, month, source, state and who signed, on each sheet. */
export function writeHead(ground: Ground, sheet: SheetWriter, title: string, purpose: string): void {
  const { head } = ground.data;
  const one = (text: string, style: CellStyle) => sheet.row([text], style);
  one(title, 'title');
  one(`${head.company}, ${monthInWords(head.month)}: ${purpose}`, 'subtle');
  one(
    `Figures of run ${head.run} from the ledger of ${head.company}; state: ${head.state}; ${signaturesInWords(ground.data)}. Amounts in ${ground.mixed ? 'the currency named' : head.currency}.`,
    'subtle',
  );
  one(
    'Blue on yellow is for you to fill in; black figures below headings are formulas or rows; checks read OK or CHECK.',
    'subtle',
  );
  sheet.row([]);
}

/** The month after the last one with revenue, and the eleven after it. */
export function monthsAhead(month: Month): Month[] {
  return Array.from({ length: 12 }, (_, at) => addMonths(month, at + 1));
}

/** A row of total cells below a table. */
export function totalCell(table: string, column: string, minor: Minor, currency: Currency): Formula {
  return { formula: `SUBTOTAL(109,${table}[${column}])`, value: amount(minor, currency) };
}

export type Row = CellValue[];
