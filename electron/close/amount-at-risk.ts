/**
 * How much money an open issue leaves uncertain, and what that means for the month. A contract counts once, with its largest
 * issue: three questions about one contract do not triple the money.
 */
import { type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { halfUpDiv, type Minor, safeMinor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { ContractTarget } from './contract-target.ts';
import type { PostedLine } from './facts.ts';
import { planPostings } from './plan-postings.ts';

const MONTHS_WHEN_UNKNOWN = 6;
/** 0.5 % of the month's revenue. */
export const DEFAULT_MATERIALITY_BASIS_POINTS = 50;

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

export interface Risk {
  readonly balance: Minor;
  readonly month: Minor;
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

/** An open issue with its money. `subject` is the contract, or whatever else the issue is about. */
export interface IssueAtRisk extends Risk {
  readonly code: IssueCode;
  readonly subject: string;
  /** Overridden by a reviewer with a reason: it no longer blocks, its money stays at risk. */
  readonly overridden: boolean;
}

export interface Gate {
  readonly state: 'READY' | 'REVIEW' | 'BLOCKED';
  readonly balanceAtRisk: Minor;
  readonly monthAtRisk: Minor;
  /** Month at risk above which the month needs a review. */
  readonly materiality: Minor;
  /** Share of closing deferred revenue that is certain, 0 to 1; null when nothing is deferred. */
  readonly coverage: number | null;
}

/** Whether a month may be closed, in the company's currency. `issues` are the open ones. */
export function gate(input: {
  readonly issues: readonly IssueAtRisk[];
  readonly monthRevenue: Minor;
  readonly closingDeferred: Minor;
  readonly materialityBasisPoints?: number;
}): Gate {
  const balances = new Map<string, Minor>();
  const months = new Map<string, Minor>();
  let blocked = false;
  for (const { code, subject, balance, month, overridden } of input.issues) {
    balances.set(subject, Math.max(balances.get(subject) ?? 0, balance));
    months.set(subject, Math.max(months.get(subject) ?? 0, month));
    const { effect, severity } = issueKind(code);
    if (!overridden && (effect === 'month' || (effect === 'source' && severity === 'blocker'))) blocked = true;
  }
  const { monthRevenue, closingDeferred, materialityBasisPoints } = input;
  return gateFrom({
    blocked,
    balanceAtRisk: total(balances),
    monthAtRisk: total(months),
    monthRevenue,
    closingDeferred,
    materialityBasisPoints,
  });
}

/** The same from what the open issues come to: each subject once, with its largest. */
export function gateFrom(input: {
  /** Whether an open issue stops the month. */
  readonly blocked: boolean;
  readonly balanceAtRisk: Minor;
  readonly monthAtRisk: Minor;
  readonly monthRevenue: Minor;
  readonly closingDeferred: Minor;
  readonly materialityBasisPoints?: number;
}): Gate {
  const { blocked, balanceAtRisk, monthAtRisk } = input;
  const points = BigInt(input.materialityBasisPoints ?? DEFAULT_MATERIALITY_BASIS_POINTS);
  const revenue = BigInt(Math.abs(input.monthRevenue));
  const material = BigInt(monthAtRisk) * 10_000n > revenue * points;
  const uncovered = input.closingDeferred === 0 ? 0 : balanceAtRisk / input.closingDeferred;
  return {
    state: blocked ? 'BLOCKED' : material ? 'REVIEW' : 'READY',
    balanceAtRisk,
    monthAtRisk,
    materiality: safeMinor(halfUpDiv(revenue * points, 10_000n)),
    coverage: input.closingDeferred === 0 ? null : Math.min(1, Math.max(0, 1 - uncovered)),
  };
}

function total(amounts: ReadonlyMap<string, Minor>): Minor {
  let sum = 0;
  for (const amount of amounts.values()) sum += amount;
  return sum;
}
