/**
 * Money: an integer of minor units beside an ISO 4217 currency. Amounts never exist as fractions of a minor unit, and never pass
 * through a binary fraction: decimal text is read digit by digit.
 */

/** An ISO 4217 alphabetic code, upper case. */
export type Currency = string & { readonly __brand: 'Currency' };

/** Minor units of one currency as a safe integer. */
export type Minor = number;

// ISO 4217 exponents that are not 2 (list one, 2024). Not from Intl: its data say 0 for HUF and others where ISO says 2 or 3.
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Digits after the decimal sign that ISO 4217 gives the currency. */
export function currencyDigits(currency: Currency): number {
  return DIGITS[currency] ?? 2;
}

/** Reads an ISO code in any case; `null` when it is not three letters. */
export function parseCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? (code as Currency) : null;
}

/** Like {@link parseCurrency}, for values this program wrote itself. Throws a RangeError on anything else. */
export function currency(text: string): Currency {
  const code = parseCurrency(text);
  if (code === null) throw new RangeError(`Not a currency: ${text}`);
  return code;
}

/** `numerator / denominator`, rounded half away from zero. `denominator` must be positive. */
export function halfUpDiv(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('halfUpDiv needs a positive denominator');
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  return sign * ((2n * magnitude + denominator) / (2n * denominator));
}

/** A decimal number as an exact fraction `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * Reads decimal text: optional sign, digits, at most one decimal sign. With both `.` and `,` the last one is the decimal sign and
 * the other groups thousands. Exponents (`1e-7`, as JSON writes tiny numbers) are read too. `null` for anything else.
 *
 * @example
 * parseDecimal('3750,00'); // { units: 375000n, scale: 2 }
 */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const body = match[2] ?? '';
  const split = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const whole = (split < 0 ? body : body.slice(0, split)).replace(/[.,]/g, '');
  const fraction = split < 0 ? '' : body.slice(split + 1);
  if (split >= 0 && new Set(body.slice(0, split).replace(/\d/g, '')).has(body.charAt(split))) return null;
  let units = BigInt(`${whole}${fraction}` || '0') * (match[1] === '-' ? -1n : 1n);
  let scale = fraction.length - Number(match[3] ?? 0);
  if (scale < 0) {
    units *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return { units, scale };
}

/** A decimal as minor units of a currency, rounded half away from zero. Throws a RangeError beyond the safe integers. */
export function toMinor(decimal: Decimal, code: Currency): Minor {
  const digits = currencyDigits(code);
  const scaled =
    decimal.scale <= digits
      ? decimal.units * 10n ** BigInt(digits - decimal.scale)
      : halfUpDiv(decimal.units, 10n ** BigInt(decimal.scale - digits));
  return safeMinor(scaled);
}

/** Narrows a bigint of minor units to a number. Throws a RangeError beyond the safe integers. */
export function safeMinor(value: bigint): Minor {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError('Amount is larger than this ledger can hold');
  return result;
}

/** Plain decimal text of an amount (`-1234.50`), for files and logs; screens format for the reader's locale. */
export function minorToText(minor: Minor, code: Currency): string {
  const digits = currencyDigits(code);
  const magnitude = String(Math.abs(minor)).padStart(digits + 1, '0');
  const text = digits === 0 ? magnitude : `${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}`;
  return minor < 0 ? `-${text}` : text;
}

/**
 * Splits `total` over `weights` in their order with one cumulative rounding, so that the parts always sum to the total.
 * `null` when all weights are zero and the total is not.
 */
export function splitCumulative(total: Minor, weights: readonly bigint[]): Minor[] | null {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return total === 0 ? weights.map(() => 0) : null;
  const sign = all < 0n ? -1n : 1n;
  let passed = 0n;
  let given = 0n;
  return weights.map((weight) => {
    passed += weight;
    const upTo = halfUpDiv(BigInt(total) * passed * sign, all * sign);
    const part = upTo - given;
    given = upTo;
    return safeMinor(part);
  });
}
