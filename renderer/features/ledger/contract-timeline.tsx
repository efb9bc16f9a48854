/** Price, plan and status of a contract on one line of time. The tables below say the same to who cannot see it. */
import type { ReactNode } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import shared from '../../components/components.module.css';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './ledger.module.css';
import { statusInWords } from './statuses.ts';
import { lanesOf, scaleOf, spread } from './timeline-scale.ts';
import { words } from './words.ts';

type Contract = WindowOutput<'contracts/get'>;
type Props = Pick<Contract, 'price' | 'plan' | 'status' | 'months'> & { readonly currency: string };

export function ContractTimeline({ price, plan, status, months, currency }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const scale = scaleOf([
    ...price.map(({ date }) => date),
    ...plan.flatMap(({ from, until }) => [from, until]),
    ...status.map(({ date }) => date),
    ...months.map(({ month }) => `${month}-01`),
  ]);
  if (scale === null) return <p className={shared.soft}>{say('contract.noTimeline')}</p>;
  const planWords = plan.map(({ from, until, kind }) =>
    say(kind === 'pause' ? 'plan.pause' : 'plan.service', { from: format.date(from), until: format.date(until) }),
  );
  const prices = spread(price, ({ date }) => scale.at(date));
  const dated = status.flatMap(({ date, word }) => (date === null ? [] : [{ date, word }]));
  const statuses = spread(dated, ({ date }) => scale.at(date));
  const step = Math.max(1, Math.ceil(scale.months.length / 14));
  return (
    <div>
      <div className={classes.timeline} aria-hidden>
        <Row label="">
          <div className={classes.axis}>
            {scale.months.map(({ month, at, width }, index) => (
              <div
                key={month}
                className={classes.tick}
                style={{ insetInlineStart: `${at}%`, width: `${width * step}%` }}
              >
                {index % step === 0 ? format.month(month, 'short') : ''}
              </div>
            ))}
          </div>
        </Row>
        <Row label={say('line.price')} lanes={lanesOf(prices)}>
          {prices.map(({ item, at, lane }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may fall on one day, and their order never changes
            <Mark key={`${index}-${item.date}`} at={at} lane={lane}>
              {`${item.amount > 0 ? '+' : ''}${format.money(item.amount, currency)}`}
            </Mark>
          ))}
        </Row>
        <Row label={say('line.plan')}>
          {plan.map(({ from, until, kind }) => (
            <div
              key={`${kind}-${from}`}
              className={classes.bar}
              data-kind={kind}
              style={{ insetInlineStart: `${scale.at(from)}%`, width: `${scale.dayAfter(until) - scale.at(from)}%` }}
            />
          ))}
        </Row>
        <Row label={say('line.status')} lanes={lanesOf(statuses)}>
          {statuses.map(({ item, at, lane }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may fall on one day, and their order never changes
            <Mark key={`${index}-${item.date}`} at={at} lane={lane}>
              {statusInWords(item.word, say)}
            </Mark>
          ))}
        </Row>
      </div>
      <p>{planWords.length === 0 ? say('plan.none') : planWords.join(' ')}</p>
    </div>
  );
}

function Row(props: { readonly label: string; readonly lanes?: number; readonly children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span className={classes.lineLabel}>{props.label}</span>
      <div className={classes.track} style={{ height: `${0.5 + (props.lanes ?? 1) * 1.25}rem` }}>
        {props.children}
      </div>
    </div>
  );
}

function Mark(props: { readonly at: number; readonly lane: number; readonly children: string }) {
  const late = props.at > 80;
  return (
    <div
      className={classes.mark}
      data-side={late ? 'start' : 'end'}
      style={{ insetInlineStart: `${props.at}%`, insetBlockStart: `${0.25 + props.lane * 1.25}rem` }}
    >
      <span>{props.children}</span>
    </div>
  );
}
