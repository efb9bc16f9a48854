/** Steps by months: counts that add up, how long each took, and what was asked of the outside; below, what the run posted. */
import { useCall } from '../../bridge/use-call.ts';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { Count, Duration, Name } from '../../components/texts.tsx';
import { useProblemWords } from '../../format/problem-words.ts';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import classes from '../close/close.module.css';
import { ScrollRoom } from '../close/scroll-room.tsx';
import { msOf, type Sums, sumsOf } from '../close/step-rows.ts';
import { type Executions, RUN_MEANING, type Run } from './run-words.ts';
import { words } from './words.ts';

const NUMBERS = ['received', 'applied', 'same', 'excluded', 'held'] as const;

export function RunSteps({ run, executions }: { readonly run: Run; readonly executions: Executions }) {
  const say = useWords(words);
  return (
    <div className={classes.wideStack}>
      {executions.length === 0 ? (
        <p className={classes.soft}>{say('steps.none')}</p>
      ) : (
        <div className={classes.stack}>
          <StepsByMonth run={run} executions={executions} />
          <p className={classes.under}>{say('steps.adds')}</p>
        </div>
      )}
      <WhatItTook run={run.id} />
    </div>
  );
}

function StepsByMonth({ run, executions }: { readonly run: Run; readonly executions: Executions }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const label = say('steps.label', { run: run.id });
  const total = (read: (metrics: NonNullable<Executions[number]['metrics']>) => number) =>
    executions.reduce((sum, { metrics }) => sum + (metrics === null ? 0 : read(metrics)), 0);
  const took = msOf(executions);
  return (
    <ScrollRoom label={label}>
      <table className={classes.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say('step')}</th>
            <th scope="col">{say('steps.month')}</th>
            <th scope="col">{say('status')}</th>
            {NUMBERS.map((key) => (
              <th key={key} scope="col" className={classes.number}>
                {say(key)}
              </th>
            ))}
            {[say('took'), say('steps.calls'), say('steps.retries'), say('steps.waited')].map((head) => (
              <th key={head} scope="col" className={classes.number}>
                {head}
              </th>
            ))}
            <th scope="col">{say('steps.note')}</th>
          </tr>
        </thead>
        <tbody>
          {executions.map((each, index) => (
            <tr key={each.id}>
              <th scope="row">
                <span className={executions[index - 1]?.step === each.step ? 'visually-hidden' : undefined}>
                  {sayCommon(`step.${each.step}`)}
                </span>
              </th>
              <td className={classes.word}>
                {each.month === null ? say('steps.all') : format.month(each.month, 'short')}
              </td>
              <td>
                <StatusWord meaning={meaningOf(each)}>{say(`status.${each.status}`)}</StatusWord>
              </td>
              <Numbers sums={sumsOf([each])} />
              <td className={classes.number}>{each.metrics !== null && <Duration ms={each.metrics.ms} />}</td>
              <td className={classes.number}>{each.metrics !== null && <Count value={each.metrics.calls} />}</td>
              <td className={classes.number}>{each.metrics !== null && <Count value={each.metrics.retries} />}</td>
              <td className={classes.number}>
                {each.metrics !== null && (each.metrics.waitedMs > 0 ? <Duration ms={each.metrics.waitedMs} /> : '–')}
              </td>
              <td>
                <Note execution={each} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('steps.sum')}</th>
            <td />
            <td />
            <Numbers sums={sumsOf(executions)} />
            <td className={classes.number}>{took !== null && <Duration ms={took} />}</td>
            <td className={classes.number}>
              <Count value={total(({ calls }) => calls)} />
            </td>
            <td className={classes.number}>
              <Count value={total(({ retries }) => retries)} />
            </td>
            <td className={classes.number}>
              {total(({ waitedMs }) => waitedMs) > 0 ? <Duration ms={total(({ waitedMs }) => waitedMs)} /> : '–'}
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </ScrollRoom>
  );
}

const meaningOf = ({ status }: Executions[number]): Meaning => RUN_MEANING[status];

function Numbers({ sums }: { readonly sums: Sums | null }) {
  return NUMBERS.map((key) => (
    <td key={key} className={classes.number}>
      {sums !== null && <Count value={sums[key]} />}
    </td>
  ));
}

function Note({ execution }: { readonly execution: Executions[number] }) {
  const say = useWords(words);
  const told = useTold();
  const problemWords = useProblemWords();
  const { counts, problem } = execution;
  const parts = [
    ...(problem === null ? [] : [problemWords(problem.message)]),
    ...Object.entries(counts?.excludedBecause ?? {}).map(([why, count]) =>
      say('steps.excluded', { count, why: told(why).replace(/\.$/, '') }),
    ),
    ...((counts?.gone ?? 0) > 0 ? [say('steps.gone', { count: counts?.gone ?? 0 })] : []),
  ];
  return (
    <span className={classes.under} dir="auto">
      {parts.join(' · ')}
    </span>
  );
}

const OUTCOMES = ['read', 'partial', 'refused'] as const;

function WhatItTook({ run }: { readonly run: number }) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const sayCommon = useWords(common);
  const summary = useCall('runs/summary', { run });
  if (summary.error !== null) {
    return <ProblemNotice problem={summary.error.problem} onAgain={() => void summary.refetch()} />;
  }
  if (summary.data === undefined) return <p>{sayCommon('loading')}</p>;
  const { connections, postings } = summary.data;
  return (
    <div className={classes.side}>
      <section className={classes.stack} aria-labelledby="calls-title">
        <h2 id="calls-title">{say('calls.title')}</h2>
        {connections.length === 0 ? (
          <p className={classes.soft}>{say('calls.none')}</p>
        ) : (
          <table className={classes.table} aria-labelledby="calls-title">
            <thead>
              <tr>
                <th scope="col">{say('calls.connection')}</th>
                <th scope="col">{say('calls.list')}</th>
                <th scope="col">{say('calls.outcome')}</th>
                <th scope="col" className={classes.number}>
                  {say('steps.calls')}
                </th>
                <th scope="col" className={classes.number}>
                  {say('took')}
                </th>
              </tr>
            </thead>
            <tbody>
              {connections.map((each) => (
                <tr key={`${each.connection} ${each.operation} ${each.outcome}`}>
                  <td>
                    <Name>{each.connection}</Name>
                  </td>
                  <td>{told(each.operation)}</td>
                  <td>{outcome(each.outcome)}</td>
                  <td className={classes.number}>
                    <Count value={each.calls} />
                  </td>
                  <td className={classes.number}>
                    <Duration ms={each.ms} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className={classes.stack} aria-labelledby="posted-title">
        <h2 id="posted-title">{say('posted.title')}</h2>
        {postings.length === 0 ? (
          <p className={classes.soft}>{say('posted.none')}</p>
        ) : (
          <table className={classes.table} aria-labelledby="posted-title">
            <thead>
              <tr>
                <th scope="col">{say('steps.month')}</th>
                <th scope="col" className={classes.number}>
                  {say('posted.count')}
                </th>
                <th scope="col" className={classes.number}>
                  {say('posted.amount')} {format.currency}
                </th>
              </tr>
            </thead>
            <tbody>
              {postings.map((each) => (
                <tr key={each.month}>
                  <td>{format.month(each.month)}</td>
                  <td className={classes.number}>
                    <Count value={each.count} />
                  </td>
                  <td className={classes.number}>
                    <MoneyText amount={each.amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );

  function outcome(text: string): string {
    const known = OUTCOMES.find((each) => each === text);
    return known === undefined ? text : say(`outcome.${known}`);
  }
}
