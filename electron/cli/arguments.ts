/** Reads what was typed on the command line. Everything that does not fit stops the command before anything is done. */
import { parseCivilDate } from '../../shared/domain/civil-date.ts';
import type { Step } from '../../shared/domain/entities.ts';
import { currency, currencyDigits, parseDecimal, toMinor } from '../../shared/domain/money.ts';
import { parseMonth } from '../../shared/domain/month.ts';
import { parseStep } from '../sync/steps.ts';
import { plain } from './plain-text.ts';
import { badUsage, Stop } from './stop.ts';

/** The number of a run, an issue or a decision. */
export function numberOf(text: string, what: string): number {
  const value = /^#?\d{1,15}$/.test(text) ? Number(text.replace('#', '')) : 0;
  if (value > 0) return value;
  throw badUsage(`"${plain(text)}" is not the number of ${what}.`, 'Give the number as the list shows it, such as 12.');
}

/** A month as `2025-03`. */
export function monthOfText(text: string): string {
  if (parseMonth(text) !== null) return text;
  throw badUsage(`"${plain(text)}" is no month.`, 'Write it as 2025-03.', 'BAD_MONTH');
}

/** A day as `2025-03-31`. */
export function dateOfText(text: string): string {
  if (parseCivilDate(text) !== null) return text;
  throw badUsage(`"${plain(text)}" is no date.`, 'Write it as 2025-03-31.', 'BAD_DATE');
}

/** The name of a step. */
export function stepOfText(text: string): Step {
  const step = parseStep(plain(text));
  if (step.ok) return step.value;
  throw new Stop(step.problem);
}

/**
 * Decimal text as minor units. More digits than the currency has are refused, not rounded: they are a slip, or a separator of
 * thousands that would otherwise turn 1,200 into 1.20.
 */
export function minorOfText(text: string, code: string): number {
  const decimal = /^[+-]?[\d.,]+$/.test(text.trim()) ? parseDecimal(text) : null;
  const digits = currencyDigits(currency(code));
  if (decimal === null || decimal.scale > digits) {
    const example = digits === 0 ? '1200' : `1200.${'0'.repeat(digits)}`;
    throw badUsage(
      `"${plain(text)}" is no amount in ${code}.`,
      `Write it as ${example}, without a separator of thousands.`,
      'BAD_AMOUNT',
    );
  }
  try {
    return toMinor(decimal, currency(code));
  } catch {
    throw badUsage(`"${plain(text)}" is larger than a ledger can hold.`, 'Check the amount.', 'BAD_AMOUNT');
  }
}

/** A rate in percent as basis points: `21` is 2100. */
export function basisPointsOfText(text: string): number {
  const decimal = /^[\d.,]+$/.test(text.trim()) ? parseDecimal(text) : null;
  const points = decimal !== null && decimal.scale <= 2 ? Number(decimal.units) * 10 ** (2 - decimal.scale) : -1;
  if (points >= 0 && points <= 10_000) return points;
  throw badUsage(`"${plain(text)}" is no rate in percent.`, 'Write it as 21 or 5.5, at most 100.', 'BAD_AMOUNT');
}

/** An exchange rate as exact decimal text. */
export function rateOfText(text: string): string {
  const rate = text.trim().replace(',', '.');
  if (/^\d{1,12}(\.\d{1,12})?$/.test(rate) && Number(rate) > 0) return rate;
  throw badUsage(
    `"${plain(text)}" is no exchange rate.`,
    'Write it as 0.9215: company currency for one unit of the document.',
    'BAD_AMOUNT',
  );
}

/** Splits `name=value` at the first equals sign. */
export function pairOfText(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
  throw badUsage(`"${plain(text)}" has no name or no value.`, 'Write it as name=value.', 'BAD_SETTING');
}

/**
 * Settings from `--set` arguments: dotted names reach inside, values may be JSON.
 *
 * @example
 * settingsOf(['academies=[6,7]', 'properties.email=Correo']); // { academies: [6, 7], properties: { email: 'Correo' } }
 */
export function settingsOf(pairs: readonly string[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [name, value] = pairOfText(pair);
    place(settings, name, settingValue(value));
  }
  return settings;
}

function place(settings: Record<string, unknown>, name: string, value: unknown): void {
  const path = name.split('.');
  const last = path.pop() ?? '';
  let at = settings;
  for (const part of [...path, last]) {
    if (/^[A-Za-z][A-Za-z0-9]*$/.test(part) && !(part in Object.prototype)) continue;
    throw badUsage(
      `"${plain(name)}" is no name of a setting.`,
      'Use letters and digits, with dots between levels.',
      'BAD_SETTING',
    );
  }
  for (const part of path) {
    const inner = at[part] ?? {};
    if (!isRecord(inner))
      throw badUsage(`"${plain(name)}" was also given as a plain value.`, 'Give one of the two.', 'BAD_SETTING');
    at[part] = inner;
    at = inner;
  }
  at[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function settingValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // An id that happens to be all digits, or to look like 12e7, must stay the text that it is.
    return typeof value === 'number' && String(value) !== text.trim() ? text : value;
  } catch {
    return text;
  }
}
