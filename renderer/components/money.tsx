import { type Format, useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { say } from '../i18n/words.ts';
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
  return amount === null ? null : moneyFigure(amount, currency ?? format.currency, format, code);
}

/**
 * The same for whoever has the format already: a table draws hundreds of figures while it is scrolled, and each that asks by itself
 * listens to a handful of stores. Another language is another format, so the words follow.
 */
export function moneyFigure(amount: number, isoCode: string, format: Format, code = false) {
  return (
    <span className={`${classes.money} ${amount < 0 ? classes.negative : ''}`}>
      {amount === 0 ? (
        <>
          <span aria-hidden>–</span>
          <span className={classes.unseen}>{say(common, 'money.zero')}</span>
        </>
      ) : (
        format.money(amount, isoCode)
      )}
      {code && <span className={classes.code}> {isoCode}</span>}
    </span>
  );
}
