import { type CivilDate, daysInMonthOf, parseCivilDate } from './civil-date.ts';

/** A calendar month as `YYYY-MM`. Text order is time order. */
export type Month = string & { readonly __brand: 'Month' };

/** Months from `from` up to and not including `until`; both are the first of their month on the wire. */
export interface MonthRange {
  readonly from: Month;
  readonly until: Month;
}

/** Reads `YYYY-MM`; `null` for anything else. */
export function parseMonth(text: string): Month | null {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/** Like {@link parseMonth}, for values this program wrote itself. Throws a RangeError on anything else. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new RangeError(`Not a month: ${text}`);
  return parsed;
}

/** The month that is first day `text` (`YYYY-MM-01`); `null` when the text is no date or no first of a month. */
export function monthOfFirstDay(text: string): Month | null {
  const date = parseCivilDate(text);
  return date?.endsWith('-01') ? monthOf(date) : null;
}

export function monthOf(date: CivilDate): Month {
  return date.slice(0, 7) as Month;
}

/** Months since year 0: differences of it are differences in months. */
export function monthIndex(value: Month): number {
  return Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1;
}

export function monthOfIndex(index: number): Month {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month;
}

export function addMonths(value: Month, count: number): Month {
  return monthOfIndex(monthIndex(value) + count);
}

export function firstDay(value: Month): CivilDate {
  return `${value}-01` as CivilDate;
}

export function lastDay(value: Month): CivilDate {
  return `${value}-${String(daysInMonth(value)).padStart(2, '0')}` as CivilDate;
}

export function daysInMonth(value: Month): number {
  return daysInMonthOf(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/** Every month of a range, in order; empty when the range is. */
export function monthsOf(range: MonthRange): Month[] {
  const months: Month[] = [];
  for (let index = monthIndex(range.from); index < monthIndex(range.until); index++) months.push(monthOfIndex(index));
  return months;
}

/** The months as sentences name them. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A month as sentences name it: "March 2025". */
export function monthInWords(value: Month): string {
  return `${MONTH_NAMES[Number(value.slice(5, 7)) - 1] ?? value} ${value.slice(0, 4)}`;
}
