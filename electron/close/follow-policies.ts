/**
 * A choice that begins in a later month leaves the months before to what held until then. What the new choice would have put into
 * those months comes in its first one, as a catch-up: the contract still comes to its price, and no month before the choice moves.
 */
import type { PostingKind } from '../../shared/domain/entities.ts';
import type { Minor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';

export type TargetKind = Exclude<PostingKind, 'prior_period' | 'opening'>;

/** What a month carries of one kind, minor units of the contract's currency. */
export interface Line {
  readonly month: Month;
  readonly kind: TargetKind;
  readonly amount: Minor;
}

/** The months before one as they were, those from it on as they are to be, and in it what the earlier ones would have had. */
export function followedFrom(from: Month, before: readonly Line[], after: readonly Line[]): Line[] {
  const kept = before.filter(({ month }) => month < from);
  const sums = new Map<string, Line>();
  const add = (month: Month, kind: TargetKind, amount: Minor) => {
    const key = `${month} ${kind}`;
    sums.set(key, { month, kind, amount: amount + (sums.get(key)?.amount ?? 0) });
  };
  const late = after.filter(({ month }) => month < from);
  for (const { month, kind, amount } of after) if (month >= from) add(month, kind, amount);
  for (const { kind, amount } of late) add(from, lateKind(kind), amount);
  for (const { kind, amount } of kept) add(from, lateKind(kind), -amount);
  const since = [...sums.values()].filter(({ amount }) => amount !== 0);
  return [...kept, ...since.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))];
}

/** Service of an earlier month is no service of this one; what is not service keeps its own line. */
function lateKind(kind: TargetKind): TargetKind {
  return kind === 'service' ? 'catch_up' : kind;
}
