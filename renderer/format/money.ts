/** Amounts as the reader writes them. From minor units digit by digit: an amount never passes through a binary fraction. */
import { type Currency, minorToText, parseCurrency } from '../../shared/domain/money.ts';

const EUR_LIKE = 'XXX' as Currency;

/** `1234.50` of minor units; an unknown currency has two digits. */
export function decimalText(minor: number, currency: string): string {
  return minorToText(minor, parseCurrency(currency) ?? EUR_LIKE);
}

interface Writing {
  readonly decimal: string;
  readonly whole: Intl.NumberFormat;
  /** By how many digits stand behind the decimal sign. Making a format costs more than using it a hundred times. */
  readonly digits: Map<number, Intl.NumberFormat>;
}

const separators = new Map<string, Writing>();

function separatorsOf(locale: string): Writing {
  let known = separators.get(locale);
  if (known === undefined) {
    const decimal =
      new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
    const whole = new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: 0 });
    known = { decimal, whole, digits: new Map() };
    separators.set(locale, known);
  }
  return known;
}

function digitsOf(locale: string, count: number): Intl.NumberFormat {
  const { digits } = separatorsOf(locale);
  let known = digits.get(count);
  if (known === undefined) {
    known = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: count });
    digits.set(count, known);
  }
  return known;
}

/** `1.234,50` in Spanish; negatives in parentheses, zero as a dash unless `zero` is `figure`. No currency. */
export function formatMoney(minor: number, currency: string, locale: string, zero: 'dash' | 'figure' = 'dash'): string {
  if (minor === 0 && zero === 'dash') return '–';
  const [whole = '0', fraction] = decimalText(Math.abs(minor), currency).split('.');
  const { decimal, whole: format } = separatorsOf(locale);
  const figure =
    format.format(BigInt(whole)) +
    (fraction === undefined ? '' : decimal + digitsOf(locale, fraction.length).format(BigInt(fraction)));
  return minor < 0 ? `(${figure})` : figure;
}

/** For a spreadsheet: no thousands separator, a minus sign, the reader's decimal sign, western digits. */
export function plainMoney(minor: number, currency: string, locale: string): string {
  return decimalText(minor, currency).replace('.', plainDecimal(locale));
}

/** The decimal sign a spreadsheet of this locale expects. */
export function plainDecimal(locale: string): string {
  return separatorsOf(`${locale.split('-u-')[0]}-u-nu-latn`).decimal;
}
