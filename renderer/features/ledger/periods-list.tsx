import { Switch } from '@mantine/core';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { Drawer } from '../../components/drawer.tsx';
import { Choice, SearchBox } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { choiceField, flagField, numberField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { LedgerStatus } from './ledger-status.tsx';
import { ListPage, NothingHere } from './list-page.tsx';
import { RowHistory } from './row-history.tsx';
import { PERIOD_CHOICES, statusInWords } from './statuses.ts';
import { words } from './words.ts';

const SORTS = ['client', 'cohort', 'start', 'end', 'status'] as const;
const FIELDS = {
  search: textField(),
  status: choiceField(PERIOD_CHOICES, null),
  without: flagField(),
  open: numberField(),
  sort: sortField(SORTS, { by: 'start', descending: true }),
};

export function PeriodsList() {
  const say = useWords(words);
  const [view, setView] = useViewState('ledger/periods', FIELDS);
  const filtered = view.search !== '' || view.status !== null || view.without;
  const columns: Column<RowOf<'periods/list'>, (typeof SORTS)[number]>[] = [
    {
      id: 'client',
      header: say('field.client'),
      kind: 'text',
      value: (row) => row.client.name,
      sort: 'client',
      width: 180,
      grow: 2,
    },
    {
      id: 'cohort',
      header: say('field.cohort'),
      kind: 'text',
      value: (row) => row.cohort,
      sort: 'cohort',
      width: 180,
      grow: 1,
    },
    { id: 'type', header: say('field.serviceType'), kind: 'text', value: (row) => row.serviceType, width: 90 },
    { id: 'start', header: say('field.start'), kind: 'date', value: (row) => row.start, sort: 'start', width: 125 },
    { id: 'end', header: say('field.end'), kind: 'date', value: (row) => row.end, sort: 'end', width: 125 },
    {
      id: 'status',
      header: say('field.status'),
      kind: 'status',
      value: (row) => (row.status === null ? null : statusInWords(row.status, say)),
      cell: (row) => <LedgerStatus status={row.status} />,
      sort: 'status',
      width: 130,
    },
    { id: 'since', header: say('field.statusDate'), kind: 'date', value: (row) => row.statusDate, width: 120 },
    {
      id: 'contract',
      header: say('field.contract'),
      kind: 'text',
      value: (row) => row.contract?.code ?? null,
      width: 100,
    },
  ];
  return (
    <ListPage
      tab="periods"
      toolbar={
        <>
          <SearchBox
            label={say('search.periods')}
            value={view.search}
            onChange={(search) => setView({ search }, { replace: true })}
          />
          <Choice
            label={say('field.status')}
            value={view.status}
            onChange={(status) => setView({ status })}
            options={PERIOD_CHOICES.map((value) => ({ value, label: statusInWords(value, say) }))}
          />
          <Switch
            label={say('filter.withoutContract')}
            checked={view.without}
            onChange={(event) => setView({ without: event.currentTarget.checked })}
          />
        </>
      }
    >
      <DataTable
        label={say('tab.periods')}
        call="periods/list"
        input={{
          ...(view.search && { search: view.search }),
          ...(view.status !== null && { status: view.status }),
          ...(view.without && { withoutContract: true }),
        }}
        columns={columns}
        views="ledger/periods"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => setView({ open: row.id })}
        openId={view.open}
        empty={<NothingHere tab="periods" filtered={filtered} />}
      />
      <Drawer open={view.open !== null} onClose={() => setView({ open: null })} title={say('period.title')}>
        {view.open !== null && <RowHistory table="service_period" id={view.open} />}
      </Drawer>
    </ListPage>
  );
}
