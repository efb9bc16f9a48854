// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot hold rows that are placed by hand
/**
 * The one table of the app: rows from a paged use case, drawn only where they are seen, so that 100,000 are as quick as ten. The row is
 * what takes the focus (arrows, Home, End, Page, Space, Enter, Ctrl+A, Ctrl+C); focus and selection are kept by id.
 */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { useAppearance } from '../../state/appearance.ts';
import type { Sort } from '../../state/view-fields.ts';
import { EmptyState } from '../empty-state.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { useHidden } from '../saved-views/hidden-columns.ts';
import { shownColumns } from '../saved-views/look.ts';
import { ViewMenu } from '../saved-views/view-menu.tsx';
import { type Column, pinnedAt } from './columns.ts';
import { copyRows } from './copy-rows.ts';
import classes from './data-table.module.css';
import {
  type PagedChannel,
  type PagedInput,
  type PageOf,
  pagesAround,
  type RowOf,
  rowsBetween,
  usePagedRows,
  usePagesInView,
} from './paged-rows.ts';
import { rowsDrawn } from './rows-ahead.ts';
import { added, type Ids, toggled } from './selection.ts';
import { TableHead } from './table-head.tsx';
import { handleKey } from './table-keys.ts';
import { type RowActs, TableRow } from './table-row.tsx';
import { useTextSize } from './text-size.ts';
import { TotalsRow } from './totals-row.tsx';

export interface DataTableProps<C extends PagedChannel, K extends string> {
  /** What the table is, for screen readers: "Issues". */
  readonly label: string;
  /** The use case that answers pages, and its filters; a constant or memoised object is best, but not needed. */
  readonly call: C;
  readonly input: Omit<PagedInput<C>, 'sort' | 'descending'>;
  readonly columns: readonly Column<RowOf<C>, K>[];
  /** What its saved views are kept under: `ledger/contracts`. Without it columns cannot be chosen. */
  readonly views?: string;
  /** The id of a row: what selection, focus and the open row are kept by. */
  readonly rowId: (row: RowOf<C>) => number;
  readonly sort?: Sort<K>;
  readonly onSort?: (sort: Sort<K>) => void;
  /** With it there is a column of checkboxes. `all` answers every id under the filter, for Ctrl+A. */
  readonly selection?: {
    readonly ids: Ids;
    readonly onChange: (ids: Ids) => void;
    readonly all?: () => Promise<Iterable<number>>;
  };
  /** Enter, or a click on a row. */
  readonly onOpen?: (row: RowOf<C>) => void;
  /** The row whose details are open. */
  readonly openId?: number | null;
  /** The screen's own keys on the focused row; true when taken. */
  readonly onKey?: (event: KeyboardEvent, row: RowOf<C>) => boolean;
  /** What stands here when there are no rows. */
  readonly empty?: ReactNode;
  /** Behind the count of rows below: sums under the filter. */
  readonly footer?: (page: PageOf<C>) => ReactNode;
  /** A last row that stays in sight, by the id of a column: sums under the whole filter. */
  readonly totals?: (page: PageOf<C>) => Readonly<Record<string, ReactNode>>;
}

interface Acts<K extends string> extends RowActs {
  readonly onAll: () => void;
  readonly onSort: (sort: Sort<K>) => void;
}

/** Pixels at normal text size. */
const CHECK_WIDTH = 40;

