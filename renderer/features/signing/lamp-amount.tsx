import { MoneyText } from '../../components/money.tsx';
import { Count } from '../../components/texts.tsx';
import { useCompanyCurrency } from '../../state/desk.ts';
import type { Lamp } from './use-month.ts';

/** A figure of a check: money, or a number of documents. */
export function Amount({ lamp, amount }: { readonly lamp: Lamp; readonly amount: number }) {
  const own = useCompanyCurrency();
  return lamp.unit === 'money' ? (
    <MoneyText amount={amount} currency={lamp.currency} code={lamp.currency !== own} />
  ) : (
    <Count value={amount} />
  );
}
