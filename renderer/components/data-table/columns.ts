/** What a column of a table is: its words, its value, how it is shown and how it is copied. Pure. */
import type { ReactNode } from 'react';
import type { CopiedCell } from '../../format/tsv.ts';
import type { Format } from '../../format/use-format.ts';

export type CellValue = string | number | null;
export type ColumnKind = 'text' | 'money' | 'int' | 'date' | 'month' | 'instant' | 'status' | 'custom';

export interface Column<Row, SortKey extends string = string> {
  readonly id: string;
  /** The words in the head. The currency of a money column is added by itself. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** What is shown and copied: minor units for money, `YYYY-MM-DD` for a date, `YYYY-MM` for a month. Null is empty. */
  readonly value: (row: Row) => CellValue;
  /** The key the source sorts by; without it the column cannot be sorted. */
  readonly sort?: SortKey;
  /** Money only. Default `company`: the code then stands in the head; otherwise it stands behind each figure. */
  readonly currency?: 'company' | ((row: Row) => string);
  /** Draws the cell instead of the kind's own way. What is copied stays the value. */
  readonly cell?: (row: Row) => ReactNode;
  /** Least width in pixels at normal text size. */
  readonly width: number;
  /** Share of the room that is left; 0 stays at its width. */
  readonly grow?: number;
  /** Stays in sight while the others are moved sideways. Only the first columns; without a share of the room that is left. */
  readonly pinned?: boolean;
}

/** Where each pinned column stays, in pixels at normal text size; `before` is what stands in front of the first. */
export function pinnedAt(
  columns: readonly Pick<Column<never>, 'pinned' | 'width'>[],
  before: number,
): (number | null)[] {
  let at = before;
  return columns.map((column) => {
    if (column.pinned !== true) return null;
    const here = at;
    at += column.width;
    return here;
  });
}

export const isFigure = (kind: ColumnKind): boolean => kind === 'money' || kind === 'int';

/** The cell as text, as the screen shows it. */
export function cellText<Row>(column: Column<Row>, row: Row, format: Format): string {
  const value = column.value(row);
  if (value === null) return '';
  if (typeof value === 'number') {
    if (column.kind === 'money') return format.money(value, currencyOf(column, row, format));
    return format.count(value);
  }
  if (column.kind === 'date') return format.date(value);
  if (column.kind === 'month') return format.month(value);
  if (column.kind === 'instant') return format.instant(value);
  return value;
}

/** The cell as a spreadsheet takes it. */
export function copiedCell<Row>(column: Column<Row>, row: Row, format: Format): CopiedCell {
  const value = column.value(row);
  if (value === null) return { text: '', kind: 'figure' };
  if (typeof value === 'number') {
    const text = column.kind === 'money' ? format.plainMoney(value, currencyOf(column, row, format)) : String(value);
    return { text, kind: 'figure' };
  }
  const figure = column.kind === 'date' || column.kind === 'month' || column.kind === 'instant';
  return { text: cellText(column, row, format), kind: figure ? 'figure' : 'text' };
}

export function currencyOf<Row>(column: Column<Row>, row: Row, format: Format): string {
  return typeof column.currency === 'function' ? column.currency(row) : format.currency;
}
