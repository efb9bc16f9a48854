/** Issues one by one. */
import { useMemo } from 'react';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { type Say, useWords } from '../../i18n/words.ts';
import type { Sort } from '../../state/view-fields.ts';
import { careWords } from './care-words.ts';
import { EmptyIssues } from './empty-issues.tsx';
import { usePlaces } from './use-teller.ts';
import type { Filter, IssueSort, View } from './view.ts';
import { WhatCell } from './what-cell.tsx';
import { words } from './words.ts';

export type Issue = RowOf<'issues/page'>;

const idOf = (row: Issue): number => row.id;

interface Props {
  readonly view: View;
  readonly filter: Filter;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
  readonly all: () => Promise<Iterable<number>>;
  readonly onSort: (sort: Sort<IssueSort>) => void;
  readonly onOpen: (id: number) => void;
  readonly onClear: () => void;
  readonly snoozed: number;
}

export function FlatList({ view, filter, selected, onSelect, all, onSort, onOpen, onClear, snoozed }: Props) {
  const say = useWords(words);
  const sayCare = useWords(careWords);
  const format = useFormat();
  const places = usePlaces();
  const settled = view.status !== 'pending';
  const columns = useMemo(() => columnsOf(say, sayCare, places, settled), [say, sayCare, places, settled]);
  return (
    <DataTable
      label={say('title')}
      call="issues/page"
      input={filter}
      columns={columns}
      views="issues"
      rowId={idOf}
      sort={view.sort}
      onSort={onSort}
      selection={{ ids: selected, onChange: onSelect, all }}
      onOpen={(row) => onOpen(row.id)}
      openId={view.open}
      empty={<EmptyIssues view={view} snoozed={snoozed} onClear={onClear} />}
      footer={(page) => <span>{say('atRisk', { amount: format.moneyWithCode(page.amountAtRisk) })}</span>}
    />
  );
}

type Places = ReturnType<typeof usePlaces>;

function columnsOf(
  say: Say<typeof words.en>,
  sayCare: Say<typeof careWords.en>,
  places: Places,
  settled: boolean,
): Column<Issue, IssueSort>[] {
  const status: Column<Issue, IssueSort> = {
    id: 'status',
    header: say('c.status'),
    kind: 'status',
    value: (row) => say(`status.${row.status}`),
    cell: (row) => (
      <StatusWord meaning={row.status === 'pending' ? (row.effect === 'month' ? 'stop' : 'look') : 'done'}>
        {say(`status.${row.status}`)}
      </StatusWord>
    ),
    width: 130,
  };
  return [
    {
      id: 'what',
      header: say('c.what'),
      kind: 'custom',
      value: (row) => `${row.title}. ${row.message}`,
      cell: (row) => <WhatCell issue={row} sentence />,
      sort: 'code',
      width: 300,
      grow: 3,
    },
    {
      id: 'amount',
      header: say('c.amount'),
      kind: 'money',
      value: (row) => row.amountAtRisk,
      sort: 'amount',
      width: 130,
    },
    { id: 'month', header: say('c.month'), kind: 'month', value: (row) => row.month, width: 130 },
    {
      id: 'from',
      header: say('c.from'),
      kind: 'text',
      value: (row) => `${places.system(row.integration)} · ${places.step(row.operation)}`,
      sort: 'integration',
      width: 190,
      grow: 1,
    },
    {
      id: 'since',
      header: say('c.since'),
      kind: 'date',
      value: (row) => row.firstSeen.slice(0, 10),
      sort: 'firstSeen',
      width: 110,
    },
    { id: 'owner', header: sayCare('owner'), kind: 'text', value: (row) => row.owner?.name ?? null, width: 120 },
    { id: 'seen', header: say('c.seen'), kind: 'int', value: (row) => row.timesSeen, sort: 'timesSeen', width: 80 },
    ...(settled ? [status] : []),
  ];
}
