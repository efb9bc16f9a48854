import { daysInMonthOf } from '../domain/civil-date.ts';

/**
 * Days with service, as half-open runs of day numbers: `[a, b, c, d]` means the days from a to b - 1 and from c to d - 1. Sorted,
 * disjoint and merged, so a contract of a year is two numbers and not 365.
 */
export type Days = readonly number[];

const MS_PER_DAY = 86_400_000;

/** The months since year 0 that a day number falls into. */
export function monthIndexOfDay(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The day number of the first of a month. */
export function firstDayOfIndex(index: number): number {
  return Date.UTC(Math.floor(index / 12), index % 12, 1) / MS_PER_DAY;
}

/** The first of the month of a day. */
export function firstOfItsMonth(day: number): number {
  return firstDayOfIndex(monthIndexOfDay(day));
}

/** The first 1st on or after a day. */
export function nextFirst(day: number): number {
  const first = firstOfItsMonth(day);
  return first === day ? day : firstDayOfIndex(monthIndexOfDay(day) + 1);
}

/** The union of runs given in any order, overlaps counted once; empty runs fall away. */
export function unionOfRuns(runs: readonly (readonly [from: number, until: number])[]): Days {
  const sorted = runs.filter(([from, until]) => from < until).sort((a, b) => a[0] - b[0]);
  const days: number[] = [];
  let open: [from: number, until: number] | null = null;
  for (const [from, until] of sorted) {
    if (open !== null && from <= open[1]) {
      open[1] = Math.max(open[1], until);
      continue;
    }
    if (open !== null) days.push(...open);
    open = [from, until];
  }
  if (open !== null) days.push(...open);
  return days;
}

/** Calls back with each run in time order. */
function eachRun(days: Days, visit: (from: number, until: number) => void): void {
  for (let at = 0; at + 1 < days.length; at += 2) visit(days[at] ?? 0, days[at + 1] ?? 0);
}

/** The days from `from` on. */
export function daysFrom(days: Days, from: number): Days {
  if ((days[0] ?? from) >= from) return days;
  const left: number[] = [];
  eachRun(days, (start, until) => {
    if (until > from) left.push(Math.max(start, from), until);
  });
  return left;
}

/** All days, later by `shift`; gaps between them stay. */
export function movedBy(days: Days, shift: number): Days {
  return shift === 0 ? days : days.map((day) => day + shift);
}

/** The same days with another last one (`until` is the day after it): the last run grows, or later days fall away. */
export function endingAt(days: Days, until: number): Days {
  const last = days[days.length - 1];
  if (last === undefined || last === until) return days;
  if (until > last) return [...days.slice(0, -1), until];
  const kept: number[] = [];
  eachRun(days, (start, end) => {
    if (start < until) kept.push(start, Math.min(end, until));
  });
  return kept;
}

/** How many days lie in `[from, until)`. */
export function countDays(days: Days, from: number, until: number): number {
  let count = 0;
  eachRun(days, (start, end) => {
    count += Math.max(0, Math.min(end, until) - Math.max(start, from));
  });
  return count;
}

/** Service days by month, in one array per figure; index 0 is month `first`. A month without service stays at 0. */
export interface DaysByMonth {
  readonly first: number;
  /** Service days of the month. */
  readonly served: readonly number[];
  /** Calendar days of the month. */
  readonly length: readonly number[];
  /** Days of the month when every month has thirty: see {@link thirtyDays}. */
  readonly thirty: readonly number[];
  /** Whether the last day of the last month has service. */
  readonly endsOnLastDay: boolean;
}

/**
 * The days of an unbroken run within a month as a month of thirty counts them: the last day of any month is the 30th, a 31st that
 * is not reached as the end never counts twice. Days are numbered from 1, both inclusive.
 */
function thirtyDays(from: number, to: number, length: number): number {
  const numbered = (day: number) => (day === length ? 30 : Math.min(day, 30));
  return numbered(to) - numbered(from) + 1;
}

/** Counts the days of each month from the first touched to the last touched. */
export function byMonth(days: Days): DaysByMonth {
  const first = monthIndexOfDay(days[0] ?? 0);
  const served: number[] = [];
  const length: number[] = [];
  const thirty: number[] = [];
  let index = first;
  let start = firstDayOfIndex(index);
  let size = daysInMonthOf(Math.floor(index / 12), (index % 12) + 1);
  let endsOnLastDay = false;
  eachRun(days, (from, until) => {
    let day = from;
    while (day < until) {
      while (day >= start + size) {
        start += size;
        index++;
        size = daysInMonthOf(Math.floor(index / 12), (index % 12) + 1);
      }
      while (served.length <= index - first) {
        const at = first + served.length;
        length.push(daysInMonthOf(Math.floor(at / 12), (at % 12) + 1));
        served.push(0);
        thirty.push(0);
      }
      const stop = Math.min(until, start + size);
      served[index - first] = (served[index - first] ?? 0) + stop - day;
      thirty[index - first] = (thirty[index - first] ?? 0) + thirtyDays(day - start + 1, stop - start, size);
      endsOnLastDay = stop === start + size;
      day = stop;
    }
  });
  return { first, served, length, thirty, endsOnLastDay };
}
