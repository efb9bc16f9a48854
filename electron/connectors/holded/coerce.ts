/**
 * Holded's values are shaped by PHP: an empty object is `[]`, an empty number is `""`, a missing id is `"0"` or `0`. Version 1 writes
 * JSON numbers and Unix seconds, version 2 decimal text and civil dates. Everything here takes either and says null for "nothing".
 */
import { type CivilDate, parseCivilDate } from '../../../shared/domain/civil-date.ts';
import { type Decimal, parseDecimal } from '../../../shared/domain/money.ts';
import { civilDateOfEpoch, civilDateOfIso } from '../../platform/time-zone.ts';

export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/** A JSON object's fields; none for lists (PHP's empty object) and other values. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : NONE;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a list, or of an object that PHP made of a list with gaps. */
export function members(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isFields(value) ? Object.values(value) : [];
}

/** A number, or decimal text with either separator, exactly as written: digits never pass through a binary fraction. */
export function decimalOf(value: unknown): Decimal | null {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return { units: BigInt(value), scale: 0 };
    return Number.isFinite(value) ? decimalOfText(String(value)) : null;
  }
  return typeof value === 'string' ? decimalOfText(value) : null;
}

// Nearly every amount has one separator at most: read without the general parser, which is most of a document's cost otherwise.
const PLAIN = /^(-?\d{1,9})(?:[.,](\d{1,6}))?$/;

function decimalOfText(text: string): Decimal | null {
  const plain = PLAIN.exec(text);
  if (!plain) return parseDecimal(text);
  const fraction = plain[2] ?? '';
  return { units: BigInt(Number(plain[1] + fraction)), scale: fraction.length };
}

/** Whether {@link decimalOf} reads an amount that a ledger of whole minor units can hold. */
export function isAmount(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < LARGEST;
  if (typeof value !== 'string') return false;
  if (PLAIN.test(value)) return true;
  const decimal = parseDecimal(value);
  if (decimal === null) return false;
  const whole = decimal.units / 10n ** BigInt(decimal.scale);
  return whole < BigInt(LARGEST) && whole > -BigInt(LARGEST);
}

// Beyond it some currency's minor units are no safe integers any more; no invoice is that large.
const LARGEST = 900_000_000_000;

/** A text as it came; null when empty or no text. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** An id; null for Holded's ways of saying that there is none. */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  return text === '0' ? null : text;
}

/** Whether {@link dateOf} reads it, in whatever zone. */
export function isDate(value: unknown): boolean {
  return typeof value === 'number' ? isEpoch(value) : dateOf(value, 'UTC') !== null;
}

/** Unix seconds as the civil date in `zone`; civil dates and `DD/MM/YYYY` (version 2's ledger) as they are. */
export function dateOf(value: unknown, zone: string): CivilDate | null {
  if (typeof value === 'number') return isEpoch(value) ? civilDateOfEpoch(value, zone) : null;
  if (typeof value !== 'string') return null;
  if (/^\d{9,}$/.test(value)) return dateOf(Number(value), zone);
  const local = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value);
  if (local) return parseCivilDate(`${local[3]}-${local[2]}-${local[1]}`);
  return /^\d{4}-/.test(value) ? civilDateOfIso(value, zone) : null;
}

// From 1980 to 2199: a zero, or milliseconds in place of seconds, is no date of a document.
function isEpoch(value: number): boolean {
  return value > 315_000_000 && value < 7_258_000_000;
}
