import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { SearchBox } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ListPage, NothingHere } from './list-page.tsx';
import { methodInWords } from './methods.ts';
import { pageOf } from './places.ts';
import { words } from './words.ts';

const SORTS = ['name', 'account', 'type', 'contracts'] as const;
const FIELDS = { search: textField(), sort: sortField(SORTS, { by: 'name', descending: false }) };

export function ServicesList() {
  const say = useWords(words);
  const [view, setView] = useViewState('ledger/services', FIELDS);
  const columns: Column<RowOf<'services/list'>, (typeof SORTS)[number]>[] = [
    {
      id: 'name',
      header: say('field.name'),
      kind: 'text',
      value: (row) => row.name,
      sort: 'name',
      width: 260,
      grow: 2,
    },
    {
      id: 'account',
      header: say('field.account'),
      kind: 'text',
      value: (row) => row.account,
      sort: 'account',
      width: 120,
    },
    { id: 'type', header: say('field.serviceType'), kind: 'text', value: (row) => row.type, sort: 'type', width: 100 },
    {
      id: 'method',
      header: say('field.method'),
      kind: 'text',
      value: (row) => methodInWords(row.method, say),
      width: 240,
      grow: 1,
    },
    { id: 'usual', header: say('field.usualMonths'), kind: 'int', value: (row) => row.usualMonths, width: 130 },
    {
      id: 'contracts',
      header: say('field.contracts'),
      kind: 'int',
      value: (row) => row.contracts,
      sort: 'contracts',
      width: 100,
    },
  ];
  return (
    <ListPage
      tab="services"
      toolbar={
        <SearchBox
          label={say('search.services')}
          value={view.search}
          onChange={(search) => setView({ search }, { replace: true })}
        />
      }
    >
      <DataTable
        label={say('tab.services')}
        call="services/list"
        input={view.search ? { search: view.search } : {}}
        columns={columns}
        views="ledger/services"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => goTo(pageOf('services', row.id))}
        empty={<NothingHere tab="services" filtered={view.search !== ''} />}
      />
    </ListPage>
  );
}
