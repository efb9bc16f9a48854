import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { MoneyText } from '../../components/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import type { Sort } from '../../state/view-fields.ts';
import { LedgerStatus } from '../ledger/ledger-status.tsx';
import { statusInWords } from '../ledger/statuses.ts';
import { words as ledgerWords } from '../ledger/words.ts';
import type { ShownRange } from './range.ts';
import { words } from './words.ts';

export const GRID_SORTS = ['code', 'client', 'service', 'before', 'thisMonth', 'deferred', 'held'] as const;
type GridSort = (typeof GRID_SORTS)[number];
type Row = RowOf<'accruals/grid'>;

interface Props {
  readonly range: ShownRange;
  readonly filter: {
    readonly search?: string;
    readonly service?: number;
    readonly status?: string;
    readonly held?: boolean;
  };
  readonly sort: Sort<GridSort>;
  readonly onSort: (sort: Sort<GridSort>) => void;
  readonly openId: number | null;
  readonly onOpen: (contract: number) => void;
  readonly empty: ReactNode;
}

/** Contracts by month. The first columns and the sums stay in sight; the sums are those of all contracts under the filter. */
export function AccrualsGrid({ range, filter, sort, onSort, openId, onOpen, empty }: Props) {
  const say = useWords(words);
  const sayLedger = useWords(ledgerWords);
  const format = useFormat();
  const { from, until, month, months } = range;
  // Asked apart, so that the first rows do not wait for it.
  const sums = useCall('accruals/grid', { from, until, month, ...filter, limit: 1, monthTotals: true });
  const money = (id: GridSort & keyof Row, width: number): Column<Row, GridSort> => ({
    id,
    header: say(`column.${id}` as 'column.before'),
    kind: 'money',
    value: (row) => Number(row[id]),
    sort: id,
    width,
  });
  const columns: Column<Row, GridSort>[] = [
    {
      id: 'code',
      header: say('column.code'),
      kind: 'text',
      value: (row) => row.contract.code,
      sort: 'code',
      width: 110,
      pinned: true,
    },
    {
      id: 'client',
      header: say('column.client'),
      kind: 'text',
      value: (row) => row.client.name,
      sort: 'client',
      width: 200,
      pinned: true,
    },
    {
      id: 'service',
      header: say('column.service'),
      kind: 'text',
      value: (row) => row.service.name,
      sort: 'service',
      width: 180,
    },
    {
      id: 'status',
      header: sayLedger('field.status'),
      kind: 'status',
      value: (row) => statusInWords(row.status, sayLedger),
      cell: (row) => <LedgerStatus status={row.status} />,
      width: 115,
    },
    { ...money('before', 190), header: say('column.before', { month: format.month(month, 'short') }) },
    { ...money('thisMonth', 150), header: format.month(month) },
    { id: 'late', header: say('column.late'), kind: 'money', value: (row) => row.late, width: 165 },
    money('deferred', 140),
    money('held', 130),
    ...months.map(
      (one): Column<Row, GridSort> => ({
        id: one,
        header: format.month(one, 'short'),
        kind: 'money',
        value: (row) => row.months[one] ?? 0,
        width: 135,
      }),
    ),
  ];
  return (
    <DataTable
      label={say('grid')}
      call="accruals/grid"
      input={{ from, until, month, ...filter }}
      columns={columns}
      views="accruals"
      rowId={(row) => row.contract.id}
      sort={sort}
      onSort={onSort}
      openId={openId}
      onOpen={(row) => onOpen(row.contract.id)}
      empty={empty}
      footer={() => <span>{say('open')}</span>}
      totals={({ total, totals }) => ({
        code: say('total'),
        client: say('total.of', { count: total }),
        ...Object.fromEntries(
          (['before', 'thisMonth', 'late', 'deferred', 'held'] as const).map((id) => [
            id,
            <MoneyText key={id} amount={totals[id]} />,
          ]),
        ),
        ...Object.fromEntries(
          months.map((one) => [
            one,
            sums.data?.monthTotals == null ? null : <MoneyText key={one} amount={sums.data.monthTotals[one] ?? 0} />,
          ]),
        ),
      })}
    />
  );
}
