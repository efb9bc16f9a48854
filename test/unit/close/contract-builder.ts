import { type ContractTarget, contractTarget } from '../../../electron/close/contract-target.ts';
import type {
  ContractDecisions,
  ContractDocument,
  ContractFacts,
  EnrolmentPlan,
  PostedLine,
  RecognitionPolicy,
} from '../../../electron/close/facts.ts';
import { type PostingDraft, planPostings } from '../../../electron/close/plan-postings.ts';
import { DEFAULT_POLICY } from '../../../electron/close/policy.ts';
import { type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import type { PeriodStatus } from '../../../shared/domain/entities.ts';
import { currency } from '../../../shared/domain/money.ts';
import { addMonths, type Month, month } from '../../../shared/domain/month.ts';

export const NO_DECISIONS: ContractDecisions = {
  drop: null,
  pause: [],
  resume: [],
  complete: null,
  dates: null,
  manual: [],
  negativeConfirmed: false,
};

export function contract(parts: Partial<ContractFacts> = {}): ContractFacts {
  return {
    contractId: 1,
    key: 'CONTRACT:1',
    clientCode: 'C-0001',
    service: 'Full stack',
    currency: currency('EUR'),
    companyCurrency: currency('EUR'),
    method: 'daily',
    usualMonths: 5,
    signedPrice: null,
    documents: [],
    enrolments: [],
    decisions: NO_DECISIONS,
    holds: [],
    ...parts,
  };
}

/** Fully paid unless said otherwise, because what a release may take depends on it. */
export function invoice(date: string, net: number, parts: Partial<ContractDocument> = {}): ContractDocument {
  return {
    key: `HOLDED:I${date}${net}`,
    number: null,
    kind: 'invoice',
    date: civilDate(date),
    net,
    paidNet: net,
    rate: null,
    originKey: null,
    creditReason: null,
    ...parts,
  };
}

export function credit(date: string, net: number, parts: Partial<ContractDocument> = {}): ContractDocument {
  return invoice(date, -net, { key: `HOLDED:C${date}${net}`, kind: 'credit_note', ...parts });
}

export function enrolment(
  start: string | null,
  end: string | null,
  stopped: { status?: PeriodStatus; on?: string; source?: EnrolmentPlan['statusDateSource']; word?: string } = {},
  parts: Partial<EnrolmentPlan> = {},
): EnrolmentPlan {
  return {
    key: `FOURGEEKS:${start}:${end}`,
    cohort: `cohort-${start}`,
    start: start === null ? null : civilDate(start),
    end: end === null ? null : civilDate(end),
    status: stopped.status ?? 'ACTIVE',
    statusWord: stopped.word ?? stopped.status ?? 'ACTIVE',
    statusDate: stopped.on === undefined ? null : civilDate(stopped.on),
    statusDateSource: stopped.source ?? (stopped.on === undefined ? 'none' : 'stated'),
    observedOn: null,
    planVersions: [],
    ...parts,
  };
}

export function decided(parts: Partial<ContractDecisions>): ContractDecisions {
  return { ...NO_DECISIONS, ...parts };
}

export const NOT_REFUNDED = decided({ drop: { refund: 0, confirmedOwed: false, lastDay: null } });

export function day(text: string): CivilDate {
  return civilDate(text);
}

export function targetOf(facts: ContractFacts, policy: Partial<RecognitionPolicy> = {}): ContractTarget {
  return contractTarget(facts, { ...DEFAULT_POLICY, ...policy });
}

/** Amounts per month from `from` on, in minor units, to the last month that carries one. */
export function series(lines: readonly { readonly month: Month; readonly amount: number }[], from: string): number[] {
  const amounts: number[] = [];
  for (let at = month(from); lines.some((line) => line.month >= at); at = addMonths(at, 1)) {
    amounts.push(lines.reduce((sum, line) => (line.month === at ? sum + line.amount : sum), 0));
  }
  while (amounts.length > 0 && amounts.at(-1) === 0) amounts.pop();
  return amounts;
}

/** Brings the ledger up to a month and returns what is posted then. */
export function post(
  facts: ContractFacts,
  posted: readonly PostedLine[],
  run: { first: string; locked: string | null; upTo: string; policy?: Partial<RecognitionPolicy> },
): PostedLine[] {
  return [...posted, ...draftsOf(facts, posted, run)];
}

export function draftsOf(
  facts: ContractFacts,
  posted: readonly PostedLine[],
  run: { first: string; locked: string | null; upTo: string; policy?: Partial<RecognitionPolicy> },
): PostingDraft[] {
  return planPostings({
    target: targetOf(facts, run.policy),
    posted,
    firstMonth: month(run.first),
    lockedThrough: run.locked === null ? null : month(run.locked),
    upTo: month(run.upTo),
  });
}

/** Closes month after month from `first` to `last`, with the facts that were known when each was closed. */
export function closeMonths(known: (at: Month) => ContractFacts, first: string, last: string): PostedLine[] {
  let posted: PostedLine[] = [];
  for (let at = month(first); at <= month(last); at = addMonths(at, 1)) {
    posted = post(known(at), posted, { first, locked: addMonths(at, -1), upTo: at });
  }
  return posted;
}

export function codes(target: ContractTarget): string[] {
  return target.findings.map(({ code }) => code).sort();
}
