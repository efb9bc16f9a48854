import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { Drawer } from '../../components/drawer.tsx';
import { SearchBox } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { numberField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ListPage, NothingHere } from './list-page.tsx';
import { RowHistory } from './row-history.tsx';
import { words } from './words.ts';

const SORTS = ['date', 'amount', 'client'] as const;
const FIELDS = {
  search: textField(),
  open: numberField(),
  sort: sortField(SORTS, { by: 'date', descending: true }),
};

export function PaymentsList() {
  const say = useWords(words);
  const [view, setView] = useViewState('ledger/payments', FIELDS);
  const columns: Column<RowOf<'payments/list'>, (typeof SORTS)[number]>[] = [
    { id: 'date', header: say('field.date'), kind: 'date', value: (row) => row.date, sort: 'date', width: 120 },
    {
      id: 'client',
      header: say('field.client'),
      kind: 'text',
      value: (row) => row.client?.name ?? null,
      sort: 'client',
      width: 220,
      grow: 2,
    },
    {
      id: 'document',
      header: say('field.document'),
      kind: 'text',
      value: (row) => row.document.number ?? say('noNumber'),
      width: 140,
      grow: 1,
    },
    {
      id: 'amount',
      header: say('field.amount'),
      kind: 'money',
      value: (row) => row.amount,
      currency: (row) => row.currency,
      sort: 'amount',
      width: 160,
    },
  ];
  return (
    <ListPage
      tab="payments"
      toolbar={
        <SearchBox
          label={say('search.payments')}
          value={view.search}
          onChange={(search) => setView({ search }, { replace: true })}
        />
      }
    >
      <DataTable
        label={say('tab.payments')}
        call="payments/list"
        input={view.search ? { search: view.search } : {}}
        columns={columns}
        views="ledger/payments"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => setView({ open: row.id })}
        openId={view.open}
        empty={<NothingHere tab="payments" filtered={view.search !== ''} />}
      />
      <Drawer open={view.open !== null} onClose={() => setView({ open: null })} title={say('payment.title')}>
        {view.open !== null && <RowHistory table="payment" id={view.open} />}
      </Drawer>
    </ListPage>
  );
}
