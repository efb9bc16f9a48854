/** Issues that a run raised, saw change or closed. */
import { useCall } from '../../bridge/use-call.ts';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { type IssueChange, issueChange } from './issue-change.ts';
import { words } from './words.ts';

type Row = RowOf<'runs/changes'>;
const MEANING: Readonly<Record<IssueChange, Meaning>> = { raised: 'look', closed: 'done', changed: 'wait' };

export function RunIssues({ run }: { readonly run: number }) {
  const say = useWords(words);
  const summary = useCall('runs/summary', { run });
  const how = (row: Row) => say(`issues.${issueChange(row)}.word`);
  const columns: Column<Row>[] = [
    { id: 'words', header: say('issues.issue'), kind: 'text', value: (row) => row.words, width: 320, grow: 2 },
    {
      id: 'how',
      header: say('issues.how'),
      kind: 'status',
      value: how,
      cell: (row) => <StatusWord meaning={MEANING[issueChange(row)]}>{how(row)}</StatusWord>,
      width: 140,
    },
  ];
  const issues = summary.data?.issues;
  return (
    <>
      {issues !== undefined && issues.raised + issues.closed > 0 && (
        <p>
          {say('issues.raised', { count: issues.raised })}, {say('issues.closed', { count: issues.closed })}.
        </p>
      )}
      <DataTable
        label={say('issues.label', { run })}
        call="runs/changes"
        input={{ run, table: 'issue' }}
        columns={columns}
        views="runs/issues"
        rowId={(row) => row.id}
        onOpen={(row) => goTo(`/issues?open=${row.row}`)}
        empty={<EmptyState title={say('issues.none')} />}
      />
    </>
  );
}
