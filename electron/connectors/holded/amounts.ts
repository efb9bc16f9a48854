/**
 * Net, VAT, total and withholding of a document from what Holded states, and what does not add up. Net is what the source states; then
 * the exact lines; then the total less VAT; then the total and the one rate. All amounts are signed like the document.
 */
import type { DraftFinding } from '../../../shared/domain/drafts.ts';
import {
  type Currency,
  type Decimal,
  halfUpDiv,
  type Minor,
  safeMinor,
  splitCumulative,
  toMinor,
} from '../../../shared/domain/money.ts';
import { type HoldedLine, lessPercent, times } from './lines.ts';

/** What the header states, in minor units and signed; null where it states nothing. */
export interface StatedAmounts {
  readonly number: string | null;
  readonly currency: Currency;
  readonly net: Minor | null;
  readonly tax: Minor | null;
  readonly gross: Minor | null;
  /** Percent off the whole document. */
  readonly discount: Decimal | null;
  /** Lines are priced in the document's currency, so that they may stand in for a missing net. */
  readonly linesTell: boolean;
  readonly sign: 1 | -1;
}

export interface WorkedOutAmounts {
  readonly net: Minor | null;
  readonly tax: Minor;
  readonly gross: Minor;
  readonly withholding: Minor;
  readonly lineNets: readonly (Minor | null)[];
  readonly lineTaxes: readonly (Minor | null)[];
  readonly findings: readonly DraftFinding[];
}

const BASIS = 10_000n;
// Spain's general rate bounds the VAT hidden in a total whose rate is unknown.
const GENERAL_RATE = 2100;

export function workOut(stated: StatedAmounts, lines: readonly HoldedLine[]): WorkedOutAmounts {
  const findings: DraftFinding[] = [];
  const weights = weightsOf(lines);
  let net = stated.net ?? missingNet(stated, lines, weights);
  if (net !== null && stated.net !== null) net = afterDiscount(stated, net);
  const lineNets = net === null ? null : splitOver(net, weights);
  const expected = lineNets && expectedTax(lineNets, lines);
  const retained = lineNets ? retention(lineNets, lines) : 0;
  let tax = stated.tax ?? (stated.net === null && net !== null && stated.gross !== null ? null : expected);
  tax ??= net === null || stated.gross === null ? 0 : stated.gross - net + retained;
  // Some accounts state VAT less retention as one tax: then the whole VAT is what the rates give.
  if (retained !== 0 && expected !== null && !near(tax, expected, lines) && near(tax + retained, expected, lines)) {
    tax += retained;
  }
  const gross = stated.gross ?? (net ?? 0) + tax - retained;
  const withholding = agreedWithholding(net, tax, gross, retained, lines);

  if (net === null || lineNets === null) findings.push(netMissing(stated, net, gross, tax, lines));
  if (net !== null && Math.abs(net + tax - gross) > 1 && Math.abs(net + tax - withholding - gross) > 1) {
    findings.push(amountMismatch(stated, net + tax - withholding, gross, withholding));
  }
  if (stated.tax !== null && expected !== null && !near(tax, expected, lines)) {
    const details = { number: stated.number, vat: tax, expected, currency: stated.currency };
    findings.push({ code: 'VAT_MISMATCH', details, amount: Math.abs(tax - expected) });
  }
  return {
    net,
    tax,
    gross,
    withholding,
    lineNets: lineNets ?? lines.map(() => null),
    lineTaxes: lineTaxes(tax, lineNets, lines),
    findings,
  };
}

/** Exact line nets on one scale; null where a price is unknown. */
function weightsOf(lines: readonly HoldedLine[]): readonly (bigint | null)[] {
  let scale = 0;
  for (const line of lines) if (line.exactNet && line.exactNet.scale > scale) scale = line.exactNet.scale;
  return lines.map(({ exactNet }) =>
    exactNet === null
      ? null
      : exactNet.scale === scale
        ? exactNet.units
        : exactNet.units * 10n ** BigInt(scale - exactNet.scale),
  );
}

function splitOver(net: Minor, weights: readonly (bigint | null)[]): Minor[] | null {
  if (weights.length === 1) return [net];
  if (weights.some((weight) => weight === null)) return null;
  return splitCumulative(
    net,
    weights.map((weight) => weight ?? 0n),
  );
}

