/** What a difference is made of: the contracts and documents, each a link to its page. */
import { Name } from '../../components/texts.tsx';
import { useWords } from '../../i18n/words.ts';
import { Amount } from './lamp-amount.tsx';
import classes from './signing.module.css';
import { ThingLink } from './thing-link.tsx';
import type { Lamp } from './use-month.ts';
import { words } from './words.ts';

export function Behind({ lamp }: { readonly lamp: Lamp }) {
  const say = useWords(words);
  const { behind, leftOut } = lamp;
  if (behind.length === 0) return null;
  const title = say('checks.behind', { count: behind.length });
  const heading = `behind-${lamp.id}-${lamp.currency}`;
  return (
    <div className={classes.stack}>
      <h4 id={heading}>{title}</h4>
      <table className={classes.table} aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">{say('checks.what')}</th>
            <th scope="col">{say('checks.client')}</th>
            <th scope="col" className={classes.number}>
              {say('checks.left')}
            </th>
            <th scope="col" className={classes.number}>
              {say('checks.right')}
            </th>
            <th scope="col" className={classes.number}>
              {say('checks.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {behind.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <ThingLink contract={one.contract} document={one.document}>
                  {one.code}
                </ThingLink>
              </th>
              <td>{one.client !== null && <Name>{one.client}</Name>}</td>
              {([one.left, one.right, one.difference] as const).map((amount, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change places
                <td key={at} className={classes.number}>
                  <Amount lamp={lamp} amount={amount} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 && <p className={classes.soft}>{say('checks.leftOut', { count: leftOut })}</p>}
    </div>
  );
}
