/**
 * The ten control totals of a close, as lamps. Each compares two figures that come from different places, holder by holder: two
 * faults that cancel out in the total still show.
 */
import type { Minor } from '../domain/money.ts';
import { sumOf } from './sums.ts';
import { CHECKS, type Check, type TieOutId } from './tie-out-checks.ts';
import type { Behind, TieOutEvidence } from './tie-out-evidence.ts';

/** Those that look outward, and that a reviewer may override with a reason; the others are our own arithmetic. */
export const OVERRIDABLE: readonly TieOutId[] = [5, 7, 8];

export interface TieOutOverride {
  readonly id: TieOutId;
  readonly reason: string;
  readonly by: string;
}

export interface TieOut {
  readonly id: TieOutId;
  readonly words: string;
  readonly left: string;
  readonly right: string;
  /** What the figures count. */
  readonly unit: 'money' | 'documents';
  readonly leftMinor: Minor;
  readonly rightMinor: Minor;
  readonly differenceMinor: Minor;
  readonly state: 'ties' | 'differs' | 'not_stated' | 'overridden';
  readonly overridable: boolean;
  /** Who took responsibility for a difference, and why. */
  readonly override: TieOutOverride | null;
  /** The holders behind a difference, the largest first; those that cancel out are listed, too. */
  readonly behind: readonly Behind[];
}

/** The ten lamps of a month, in their order. An override of a check that may not be overridden is passed over. */
export function tieOuts(evidence: TieOutEvidence, overrides: readonly TieOutOverride[] = []): TieOut[] {
  return CHECKS.map((check) => lampOf(check, evidence, overrides));
}

/** One lamp by its number. */
export function tieOut(id: TieOutId, evidence: TieOutEvidence, overrides: readonly TieOutOverride[] = []): TieOut {
  const check = CHECKS.find((each) => each.id === id);
  if (check === undefined) throw new RangeError(`There is no check ${id}`);
  return lampOf(check, evidence, overrides);
}

function lampOf(
  { id, words, left, right, unit, find }: Check,
  evidence: TieOutEvidence,
  overrides: readonly TieOutOverride[],
): TieOut {
  const found = find(evidence);
  const { rightMinor, notStated = false } = found;
  const known = new Set(found.behind.map((each) => each.id));
  const altered = (evidence.altered?.get(id) ?? []).filter((each) => !known.has(each.id));
  const behind = [...found.behind, ...altered];
  const leftMinor = found.leftMinor + sumOf(altered, ({ differenceMinor }) => differenceMinor);
  const overridable = OVERRIDABLE.includes(id);
  const differs = leftMinor !== rightMinor || behind.length > 0;
  const override = overridable
    ? (overrides.find((given) => given.id === id && given.reason.trim() !== '') ?? null)
    : null;
  const open = notStated ? 'not_stated' : 'differs';
  const state = !notStated && !differs ? 'ties' : override !== null ? 'overridden' : open;
  return {
    id,
    words,
    left,
    right,
    unit,
    leftMinor,
    rightMinor,
    differenceMinor: notStated ? 0 : leftMinor - rightMinor,
    state,
    overridable,
    override: state === 'overridden' ? override : null,
    behind: behind.toSorted((a, b) => Math.abs(b.differenceMinor) - Math.abs(a.differenceMinor)),
  };
}

/** The lamps that keep a month from closing. */
export function blocking(lamps: readonly TieOut[]): TieOut[] {
  return lamps.filter(({ state }) => state === 'differs' || state === 'not_stated');
}
