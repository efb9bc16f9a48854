// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
import { Checkbox } from '@mantine/core';
import { rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useMemo } from 'react';
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
  /** Null: no column of checkboxes. */
  readonly selected: 'none' | 'some' | 'all' | null;
  readonly onAll: () => void;
  /** Null: the order is fixed. */
  readonly onSort: ((sort: Sort<K>) => void) | null;
}

const FEATURES = tableFeatures({ rowSortingFeature });
/** The rows are sorted where they come from. */
const NO_ROWS: readonly never[] = [];

function Head<Row, K extends string>({ columns, currency, pins, sort, selected, onAll, onSort }: Props<Row, K>) {
  const say = useWords(common);
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns]);
  const sorting: SortingState = columns
    .filter((column) => column.sort !== undefined && column.sort === sort?.by)
    .map(({ id }) => ({ id, desc: sort?.descending ?? false }));
  const table = useTable({
    features: FEATURES,
    columns: definitions,
    data: NO_ROWS,
    state: { sorting },
    manualSorting: true,
  });
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons in the head are what takes the focus
    <div role="row" aria-rowindex={1} className={classes.head}>
      {selected !== null && (
        // biome-ignore lint/a11y/useFocusableInteractive: the checkbox in it takes the focus
        <div role="columnheader" aria-colindex={1} className={`${classes.headCell} ${classes.check}`}>
          <Checkbox
            size="xs"
            aria-label={say('table.selectAll')}
            checked={selected === 'all'}
            indeterminate={selected === 'some'}
            onChange={onAll}
          />
        </div>
      )}
      {columns.map((column, index) => {
        const direction = table.getColumn(column.id)?.getIsSorted() ?? false;
        const active = direction !== false;
        const descending = direction === 'desc';
        const words =
          column.kind === 'money' && typeof column.currency !== 'function'
            ? `${column.header} ${currency}`
            : column.header;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + (selected === null ? 1 : 2)}
            aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
            className={`${classes.headCell} ${isFigure(column.kind) ? classes.figure : ''} ${pinClass(pins[index])}`}
            style={pinStyle(pins[index])}
          >
            {column.sort !== undefined && onSort !== null ? (
              <button
                type="button"
                className={classes.sort}
                title={say(active && !descending ? 'table.sortDescending' : 'table.sortAscending', {
                  column: words,
                })}
                onClick={() =>
                  onSort({ by: column.sort as K, descending: active ? !descending : isFigure(column.kind) })
                }
              >
                <span className={classes.text}>{words}</span>
                {active &&
                  (descending ? <ArrowDown size="0.875em" aria-hidden /> : <ArrowUp size="0.875em" aria-hidden />)}
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

/** The head of a table: words, currencies once, and buttons that sort. Not drawn again while the rows are scrolled. */
export const TableHead = memo(Head) as typeof Head;
