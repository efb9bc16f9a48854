// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
// biome-ignore-all lint/a11y/useFocusableInteractive: a sum is read, not acted on
import type { ReactNode } from 'react';
import { pinClass, pinStyle } from './cell.tsx';
import { type Column, isFigure } from './columns.ts';
import classes from './data-table.module.css';

/** The last row of a table, which stays in sight: sums under the whole filter, by the id of a column. */
export function TotalsRow<Row, K extends string>(props: {
  readonly columns: readonly Column<Row, K>[];
  readonly totals: Readonly<Record<string, ReactNode>>;
  readonly pins: readonly (number | null)[];
  /** Its place among the rows. */
  readonly at: number;
  readonly first: number;
}) {
  return (
    <div role="rowgroup" className={classes.totals}>
      <div role="row" aria-rowindex={props.at} className={classes.totalsRow}>
        {props.columns.map((column, index) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={index + props.first}
            className={`${classes.cell} ${isFigure(column.kind) ? classes.figure : ''} ${pinClass(props.pins[index])}`}
            style={pinStyle(props.pins[index])}
          >
            <span>{props.totals[column.id]}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
