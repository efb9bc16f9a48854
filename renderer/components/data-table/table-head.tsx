// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
import { Checkbox } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import type { Sort } from '../../state/view-fields.ts';
import { pinClass, pinStyle } from './cell.tsx';
import { type Column, isFigure } from './columns.ts';
import classes from './data-table.module.css';

interface Props<Row, K extends string> {
  readonly columns: readonly Column<Row, K>[];
  readonly currency: string;
  readonly pins: readonly (number | null)[];
  readonly sort: Sort<K> | undefined;
  readonly onSort: ((sort: Sort<K>) => void) | undefined;
  /** Null: no column of checkboxes. */
  readonly select: { readonly state: 'none' | 'some' | 'all'; readonly onToggle: () => void } | null;
}

/** The head of a table: words, currencies once, and buttons that sort. */
export function TableHead<Row, K extends string>({ columns, currency, pins, sort, onSort, select }: Props<Row, K>) {
  const say = useWords(common);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons in the head are what takes the focus
    <div role="row" aria-rowindex={1} className={classes.head}>
      {select !== null && (
        // biome-ignore lint/a11y/useFocusableInteractive: the checkbox in it takes the focus
        <div role="columnheader" aria-colindex={1} className={`${classes.headCell} ${classes.check}`}>
          <Checkbox
            size="xs"
            aria-label={say('table.selectAll')}
            checked={select.state === 'all'}
            indeterminate={select.state === 'some'}
            onChange={select.onToggle}
          />
        </div>
      )}
      {columns.map((column, index) => {
        const active = column.sort !== undefined && sort?.by === column.sort;
        const words =
          column.kind === 'money' && typeof column.currency !== 'function'
            ? `${column.header} ${currency}`
            : column.header;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + (select === null ? 1 : 2)}
            aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}
            className={`${classes.headCell} ${isFigure(column.kind) ? classes.figure : ''} ${pinClass(pins[index])}`}
            style={pinStyle(pins[index])}
          >
            {column.sort !== undefined && onSort !== undefined ? (
              <button
                type="button"
                className={classes.sort}
                title={say(active && !sort.descending ? 'table.sortDescending' : 'table.sortAscending', {
                  column: words,
                })}
                onClick={() =>
                  onSort({ by: column.sort as K, descending: active ? !sort.descending : isFigure(column.kind) })
                }
              >
                <span className={classes.text}>{words}</span>
                {active &&
                  (sort.descending ? <ArrowDown size="0.875em" aria-hidden /> : <ArrowUp size="0.875em" aria-hidden />)}
              </button>
            ) : (
              <span className={classes.text}>{words}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}
