/**
 * What the old system kept about a contract, as far as its figures depend on it. One client and one service is one contract there;
 * its amount is the running sum of its documents, and a ledger head counts money and sessions down.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { ContractStatus, PeriodStatus } from '../../../shared/domain/entities.ts';
import { type Fraction, ZERO } from './fraction.ts';

export interface OldService {
  readonly name: string;
  readonly sessions: number;
  readonly sessionsPerWeek: number;
}

/** What the old system took for every service: nobody ever told it otherwise. */
export const USUAL_SESSIONS = { sessions: 60, sessionsPerWeek: 3 } as const;

/** A stay in a cohort, with its status as it is today: there is no history of it. */
export interface OldPlace {
  readonly key: string;
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly status: PeriodStatus;
  readonly changed: CivilDate | null;
}

/** What the old system was told when it asked the pages about a client without a place. */
export type Evidence =
  | { readonly kind: 'absent' | 'unreachable' | 'unreadable' | 'other' }
  | { readonly kind: 'dropped' | 'ended'; readonly changed: CivilDate | null };

export interface OldFacts {
  readonly service: OldService;
  readonly places: readonly OldPlace[];
  readonly evidence: Evidence;
}

export interface OldDocument {
  readonly date: CivilDate;
  readonly number: string | null;
  /** As it was added to the contract. */
  readonly amount: Fraction;
}

export interface OldLine {
  readonly day: CivilDate;
  readonly amount: Fraction;
  /** Null: all that was left, at once. */
  readonly place: string | null;
}

/** What is left to accrue. The old system kept this as mutable counters, with all that follows from it. */
export interface LedgerHead {
  readonly total: Fraction;
  readonly accrued: Fraction;
  readonly remaining: Fraction;
  readonly sessions: number;
  readonly sessionsAccrued: number;
  readonly status: 'ACTIVE' | 'PAUSED' | 'COMPLETED';
}

export interface OldContract {
  readonly date: CivilDate;
  readonly amount: Fraction;
  readonly status: ContractStatus;
  readonly documents: readonly OldDocument[];
  /** Made when a month is first worked. */
  readonly head: LedgerHead | null;
  readonly lines: readonly OldLine[];
}

/** Why a month of a contract carries what it carries. */
export type OldRule =
  | 'before-contract'
  | 'already-settled'
  | 'year-over'
  | 'completed'
  | 'nothing-left'
  | 'negative'
  | 'not-congruent'
  | 'canceled-at-once'
  | 'unreadable'
  | 'absent-recent'
  | 'absent'
  | 'unreachable'
  | 'page-dropped'
  | 'page-ended'
  | 'page-not-yet'
  | 'page-without-date'
  | 'page-says-running'
  | 'long-after'
  | 'normal'
  | 'sessions-used-up'
  | 'postponed-part'
  | 'postponed'
  | 'postponed-limit'
  | 'dropped'
  | 'ended'
  | 'income-share'
  | 'no-overlap';

export interface Outcome {
  readonly contract: OldContract;
  readonly rule: OldRule;
  /** What this run of the month wrote. */
  readonly amount: Fraction;
  /** The place that stood for the month. */
  readonly place: OldPlace | null;
  /** A line for everything stood there already: nothing was written, and the ledger was called complete all the same. */
  readonly guarded: boolean;
}

export function sessionsLeft(head: LedgerHead): number {
  return Math.max(0, head.sessions - head.sessionsAccrued);
}

export function nothing(contract: OldContract, rule: OldRule, place: OldPlace | null = null): Outcome {
  return { contract, rule, amount: ZERO, place, guarded: false };
}

export function withHead(contract: OldContract, parts: Partial<LedgerHead>): OldContract {
  return contract.head === null ? contract : { ...contract, head: { ...contract.head, ...parts } };
}
