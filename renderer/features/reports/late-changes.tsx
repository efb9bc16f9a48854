/** What became known since the last close, contract by contract, in sentences; the report below says what of it is in the figures. */
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { linkTo } from '../ledger/places.ts';
import classes from './reports.module.css';
import { words } from './words.ts';

export function LateChanges({ month }: { readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const answer = useCall('months/changes', { month });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return null;
  const { since, changes, total, amount, currency } = answer.data;
  if (since === null) return <p className={shared.soft}>{say('late.noClose')}</p>;
  const told = { month: format.month(since.month), at: format.instant(since.at) };
  return (
    <section className={classes.part} aria-labelledby="late">
      <h2 id="late">{say('late.title', told)}</h2>
      {total === 0 ? (
        <p>{say('late.none')}</p>
      ) : (
        <>
          <p>{say('late.sum', { count: total, amount: format.moneyWithCode(amount, currency) })}</p>
          <table className={`${shared.plainTable} ${classes.late}`} aria-label={say('late.title', told)}>
            <thead>
              <tr>
                <th scope="col">{say('late.contract')}</th>
                <th scope="col">{say('late.what')}</th>
                <th scope="col" className={shared.number}>
                  {say('late.amount')} {currency}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.contract.id}>
                  <th scope="row">
                    <a href={linkTo('contracts', change.contract.id)}>
                      {say('drill.contract', { code: String(change.contract.id) })}
                    </a>
                    <div className={shared.soft}>
                      <bdi>{change.service}</bdi> · <bdi>{change.client}</bdi>
                    </div>
                  </th>
                  <td>
                    {change.sentences.map((sentence) => (
                      <div key={sentence} dir="auto">
                        {sentence}
                      </div>
                    ))}
                  </td>
                  <td className={shared.number}>
                    <MoneyText amount={change.amount} currency={currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {total > changes.length && (
            <p className={shared.soft}>{say('late.more', { count: total - changes.length })}</p>
          )}
        </>
      )}
      <h2>{say('late.figures')}</h2>
    </section>
  );
}
