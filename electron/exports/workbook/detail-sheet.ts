/** The detail: one row a contract and month, the only figures that are typed in beside the documents'. */
import type { DetailRow } from '../../../shared/close/close-data.ts';
import { figureOf, MONEY_COLUMNS, type MoneyColumn, RECOGNISED_PARTS } from './detail-columns.ts';
import {
  amount,
  type Ground,
  HEAD_ROWS,
  moneyStyle,
  monthSerial,
  type Row,
  totalCell,
  writeHead,
} from './sheet-ground.ts';
import { type CellStyle, type ColumnSpec, columnLetters } from './workbook-port.ts';

const HEAD = HEAD_ROWS + 1;

/** Text columns before the money, with their widths. */
function textColumns(ground: Ground): readonly (readonly [string, ColumnSpec])[] {
  return [
    ['Ref', { width: 15, style: 'text' }],
    ['Key', { width: 26, style: 'text' }],
    ['Client', { width: 12, style: 'text' }],
    ...(ground.names ? [['Client name', { width: 24, style: 'text' }] as const] : []),
    ['Line', { width: 7, style: 'text' }],
    ['Service', { width: 26, style: 'text' }],
    ['Account', { width: 10, style: 'text' }],
    ['Cohort', { width: 10, style: 'month' }],
    ['Month', { width: 10, style: 'month' }],
    ['Currency', { width: 9, style: 'text' }],
    ['Contract currency', { width: 9, style: 'text' }],
  ];
}

/** Writes the sheet, or one a year when it would not fit. */
export async function writeDetail(ground: Ground): Promise<void> {
  if (!ground.byYear) return writeSheet(ground, 'Detail', 'tblDetail', () => true, ground.sums.rows);
  for (const [year, rows] of [...ground.sums.rowsOfYear].sort())
    await writeSheet(ground, `Detail ${year}`, `tblDetail_${year}`, (row) => row.month.startsWith(year), rows);
}

async function writeSheet(
  ground: Ground,
  name: string,
  table: string,
  belongs: (row: DetailRow) => boolean,
  count: number,
): Promise<void> {
  const texts = textColumns(ground);
  const money: readonly (readonly [MoneyColumn, ColumnSpec])[] = MONEY_COLUMNS.map((column) => [
    column,
    { width: 13, style: 'money' },
  ]);
  const all = [...texts, ...money, ['Note', { width: 30, style: 'text' }] as const];
  const titles = all.map(([title]) => title);
  const sheet = ground.book.sheet({
    name,
    columns: all.map(([, column]) => column),
    frozen: { rows: HEAD, columns: 1 },
    printedHead: { from: HEAD, to: HEAD },
    locked: true,
  });
  writeHead(ground, sheet, name, 'one row a contract and month; every other sheet sums these rows');
  sheet.row(titles, 'head');
  const own = ground.base;
  // By their letters and not by name: three references to a table's own row, written in full, would double the sheet.
  const parts = RECOGNISED_PARTS.map((part) => columnLetters(texts.length + 1 + MONEY_COLUMNS.indexOf(part)));
  for (const row of ground.data.detail()) {
    if (!belongs(row)) continue;
    const values: Row = [
      row.ref,
      row.key,
      row.client,
      ...(ground.names ? [row.clientName] : []),
      ground.sums.lineOf(row.service).code,
      row.service ?? 'No service yet',
      row.account,
      monthSerial(row.cohort),
      monthSerial(row.month),
      row.currency,
      row.contractCurrency,
    ];
    const recognised = parts.map((letters) => `${letters}${sheet.rows + 1}`).join('+');
    for (const column of MONEY_COLUMNS) {
      const value = amount(figureOf(row, column), row.currency);
      values.push(column === 'Recognised' ? { formula: recognised, value } : value);
    }
    values.push(row.note === '' ? null : row.note);
    sheet.row(values, row.currency === own ? undefined : otherDigits(ground, row, texts.length));
    await sheet.rest();
  }
  if (count === 0) sheet.row([]);
  const last = HEAD + Math.max(count, 1);
  const inYear = ground.byYear ? { year: name.slice(-4) } : {};
  const totals = new Set<string>(ground.mixed ? [] : MONEY_COLUMNS);
  if (!ground.mixed) {
    const total = (column: MoneyColumn) => ground.sums.sum(column, inYear);
    sheet.row(
      [
        'Total',
        ...texts.slice(1).map(() => null),
        ...MONEY_COLUMNS.map((column) => totalCell(table, column, total(column), own)),
        null,
      ],
      [...texts.map((): CellStyle => 'textTotal'), ...MONEY_COLUMNS.map((): CellStyle => 'moneyTotal'), 'textTotal'],
    );
  }
  sheet.end({ table: { name: table, head: HEAD, last, columns: titles, totals: ground.mixed ? null : totals } });
  ground.written.push({
    sheet: name,
    rows: count,
    sum: ground.sums.sum('Recognised', { currency: own, ...inYear }),
    of: `recognised, ${own}`,
  });
}

function otherDigits(ground: Ground, row: DetailRow, before: number): (CellStyle | undefined)[] {
  const style = moneyStyle(ground, row.currency);
  return [...Array.from({ length: before }, () => undefined), ...MONEY_COLUMNS.map(() => style)];
}
