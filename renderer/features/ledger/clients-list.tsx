import { Switch } from '@mantine/core';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { SearchBox } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { flagField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ListPage, NothingHere } from './list-page.tsx';
import { pageOf } from './places.ts';
import { systemName } from './systems.ts';
import { words } from './words.ts';

const SORTS = ['name', 'code', 'contracts', 'deferred'] as const;
const FIELDS = { search: textField(), merged: flagField(), sort: sortField(SORTS, { by: 'name', descending: false }) };

export function ClientsList() {
  const say = useWords(words);
  const [view, setView] = useViewState('ledger/clients', FIELDS);
  const columns: Column<RowOf<'clients/list'>, (typeof SORTS)[number]>[] = [
    {
      id: 'name',
      header: say('field.name'),
      kind: 'text',
      value: (row) => row.name,
      sort: 'name',
      width: 220,
      grow: 2,
    },
    { id: 'code', header: say('field.code'), kind: 'text', value: (row) => row.code, sort: 'code', width: 110 },
    { id: 'email', header: say('field.email'), kind: 'text', value: (row) => row.email, width: 200, grow: 2 },
    {
      id: 'systems',
      header: say('field.systems'),
      kind: 'text',
      value: (row) => row.systems.map((system) => systemName(system)).join(', '),
      width: 190,
      grow: 1,
    },
    {
      id: 'contracts',
      header: say('field.contracts'),
      kind: 'int',
      value: (row) => row.contracts,
      sort: 'contracts',
      width: 100,
    },
    {
      id: 'deferred',
      header: say('field.deferred'),
      kind: 'money',
      value: (row) => row.deferred,
      sort: 'deferred',
      width: 140,
    },
    ...(view.merged
      ? [
          {
            id: 'merged',
            header: say('field.mergedInto'),
            kind: 'text' as const,
            value: (row: RowOf<'clients/list'>) =>
              row.mergedInto === null ? null : say('ref.client', { id: row.mergedInto }),
            width: 140,
          },
        ]
      : []),
  ];
  return (
    <ListPage
      tab="clients"
      toolbar={
        <>
          <SearchBox
            label={say('search.clients')}
            value={view.search}
            onChange={(search) => setView({ search }, { replace: true })}
          />
          <Switch
            label={say('filter.merged')}
            checked={view.merged}
            onChange={(event) => setView({ merged: event.currentTarget.checked })}
          />
        </>
      }
    >
      <DataTable
        label={say('tab.clients')}
        call="clients/list"
        input={{ ...(view.search && { search: view.search }), merged: view.merged }}
        columns={columns}
        views="ledger/clients"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => goTo(pageOf('clients', row.id))}
        empty={<NothingHere tab="clients" filtered={view.search !== ''} />}
      />
    </ListPage>
  );
}
