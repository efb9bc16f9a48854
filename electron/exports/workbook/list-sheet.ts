/** A sheet that is one table: a row a thing, a reference first, totals below where a column can be summed. */
import type { Currency, Minor } from '../../../shared/domain/money.ts';
import { amount, type Ground, HEAD_ROWS, moneyStyle, totalCell, writeHead } from './sheet-ground.ts';
import type { CellStyle, CellValue, SheetEnd, SheetWriter } from './workbook-port.ts';

const HEAD = HEAD_ROWS + 1;

export interface ListColumn<Row> {
  readonly title: string;
  readonly width: number;
  readonly style: CellStyle;
  readonly value: (row: Row) => CellValue;
  /** Of money: minor units and their currency. Summed below the table where the sheet has one currency. */
  readonly money?: (row: Row) => readonly [Minor, Currency] | null;
}

export interface ListSheet<Row> {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly table: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  /** Whether all money of the sheet is in the company's currency whatever the ledger holds. */
  readonly ownCurrency?: boolean;
  /** Amounts of several kinds of things stand in the list: a total would be of nothing. */
  readonly unsummed?: boolean;
  readonly end?: (last: number) => Partial<SheetEnd>;
  /** Rows below the table; after the one with its totals. */
  readonly below?: (sheet: SheetWriter) => void;
}

/** A column of money. */
export function moneyColumn<Row>(
  title: string,
  money: (row: Row) => readonly [Minor, Currency] | null,
): ListColumn<Row> {
  return {
    title,
    width: 14,
    style: 'money',
    money,
    value: (row) => {
      const found = money(row);
      return found === null ? null : amount(...found);
    },
  };
}

/** A column of text. */
export function textColumn<Row>(
  title: string,
  width: number,
  value: (row: Row) => CellValue,
  style: CellStyle = 'text',
): ListColumn<Row> {
  return { title, width, style, value };
}

/** Writes the sheet; the control sum noted for it is that of its first money column. */
export async function writeList<Row>(ground: Ground, list: ListSheet<Row>): Promise<void> {
  const { columns, rows, table } = list;
  const one = list.ownCurrency === true || !ground.mixed;
  const sheet = ground.book.sheet({
    name: list.name,
    columns: columns.map(({ width, style }) => ({ width, style })),
    frozen: { rows: HEAD, columns: 1 },
    printedHead: { from: HEAD, to: HEAD },
    locked: true,
  });
  writeHead(ground, sheet, list.title, list.purpose);
  sheet.row(
    columns.map(({ title }) => title),
    'head',
  );
  const sums = columns.map(() => 0);
  for (const row of rows) {
    const styles: (CellStyle | undefined)[] = [];
    const values = columns.map((column, at) => {
      const money = column.money?.(row);
      if (money) {
        const [minor, currency] = money;
        if (one || currency === ground.base) sums[at] = (sums[at] ?? 0) + minor;
        styles[at] = currency === ground.base ? undefined : moneyStyle(ground, currency);
      }
      return column.value(row);
    });
    sheet.row(values, styles);
    await sheet.rest();
  }
  // A table has at least one row.
  if (rows.length === 0) sheet.row([]);
  const last = HEAD + Math.max(rows.length, 1);
  const total = one && list.unsummed !== true;
  const summed = new Set(columns.filter(({ money }) => money !== undefined && total).map(({ title }) => title));
  if (summed.size > 0)
    sheet.row(
      columns.map(({ title, money }, at): CellValue => {
        if (at === 0) return 'Total';
        return money && one ? totalCell(table, title, sums[at] ?? 0, ground.base) : null;
      }),
      columns.map(({ money }): CellStyle => (money && one ? 'moneyTotal' : 'textTotal')),
    );
  list.below?.(sheet);
  sheet.end({
    ...list.end?.(last),
    table: {
      name: table,
      head: HEAD,
      last,
      columns: columns.map(({ title }) => title),
      totals: summed.size > 0 ? summed : null,
    },
  });
  const first = columns.findIndex(({ money }) => money !== undefined);
  ground.written.push({
    sheet: list.name,
    rows: rows.length,
    sum: first < 0 || list.unsummed === true ? null : (sums[first] ?? 0),
    of: first < 0 || list.unsummed === true ? '' : `${columns[first]?.title ?? ''}, ${ground.base}`,
  });
}
