/**
 * Civil dates: days on a calendar, without a time or a zone. All arithmetic is on day numbers, so neither summer time nor the
 * machine's own zone can move a date. Zones exist only at the edge, in `platform/time-zone.ts`.
 */

/** A day as `YYYY-MM-DD`, known to exist in the proleptic Gregorian calendar. */
export type CivilDate = string & { readonly __brand: 'CivilDate' };

const MS_PER_DAY = 86_400_000;
const ZERO = '0'.charCodeAt(0);

/** The day number of a civil date: days since 1970-01-01, negative before. */
export function dayNumber(date: CivilDate): number {
  return Date.UTC(digits(date, 0, 4), digits(date, 5, 7) - 1, digits(date, 8, 10)) / MS_PER_DAY;
}

/** The civil date of a day number (see {@link dayNumber}). */
export function dateOfDay(day: number): CivilDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as CivilDate;
}

/** Reads `YYYY-MM-DD`; `null` for anything else, impossible days such as 2025-02-29 included. */
export function parseCivilDate(text: string): CivilDate | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  // What is no number is in no range either.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonthOf(year, month))) return null;
  return text as CivilDate;
}

/** The number that stands from one place to before another; NaN where anything there is no digit. Every date of a ledger passes here. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let at = from; at < until; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Like {@link parseCivilDate}, for values this program wrote itself. Throws a RangeError on anything else. */
export function civilDate(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(`Not a civil date: ${text}`);
  return date;
}

/** The date `days` after `date` (before it, when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The same day number `months` later, or that month's last day when it is shorter; the last day of a month stays the last day
 * only if the day number does not exist (10 Mar + 3 = 10 Jun, 30 Nov + 3 = 28 Feb).
 */
export function addMonthsToDate(date: CivilDate, months: number): CivilDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonthOf(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDate;
}

/** Days of a month, `month` from 1 to 12. */
export function daysInMonthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function minDate(a: CivilDate, b: CivilDate): CivilDate {
  return a <= b ? a : b;
}

export function maxDate(a: CivilDate, b: CivilDate): CivilDate {
  return a >= b ? a : b;
}
