/** What a choice of policy would touch, and what an accountant should know before making it. */
import { hash } from 'node:crypto';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { type Month, monthInWords, monthOf } from '../../shared/domain/month.ts';
import { contractTarget } from '../close/contract-target.ts';
import { loadContracts } from '../close/load-contracts.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import { listIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PolicyKey } from '../ledger/policies.ts';
import { type ListedPolicy, monthWords } from './policy-list.ts';

/** What the policies come to now. */
export interface PolicyFigures {
  /** What each contract should carry, as fingerprints. */
  readonly targets: ReadonlyMap<number, string>;
  /** Questions about missing course dates that are urgent. */
  readonly urgent: number;
}

export function policyFigures(ledger: Ledger): PolicyFigures {
  const targets = new Map<number, string>();
  for (const chunk of loadContracts(ledger, new DecisionIndex(activeDecisions(ledger)))) {
    for (const { head, facts } of chunk) {
      const { lines, entitled, held, holds } = contractTarget(facts, DEFAULT_POLICY);
      targets.set(head.id, hash('sha1', JSON.stringify([lines, entitled, held, holds])));
    }
  }
  const urgent = listIssues(ledger, { status: 'pending', code: 'CONTRACT_WITHOUT_PERIOD', severity: 'high' }).length;
  return { targets, urgent };
}

/** How many contracts come out otherwise. */
export function contractsTouched(before: PolicyFigures, after: PolicyFigures): number {
  let touched = 0;
  for (const [id, target] of after.targets) if (before.targets.get(id) !== target) touched += 1;
  return touched;
}

interface Choice {
  readonly key: PolicyKey;
  readonly service: string | null;
  readonly value: string | number | boolean;
  readonly from: Month;
}

/** From when a choice counts, as sentences. */
export function sinceNotes(
  ledger: Ledger,
  { service, from }: Choice,
  listed: ListedPolicy,
  today: CivilDate,
): string[] {
  const [open, locked] = [ledger.firstOpenMonth(), ledger.lockedThrough()];
  const month = monthInWords(from);
  const notes =
    from > open
      ? [
          `It counts from ${month}. The months before it go on with what holds now; what they would have carried differently comes in ${month} as catch-up.`,
        ]
      : [
          locked === null
            ? `It counts from ${month}, the first open month. No month is closed yet.`
            : `It counts from ${month}. Months up to ${monthInWords(locked)} are closed and keep what they carry; what they would have carried differently comes in ${month} as prior-period.`,
        ];
  if (monthOf(today) === from && !today.endsWith('-01'))
    notes.push(`${month} has begun already: the choice counts for the whole of it, from its first day.`);
  else notes.push('A policy counts for whole months, from the first day.');
  const replaced = listed.planned.filter(
    (each) => each.service === service && (from === open || (each.since ?? '') >= from),
  );
  for (const { since, sentence } of replaced)
    notes.push(`It takes the place of what was to hold from ${monthWords(since)}: ${sentence}`);
  return notes;
}

const FIGURES_STAY: Readonly<Partial<Record<PolicyKey, string>>> = {
  pauseMode:
    'No contract is touched: no pause with a known return is left to this policy. A pause that was decided in its own way keeps it.',
  priceChange:
    'No contract is touched: no price that was agreed anew is left to this policy. One that was decided in its own way keeps it.',
  creditWithoutReason: 'No contract is touched: no credit note without a reason came while its course was running.',
  extension: 'No contract is touched: no course that is running was moved to a later end.',
  recogniseBeforeInvoice: 'No contract is touched: nothing was taught before its invoice.',
  pauseLimitMonths: 'No contract is touched: the limit only says when a pause is asked about.',
  releaseWithoutAsking: 'No contract is touched: nobody who left is waiting for an answer.',
  graceDays: 'No money moves: the days of grace say when the question is urgent, not what is held.',
};

/** What the choice itself brings with it, as sentences. */
export function choiceNotes(
  { key, value }: Choice,
  touched: number,
  urgent: { before: number; after: number },
): string[] {
  const notes: string[] = [];
  if (key === 'method') {
    notes.push('Running contracts are spread anew from their first day; a method is chosen once and kept.');
    if (value === 'full_months') notes.push('Revenue comes earlier than service is given.');
    if (value === 'point_in_time') notes.push('Nothing is revenue before a course has ended.');
  }
  if (key === 'releaseWithoutAsking' && value === true)
    notes.push('Only what is paid is released; what is still owed stays deferred until it is credited.');
  if (key === 'transferWindowDays') notes.push('Documents and enrolments are matched again with the new window.');
  if (key === 'priceChange' && value === 'catch_up')
    notes.push(
      'Right where a price corrects what was wrong from the start; what is agreed for what is still to come is usually spread over it.',
    );
  if (key === 'graceDays') notes.push(urgencyNote(urgent));
  if (touched === 0) notes.push(FIGURES_STAY[key] ?? 'No contract is touched today; it holds for those to come.');
  return notes;
}

function urgencyNote({ before, after }: { readonly before: number; readonly after: number }): string {
  const [more, fewer] = [after - before, before - after];
  if (more > 0)
    return `${more === 1 ? '1 question' : `${more} questions`} about missing course dates would be urgent at once.`;
  if (fewer > 0)
    return `${fewer === 1 ? '1 question' : `${fewer} questions`} about missing course dates would be a notice for now.`;
  return 'No question about missing course dates is as old as that: none becomes more or less urgent today.';
}
