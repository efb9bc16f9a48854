/** What a choice would change, told in numbers: each month before and after, questions answered and raised, and what to know. */
import type { Problem } from '../../../shared/domain/problem.ts';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './policies.module.css';
import type { Effect } from './use-choice-effect.ts';
import { words } from './words.ts';

interface Props {
  readonly effect: Effect | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
}

export function ChoiceEffect({ effect, problem, busy }: Props) {
  const say = useWords(words);
  return (
    <section className={classes.effect} aria-labelledby="policy-effect" aria-live="polite" aria-busy={busy}>
      <h3 id="policy-effect">{say('effect')}</h3>
      {problem !== null && <ProblemNotice problem={problem} />}
      {busy && <p className={classes.soft}>{say('effectBusy')}</p>}
      {!busy && effect === null && problem === null && <p className={classes.soft}>{say('effectWait')}</p>}
      {effect !== null && <InWords effect={effect} />}
    </section>
  );
}

function InWords({ effect }: { readonly effect: Effect }) {
  const say = useWords(words);
  const format = useFormat();
  const months = effect.months.filter(({ before, after }) => before !== after);
  return (
    <>
      <p>
        <Told>{effect.sentence}</Told>
      </p>
      <p>
        {say('effectFrom', { month: format.month(effect.from) })}{' '}
        {effect.clears + effect.raises > 0 &&
          `${say('effectIssues', { clears: format.count(effect.clears), raises: format.count(effect.raises) })} `}
        {effect.contracts > 0 && `${say('effectContracts', { count: effect.contracts })} `}
        {months.length === 0 && say('effectNone')}
      </p>
      {months.length > 0 && <MonthsTable months={months} />}
      {effect.notes.length > 0 && (
        <ul className={classes.notes}>
          {effect.notes.map((note) => (
            <li key={note}>
              <Told>{note}</Told>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function MonthsTable({ months }: Pick<Effect, 'months'>) {
  const say = useWords(words);
  const format = useFormat();
  const sum = (side: 'before' | 'after') => months.reduce((total, each) => total + each[side], 0);
  const rows = [
    ...months.map(({ month, before, after }) => ({ name: format.month(month), before, after })),
    { name: say('total'), before: sum('before'), after: sum('after') },
  ];
  return (
    <table className={classes.table} aria-label={say('months')}>
      <thead>
        <tr>
          <th scope="col">{say('month')}</th>
          <th scope="col" className={classes.number}>
            {say('before')} {format.currency}
          </th>
          <th scope="col" className={classes.number}>
            {say('after')}
          </th>
          <th scope="col" className={classes.number}>
            {say('difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {[before, after, after - before].map((amount, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change places
              <td key={at} className={classes.number}>
                <MoneyText amount={amount} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
