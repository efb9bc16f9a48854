import type { Minor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';

/** The ways a price can be spread over a service. */
export const METHODS = [
  'daily',
  'monthly_even',
  'monthly_prorata',
  'edges_daily',
  'thirty_360',
  'full_months',
  'sessions',
  'sessions_total',
  'point_in_time',
] as const;

export type Method = (typeof METHODS)[number];

/** Why a contract could not be computed. Refusals are values: the caller shows them, nothing is thrown. */
export type RefusalCode =
  | 'INVALID_DATE'
  | 'END_BEFORE_START'
  | 'NO_WEIGHT'
  | 'UNKNOWN_METHOD'
  | 'UNKNOWN_EVENT'
  | 'UNSUPPORTED_EVENT'
  | 'MODE_MISSING'
  | 'NOT_PAUSED'
  | 'ALREADY_PAUSED'
  | 'NO_ACTIVE_DAYS'
  | 'REFUND_EXCEEDS_BILLED';

export type PauseMode = 'extend' | 'compress';
export type ChangeMode = 'prospective' | 'catch_up';

/**
 * What happened to a contract. Dates are `YYYY-MM-DD` text; `from`, `to`, `effective` and the dates of a drop and a credit note
 * are the first day of the new state, `newEnd` and the date of a completion the last day of service. A mode left open is refused,
 * because policies are chosen by people and not by the arithmetic.
 */
export type ServiceEvent =
  | { readonly type: 'pause'; readonly from: string; readonly to: string | null; readonly mode?: PauseMode }
  | { readonly type: 'resume'; readonly from: string; readonly newEnd: string }
  | { readonly type: 'drop'; readonly date: string; readonly refundMinor: Minor; readonly billedMinor?: Minor }
  | { readonly type: 'complete'; readonly date: string }
  | {
      readonly type: 'reprice';
      readonly effective: string;
      readonly newTotalMinor: Minor;
      readonly mode?: ChangeMode;
    }
  | { readonly type: 'credit_note'; readonly date: string; readonly amountMinor: Minor; readonly mode?: ChangeMode }
  | { readonly type: 'extend_end'; readonly effective: string; readonly newEnd: string; readonly mode?: ChangeMode }
  | { readonly type: 'unknown'; readonly name: string };

/** One enrolment: both days inclusive; `stoppedOn` is its first day without service, if it was stopped. */
export interface ServicePeriod {
  readonly start: string;
  readonly end: string;
  readonly stoppedOn?: string | null;
}

/** A contract as the engine reads it. Amounts in minor units of the contract's currency, net of VAT. */
export interface RecognitionInput {
  /** One of {@link METHODS}; anything else is refused with UNKNOWN_METHOD. */
  readonly method: string;
  readonly amountMinor: Minor;
  /** First day of service; without both days and without periods the price is held. */
  readonly serviceStart?: string | null;
  /** Last day of service, inclusive. */
  readonly serviceEnd?: string | null;
  /** Takes the place of the two dates above; an empty list is a contract without days. */
  readonly servicePeriods?: readonly ServicePeriod[] | null;
  readonly events?: readonly ServiceEvent[];
  /** `sessions` and `sessions_total`: sessions per month, keys `YYYY-MM`. */
  readonly sessions?: Readonly<Record<string, number>>;
  /** `sessions_total`: the sessions of the whole plan. */
  readonly totalSessions?: number;
  /** `point_in_time`: the day of delivery; without it the price is held. */
  readonly recogniseOn?: string | null;
}

/** What a month's amount is made of; the four always sum to the amount. */
export interface Parts {
  readonly service: Minor;
  readonly breakage: Minor;
  readonly catchUp: Minor;
  readonly reversal: Minor;
}

export interface RecognisedMonth {
  readonly month: Month;
  readonly amountMinor: Minor;
  readonly parts: Parts;
}

/** A contract's revenue. `months` is in time order and leaves out months in which nothing happened. */
export interface Recognition {
  readonly ok: true;
  readonly months: readonly RecognisedMonth[];
  readonly totalMinor: Minor;
  /** Money without days: paused, without dates, or sessions not yet delivered. */
  readonly suspendedMinor: Minor;
  /** Credit notes and refunds of drops. */
  readonly creditedMinor: Minor;
}

export interface Refusal<Code extends string = RefusalCode> {
  readonly ok: false;
  readonly error: Code;
}

export type RecognitionResult = Recognition | Refusal;
