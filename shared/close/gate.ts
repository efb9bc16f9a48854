/**
 * Whether a month may be closed, and how much of its money is certain. A contract counts once, with its largest issue: three
 * questions about one contract do not triple the money.
 */
import { type IssueCode, issueKind } from '../domain/issue-taxonomy.ts';
import { halfUpDiv, type Minor, safeMinor } from '../domain/money.ts';

/** 0.5 % of the month's revenue. */
export const DEFAULT_MATERIALITY_BASIS_POINTS = 50;

/** Money that an open issue leaves uncertain; never negative. */
export interface Risk {
  readonly balance: Minor;
  readonly month: Minor;
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
