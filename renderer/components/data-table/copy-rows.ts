/** Ctrl+C on rows: the selected ones in the order they are shown, else the focused one, with a head. */
import { tsv } from '../../format/tsv.ts';
import type { Format } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { say } from '../../i18n/words.ts';
import { showNote } from '../toasts.tsx';
import { type Column, copiedCell } from './columns.ts';
import { PAGE_ROWS, type PagedChannel, type PagedInput, type RowOf, rowsBetween } from './paged-rows.ts';
import type { Ids } from './selection.ts';

interface Copy<C extends PagedChannel> {
  readonly call: C;
  readonly input: PagedInput<C>;
  readonly columns: readonly Column<RowOf<C>>[];
  readonly rowId: (row: RowOf<C>) => number;
  readonly ids: Ids | undefined;
  readonly focused: RowOf<C> | undefined;
  readonly total: number;
  readonly format: Format;
}

/** The text of rows for a spreadsheet. */
export function rowsAsText<Row>(columns: readonly Column<Row>[], rows: readonly Row[], format: Format): string {
  const head = columns.map((column) => ({ text: headOf(column, format), kind: 'text' as const }));
  return tsv([head, ...rows.map((row) => columns.map((column) => copiedCell(column, row, format)))]);
}

function headOf<Row>(column: Column<Row>, format: Format): string {
  return column.kind === 'money' && typeof column.currency !== 'function'
    ? `${column.header} ${format.currency}`
    : column.header;
}

export async function copyRows<C extends PagedChannel>(copy: Copy<C>): Promise<void> {
  const rows: RowOf<C>[] = [];
  const wanted = copy.ids?.size ?? 0;
  if (copy.ids === undefined || wanted === 0) {
    if (copy.focused !== undefined) rows.push(copy.focused);
  } else {
    for (let start = 0; start < copy.total && rows.length < wanted; start += PAGE_ROWS) {
      const page = await rowsBetween(copy.call, copy.input, start, start + PAGE_ROWS);
      for (const row of page) if (copy.ids.has(copy.rowId(row))) rows.push(row);
    }
  }
  if (rows.length === 0) return;
  await navigator.clipboard.writeText(rowsAsText(copy.columns, rows, copy.format));
  showNote(say(common, 'table.copied', { count: rows.length }));
}
