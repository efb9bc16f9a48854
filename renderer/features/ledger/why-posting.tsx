/** Why a posting is what it is: sentences, the sum that adds up to it, and what it stands on, down to the stored records. */
import { useCall } from '../../bridge/use-call.ts';
import classes from '../../components/components.module.css';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProvenanceView } from '../../components/provenance-view.tsx';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import own from './ledger.module.css';
import { words } from './words.ts';

export function WhyPosting({ id }: { readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const sayCommon = useWords(common);
  const answer = useCall('postings/why', { id }, { keepPrevious: false });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={classes.soft}>{sayCommon('loading')}</p>;
  const { posting, sentences, calculation, sources } = answer.data;
  return (
    <div className={classes.stack}>
      <div className={own.sentences}>
        {sentences.map((sentence) => (
          <p key={sentence} dir="auto">
            {told(sentence)}
          </p>
        ))}
      </div>
      <h3 className={own.heading}>{say('why.sum')}</h3>
      <table className={`${classes.plainTable} ${own.sum}`} aria-label={say('why.sum')}>
        <thead>
          <tr>
            <th scope="col">{say('why.what')}</th>
            <th scope="col" className={classes.number}>
              {say('field.amount')} {posting.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {calculation.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sum never change their order
            <tr key={`${index}-${row.words}`}>
              <td dir="auto">
                {told(row.words)}
                {row.detail !== null && <div className={classes.soft}>{told(row.detail)}</div>}
              </td>
              <td className={classes.number}>
                <MoneyText amount={row.amount} currency={posting.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={own.heading}>{say('why.sources')}</h3>
      <ul className={own.sources}>
        {sources.map((source, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sources may read the same, and their order never changes
          <li key={`${index}-${source.words}`}>
            {source.provenance === null ? (
              <span dir="auto">{told(source.words)}</span>
            ) : (
              <details>
                <summary dir="auto">{told(source.words)}</summary>
                <ProvenanceView source={source.provenance} />
              </details>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.soft}>
        <a href={`#/runs/${posting.run}`}>{say('where.run', { run: posting.run })}</a>
      </p>
    </div>
  );
}
