/** Days, months and instants in the reader's words. Days are civil: they are formatted in UTC, so that no zone can move them. */
import { parseCivilDate } from '../../shared/domain/civil-date.ts';
import { parseMonth } from '../../shared/domain/month.ts';

type Style = Intl.DateTimeFormatOptions;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, style: Style): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(style);
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(locale, style);
    formats.set(key, known);
  }
  return known;
}

const utc = (year: number, month: number, day: number): Date => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
};

/** `31/03/2025` for `2025-03-31` in Spanish. Anything that is no civil date stays as it is. */
export function formatDate(text: string, locale: string): string {
  const date = parseCivilDate(text.slice(0, 10));
  if (date === null || text.length !== 10) return text;
  const [year, month, day] = date.split('-').map(Number);
  const style: Style = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC', calendar: 'gregory' };
  return format(locale, style).format(utc(year ?? 0, month ?? 1, day ?? 1));
}

/** `March 2025` for `2025-03`; short: `Mar 2025`. */
export function formatMonth(text: string, locale: string, length: 'long' | 'short' = 'long'): string {
  const month = parseMonth(text);
  if (month === null) return text;
  const style: Style = { year: 'numeric', month: length, timeZone: 'UTC', calendar: 'gregory' };
  return format(locale, style).format(utc(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1));
}

/** `March to June 2025`, `November 2024 to February 2025`, `March 2025`. `join` puts the two sides together. */
export function formatMonthRange(
  from: string,
  until: string,
  locale: string,
  join: (from: string, until: string) => string,
): string {
  if (from === until) return formatMonth(from, locale);
  const sameYear = from.slice(0, 4) === until.slice(0, 4);
  const left = sameYear && parseMonth(from) !== null ? monthName(from, locale) : formatMonth(from, locale);
  return join(left, formatMonth(until, locale));
}

/** `March`, without its year. */
export function monthName(text: string, locale: string, length: 'long' | 'short' = 'long'): string {
  const style: Style = { month: length, timeZone: 'UTC', calendar: 'gregory' };
  return format(locale, style).format(utc(2000, Number(text.slice(5, 7)), 1));
}

/** An instant on the wall clock of a time zone: `31/03/2025, 09:12`. */
export function formatInstant(text: string, locale: string, timeZone: string, what: 'both' | 'time' = 'both'): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const time: Style = { hour: '2-digit', minute: '2-digit', timeZone, calendar: 'gregory' };
  const date: Style = { year: 'numeric', month: '2-digit', day: '2-digit' };
  return format(locale, what === 'time' ? time : { ...date, ...time }).format(at);
}
