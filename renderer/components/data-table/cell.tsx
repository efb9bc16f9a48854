// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
import type { CSSProperties } from 'react';
import type { Format } from '../../format/use-format.ts';
import { moneyFigure } from '../money.tsx';
import { type Column, cellText, currencyOf, isFigure } from './columns.ts';
import classes from './data-table.module.css';

/** How a pinned column stays where it is. */
export const pinClass = (pin: number | null | undefined): string => (pin == null ? '' : (classes.pinned ?? ''));
export const pinStyle = (pin: number | null | undefined): CSSProperties | undefined =>
  pin == null ? undefined : { insetInlineStart: `${pin / 16}rem` };

/** One cell of a row. Text is isolated, so that right-to-left names stay in their cell, and cut with its whole in the title. */
export function Cell<Row>(props: {
  readonly column: Column<Row>;
  readonly row: Row | undefined;
  readonly format: Format;
  readonly index: number;
  readonly pin?: number | null;
}) {
  const { column, row, format, index, pin } = props;
  const figure = isFigure(column.kind);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the row is the focusable part of this grid; its cells are read with it
    <div
      role="gridcell"
      aria-colindex={index}
      className={`${classes.cell} ${figure ? classes.figure : ''} ${pinClass(pin)}`}
      style={pinStyle(pin)}
    >
      {row === undefined ? <div className={classes.waiting} /> : content(column, row, format)}
    </div>
  );
}

function content<Row>(column: Column<Row>, row: Row, format: Format) {
  if (column.cell) return column.cell(row);
  const value = column.value(row);
  if (value === null) return null;
  if (column.kind === 'money' && typeof value === 'number') {
    const code = currencyOf(column, row, format);
    return (
      <>
        {moneyFigure(value, code, format)}
        {typeof column.currency === 'function' && <span className={classes.code}>{code}</span>}
      </>
    );
  }
  const text = cellText(column, row, format);
  const long = text.length > 24;
  return (
    <span
      className={classes.text}
      dir={typeof value === 'string' ? 'auto' : undefined}
      title={long ? clip(text) : undefined}
    >
      {text.length > 300 ? `${text.slice(0, 300)}…` : text}
    </span>
  );
}

/** A name of 10,000 characters is no use in a title either. */
const clip = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);

export function CheckCell(props: {
  readonly checked: boolean;
  readonly label: string;
  readonly onToggle: (shift: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the row is the focusable part of this grid
    <div role="gridcell" aria-colindex={1} className={`${classes.cell} ${classes.check}`}>
      <input
        type="checkbox"
        className={classes.box}
        tabIndex={-1}
        aria-label={props.label}
        checked={props.checked}
        readOnly
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle(event.shiftKey);
        }}
      />
    </div>
  );
}
