/**
 * What a holder adds to the roll-forward, month by month. What moves is added in its month; what stands is kept as what it changes
 * from one month to the next, so that a holder at rest needs no more rows.
 */
import { type FigureKey, ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import { type RollFigures, type RollRow, revenueOf, rollRows } from '../../../shared/close/roll-forward.ts';
import { addMonths, type Month, monthsOf } from '../../../shared/domain/month.ts';
import type { Holder } from '../month-facts.ts';
import { isEmptyRow } from '../reports/roll-month.ts';
import { addAt, keyOf, plus, rowAt, type SumTable } from './sum-table.ts';

/** Figures that stand at the end of a month. */
export const STANDS = [
  'closingDeferredMinor',
  'closingContractAssetMinor',
  'billedToDateMinor',
  'recognisedToDateMinor',
] as const satisfies readonly FigureKey[];

type Opening = 'openingDeferredMinor' | 'openingContractAssetMinor';
type Move = Exclude<FigureKey, Opening | (typeof STANDS)[number]>;

/** Figures of one month. Opening balances are the closing ones of the month before. */
export const MOVES: readonly Move[] = ROLL_FIGURES.filter(
  (figure): figure is Move => !figure.startsWith('opening') && !STANDS.some((stand) => stand === figure),
);

/** How many rows there are for which a journal books something, by what it books; sums alone may cancel out. */
export const BOOKED = [
  ['release', (row) => revenueOf(row) - row.contractAssetMovementMinor - row.foreignExchangeMinor],
  ['contractAsset', (row) => row.contractAssetMovementMinor],
  ['service', (row) => row.serviceRevenueMinor],
  ['priorPeriod', (row) => row.priorPeriodMinor],
  ['breakage', (row) => row.breakageMinor],
  ['deferredMovement', (row) => row.openingDeferredMinor - row.closingDeferredMinor],
  ['revenueMovement', (row) => row.billingsMinor - row.creditNotesMinor - row.serviceRevenueMinor],
  ['notService', (row) => row.priorPeriodMinor + row.breakageMinor - row.foreignExchangeMinor],
  ['exchangeGain', (row) => Math.min(row.foreignExchangeMinor, 0)],
  ['exchangeLoss', (row) => Math.max(row.foreignExchangeMinor, 0)],
] as const satisfies readonly (readonly [string, (row: RollFigures) => number])[];
export type BookedKey = (typeof BOOKED)[number][0];

/** Where in the numbers of a key each of them begins; the company's figures are kept as what they differ. */
export const AT = {
  moves: 0,
  stands: MOVES.length,
  /** Rows that stand, of them those with deferred revenue, those with a contract asset. */
  rows: MOVES.length + STANDS.length,
  /** Rows of services that a contract left in the month. */
  leaving: MOVES.length + STANDS.length + 3,
  booked: MOVES.length + STANDS.length + 4,
  companyMoves: MOVES.length + STANDS.length + 4 + BOOKED.length,
  companyStands: 2 * MOVES.length + STANDS.length + 4 + BOOKED.length,
} as const;

/** The account of a holder's present service: looked up when the figures are read, for accounts are settings. */
export const PRESENT_ACCOUNT = '\u0001present';

/** What stands at the end of a month. */
interface Standing {
  readonly place: string;
  /** {@link STANDS}, then the rows. */
  readonly numbers: readonly number[];
  /** By how much the company's figures differ; empty where it is the same currency. */
  readonly differs: readonly number[];
}

/** Adds a holder's roll-forward, and the months that its prior-period figures belong to. */
export function addRoll(holder: Holder, sums: SumTable, notes: SumTable): void {
  const months = monthsOfHolder(holder);
  if (months.length === 0) return;
  const own = rollRows([holder.lines], months);
  const company = holder.functional === holder.lines ? own : rollRows([holder.functional], months);
  let before: Standing | null = null;
  for (let at = 0; at < own.length; at++) {
    const native = own[at];
    if (!native) continue;
    const other = company[at] ?? native;
    const isLeaving = own[at + 1]?.month === native.month;
    const isThere = !isEmptyRow(native) || !isEmptyRow(other);
    const place = keyOf(native.currency, native.service ?? '', accountWord(native.account));
    if (isThere) addMoves(sums, notes, place, native, other, isLeaving);
    if (isLeaving) continue;
    const now: Standing | null = isThere ? standingOf(place, native, other) : null;
    if (!same(before, now)) {
      if (before !== null) addStanding(sums, native.month, before, -1);
      if (now !== null) addStanding(sums, native.month, now, 1);
    }
    before = now;
  }
}

/** '' for the present account, else `=` and the account that a service had when its month was closed. */
function accountWord(account: string | null): string {
  return account === PRESENT_ACCOUNT ? '' : `=${account ?? ''}`;
}

function addMoves(
  sums: SumTable,
  notes: SumTable,
  place: string,
  native: RollRow,
  company: RollRow,
  isLeaving: boolean,
): void {
  const numbers = rowAt(sums, keyOf(native.month, place));
  MOVES.forEach((name, at) => {
    const amount = native[name];
    if (amount !== 0) plus(numbers, AT.moves + at, amount);
    if (company !== native && company[name] !== amount) plus(numbers, AT.companyMoves + at, company[name] - amount);
  });
  BOOKED.forEach(([, figure], at) => {
    if (figure(native) !== 0 || (company !== native && figure(company) !== 0)) plus(numbers, AT.booked + at, 1);
  });
  if (isLeaving) plus(numbers, AT.leaving, 1);
  if (native.priorPeriodMinor === 0 && company.priorPeriodMinor === 0) return;
  for (const part of native.priorPeriodNote) addAt(notes, keyOf(native.month, place, part.month), 0, [1]);
}

function standingOf(place: string, native: RollRow, company: RollRow): Standing {
  const stands = STANDS.map((name) => native[name]);
  const differs = company === native ? [] : STANDS.map((name) => company[name] - native[name]);
  const withDeferred = native.closingDeferredMinor !== 0 || company.closingDeferredMinor !== 0;
  const withContractAsset = native.closingContractAssetMinor !== 0 || company.closingContractAssetMinor !== 0;
  return { place, numbers: [...stands, 1, withDeferred ? 1 : 0, withContractAsset ? 1 : 0], differs };
}

function addStanding(sums: SumTable, month: Month, { place, numbers, differs }: Standing, sign: 1 | -1): void {
  const row = rowAt(sums, keyOf(month, place));
  numbers.forEach((amount, at) => {
    if (amount !== 0) plus(row, AT.stands + at, sign * amount);
  });
  differs.forEach((amount, at) => {
    if (amount !== 0) plus(row, AT.companyStands + at, sign * amount);
  });
}

function same(a: Standing | null, b: Standing | null): boolean {
  if (a === null || b === null) return a === b;
  const equal = (left: readonly number[], right: readonly number[]) =>
    left.length === right.length && left.every((value, at) => value === right[at]);
  return a.place === b.place && equal(a.numbers, b.numbers) && equal(a.differs, b.differs);
}

/** From the first month in which anything happens to a holder to the last; before it there is nothing, after it nothing moves. */
function monthsOfHolder({ lines, functional }: Holder): Month[] {
  let first: Month | null = null;
  let last: Month | null = null;
  const see = (month: Month) => {
    if (first === null || month < first) first = month;
    if (last === null || month > last) last = month;
  };
  for (const { countedIn } of lines.billed) see(countedIn);
  for (const { month } of lines.moved ?? []) see(month);
  for (const { month } of lines.posted) see(month);
  if (functional !== lines) for (const { month } of functional.posted) see(month);
  if (first === null || last === null) return [];
  for (const { until } of lines.earlierPlaces ?? []) if (until > last) last = until;
  return monthsOf({ from: first, until: addMonths(last, 1) });
}
