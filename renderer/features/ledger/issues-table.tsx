import type { WindowOutput } from '../../../shared/contract/window.ts';
import { MoneyText } from '../../components/money.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { SimpleTable } from './simple-table.tsx';
import { words } from './words.ts';

const STATUS = {
  pending: { meaning: 'look', word: 'issue.pending' },
  resolved: { meaning: 'done', word: 'issue.resolved' },
  ignored: { meaning: 'wait', word: 'issue.ignored' },
} as const;

/** Issues about a contract, open ones first; each leads to the triage. */
export function IssuesTable({ issues }: { readonly issues: WindowOutput<'contracts/get'>['issues'] }) {
  const say = useWords(words);
  const told = useTold();
  const { currency } = useFormat();
  return (
    <SimpleTable
      label={say('contract.issues')}
      rows={issues}
      rowKey={(row) => row.id}
      none={say('contract.noIssues')}
      columns={[
        {
          id: 'title',
          header: say('issue.what'),
          cell: (row) => (
            <a href={`#/issues?open=${row.id}`}>
              <Name wrap>{told(row.title)}</Name>
            </a>
          ),
        },
        {
          id: 'status',
          header: say('field.status'),
          cell: (row) => {
            const status = row.status === 'resolved' || row.status === 'ignored' ? row.status : 'pending';
            return <StatusWord meaning={STATUS[status].meaning}>{say(STATUS[status].word)}</StatusWord>;
          },
        },
        {
          id: 'amount',
          header: `${say('issue.risk')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.amountAtRisk} />,
        },
      ]}
    />
  );
}
