import type { Minor } from '../domain/money.ts';
import { addMonths, type Month } from '../domain/month.ts';

/** An amount per month, keys `YYYY-MM`; a month that is not there is 0. */
export type MinorByMonth = Readonly<Record<string, Minor>>;

export interface LateChangeInput {
  /** The schedule as it should be. */
  readonly targetMinor: MinorByMonth;
  /** What was posted: frozen for closed months, and what open months carry already. */
  readonly postedMinor: MinorByMonth;
  /** The last closed month; `null` when none is. */
  readonly lockedThrough: Month | null;
}

/** What is posted in one open month. */
export interface Posting {
  readonly month: string;
  readonly currentMinor: Minor;
  readonly priorPeriodMinor: Minor;
  readonly totalMinor: Minor;
}

export interface LateChange {
  /** What all closed months lack together: one figure per contract, in the first open month. */
  readonly priorPeriodAdjustmentMinor: Minor;
  /** Open months in time order; months in which nothing is to be posted are left out. */
  readonly postings: readonly Posting[];
  /** What reopening would change, closed month by closed month; unchanged months are left out. */
  readonly restatement: readonly { readonly month: string; readonly deltaMinor: Minor }[];
}

/**
 * Brings a contract to its target without touching a closed month: open months post the difference to what they carry, and the
 * first of them also takes, as prior-period adjustment, everything the closed months lack. The restatement beside it says what
 * reopening them would change instead.
 */
export function lateChange({ targetMinor, postedMinor, lockedThrough }: LateChangeInput): LateChange {
  const months = new Set([...Object.keys(targetMinor), ...Object.keys(postedMinor)]);
  const firstOpen = lockedThrough === null ? null : addMonths(lockedThrough, 1);
  if (firstOpen !== null) months.add(firstOpen);
  const postings: Posting[] = [];
  const restatement: { month: string; deltaMinor: Minor }[] = [];
  let prior = 0;
  for (const month of [...months].sort()) {
    const difference = (targetMinor[month] ?? 0) - (postedMinor[month] ?? 0);
    if (lockedThrough !== null && month <= lockedThrough) {
      prior += difference;
      if (difference !== 0) restatement.push({ month, deltaMinor: difference });
      continue;
    }
    const priorPeriodMinor = month === firstOpen ? prior : 0;
    if (difference === 0 && priorPeriodMinor === 0) continue;
    postings.push({ month, currentMinor: difference, priorPeriodMinor, totalMinor: difference + priorPeriodMinor });
  }
  return { priorPeriodAdjustmentMinor: prior, postings, restatement };
}
