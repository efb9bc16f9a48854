/** What a decision does, told in numbers: issues it closes, records it looks at again, and each month before and after. */
import type { WindowOutput } from '../../shared/contract/window.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';
import { effectWords } from './decision-effect.words.ts';
import { MoneyText } from './money.tsx';

export type Effect = WindowOutput<'decisions/preview'>;

export function DecisionEffect({ effect }: { readonly effect: Effect }) {
  const say = useWords(effectWords);
  const format = useFormat();
  const months = effect.months.filter(({ before, after }) => before !== after);
  return (
    <section aria-label={say('title')} className={classes.stack} aria-live="polite">
      <p>
        {effect.clears === 0 ? say('clearsNone') : say('clears', { count: effect.clears })}{' '}
        {effect.raises > 0 && `${say('raises', { count: effect.raises })} `}
        {effect.records > 0 && `${say('records', { count: effect.records })} `}
        {months.length === 0 && say('monthsNone')}
      </p>
      {months.length > 0 && (
        <table className={classes.plainTable} aria-label={say('months')}>
          <thead>
            <tr>
              <th scope="col">{say('month')}</th>
              <th scope="col" className={classes.number}>
                {say('before')} {format.currency}
              </th>
              <th scope="col" className={classes.number}>
                {say('after')} {format.currency}
              </th>
              <th scope="col" className={classes.number}>
                {say('difference')} {format.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, before, after }) => (
              <tr key={month}>
                <th scope="row">{format.month(month)}</th>
                <td className={classes.number}>
                  <MoneyText amount={before} />
                </td>
                <td className={classes.number}>
                  <MoneyText amount={after} />
                </td>
                <td className={classes.number}>
                  <MoneyText amount={after - before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
