import { halfUpDiv, type Minor, parseDecimal, safeMinor } from './money.ts';

/** An amount at a document's own rate, in the company's currency; at par while the rate is unknown, so that risk is never hidden. */
export function toCompanyCurrency(amount: Minor, rate: string | null): Minor {
  if (rate === null || rate === '1') return amount;
  const factor = parseDecimal(rate);
  return factor === null ? amount : safeMinor(halfUpDiv(BigInt(amount) * factor.units, 10n ** BigInt(factor.scale)));
}
