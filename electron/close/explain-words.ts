/** How explanations write days, amounts and stretches of days: plain English, the same everywhere. */
import { type CivilDate, dateOfDay } from '../../shared/domain/civil-date.ts';
import { type Currency, type Minor, minorToText } from '../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../shared/domain/month.ts';
import type { Days } from '../../shared/recognition/service-days.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "12 Jan 2025" */
export function dayInWords(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** "12 Jan to 29 May 2025", both days included. */
export function rangeInWords(from: CivilDate, until: CivilDate): string {
  if (from === until) return dayInWords(from);
  const start = from.slice(0, 4) === until.slice(0, 4) ? dayInWords(from).slice(0, -5) : dayInWords(from);
  return `${start} to ${dayInWords(until)}`;
}

/** Stretches of service: "12 Jan to 19 Feb 2025 and 4 Mar to 29 May 2025". */
export function daysInWords(days: Days): string {
  const ranges: string[] = [];
  for (let at = 0; at + 1 < days.length; at += 2)
    ranges.push(rangeInWords(dateOfDay(days[at] ?? 0), dateOfDay((days[at + 1] ?? 0) - 1)));
  return listed(ranges);
}

/** "2,400.00", without its currency. */
export function figureInWords(amount: Minor, currency: Currency): string {
  const [whole = '', fraction] = minorToText(amount, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "2,400.00 EUR" */
export function amountInWords(amount: Minor, currency: Currency): string {
  return `${figureInWords(amount, currency)} ${currency}`;
}

/** "a, b and c" */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** "January 2025 and March 2025", each once and in order. */
export function monthsInWords(months: readonly Month[]): string {
  return listed([...new Set(months)].sort().map(monthInWords));
}

/** "1 day", "3 days" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
