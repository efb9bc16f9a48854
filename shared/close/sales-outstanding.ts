import type { Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';

/**
 * Days sales outstanding in hundredths of a day: closing receivables / gross billings of a window x days of the window. Null when
 * nothing was billed in it.
 */
export function daysSalesOutstanding(input: {
  readonly closingReceivablesMinor: Minor;
  readonly grossBillingsMinor: Minor;
  readonly days: number;
}): number | null {
  const { closingReceivablesMinor, grossBillingsMinor, days } = input;
  return grossBillingsMinor > 0 ? proportion(closingReceivablesMinor, days * 100, grossBillingsMinor) : null;
}
