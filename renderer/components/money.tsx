import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

interface Props {
  /** Minor units; null is not applicable and shows nothing. */
  readonly amount: number | null;
  /** The company's when left out. */
  readonly currency?: string;
  /** Adds the ISO code behind the figure, where no column head says it. */
  readonly code?: boolean;
}

/** An amount: separators of the reader, negatives red and in parentheses, zero as a dash. */
export function MoneyText({ amount, currency, code = false }: Props) {
  const format = useFormat();
  const say = useWords(common);
  if (amount === null) return null;
  const isoCode = currency ?? format.currency;
  return (
    <span className={`${classes.money} ${amount < 0 ? classes.negative : ''}`}>
      {amount === 0 ? (
        <>
          <span aria-hidden>–</span>
          <span className={classes.unseen}>{say('money.zero')}</span>
        </>
      ) : (
        format.money(amount, isoCode)
      )}
      {code && <span className={classes.code}> {isoCode}</span>}
    </span>
  );
}
