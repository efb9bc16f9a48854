/** What a decision would do: how many issues it clears, and what it does to which month. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { MoneyText } from '../../components/money.tsx';
import { MonthText } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './issues.module.css';
import { words } from './words.ts';

export type Effect = WindowOutput<'decisions/preview'>;

export function EffectWords({ effect }: { readonly effect: Effect }) {
  const say = useWords(words);
  const format = useFormat();
  const months = effect.months
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const [first, last] = [months[0], months.at(-1)];
  const sum = months.reduce((total, { before, after }) => total + after - before, 0);
  return (
    <>
      <p>
        {effect.clears > 0 ? say('e.clears', { count: effect.clears }) : say('e.clearsNone')}{' '}
        {effect.raises > 0 && `${say('e.raises', { count: effect.raises })} `}
        {first === undefined || last === undefined
          ? say('e.noMonths')
          : say('e.months', {
              count: months.length,
              months: format.months(first.month, last.month),
              sum: format.moneyWithCode(sum),
            })}
      </p>
      {months.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('e.month')}</th>
              <th scope="col" className={classes.figure}>
                {say('e.before')}
              </th>
              <th scope="col" className={classes.figure}>
                {say('e.after')}
              </th>
              <th scope="col" className={classes.figure}>
                {say('e.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.slice(0, 24).map(({ month, before, after }) => (
              <tr key={month}>
                <th scope="row">
                  <MonthText month={month} />
                </th>
                <td className={classes.figure}>
                  <MoneyText amount={before} />
                </td>
                <td className={classes.figure}>
                  <MoneyText amount={after} />
                </td>
                <td className={classes.figure}>
                  <MoneyText amount={after - before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
