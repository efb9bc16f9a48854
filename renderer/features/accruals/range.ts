/** Which months the grid shows: those that were asked for, else the last ones worked. Pure. */
import { addMonths, type Month, monthIndex, monthsOf, parseMonth } from '../../../shared/domain/month.ts';

/** Columns that still fit one look; the engine refuses more. */
export const MOST_MONTHS = 24;
const USUAL = 6;

export interface ShownRange {
  readonly from: Month;
  /** Inclusive. */
  readonly until: Month;
  /** The month of the columns before, this month, deferred and held. */
  readonly month: Month;
  readonly months: readonly Month[];
}

export interface AskedRange {
  readonly from: string;
  readonly until: string;
  readonly month: string;
}

/** `last` is the last month that carries figures. A range that is too long ends early, one that is turned around is turned back. */
export function shownRange(asked: AskedRange, last: Month): ShownRange {
  const ends = [parseMonth(asked.from), parseMonth(asked.until)] as const;
  const until = ends[1] ?? (ends[0] !== null && ends[0] > last ? ends[0] : last);
  const from = ends[0] ?? addMonths(until, 1 - USUAL);
  const [first, wanted] = from <= until ? [from, until] : [until, from];
  const end = monthIndex(wanted) - monthIndex(first) >= MOST_MONTHS ? addMonths(first, MOST_MONTHS - 1) : wanted;
  const month = parseMonth(asked.month) ?? end;
  return { from: first, until: end, month, months: monthsOf({ from: first, until: addMonths(end, 1) }) };
}
