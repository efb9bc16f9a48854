/** The figures of a report as a ledger writes them: totals bold under a line, notes soft, every figure a way to what it is made of. */
import { useEffect, useRef } from 'react';
import { MoneyText } from '../../components/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import {
  cellText,
  currencyOfCell,
  groupsOf,
  type ReportColumn,
  type ReportRow,
  rowName,
  shownColumns,
} from './cells.ts';
import { FluxComment } from './flux-comment.tsx';
import classes from './reports.module.css';
import type { Report } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly report: Report;
  readonly label: string;
  /** Reference of the figure whose make-up is shown beside. */
  readonly open: string;
  readonly flux: { readonly month: string; readonly against: string };
  readonly onFigure: (reference: string) => void;
}

const isFigure = ({ kind }: ReportColumn) => kind === 'money' || kind === 'int' || kind === 'percent';
const isMonth = (key: string) => /^\d{4}-\d{2}$/.test(key);

export function ReportTable({ report, label, open, flux, onFigure }: Props) {
  const format = useFormat();
  const told = useTold();
  const columns = shownColumns(report);
  const table = useRef<HTMLTableElement>(null);
  // Details beside the table take room: the figure they belong to stays in sight.
  useEffect(() => {
    if (open === '') return;
    const frame = requestAnimationFrame(() =>
      table.current?.querySelector('[data-open="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return (
    <table ref={table} className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={isFigure(column) ? classes.number : undefined}>
              {isMonth(column.key) ? format.month(column.key, 'short') : told(column.label)}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(report).map(({ heading, rows }) => (
        <tbody key={heading ?? ''}>
          {heading !== null && (
            <tr className={classes.heading}>
              <th scope="rowgroup">
                <bdi>{told(heading)}</bdi>
              </th>
              <td colSpan={columns.length - 1} />
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.key} data-level={row.level}>
              {columns.map((column, index) => (
                <Cell
                  key={column.key}
                  first={index === 0}
                  {...{ report, row, column, columns, open, flux, onFigure }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface CellProps extends Omit<Props, 'label'> {
  readonly row: ReportRow;
  readonly column: ReportColumn;
  readonly columns: readonly ReportColumn[];
  readonly first: boolean;
}

function Cell({ report, row, column, columns, first, open, flux, onFigure }: CellProps) {
  const say = useWords(words);
  const format = useFormat();
  const told = useTold();
  const value = row.cells[column.key] ?? null;
  const reference = row.drill[column.key];
  const currency = currencyOfCell(row, column, report.currency);
  if (first) {
    return (
      <th scope="row" className={isFigure(column) ? classes.number : undefined}>
        <bdi>
          {column.kind === 'money' && typeof value === 'number'
            ? format.money(value, currency)
            : cellText(row, column, format, told)}
        </bdi>
      </th>
    );
  }
  if (column.key === 'comment' && row.level !== 'total') {
    return (
      <td className={classes.comment}>
        <FluxComment
          {...flux}
          line={row.key}
          name={rowName(row, columns, format, told)}
          comment={typeof value === 'string' ? value : ''}
        />
      </td>
    );
  }
  if (!isFigure(column)) {
    return (
      <td>
        <bdi>{cellText(row, column, format, told)}</bdi>
      </td>
    );
  }
  const figure =
    column.kind === 'money' && typeof value === 'number' ? (
      <MoneyText amount={value} currency={currency} />
    ) : (
      cellText(row, column, format, told)
    );
  // Nothing stands behind a zero.
  if (reference === undefined || typeof value !== 'number' || value === 0)
    return <td className={classes.number}>{figure}</td>;
  const name = {
    line: rowName(row, columns, format, told),
    column: isMonth(column.key) ? format.month(column.key) : told(column.label),
    amount: format.money(value, currency),
  };
  return (
    <td className={classes.number}>
      <button
        type="button"
        className={classes.figure}
        data-open={open === reference}
        aria-label={say('figure', name)}
        title={say('figure.title')}
        onClick={() => onFigure(reference)}
      >
        {figure}
      </button>
    </td>
  );
}
