/** What a contract carries month by month: every posting with its reason, the late part, and what is left. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { MoneyText } from '../../components/money.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { MonthText } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './ledger.module.css';
import { SimpleTable } from './simple-table.tsx';
import { statusInWords } from './statuses.ts';
import { words } from './words.ts';

type Months = WindowOutput<'contracts/get'>['months'];

interface Props {
  readonly months: Months;
  /** Of the contract. */
  readonly currency: string;
  readonly onWhy: (posting: number) => void;
}

export function ContractMonths({ months, currency, onWhy }: Props) {
  const say = useWords(words);
  const sum = (of: (month: Months[number]) => number) => months.reduce((total, month) => total + of(month), 0);
  return (
    <SimpleTable
      label={say('contract.postings')}
      rows={months}
      rowKey={(row) => row.month}
      none={say('contract.noPostings')}
      columns={[
        {
          id: 'month',
          header: say('field.month'),
          cell: (row) => <MonthText month={row.month} />,
          total: say('total'),
        },
        {
          id: 'closed',
          header: say('contract.month'),
          cell: (row) => (
            <StatusWord meaning={row.closed ? 'done' : 'wait'}>
              {say(row.closed ? 'month.closed' : 'month.open')}
            </StatusWord>
          ),
        },
        {
          id: 'postings',
          header: say('contract.lines'),
          cell: (row) => row.postings.map((posting) => <WhyLink key={posting.id} posting={posting} onWhy={onWhy} />),
        },
        {
          id: 'amount',
          header: `${say('field.amount')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.amount} currency={currency} />,
          total: <MoneyText amount={sum(({ amount }) => amount)} currency={currency} />,
        },
        {
          id: 'late',
          header: `${say('field.late')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.late} currency={currency} />,
          total: <MoneyText amount={sum(({ late }) => late)} currency={currency} />,
        },
        {
          id: 'left',
          header: `${say('field.left')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.remaining} currency={currency} />,
        },
      ]}
    />
  );
}

/** A posting as a question: why this number? */
export function WhyLink(props: {
  readonly posting: Months[number]['postings'][number];
  readonly onWhy: (posting: number) => void;
}) {
  const say = useWords(words);
  const format = useFormat();
  const { posting } = props;
  const told = {
    kind: statusInWords(posting.kind, say),
    amount: format.moneyWithCode(posting.amount, posting.currency),
  };
  return (
    <div>
      <button
        type="button"
        className={classes.linkButton}
        title={say('why.title')}
        aria-label={say('why.ask', { ...told, month: format.month(posting.month) })}
        onClick={() => props.onWhy(posting.id)}
      >
        {told.kind} {format.money(posting.amount, posting.currency)}
      </button>
    </div>
  );
}
