/** Where days stand on a line from the first to the last month of a contract. Pure. */
import { civilDate, dayNumber, parseCivilDate } from '../../../shared/domain/civil-date.ts';
import {
  addMonths,
  firstDay,
  lastDay,
  type Month,
  monthIndex,
  monthOf,
  monthOfIndex,
} from '../../../shared/domain/month.ts';

export interface Scale {
  readonly months: readonly { readonly month: Month; readonly at: number; readonly width: number }[];
  /** 0 to 100. */
  readonly at: (date: string) => number;
  readonly dayAfter: (date: string) => number;
}

/** Whole months around all the given days; null when there is none. */
export function scaleOf(dates: readonly (string | null)[]): Scale | null {
  const known = dates
    .flatMap((date) => (date === null || parseCivilDate(date) === null ? [] : [civilDate(date)]))
    .sort();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = dayNumber(firstDay(monthOf(first)));
  const days = dayNumber(lastDay(monthOf(last))) - from + 1;
  const place = (day: number) => Math.min(100, Math.max(0, ((day - from) / days) * 100));
  const months = Array.from({ length: monthIndex(monthOf(last)) - monthIndex(monthOf(first)) + 1 }, (_, index) =>
    monthOfIndex(monthIndex(monthOf(first)) + index),
  );
  return {
    months: months.map((month) => {
      const at = place(dayNumber(firstDay(month)));
      return { month, at, width: place(dayNumber(firstDay(addMonths(month, 1)))) - at };
    }),
    at: (date) => place(dayNumber(civilDate(date))),
    dayAfter: (date) => place(dayNumber(civilDate(date)) + 1),
  };
}

export interface Spread<Item> {
  readonly item: Item;
  readonly at: number;
  /** Marks that would stand over each other are put below each other. */
  readonly lane: number;
}

/** The share of the line that a mark with its words takes. */
const ROOM = 14;

export function spread<Item>(items: readonly Item[], place: (item: Item) => number): Spread<Item>[] {
  const ends: number[] = [];
  return items
    .map((item) => ({ item, at: place(item) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item, at }) => {
      const free = ends.findIndex((end) => end <= at);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = at + ROOM;
      return { item, at, lane };
    });
}

export function lanesOf(marks: readonly Spread<unknown>[]): number {
  return marks.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
}
