import { Switch } from '@mantine/core';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { Choice, SearchBox } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { choiceField, flagField, numberField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { LedgerStatus } from './ledger-status.tsx';
import { ListPage, NothingHere } from './list-page.tsx';
import { pageOf } from './places.ts';
import { ServiceChoice } from './service-choice.tsx';
import { CONTRACT_CHOICES, statusInWords } from './statuses.ts';
import { words } from './words.ts';

const SORTS = ['code', 'client', 'service', 'start', 'end', 'price', 'recognised', 'deferred', 'held'] as const;
const FIELDS = {
  search: textField(),
  service: numberField(),
  status: choiceField(CONTRACT_CHOICES, null),
  held: flagField(),
  sort: sortField(SORTS, { by: 'code', descending: false }),
};

export function ContractsList() {
  const say = useWords(words);
  const [view, setView] = useViewState('ledger/contracts', FIELDS);
  const filtered = view.search !== '' || view.service !== null || view.status !== null || view.held;
  const columns: Column<RowOf<'contracts/list'>, (typeof SORTS)[number]>[] = [
    { id: 'code', header: say('field.contract'), kind: 'text', value: (row) => row.code, sort: 'code', width: 110 },
    {
      id: 'client',
      header: say('field.client'),
      kind: 'text',
      value: (row) => row.client.name,
      sort: 'client',
      width: 170,
      grow: 2,
    },
    {
      id: 'service',
      header: say('field.service'),
      kind: 'text',
      value: (row) => row.service.name,
      sort: 'service',
      width: 150,
      grow: 1,
    },
    {
      id: 'status',
      header: say('field.status'),
      kind: 'status',
      value: (row) => statusInWords(row.status, say),
      cell: (row) => <LedgerStatus status={row.status} />,
      width: 110,
    },
    { id: 'start', header: say('field.start'), kind: 'date', value: (row) => row.start, sort: 'start', width: 125 },
    { id: 'end', header: say('field.end'), kind: 'date', value: (row) => row.end, sort: 'end', width: 125 },
    {
      id: 'price',
      header: say('field.price'),
      kind: 'money',
      value: (row) => row.price.amount,
      currency: (row) => row.price.currency,
      sort: 'price',
      width: 140,
    },
    {
      id: 'recognised',
      header: say('field.recognised'),
      kind: 'money',
      value: (row) => row.recognised,
      sort: 'recognised',
      width: 140,
    },
    {
      id: 'deferred',
      header: say('field.deferred'),
      kind: 'money',
      value: (row) => row.deferred,
      sort: 'deferred',
      width: 130,
    },
    { id: 'held', header: say('field.held'), kind: 'money', value: (row) => row.held, sort: 'held', width: 120 },
    { id: 'issues', header: say('field.openIssues'), kind: 'int', value: (row) => row.openIssues, width: 80 },
  ];
  return (
    <ListPage
      tab="contracts"
      toolbar={
        <>
          <SearchBox
            label={say('search.contracts')}
            value={view.search}
            onChange={(search) => setView({ search }, { replace: true })}
          />
          <ServiceChoice value={view.service} onChange={(service) => setView({ service })} />
          <Choice
            label={say('field.status')}
            value={view.status}
            onChange={(status) => setView({ status })}
            options={CONTRACT_CHOICES.map((value) => ({ value, label: statusInWords(value, say) }))}
          />
          <Switch
            label={say('filter.held')}
            checked={view.held}
            onChange={(event) => setView({ held: event.currentTarget.checked })}
          />
        </>
      }
    >
      <DataTable
        label={say('tab.contracts')}
        call="contracts/list"
        input={{
          ...(view.search && { search: view.search }),
          ...(view.service !== null && { service: view.service }),
          ...(view.status !== null && { status: view.status }),
          ...(view.held && { held: true }),
        }}
        columns={columns}
        views="ledger/contracts"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => goTo(pageOf('contracts', row.id))}
        empty={<NothingHere tab="contracts" filtered={filtered} />}
      />
    </ListPage>
  );
}
