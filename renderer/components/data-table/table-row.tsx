// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
import { memo } from 'react';
import type { Format } from '../../format/use-format.ts';
import { Cell, CheckCell } from './cell.tsx';
import type { Column } from './columns.ts';
import classes from './data-table.module.css';

/** What is done to rows, by their place; the same object as long as the table is there. */
export interface RowActs {
  readonly onFocus: (index: number) => void;
  readonly onClick: (index: number, keys: { readonly shift: boolean; readonly control: boolean }) => void;
  readonly onToggle: (index: number, shift: boolean) => void;
}

export interface TableRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly pins: readonly (number | null)[];
  /** Undefined while it is on its way. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly start: number;
  readonly size: number;
  /** Null: no column of checkboxes. */
  readonly checked: boolean | null;
  readonly checkLabel: string;
  readonly open: boolean;
  /** Whether Tab leads to this row. */
  readonly tab: boolean;
  readonly format: Format;
  readonly acts: RowActs;
}

function Row<R>(props: TableRowProps<R>) {
  const { columns, pins, row, index, checked, acts } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all rows are handled by their group
    <div
      role="row"
      data-index={index}
      data-open={props.open}
      aria-rowindex={index + 2}
      aria-selected={checked ?? undefined}
      tabIndex={props.tab ? 0 : -1}
      className={classes.row}
      style={{ height: props.size, transform: `translateY(${props.start}px)` }}
      onFocus={() => acts.onFocus(index)}
      onClick={(event) => acts.onClick(index, { shift: event.shiftKey, control: event.ctrlKey || event.metaKey })}
    >
      {checked !== null && (
        <CheckCell checked={checked} label={props.checkLabel} onToggle={(shift) => acts.onToggle(index, shift)} />
      )}
      {columns.map((column, at) => (
        <Cell
          key={column.id}
          column={column}
          row={row}
          format={props.format}
          index={at + (checked === null ? 1 : 2)}
          pin={pins[at] ?? null}
        />
      ))}
    </div>
  );
}

/** One row; drawn again only when something about it changed, not when the list is scrolled. */
export const TableRow = memo(Row) as typeof Row;
