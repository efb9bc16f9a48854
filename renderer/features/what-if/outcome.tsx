/** The months before and after, in figures and in sentences, and the way to make it true. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { MonthText } from '../../components/texts.tsx';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { SimpleTable } from '../ledger/simple-table.tsx';
import { Decide } from './decide.tsx';
import type { Supposed } from './suppose.ts';
import classes from './what-if.module.css';
import { words } from './words.ts';

interface Props {
  readonly contract: number;
  /** What decisions name it by. */
  readonly subject: string;
  readonly event: Supposed;
  readonly issues: WindowOutput<'contracts/get'>['issues'];
  readonly onDecided: () => void;
}

export function Outcome({ contract, subject, event, issues, onDecided }: Props) {
  const say = useWords(words);
  const told = useTold();
  const sayCommon = useWords(common);
  const answer = useCall('contracts/what-if', { contract, events: [event] });
  if (answer.error !== null) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={shared.soft}>{sayCommon('loading')}</p>;
  const { months, held, price, currency, sentences } = answer.data;
  const rows = [
    ...months.map((one) => ({ ...one, key: one.month })),
    ...(held.before === 0 && held.after === 0 ? [] : [{ ...held, key: 'held', month: null, closed: false }]),
  ];
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />;
  return (
    <section
      className={shared.stack}
      aria-label={say('outcome')}
      aria-live="polite"
      aria-busy={answer.isPlaceholderData}
    >
      <p className={classes.saved}>
        <StatusWord meaning="wait">{say('unsaved')}</StatusWord>
      </p>
      <div>
        {sentences.map((sentence) => (
          <p key={sentence} dir="auto" className={classes.sentence}>
            {told(sentence)}
          </p>
        ))}
      </div>
      <SimpleTable
        label={say('months')}
        rows={rows}
        rowKey={({ key }) => key}
        none={say('noMonths')}
        columns={[
          {
            id: 'month',
            header: say('month'),
            cell: (row) =>
              row.month === null ? (
                say('held')
              ) : (
                <>
                  <MonthText month={row.month} />
                  {row.closed && <span className={shared.soft}> {say('closed')}</span>}
                </>
              ),
            total: say('worth'),
          },
          {
            id: 'before',
            header: `${say('now')} ${currency}`,
            figure: true,
            cell: (row) => money(row.before),
            total: money(price.before),
          },
          {
            id: 'after',
            header: `${say('supposed')} ${currency}`,
            figure: true,
            cell: (row) => money(row.after),
            total: money(price.after),
          },
          {
            id: 'difference',
            header: `${say('difference')} ${currency}`,
            figure: true,
            cell: (row) => money(row.after - row.before),
            total: money(price.after - price.before),
          },
        ]}
      />
      {issues.some(({ status }) => status === 'pending') && (
        <div>
          <p className={classes.sentence}>{say('issues')}</p>
          {issues
            .filter(({ status }) => status === 'pending')
            .map((issue) => (
              <p key={issue.id} className={classes.sentence}>
                <a href={`#/issues?open=${issue.id}`}>{issue.title}</a>
              </p>
            ))}
        </div>
      )}
      <Decide key={JSON.stringify(event)} subject={subject} event={event} onDecided={onDecided} />
    </section>
  );
}