export function DataTable<C extends PagedChannel, K extends string>(props: DataTableProps<C, K>) {
  const { rowId, sort, selection } = props;
  const hidden = useHidden(props.views);
  const columns = useMemo(() => shownColumns(props.columns, hidden), [props.columns, hidden]);
  const say = useWords(common);
  const format = useFormat();
  const compact = useAppearance((state) => state.density === 'compact');
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [focusId, setFocusId] = useState<number | null>(null);
  const anchor = useRef(0);
  const wantsFocus = useRef(false);
  const [pages, seePages] = usePagesInView();
  const rem = useTextSize();

  const input = (sort ? { ...props.input, sort: sort.by, descending: sort.descending } : props.input) as PagedInput<C>;
  const rows = usePagedRows(props.call, input, pages);
  const total = rows.total ?? 0;
  const rowHeight = (compact ? 1.75 : 2) * rem;
  const virtual: Virtualizer<HTMLDivElement, Element> = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: 2.25 * rem,
    scrollPaddingEnd: 4,
    // The focused row stays in the page when it is scrolled out of view: the keyboard would lose its place otherwise.
    rangeExtractor: (range) => rowsDrawn(range, virtual.scrollDirection, at),
    onChange: (instance) => {
      const { startIndex: first = 0, endIndex: last = 0 } = instance.range ?? {};
      seePages(pagesAround(first, last));
    },
    // Rows are drawn ahead of what is seen: nothing is gained by drawing them inside the event that scrolls.
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured again when the density changes
  useEffect(() => virtual.measure(), [rowHeight]);

  const items = virtual.getVirtualItems();
  // Sorting, filtering and a run move rows: the focus follows its row as long as that is loaded.
  useEffect(() => {
    if (focusId === null) return;
    const here = rows.rowAt(at);
    if (here !== undefined && rowId(here) === focusId) return;
    const moved = items.find((item) => {
      const row = rows.rowAt(item.index);
      return row !== undefined && rowId(row) === focusId;
    });
    if (moved) {
      wantsFocus.current = scroller.current?.contains(document.activeElement) === true;
      setAt(moved.index);
    }
    if (!moved && at >= total && total > 0) setAt(total - 1);
  });
  useEffect(() => {
    if (!wantsFocus.current) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`);
    if (element) {
      element.focus({ preventScroll: true });
      wantsFocus.current = false;
    }
  });
  // The row whose details open stays in view when the drawer takes its part of the width.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only opening another row scrolls
  useEffect(() => {
    const index = items.find((item) => {
      const row = rows.rowAt(item.index);
      return row !== undefined && rowId(row) === props.openId;
    })?.index;
    if (index !== undefined) virtual.scrollToIndex(index, { align: 'auto' });
  }, [props.openId]);

  const idAt = (index: number): number | null => {
    const row = rows.rowAt(index);
    return row === undefined ? null : rowId(row);
  };
  const focusRow = (index: number) => {
    wantsFocus.current = true;
    setAt(index);
    setFocusId(idAt(index));
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const selectRange = async (from: number, to: number) => {
    const [start, end] = from < to ? [from, to] : [to, from];
    const range = await rowsBetween(props.call, input, start, end + 1);
    selection?.onChange(added(selection.ids, range.map(rowId)));
  };
  const toggle = (index: number, shift: boolean) => {
    const id = idAt(index);
    if (!selection || id === null) return;
    if (shift) void selectRange(anchor.current, index);
    else selection.onChange(toggled(selection.ids, id));
    anchor.current = index;
    setAt(index);
    setFocusId(id);
  };
  const selectAll = async () => {
    if (!selection) return;
    if (selection.all) selection.onChange(new Set(await selection.all()));
    else selection.onChange(new Set((await rowsBetween(props.call, input, 0, total)).map(rowId)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows.rowAt(at);
    const taken =
      (row !== undefined && !event.ctrlKey && !event.metaKey && props.onKey?.(event, row) === true) ||
      handleKey(event, {
        at,
        total,
        pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
        move: (to, extend) => {
          if (extend && selection) void selectRange(at, to);
          else anchor.current = to;
          focusRow(to);
        },
        toggle: selection ? () => toggle(at, event.shiftKey) : undefined,
        selectAll: selection ? () => void selectAll() : undefined,
        clear:
          selection && selection.ids.size > 0 && props.openId == null
            ? () => {
                selection.onChange(new Set());
                return true;
              }
            : undefined,
        open: row !== undefined && props.onOpen ? () => props.onOpen?.(row) : undefined,
        copy: () =>
          void copyRows({ call: props.call, input, columns, rowId, ids: selection?.ids, focused: row, total, format }),
      });
    if (taken) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const selected = selection?.ids.size ?? 0;
  const now: Acts<K> = {
    onFocus: (index) => {
      const id = idAt(index);
      setAt(index);
      if (id !== null) setFocusId(id);
    },
    onClick: (index, { shift, control }) => {
      focusRow(index);
      const row = rows.rowAt(index);
      if (shift || control) toggle(index, shift);
      else if (row !== undefined) props.onOpen?.(row);
    },
    onToggle: toggle,
    onAll: () => {
      if (selection && selected >= total) selection.onChange(new Set());
      else void selectAll();
    },
    onSort: (next) => props.onSort?.(next),
  };
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  const acts = useMemo<Acts<K>>(
    () => ({
      onFocus: (index) => latest.current.onFocus(index),
      onClick: (index, keys) => latest.current.onClick(index, keys),
      onToggle: (index, shift) => latest.current.onToggle(index, shift),
      onAll: () => latest.current.onAll(),
      onSort: (next) => latest.current.onSort(next),
    }),
    [],
  );
  const checks = selection !== undefined;
  const pins = useMemo(() => pinnedAt(columns, checks ? CHECK_WIDTH : 0), [columns, checks]);

  if (rows.problem !== null && rows.total === null) {
    return <ProblemNotice problem={rows.problem} onAgain={rows.again} />;
  }
  const views = props.views !== undefined && <ViewMenu table={props.views} columns={props.columns} />;
  if (rows.total === 0 && !rows.stale) {
    const empty = props.empty ?? <EmptyState title={say('empty.nothing')} />;
    // A view may be what shows nothing: the way back stays.
    return views === false ? (
      empty
    ) : (
      <div className={classes.frame}>
        {empty}
        <div className={classes.foot}>{views}</div>
      </div>
    );
  }
  const width = columns.reduce((sum, column) => sum + column.width, checks ? CHECK_WIDTH : 0);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--me-columns': `${selection ? '2.5rem ' : ''}${columns.map(track).join(' ')}`,
    '--me-columns-width': `${width / 16}rem`,
  };
  const checkLabel = say('table.select');
  const totals = rows.page === null ? undefined : props.totals?.(rows.page);
  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.total === null ? -1 : total + (totals === undefined ? 1 : 2)}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        aria-busy={rows.total === null || rows.stale}
        className={`${classes.scroller} ${rows.stale ? classes.stale : ''}`}
        style={style}
      >
        <TableHead
          columns={columns}
          currency={format.currency}
          pins={pins}
          sort={sort}
          selected={selection ? (selected === 0 ? 'none' : selected >= total ? 'all' : 'some') : null}
          onAll={acts.onAll}
          onSort={props.onSort ? acts.onSort : null}
        />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
          {items.map((item) => {
            const row = rows.rowAt(item.index);
            const id = row === undefined ? null : rowId(row);
            return (
              <TableRow
                key={item.index}
                columns={columns}
                pins={pins}
                row={row}
                index={item.index}
                start={item.start}
                size={item.size}
                checked={selection ? id !== null && selection.ids.has(id) : null}
                checkLabel={checkLabel}
                open={id !== null && id === props.openId}
                tab={item.index === Math.min(at, total - 1)}
                format={format}
                acts={acts}
              />
            );
          })}
        </div>
        {totals !== undefined && (
          <TotalsRow columns={columns} totals={totals} pins={pins} at={total + 2} first={selection ? 2 : 1} />
        )}
      </div>
      <div className={classes.foot}>
        <span>{rows.total === null ? say('loading') : say('table.rows', { count: total })}</span>
        {selected > 0 && <span>{say('table.selected', { count: selected })}</span>}
        {rows.page !== null && props.footer?.(rows.page)}
        {views}
      </div>
    </div>
  );
}

function track(column: { readonly width: number; readonly grow?: number }): string {
  const least = `${column.width / 16}rem`;
  return column.grow ? `minmax(${least}, ${column.grow}fr)` : least;
}
