/** A short table on a page: everything of it is there, so it is a plain one. */
import type { ReactNode } from 'react';
import shared from '../../components/components.module.css';
import classes from './ledger.module.css';

export interface SimpleColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly figure?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Below all rows. */
  readonly total?: ReactNode;
}

export function SimpleTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly SimpleColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string | number;
  readonly none: string;
}) {
  const { columns, rows } = props;
  if (rows.length === 0) return <p className={shared.soft}>{props.none}</p>;
  const side = (column: SimpleColumn<Row>) => (column.figure === true ? shared.number : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label={props.label} tabIndex={0}>
      <table className={`${shared.plainTable} ${classes.table}`} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={side(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={props.rowKey(row, index)}>
              {columns.map((column) => (
                <td key={column.id} className={side(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {columns.some(({ total }) => total !== undefined) && (
          <tfoot>
            <tr className={classes.total}>
              {columns.map((column) => (
                <td key={column.id} className={side(column)}>
                  {column.total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
