/** What stands in the slots of the engine's sentences: months, days and amounts as it writes them, said in the reader's way. Pure. */
import { parseCurrency, parseDecimal, toMinor } from '../../../shared/domain/money.ts';
import { MONTH_NAMES } from '../../../shared/domain/month.ts';

/** Null: it is none of these. */
export type SayValue = (text: string) => string | null;

const NAME = `(?:${MONTH_NAMES.join('|')})`;
const SHORT = `(?:${MONTH_NAMES.map((name) => name.slice(0, 3)).join('|')})`;
const FIGURE = '[-+−]?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?|[-+−]?\\d+(?:\\.\\d+)?';
const DAY = `\\d{1,2} ${SHORT} \\d{4}`;
const MONTH = `${NAME} \\d{4}`;
const NAMED_MONTH = new RegExp(`^(${NAME}|${SHORT}) (\\d{4})$`);
const SEVERAL_MONTHS = new RegExp(`^(${SHORT})(?: (\\d{4}))?-(${SHORT}) (\\d{4})$`);
const SHORT_DAY = new RegExp(`^(\\d{1,2}) (${SHORT})(?: (\\d{4}))?$`);
const MOMENT = new RegExp(`^(\\d{1,2}) (${NAME}) (\\d\\d:\\d\\d)$`);

/** Beginnings of the names of slots, with what such a slot takes. */
export const SLOT_FORMS: readonly (readonly [string, string])[] = [
  ['n', '-?\\d[\\d,]*'],
  ['month', `${MONTH}|\\d{4}-\\d{2}`],
  ['day', `${DAY}|\\d{4}-\\d{2}-\\d{2}`],
  ['range', `(?:\\d{1,2} ${SHORT}(?: \\d{4})?|start not known|start open) to (?:${DAY}|end not known|end open)|${DAY}`],
  ['amount', `(?:${FIGURE}) [A-Z]{3}`],
  ['figure', FIGURE],
  // Names that end where the sentence goes on.
  ['number', '(?:(?! of |[:;()]).)+?'],
  ['status', '(?:(?! of |[:;()]).)+?'],
  ['cohort', '[^,:;]+?'],
];

/** How the reader writes what a slot holds. */
export interface Writing {
  /** `2025-03` */
  readonly month: (month: string) => string;
  /** `2025-03-31` */
  readonly date: (day: string) => string;
  readonly money: (minor: number, currency: string) => string;
  readonly moneyWithCode: (minor: number, currency: string) => string;
  /** `March to June`, between two days or months. */
  readonly range: (from: string, until: string) => string;
  /** A moment of this year: `03-31` and `09:12`. */
  readonly moment: (day: string, time: string) => string;
}

export function valuesIn(writing: Writing): SayValue {
  return (text) => sayMonths(text, writing) ?? sayAmount(text, writing) ?? sayDays(text, writing);
}

function sayMonths(text: string, { month, range }: Writing): string | null {
  const named = NAMED_MONTH.exec(text);
  if (named?.[1] !== undefined && named[2] !== undefined) return month(`${named[2]}-${monthNumber(named[1])}`);
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return month(text);
  const several = SEVERAL_MONTHS.exec(text);
  if (several?.[1] === undefined || several[3] === undefined) return null;
  const [, from, year, until, end = ''] = several;
  return range(month(`${year ?? end}-${monthNumber(from)}`), month(`${end}-${monthNumber(until)}`));
}

/** With the sign as it was: a minus reads better in a sentence than parentheses. */
function sayAmount(text: string, { money, moneyWithCode }: Writing): string | null {
  const amount = /^([-+−]?)([\d,]+(?:\.\d+)?) ([A-Z]{3})$/.exec(text);
  if (amount?.[2] !== undefined && amount[3] !== undefined) {
    const minor = minorOf(amount[2], amount[3]);
    return minor === null ? null : `${amount[1] ?? ''}${moneyWithCode(minor, amount[3])}`;
  }
  const figure = /^([-+−]?)([\d,]+\.\d\d)$/.exec(text);
  const minor = figure?.[2] === undefined ? null : minorOf(figure[2], 'EUR');
  return minor === null ? null : `${figure?.[1] ?? ''}${money(minor, 'EUR')}`;
}

function sayDays(text: string, { date, range, moment }: Writing): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
  const clock = MOMENT.exec(text);
  if (clock?.[1] !== undefined && clock[2] !== undefined)
    return moment(`${monthNumber(clock[2])}-${two(Number(clock[1]))}`, clock[3] ?? '');
  const year = / (\d{4})$/.exec(text)?.[1];
  if (year === undefined) return null;
  const days = text.split(' to ').map((part) => dayOf(part, year));
  const [from = null, until = null] = days;
  if (days.length === 1) return from === null ? null : date(from);
  return days.length === 2 && from !== null && until !== null ? range(date(from), date(until)) : null;
}

function dayOf(text: string, year: string): string | null {
  const found = SHORT_DAY.exec(text);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  return `${found[3] ?? year}-${monthNumber(found[2])}-${two(Number(found[1]))}`;
}

/** `03` of `March` and of `Mar`. */
function monthNumber(name = ''): string {
  return two(MONTH_NAMES.findIndex((each) => each.startsWith(name)) + 1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function minorOf(figure: string, code: string): number | null {
  const decimal = parseDecimal(figure.replaceAll(',', ''));
  const known = parseCurrency(code);
  return decimal === null || known === null ? null : toMinor(decimal, known);
}
