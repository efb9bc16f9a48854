/**
 * What a holder adds to the release waterfall of any month. Its figures at a month's end are kept as what changes from one month to
 * the next, beginning with how it stands before anything happened. What months ahead are to carry is the same seen from every month
 * before them, so it is kept once, with the months from which on it is not to be counted on.
 */
import { balanceOf } from '../../../shared/close/contract-lines.ts';
import { CURRENT, nonCurrent } from '../../../shared/close/waterfall.ts';
import { type Month, monthIndex, monthOfIndex } from '../../../shared/domain/month.ts';
import type { Holder } from '../month-facts.ts';
import { standingOf } from '../reports/waterfall-month.ts';
import type { Schedule } from '../schedules.ts';
import { addAt, keyOf, type SumTable } from './sum-table.ts';

/** Figures of a holder at the end of a month, in this order. */
export const STANDING = [
  'priceMinor',
  'recognisedToDateMinor',
  'deferredMinor',
  'contractAssetMinor',
  'notScheduledMinor',
  'notYetBilledMinor',
  'nonCurrentMinor',
  'suspendedMinor',
  'onHoldMinor',
  'refundsOwedMinor',
  'unpaidMinor',
  /** Holders that have a row. */
  'rows',
  /** Of them those that are not where the calculation would have them. */
  'off',
] as const;
export type StandingKey = (typeof STANDING)[number];

/** Stands for all months before the first in which anything happens. */
const ALWAYS = '';

/** Adds a holder's figures, and what months are to carry. */
export function addWaterfall(
  { lines }: Holder,
  schedule: Schedule | undefined,
  figures: SumTable,
  ahead: SumTable,
): void {
  const course = courseOf(lines, schedule);
  const place = [lines.currency, lines.service ?? ''] as const;
  let before: At | null = null;
  // A month before the first and one after the last that changes anything: they stand for all before and after them.
  for (let index = course.first - 1; index <= course.last; index++) {
    const now = at(course, lines.kind, schedule, index);
    const key = index < course.first ? ALWAYS : monthOfIndex(index);
    const changes =
      before === null ? now.figures : now.figures.map((figure, place) => figure - (before?.figures[place] ?? 0));
    if (changes.some((change) => change !== 0)) addAt(figures, keyOf(key, ...place), 0, changes);
    if (now.counts !== (before?.counts ?? false)) addAhead(course, index, now.counts ? 1 : -1, [key, ...place], ahead);
    before = now;
  }
}

interface Course {
  /** Indexes of the first and last month in which anything changes. */
  readonly first: number;
  readonly last: number;
  /** From the first month on: billed, recognised, and what is to be recognised, up to and with each. */
  readonly billed: readonly number[];
  readonly recognised: readonly number[];
  readonly coming: readonly number[];
}

interface At {
  readonly figures: readonly number[];
  /** Whether what months ahead are to carry can be counted on. */
  readonly counts: boolean;
}

function courseOf(lines: Holder['lines'], schedule: Schedule | undefined): Course {
  const billed: [number, number][] = [];
  for (const { countedIn, netMinor } of lines.billed) billed.push([indexOf(countedIn), netMinor]);
  for (const { month, netMinor } of lines.moved ?? []) billed.push([indexOf(month), netMinor]);
  const recognised = lines.posted.map(({ month, amountMinor }): [number, number] => [indexOf(month), amountMinor]);
  const due = (schedule?.due ?? []).map(({ month, amountMinor }): [number, number] => [indexOf(month), amountMinor]);
  const turns: number[] = [];
  if (schedule?.heldFrom) turns.push(indexOf(schedule.heldFrom));
  if (schedule?.stoppedIn) turns.push(indexOf(schedule.stoppedIn));
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const see = (index: number) => {
    first = Math.min(first, index);
    last = Math.max(last, index);
  };
  for (const [index] of billed) see(index);
  for (const [index] of recognised) see(index);
  for (const [index] of due) see(index);
  for (const index of turns) see(index);
  // Nothing ever happens: it stands as it is.
  if (first > last) return { first: 0, last: -1, billed: [], recognised: [], coming: [] };
  const upTo = (entries: readonly (readonly [number, number])[]) => {
    const sums = new Array<number>(last - first + 1).fill(0);
    for (const [index, amount] of entries) sums[index - first] = (sums[index - first] ?? 0) + amount;
    for (let index = 1; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (sums[index - 1] ?? 0);
    return sums;
  };
  return { first, last, billed: upTo(billed), recognised: upTo(recognised), coming: upTo([...recognised, ...due]) };
}

function valueAt({ first, last }: Course, sums: readonly number[], index: number): number {
  return index < first ? 0 : (sums[Math.min(index, last) - first] ?? 0);
}

function at(course: Course, kind: Holder['lines']['kind'], schedule: Schedule | undefined, index: number): At {
  const billedToDateMinor = valueAt(course, course.billed, index);
  const recognisedToDateMinor = valueAt(course, course.recognised, index);
  const priceMinor = schedule?.priceMinor ?? billedToDateMinor;
  const left = priceMinor - recognisedToDateMinor;
  if (left === 0 && billedToDateMinor === recognisedToDateMinor) return NOTHING;
  const held = schedule === undefined ? null : schedule.heldFrom;
  // An empty word is from the beginning.
  const onHold = held !== null && (held === '' || indexOf(held) <= index);
  const counts = !onHold && kind !== 'document';
  const suspendedMinor = schedule?.suspendedMinor ?? 0;
  const notScheduledMinor = counts ? suspendedMinor : left;
  const carried = valueAt(course, course.coming, index);
  const current = counts ? valueAt(course, course.coming, index + CURRENT) - carried : 0;
  const future = counts ? valueAt(course, course.coming, course.last) - carried : 0;
  const { deferredMinor, contractAssetMinor } = balanceOf(kind, billedToDateMinor, recognisedToDateMinor);
  const standing = standingOf(
    { kind, billedToDateMinor, recognisedToDateMinor, suspendedMinor, onHold },
    schedule,
    monthOfIndex(Math.max(index, 0)),
  );
  const figures: Readonly<Record<StandingKey, number>> = {
    priceMinor,
    recognisedToDateMinor,
    deferredMinor,
    contractAssetMinor,
    notScheduledMinor,
    notYetBilledMinor: priceMinor - billedToDateMinor,
    nonCurrentMinor: nonCurrent(deferredMinor, current + notScheduledMinor, future - current),
    ...standing,
    rows: 1,
    off: left - future - notScheduledMinor === 0 ? 0 : 1,
  };
  return { figures: STANDING.map((key) => figures[key]), counts };
}

const NOTHING: At = { figures: STANDING.map(() => 0), counts: false };

/** Counts on what months are to carry from a month on, or no more. */
function addAhead(course: Course, index: number, sign: 1 | -1, words: readonly string[], ahead: SumTable): void {
  for (let month = Math.max(index + 1, course.first); month <= course.last; month++) {
    const amount = valueAt(course, course.coming, month) - valueAt(course, course.coming, month - 1);
    if (amount !== 0) addAt(ahead, keyOf(...words, monthOfIndex(month)), 0, [sign * amount]);
  }
}

const known = new Map<Month, number>();

function indexOf(month: Month): number {
  let index = known.get(month);
  if (index === undefined) {
    index = monthIndex(month);
    known.set(month, index);
  }
  return index;
}
