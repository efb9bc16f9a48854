/** Why a policy cannot be chosen so: what it may be, and from which month on it may count. */
import { addMonths, type Month, monthInWords, parseMonth } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { AT_ONCE_ONLY, POLICY_KEYS, POLICY_VALUES, parsePolicySubject } from '../ledger/policies.ts';
import { serviceByKey } from '../ledger/services.ts';

/** How many months a choice may wait: what lies further ahead is chosen when it is nearer. */
const MONTHS_AHEAD = 12;

/** The months from which a choice made now may count, the first open one first. */
export function monthsToBegin(ledger: Ledger): Month[] {
  const open = ledger.firstOpenMonth();
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => addMonths(open, ahead));
}

/** Null: the policy can be chosen. */
export function policyProblem(
  ledger: Ledger,
  subject: string,
  { value, from }: Readonly<Record<string, unknown>>,
): Problem | null {
  const about = parsePolicySubject(subject);
  if (about === null)
    return {
      code: 'UNKNOWN_SUBJECT',
      message: `There is no policy "${subject}".`,
      fix: `Choose one of: ${POLICY_KEYS.join(', ')}.`,
    };
  if (about.service !== null && !serviceByKey(ledger, about.service))
    return {
      code: 'UNKNOWN_SUBJECT',
      message: `There is no service "${about.service}" in this ledger.`,
      fix: 'The list of services has their keys.',
    };
  const given = value === null ? null : POLICY_VALUES[about.key].safeParse(value);
  if (given !== null && !given.success)
    return {
      code: 'BAD_DECISION',
      message: `"${String(value)}" is nothing that this policy can be.`,
      fix: `What was expected: ${given.error.issues[0]?.message ?? 'another value'}.`,
    };
  const month = parseMonth(String(from));
  return month === null ? notAMonth(String(from)) : monthProblem(ledger, month, AT_ONCE_ONLY.has(about.key));
}

/** A policy that is to count from a day in the middle of a month, or from no month at all. */
export function notAMonth(text: string): Problem {
  const inside = parseMonth(text.slice(0, 7));
  return {
    code: 'POLICY_MONTH',
    message: `A policy counts for whole months, and "${text.slice(0, 40)}" is none.`,
    meaning: 'A month worked out by two policies could be checked by nobody. Nothing was changed.',
    fix:
      inside === null
        ? 'Give a month, such as 2025-04.'
        : `Choose ${monthInWords(inside)}, the whole of it, or ${monthInWords(addMonths(inside, 1))}.`,
  };
}

function monthProblem(ledger: Ledger, from: Month, atOnceOnly: boolean): Problem | null {
  const open = ledger.firstOpenMonth();
  const last = addMonths(open, MONTHS_AHEAD);
  if (from < open)
    return {
      code: 'BAD_DECISION',
      message: `${monthInWords(from)} is closed: a policy begins with an open month, and the first is ${monthInWords(open)}.`,
      meaning: 'Closed months keep what they carry. Nothing was changed.',
      fix: `Choose it from ${monthInWords(open)} on; what the closed months would have carried differently comes there.`,
    };
  if (from > open && atOnceOnly)
    return {
      code: 'POLICY_AT_ONCE',
      message: 'Which enrolments belong together is settled once for all months, so this cannot begin in a later one.',
      meaning: 'Nothing was changed.',
      fix: `Choose it from ${monthInWords(open)} on, or wait until ${monthInWords(from)} is the first open month.`,
    };
  if (from > last)
    return {
      code: 'POLICY_MONTH',
      message: `${monthInWords(from)} is too far ahead to plan a policy for.`,
      meaning: 'Nothing was changed.',
      fix: `Choose a month up to ${monthInWords(last)}.`,
    };
  return null;
}
