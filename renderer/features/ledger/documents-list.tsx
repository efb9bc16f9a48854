import { Switch } from '@mantine/core';
import { DOCUMENT_KINDS } from '../../../shared/domain/entities.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { Choice, SearchBox } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { choiceField, flagField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { LedgerStatus } from './ledger-status.tsx';
import { ListPage, NothingHere } from './list-page.tsx';
import { pageOf } from './places.ts';
import { statusInWords } from './statuses.ts';
import { words } from './words.ts';

const SORTS = ['date', 'number', 'client', 'gross', 'paid'] as const;
const FIELDS = {
  search: textField(),
  kind: choiceField(DOCUMENT_KINDS, null),
  month: textField(),
  unlinked: flagField(),
  sort: sortField(SORTS, { by: 'date', descending: true }),
};

export function DocumentsList() {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const [view, setView] = useViewState('ledger/documents', FIELDS);
  const months = useCall('close/months', {});
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(view.month) ? view.month : null;
  const filtered = view.search !== '' || view.kind !== null || month !== null || view.unlinked;
  const currency = (row: RowOf<'documents/list'>) => row.currency;
  const columns: Column<RowOf<'documents/list'>, (typeof SORTS)[number]>[] = [
    {
      id: 'number',
      header: say('field.number'),
      kind: 'text',
      value: (row) => row.number ?? say('noNumber'),
      sort: 'number',
      width: 110,
    },
    { id: 'kind', header: say('field.kind'), kind: 'text', value: (row) => statusInWords(row.kind, say), width: 110 },
    { id: 'date', header: say('field.date'), kind: 'date', value: (row) => row.date, sort: 'date', width: 125 },
    {
      id: 'client',
      header: say('field.client'),
      kind: 'text',
      value: (row) => row.client?.name ?? null,
      sort: 'client',
      width: 170,
      grow: 2,
    },
    { id: 'net', header: say('field.net'), kind: 'money', value: (row) => row.net, currency, width: 135 },
    { id: 'tax', header: say('field.tax'), kind: 'money', value: (row) => row.tax, currency, width: 125 },
    {
      id: 'gross',
      header: say('field.gross'),
      kind: 'money',
      value: (row) => row.gross,
      currency,
      sort: 'gross',
      width: 135,
    },
    {
      id: 'paid',
      header: say('field.paid'),
      kind: 'money',
      value: (row) => row.paid,
      currency,
      sort: 'paid',
      width: 135,
    },
    {
      id: 'status',
      header: say('field.status'),
      kind: 'status',
      value: (row) => statusInWords(row.status, say),
      cell: (row) => <LedgerStatus status={row.status} />,
      width: 120,
    },
    {
      id: 'counts',
      header: say('field.counts'),
      kind: 'text',
      value: (row) =>
        (row.excluded === null ? null : told(row.excluded)) ??
        (row.unlinked > 0 ? say('unlinkedLines', { count: row.unlinked }) : say('countsYes')),
      width: 150,
      grow: 1,
    },
  ];
  return (
    <ListPage
      tab="documents"
      toolbar={
        <>
          <SearchBox
            label={say('search.documents')}
            value={view.search}
            onChange={(search) => setView({ search }, { replace: true })}
          />
          <Choice
            label={say('field.kind')}
            value={view.kind}
            onChange={(kind) => setView({ kind })}
            options={DOCUMENT_KINDS.map((value) => ({ value, label: statusInWords(value, say) }))}
          />
          <Choice
            label={say('field.month')}
            value={month}
            onChange={(chosen) => setView({ month: chosen ?? '' })}
            options={(months.data?.months ?? []).map((one) => ({ value: one.month, label: format.month(one.month) }))}
          />
          <Switch
            label={say('filter.unlinked')}
            checked={view.unlinked}
            onChange={(event) => setView({ unlinked: event.currentTarget.checked })}
          />
        </>
      }
    >
      <DataTable
        label={say('tab.documents')}
        call="documents/list"
        input={{
          ...(view.search && { search: view.search }),
          ...(view.kind !== null && { kind: view.kind }),
          ...(month !== null && { month }),
          ...(view.unlinked && { unlinked: true }),
        }}
        columns={columns}
        views="ledger/documents"
        rowId={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
        onOpen={(row) => goTo(pageOf('documents', row.id))}
        empty={<NothingHere tab="documents" filtered={filtered} />}
      />
    </ListPage>
  );
}
