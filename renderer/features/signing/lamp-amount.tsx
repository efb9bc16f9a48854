import { MoneyText } from '../../components/money.tsx';
import { Count } from '../../components/texts.tsx';
import type { Lamp } from './use-month.ts';

/** A figure of a check: money, or a number of documents. */
export function Amount({ lamp, amount }: { readonly lamp: Lamp; readonly amount: number }) {
  return lamp.unit === 'money' ? <MoneyText amount={amount} currency={lamp.currency} /> : <Count value={amount} />;
}
