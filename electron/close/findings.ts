import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { type Minor, minorToText } from '../../shared/domain/money.ts';
import { lastDay, type Month, monthOf } from '../../shared/domain/month.ts';
import type { ContractFacts } from './facts.ts';

/** An issue of a contract, with the day from which it is one: a pause becomes too long only when its limit has passed. */
export interface Finding extends IssueDraft {
  readonly dueOn: CivilDate | null;
  /** Up to this day it is a notice and not yet urgent; null: as its kind is. */
  readonly noticeUntil: CivilDate | null;
  /** The months in which the policy held that asks it; both ends open where one held throughout. */
  readonly under?: { readonly from: Month | null; readonly until: Month | null };
}

/**
 * An issue of the contract. The contract is always the subject, whatever caused it, because money at risk counts a contract
 * once; the enrolment or document that differs is the discriminator.
 */
export function finding(
  facts: ContractFacts,
  code: IssueCode,
  parts: {
    readonly about?: string;
    readonly details: IssueDraft['details'];
    readonly amount?: Minor;
    readonly date?: CivilDate | null;
    readonly dueOn?: CivilDate | null;
    readonly noticeUntil?: CivilDate | null;
  },
): Finding {
  const date = parts.date ?? null;
  return {
    code,
    subject: { entity: 'contract', key: facts.key },
    ...(parts.about === undefined ? {} : { discriminator: parts.about }),
    details: { contract: facts.key, student: facts.clientCode, ...parts.details },
    amount: Math.abs(parts.amount ?? 0),
    month: date === null ? null : monthOf(date),
    dueOn: parts.dueOn ?? null,
    noticeUntil: parts.noticeUntil ?? null,
  };
}

/** An amount of the contract as issues write it: plain decimal text and the currency. */
export function amountText(facts: ContractFacts, amount: Minor): string {
  return `${minorToText(amount, facts.currency)} ${facts.currency}`;
}

/** The findings that are issues by the end of a month, as urgent as they are by then. */
export function findingsDue(findings: readonly Finding[], month: Month): Finding[] {
  const until = lastDay(month);
  return findings
    .filter(({ dueOn }) => dueOn === null || monthOf(dueOn) <= month)
    .filter(({ under }) => under === undefined || isWithin(under, month))
    .map((found) =>
      found.noticeUntil !== null && until <= found.noticeUntil ? { ...found, severity: 'info' as const } : found,
    );
}

function isWithin({ from, until }: NonNullable<Finding['under']>, month: Month): boolean {
  return (from === null || from <= month) && (until === null || month < until);
}