function missingNet(
  stated: StatedAmounts,
  lines: readonly HoldedLine[],
  weights: readonly (bigint | null)[],
): Minor | null {
  if (stated.linesTell && lines.length > 0 && weights.every((weight) => weight !== null)) {
    const scale = Math.max(...lines.map((line) => line.exactNet?.scale ?? 0));
    const sum: Decimal = { units: weights.reduce<bigint>((total, weight) => total + (weight ?? 0n), 0n), scale };
    const minor = toMinor(stated.discount === null ? sum : times(sum, lessPercent(stated.discount)), stated.currency);
    return stated.sign < 0 ? 0 - Math.abs(minor) : minor;
  }
  if (stated.gross === null) return null;
  const retained = lines.some((line) => line.retention !== 0);
  if (stated.tax !== null && !retained) return stated.gross - stated.tax;
  const [first] = lines;
  if (!first || first.rate === null || first.surcharge) return null;
  if (lines.some((line) => line.rate !== first.rate || line.retention !== first.retention || line.surcharge))
    return null;
  return share(stated.gross, BASIS, BASIS + BigInt(first.rate) - BigInt(first.retention));
}

/** Whether `subtotal` is before or after the document's own discount is not documented: the reading that adds up is taken. */
function afterDiscount(stated: StatedAmounts, net: Minor): Minor {
  if (stated.discount === null || stated.tax === null || stated.gross === null) return net;
  if (Math.abs(net + stated.tax - stated.gross) <= 1) return net;
  const { units, scale } = lessPercent(stated.discount);
  const less = share(net, units, 10n ** BigInt(scale));
  return Math.abs(less + stated.tax - stated.gross) <= 1 ? less : net;
}

/** VAT as the lines' rates give it, rounded a line; null when a rate is unknown or something else is taxed too. */
function expectedTax(lineNets: readonly Minor[], lines: readonly HoldedLine[]): Minor | null {
  let sum = 0;
  for (const [index, line] of lines.entries()) {
    if (line.rate === null || line.surcharge) return null;
    sum += rateOf(lineNets[index] ?? 0, line.rate);
  }
  return lines.length === 0 ? null : sum;
}

function retention(lineNets: readonly Minor[], lines: readonly HoldedLine[]): Minor {
  let sum = 0;
  for (const [index, line] of lines.entries()) sum += rateOf(lineNets[index] ?? 0, line.retention);
  return sum;
}

/** What was withheld: where the total shows it, the total is exact and the rate only near. */
function agreedWithholding(
  net: Minor | null,
  tax: Minor,
  gross: Minor,
  retained: Minor,
  lines: readonly HoldedLine[],
): Minor {
  if (net === null || retained === 0) return retained;
  const shown = net + tax - gross;
  return near(shown, retained, lines) ? shown : retained;
}

function lineTaxes(
  tax: Minor,
  lineNets: readonly Minor[] | null,
  lines: readonly HoldedLine[],
): readonly (Minor | null)[] {
  if (lines.length === 1) return [tax];
  if (lineNets === null || lines.some((line) => line.rate === null)) return lines.map(() => null);
  const weights = lines.map((line, index) => BigInt(lineNets[index] ?? 0) * BigInt(Math.round(line.rate ?? 0)));
  return splitCumulative(tax, weights) ?? lines.map(() => null);
}

/** No net for the document, or none for its lines. In doubt: the VAT inside the total, or all that cannot be spread. */
function netMissing(
  stated: StatedAmounts,
  net: Minor | null,
  gross: Minor,
  tax: Minor,
  lines: readonly HoldedLine[],
): DraftFinding {
  const highest = Math.max(0, ...lines.map((line) => line.rate ?? GENERAL_RATE));
  const hidden = stated.tax ?? gross - share(gross, BASIS, BASIS + BigInt(Math.round(highest)));
  return {
    code: 'NET_MISSING',
    details: { number: stated.number, gross, tax, currency: stated.currency },
    amount: Math.abs(net ?? hidden),
  };
}

function amountMismatch(stated: StatedAmounts, sum: Minor, gross: Minor, withholding: Minor): DraftFinding {
  return {
    code: 'AMOUNT_MISMATCH',
    details: {
      a: withholding === 0 ? 'Net plus VAT' : 'Net plus VAT less withholding',
      x: sum,
      b: 'the total',
      y: gross,
      number: stated.number,
      currency: stated.currency,
    },
    amount: Math.abs(sum - gross),
  };
}

/** Holded rounds a line, so each line may be one minor unit off. */
function near(a: Minor, b: Minor, lines: readonly HoldedLine[]): boolean {
  return Math.abs(a - b) <= Math.max(1, lines.length);
}

function rateOf(net: Minor, basisPoints: number): Minor {
  if (basisPoints === 0 || net === 0) return 0;
  const whole = Math.round(basisPoints * 1000);
  return safeMinor(halfUpDiv(BigInt(net) * BigInt(whole), 10_000_000n));
}

function share(amount: Minor, part: bigint, whole: bigint): Minor {
  return whole <= 0n ? amount : safeMinor(halfUpDiv(BigInt(amount) * part, whole));
}
