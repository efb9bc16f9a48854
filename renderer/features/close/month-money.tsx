/** The month in money: what is at risk, whether it can be closed and why, what is next, and what it carries. */
import { Button } from '@mantine/core';
import { memo } from 'react';
import { BarChart } from '../../components/chart.tsx';
import { MoneyText } from '../../components/money.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import classes from './close.module.css';
import type { CloseMonth } from './use-close.ts';
import { words } from './words.ts';

export function MoneyAtRisk({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const { totals, gate } = close;
  return (
    <section className={classes.stack} aria-labelledby="risk-title">
      <h2 id="risk-title">{say('risk.title')}</h2>
      {totals.pending === 0 ? (
        <p>{say('risk.none')}</p>
      ) : (
        <>
          <p>
            <span className={classes.big}>
              {say('risk.sentence', { amount: format.moneyWithCode(totals.amountAtRisk), count: totals.pending })}
            </span>
            {gate !== null && (
              <span className={classes.soft}>
                <br />
                {say('risk.month', { amount: format.moneyWithCode(gate.monthAtRisk) })}
              </span>
            )}
          </p>
          <div className={classes.acts}>
            <Button variant="default" onClick={() => goTo('/issues')}>
              {say('risk.work')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

const GATE: Readonly<Record<'READY' | 'REVIEW' | 'BLOCKED', Meaning>> = {
  READY: 'done',
  REVIEW: 'look',
  BLOCKED: 'stop',
};

/** Without accruals the gate has nothing to judge, so it is not shown as open. */
export function GateView({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const { gate, month, totals } = close;
  const name = format.month(month);
  const known = close.state === 'review' || close.state === 'calculated' || close.state === 'closed';
  if (close.state === 'closed') return null;
  const reason = (): string => {
    if (gate === null || !known) return say('gate.noneWhy', { month: name });
    const risk = format.moneyWithCode(gate.monthAtRisk);
    const limit = format.moneyWithCode(gate.materiality);
    if (gate.state === 'BLOCKED') return say('gate.blockedWhy', { count: totals.blocking });
    if (gate.state === 'READY') {
      return gate.monthAtRisk === 0 ? say('gate.readyNothing') : say('gate.readyWhy', { risk, limit, month: name });
    }
    return say('gate.reviewWhy', { risk, limit, month: name });
  };
  return (
    <section className={classes.stack} aria-labelledby="gate-title">
      <h2 id="gate-title">{say('gate.title', { month: name })}</h2>
      <p>
        {gate === null || !known ? (
          <StatusWord meaning="wait">{say('gate.none')}</StatusWord>
        ) : (
          <strong>
            <StatusWord meaning={GATE[gate.state]}>{say(`gate.${gate.state}`)}</StatusWord>
          </strong>
        )}
      </p>
      <p>{reason()}</p>
      {known && gate !== null && gate.coverage !== null && (
        <p className={classes.soft}>{say('gate.coverage', { share: format.share(gate.coverage) })}</p>
      )}
    </section>
  );
}

export function MonthFiguresView({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const { figures, month } = close;
  return (
    <section className={classes.stack} aria-labelledby="figures-title">
      <h2 id="figures-title">{say('figures', { month: format.month(month) })}</h2>
      <dl className={classes.figures}>
        {(['recognised', 'deferred', 'held'] as const).map((key) => (
          <div key={key}>
            <dt>
              {say(key)} {key === 'recognised' && format.currency}
            </dt>
            <dd>
              <MoneyText amount={figures?.[key] ?? 0} />
            </dd>
          </div>
        ))}
      </dl>
      {(figures?.held ?? 0) !== 0 && (
        <p className={classes.under}>
          {say('held')}: {say('held.help')}
        </p>
      )}
    </section>
  );
}

/** Drawn again only when its figures change: a run tells of itself ten times a second. */
export const YearChart = memo(function YearChart({ year }: { readonly year: CloseMonth['year'] }) {
  const say = useWords(words);
  const format = useFormat();
  const [first] = year;
  const last = year.at(-1);
  if (first === undefined || last === undefined || year.every((each) => each.recognised === 0 && each.deferred === 0)) {
    return <p className={classes.soft}>{say('chart.empty')}</p>;
  }
  return (
    <BarChart
      label={say('chart', { months: format.months(first.month, last.month) })}
      data={year.map(({ month, recognised, deferred }) => ({ month, values: { recognised, deferred } }))}
      series={[
        { key: 'recognised', label: say('recognised'), color: 'accent' },
        { key: 'deferred', label: say('deferred'), color: 'soft' },
      ]}
    />
  );
});
