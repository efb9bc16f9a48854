/** The history: every run with what it received, held and changed, under filters that stay in the address. */
import { TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { EXECUTION_STATUSES, STEPS } from '../../../shared/domain/entities.ts';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice, SearchBox } from '../../components/filters.tsx';
import { Page } from '../../components/page.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo, useHashQuery } from '../../state/location.ts';
import { choiceField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { runMonths, runMs } from '../close/run-words.ts';
import { useListPlace } from './list-place.ts';
import { KINDS, kindName, stateOf } from './run-words.ts';
import { words } from './words.ts';

const FIELDS = {
  kind: choiceField(KINDS, null),
  status: choiceField(EXECUTION_STATUSES, null),
  step: choiceField(STEPS, null),
  who: textField(),
  since: textField(),
  until: textField(),
};

type Row = RowOf<'runs/page'>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function RunList() {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const [view, setView] = useViewState('runs', FIELDS);
  const query = useHashQuery();
  useEffect(() => useListPlace.setState({ query }), [query]);
  const filtered = Object.values(view).some((value) => value !== null && value !== '');
  const columns: Column<Row>[] = [
    { id: 'id', header: say('number'), kind: 'int', value: (row) => row.id, width: 56 },
    { id: 'started', header: say('started'), kind: 'instant', value: (row) => row.startedAt, width: 180 },
    { id: 'kind', header: say('kind'), kind: 'text', value: (row) => kindName(row.kind, say), width: 96 },
    {
      id: 'status',
      header: say('status'),
      kind: 'status',
      value: (row) => say(`status.${stateOf(row).key}`),
      cell: (row) => <StatusWord meaning={stateOf(row).meaning}>{say(`status.${stateOf(row).key}`)}</StatusWord>,
      width: 104,
    },
    { id: 'months', header: say('months'), kind: 'text', value: (row) => runMonths(row, format), width: 190, grow: 1 },
    { id: 'who', header: say('who'), kind: 'text', value: (row) => who(row, say('by.schedule')), width: 96 },
    { id: 'received', header: say('received'), kind: 'int', value: (row) => row.received, width: 84 },
    { id: 'held', header: say('held'), kind: 'int', value: (row) => row.held, width: 64 },
    { id: 'changes', header: say('changes'), kind: 'int', value: (row) => row.changes, width: 84 },
    {
      id: 'took',
      header: say('took'),
      kind: 'text',
      value: (row) => {
        const ms = runMs(row);
        return ms === null ? null : format.duration(ms);
      },
      width: 80,
    },
  ];
  const day = (key: 'since' | 'until') => (
    <TextInput
      type="date"
      label={say(key)}
      w="9.5rem"
      value={view[key]}
      onChange={(event) => setView({ [key]: event.currentTarget.value }, { replace: true })}
    />
  );
  return (
    <Page
      title={say('title')}
      layout="fill"
      toolbar={
        <>
          <Choice
            label={say('kind')}
            value={view.kind}
            onChange={(kind) => setView({ kind })}
            options={KINDS.map((value) => ({ value, label: kindName(value, say) }))}
          />
          <Choice
            label={say('status')}
            value={view.status}
            onChange={(status) => setView({ status })}
            options={EXECUTION_STATUSES.map((value) => ({ value, label: say(`status.${value}`) }))}
          />
          <Choice
            label={say('step')}
            value={view.step}
            onChange={(step) => setView({ step })}
            options={STEPS.map((value) => ({ value, label: sayCommon(`step.${value}`) }))}
          />
          {day('since')}
          {day('until')}
          <SearchBox
            label={say('whoSearch')}
            value={view.who}
            onChange={(text) => setView({ who: text }, { replace: true })}
          />
        </>
      }
    >
      <DataTable
        label={say('title')}
        call="runs/page"
        input={{
          ...(view.kind && { kind: view.kind }),
          ...(view.status && { status: view.status }),
          ...(view.step && { step: view.step }),
          ...(view.who && { who: view.who }),
          ...(DAY.test(view.since) && { since: view.since }),
          ...(DAY.test(view.until) && { until: view.until }),
        }}
        columns={columns}
        views="runs"
        rowId={(row) => row.id}
        onOpen={(row) => goTo(`/runs/${row.id}`)}
        empty={
          filtered ? (
            <EmptyState title={say('filtered')} />
          ) : (
            <EmptyState title={say('empty')} action={<a href="#/close">{say('emptyAct')}</a>}>
              {say('emptyText')}
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

const who = (row: Row, schedule: string): string => (row.trigger === 'schedule' ? schedule : row.who);
