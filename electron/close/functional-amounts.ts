/**
 * Company-currency amounts of revenue lines. An advance keeps the rate of its own date until it is earned, the earliest first;
 * multiplying each month by a rate of its own would not add up to what the invoices were booked at.
 */
import { currencyDigits, type Minor, parseDecimal } from '../../shared/domain/money.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import {
  functionalMonths,
  functionalToDate,
  type Layer,
  layerOf,
  type MonthEndRate,
  shrunk,
  translated,
} from '../../shared/recognition/index.ts';
import { inDateOrder } from './contract-price.ts';
import type { ContractDocument, ContractFacts } from './facts.ts';

/** Revenue of one month and kind, minor units of the contract's currency. */
interface Revenue {
  readonly month: Month;
  readonly amount: Minor;
}

export interface FunctionalAmounts {
  /** Beside the lines given; 0 from the month on in which a rate is missing. */
  readonly amounts: readonly Minor[];
  readonly missingFrom: Month | null;
}

/** Translates lines, which are in month order. Same currency: the same numbers. */
export function functionalAmounts(
  facts: ContractFacts,
  lines: readonly Revenue[],
  rate: MonthEndRate,
): FunctionalAmounts {
  if (facts.currency === facts.companyCurrency)
    return { amounts: lines.map(({ amount }) => amount), missingFrom: null };
  const months = [...new Set(lines.map(({ month }) => month))];
  const amounts: Minor[] = [];
  let before = 0;
  for (const month of months) {
    const upTo = lines.filter((line) => line.month <= month);
    const own = upTo.filter((line) => line.month === month);
    const toDate = functionalAt(facts, upTo, month, rate);
    if (toDate === null)
      return { amounts: [...amounts, ...lines.slice(amounts.length).map(() => 0)], missingFrom: month };
    let given = 0;
    own.forEach((_, at) => {
      const last = at === own.length - 1;
      const sofar = upTo.slice(0, upTo.length - own.length + at + 1);
      // The kinds of a month share one figure: the last takes what the others leave, so that the month is F(R(m)) - F(R(m-1)).
      const value = last ? toDate - before : (functionalAt(facts, sofar, month, rate) ?? toDate) - before;
      amounts.push(value - given);
      given = value;
    });
    before = toDate;
  }
  return { amounts, missingFrom: null };
}

/** Company-currency value of everything recognised by the end of a month; null when a rate is missing. */
function functionalAt(facts: ContractFacts, lines: readonly Revenue[], month: Month, rate: MonthEndRate): Minor | null {
  const digits = { from: currencyDigits(facts.currency), to: currencyDigits(facts.companyCurrency) };
  const known = inDateOrder(facts.documents).filter(({ date }) => monthOf(date) <= month);
  const layers = layersOf(known, digits);
  if (layers === null) return null;
  if (known.every(({ kind }) => kind === 'invoice')) {
    const result = functionalMonths(layers, perMonth(lines), rate, digits);
    return result.ok ? result.months.reduce((total, { functionalMinor }) => total + functionalMinor, 0) : null;
  }
  // Credited layers hold only from the credit note on, so the value is taken as of this month and not replayed month by month.
  const recognised = lines.reduce((total, { amount }) => total + amount, 0);
  const covered = layers.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const beyond = recognised > 0 ? Math.max(0, recognised - covered) : Math.min(0, recognised - covered);
  const value = functionalToDate(layers, recognised - beyond);
  if (beyond === 0) return value;
  const monthEnd = rate(month);
  return monthEnd === null ? null : value + translated(beyond, monthEnd, digits);
}

function perMonth(lines: readonly Revenue[]): { month: Month; amountMinor: Minor }[] {
  const sums = new Map<Month, Minor>();
  for (const { month, amount } of lines) sums.set(month, (sums.get(month) ?? 0) + amount);
  return [...sums].map(([month, amountMinor]) => ({ month, amountMinor }));
}

/** One layer an invoice in date order; a credit note shrinks its invoice's, or the latest ones when it names none. */
function layersOf(
  documents: readonly ContractDocument[],
  digits: { readonly from: number; readonly to: number },
): Layer[] | null {
  const layers: { key: string; layer: Layer }[] = [];
  for (const document of documents) {
    if (document.kind === 'credit_note') continue;
    const rate = document.rate === null ? null : parseDecimal(document.rate);
    if (rate === null) return null;
    const layer = layerOf({ month: monthOf(document.date), netMinor: document.net, rate }, digits);
    layers.push({ key: document.key, layer });
  }
  for (const document of documents) {
    if (document.kind !== 'credit_note') continue;
    let left = -document.net;
    const named = layers.filter(({ key }) => key === document.originKey);
    for (const entry of [...named, ...[...layers].reverse()]) {
      const taken = Math.min(left, entry.layer.amountMinor);
      if (taken <= 0) continue;
      entry.layer = shrunk(entry.layer, taken);
      left -= taken;
    }
    if (left === 0) continue;
    // A credit larger than its invoices is money owed back, booked at the rate of the credit note itself.
    const rate = document.rate === null ? null : parseDecimal(document.rate);
    if (rate === null) return null;
    const owed = layerOf({ month: monthOf(document.date), netMinor: -left, rate }, digits);
    layers.push({ key: document.key, layer: owed });
  }
  return layers.map(({ layer }) => layer);
}
