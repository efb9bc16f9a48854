/**
 * How much money an open issue leaves uncertain, and what that means for the month. A contract counts once, with its largest
 * issue: three questions about one contract do not triple the money.
 */

import type { Risk } from '../../shared/close/gate.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { halfUpDiv, type Minor, safeMinor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { ContractTarget } from './contract-target.ts';
import type { PostedLine } from './facts.ts';
import { planPostings } from './plan-postings.ts';

const MONTHS_WHEN_UNKNOWN = 6;

/** Months a course usually touches: as planned for the service, else the median of its contracts, else 6. */
export function usualMonths(planned: number | null, touched: readonly number[]): number {
  if (planned !== null && planned > 0) return planned;
  if (touched.length === 0) return MONTHS_WHEN_UNKNOWN;
  const sorted = [...touched].sort((a, b) => a - b);
  // The lower one of two middle values: a course cannot touch half a month.
  return Math.max(1, sorted[Math.floor((sorted.length - 1) / 2)] ?? MONTHS_WHEN_UNKNOWN);
}

/** Share of a month when the dates are unknown: net / usual months, rounded half away from zero. */
export function shareWithoutDates(net: Minor, months: number): Minor {
  return safeMinor(halfUpDiv(BigInt(net), BigInt(Math.max(1, months))));
}

/**
 * What a month would post for the contract if its record were accepted as it stands: the posting of that month without the holds,
 * prior-period included. Minor units of the company's currency.
 */
export function monthShare(input: {
  readonly target: ContractTarget;
  readonly posted: readonly PostedLine[];
  readonly firstMonth: Month;
  readonly lockedThrough: Month | null;
  readonly month: Month;
}): Minor {
  const accepted = { ...input, target: { ...input.target, holds: [] }, upTo: input.month };
  return planPostings(accepted).reduce(
    (total, draft) => (draft.month === input.month ? total + draft.functionalAmount : total),
    0,
  );
}

/** The figures of one contract that the formulas of the taxonomy refer to; company currency, minor units. */
export interface ContractAmounts {
  readonly net: Minor;
  readonly deferred: Minor;
  readonly held: Minor;
  readonly monthShare: Minor;
  readonly usualMonths: number;
  /** The issue's own amount: a difference, an excess, the amount of one document. */
  readonly issueAmount: Minor;
}

/** Balance and month at risk of an issue on a contract. Never negative; 0 for issues that put no revenue in doubt. */
export function contractRisk(code: IssueCode, amounts: ContractAmounts): Risk {
  const risk = signedRisk(code, amounts);
  return { balance: Math.abs(risk.balance), month: Math.abs(risk.month) };
}

function signedRisk(code: IssueCode, { net, deferred, held, monthShare: share, ...rest }: ContractAmounts): Risk {
  const own = rest.issueAmount;
  switch (code) {
    case 'CONTRACT_WITHOUT_PERIOD':
    case 'DATES_MISSING':
    case 'DATES_REVERSED':
      return { balance: deferred, month: shareWithoutDates(net, rest.usualMonths) };
    case 'CLIENT_NOT_IN_CRM':
    case 'CLIENT_NAME_ONLY':
    case 'SERVICE_TYPE_MISMATCH':
    case 'STATUS_UNMAPPED':
    case 'STATUS_CONFLICT':
    case 'PERIOD_IMPLAUSIBLE':
    case 'PERIOD_OVERLAP':
      return { balance: deferred, month: share };
    case 'STATUS_DATE_MISSING':
      return { balance: deferred, month: share };
    case 'DROP_UNDECIDED':
    case 'PAUSE_TOO_LONG':
      return { balance: held, month: held };
    case 'NEGATIVE_TOTAL':
      return { balance: net, month: net };
    case 'STATUS_DATE_SUSPECT':
    case 'CREDIT_EXCEEDS_REMAINING':
    case 'OVER_RECOGNISED':
      return { balance: own, month: own };
    case 'PRICE_UNCONFIRMED':
    case 'INVOICE_DUPLICATE_SOFT':
    case 'CHANGED_AFTER_CLOSE':
      return { balance: own, month: Math.min(Math.abs(own), Math.abs(share)) };
    case 'LATE_INVOICE':
      return { balance: 0, month: share };
    case 'RECORD_DISAPPEARED':
    case 'CLIENT_MISSING':
    case 'PAYER_NOT_STUDENT':
    case 'SERVICE_UNKNOWN':
    case 'SERVICE_AMBIGUOUS':
    case 'SERVICE_MIXED_INVOICE':
    case 'INVOICE_UNMATCHED':
    case 'INVOICE_AMBIGUOUS':
    case 'CURRENCY_MISMATCH':
    case 'RATE_MISSING':
    case 'CREDIT_WITHOUT_ORIGINAL':
    case 'INVOICE_DUPLICATE_HARD':
    case 'DATE_OUTSIDE_PERIOD':
    case 'DRAFT_DOCUMENT':
      return { balance: net, month: share };
    case 'AMOUNT_MISMATCH':
    case 'AMOUNT_OUTLIER':
    case 'NET_MISSING':
      return { balance: own, month: net === 0 ? own : proportionOf(own, share, net) };
    default:
      return { balance: 0, month: 0 };
  }
}

function proportionOf(part: Minor, share: Minor, net: Minor): Minor {
  const sign = net < 0 ? -1n : 1n;
  return safeMinor(halfUpDiv(BigInt(part) * BigInt(share) * sign, BigInt(net) * sign));
}

/** Money at risk of a stop without a day: all that is deferred when the student left, the month's share when paused. */
export function stopRisk(kind: 'pause' | 'drop', amounts: ContractAmounts): Risk {
  const balance = Math.abs(amounts.deferred);
  return { balance, month: kind === 'drop' ? balance : Math.abs(amounts.monthShare) };
}
