import type { Month } from '../../shared/domain/month.ts';
import type { ContractFacts, FormerPolicy, RecognitionPolicy } from './facts.ts';

/** What the company follows until somebody chooses otherwise. */
export const DEFAULT_POLICY: RecognitionPolicy = {
  pauseMode: 'extend',
  pauseLimitMonths: 3,
  transferWindowDays: 60,
  graceDays: 15,
  creditWithoutReason: 'catch_up',
  extension: 'prospective',
  priceChange: 'prospective',
  recogniseBeforeInvoice: true,
  releaseWithoutAsking: false,
};

/** The policy of one contract: what was chosen for it, over what holds for all. */
export function policyOf({ policy }: Pick<ContractFacts, 'policy'>, given: RecognitionPolicy): RecognitionPolicy {
  return policy === undefined ? given : { ...given, ...policy };
}

/** The facts as they were followed in the months before one of their choices began. */
export function factsUnder(facts: ContractFacts, { method, policy }: FormerPolicy): ContractFacts {
  const { formerly: _, policy: __, ...rest } = facts;
  return { ...rest, method, ...(policy === undefined ? {} : { policy }) };
}

/** The facts with the choices that hold in a month. */
export function factsIn(facts: ContractFacts, month: Month): ContractFacts {
  const former = facts.formerly?.find(({ until }) => month < until);
  return former === undefined ? facts : factsUnder(facts, former);
}

type PolicyWords = { readonly [Key in keyof RecognitionPolicy]: (value: RecognitionPolicy[Key]) => string };

// One sentence a policy: what is printed on the policy sheet must be what the calculation does.
const WORDS: PolicyWords = {
  pauseMode: (mode) =>
    mode === 'extend'
      ? 'After a pause with a known return the course ends later by its length, and each day carries what it did; a pause decided otherwise keeps its own way.'
      : 'After a pause with a known return the course still ends on its day, and the days left carry more each; a pause decided otherwise keeps its own way.',
  pauseLimitMonths: (months) =>
    `A pause longer than ${months} ${months === 1 ? 'month' : 'months'}, counted from the first day without service, is put to a person; nothing posts by itself.`,
  transferWindowDays: (days) =>
    `A stop followed within ${days} ${days === 1 ? 'day' : 'days'} by another enrolment in the same service is a transfer: the rest is spread over the new days.`,
  graceDays: (days) =>
    days === 0
      ? 'The money of a paid contract without course dates is held from its first invoice, and the question about it is urgent from that day.'
      : `The money of a paid contract without course dates is held from its first invoice; the question about it is a notice for ${days} ${days === 1 ? 'day' : 'days'}, and urgent in a month that ends later.`,
  creditWithoutReason: (mode) =>
    mode === 'catch_up'
      ? 'A credit note without a reason lowers the price from the first day; the difference is taken in the month of its date.'
      : 'A credit note without a reason lowers only what is still to be earned.',
  extension: (mode) =>
    mode === 'prospective'
      ? 'A later end spreads what is left over the new days, from the first month open when the change arrived.'
      : 'A later end counts from the first day; the difference is taken in the month open when the change arrived.',
  priceChange: (mode) =>
    mode === 'prospective'
      ? 'A price agreed anew while the course runs spreads the difference over the days left, from the day it holds.'
      : 'A price agreed anew while the course runs counts from the first day of the course; the difference is taken in the month it holds from.',
  recogniseBeforeInvoice: (before) =>
    before
      ? 'Service given before its invoice is revenue, shown as a contract asset.'
      : 'Revenue never runs ahead of what was invoiced.',
  releaseWithoutAsking: (release) =>
    release
      ? 'Who leaves for good is not asked about: nothing is refunded, and what was paid and not taught is breakage on the day after the last class.'
      : 'Who leaves for good keeps the rest on hold until a person decides: refund, no refund, or transfer.',
};

/** A policy in one sentence, as it is printed on the policy sheet. */
export function policyInWords<Key extends keyof RecognitionPolicy>(key: Key, policy: RecognitionPolicy): string {
  return WORDS[key](policy[key]);
}

/** Every policy in words, in the order of the sheet. */
export function policySheet(
  policy: RecognitionPolicy,
): { readonly key: keyof RecognitionPolicy; readonly words: string }[] {
  const keys: (keyof RecognitionPolicy)[] = [
    'pauseMode',
    'pauseLimitMonths',
    'transferWindowDays',
    'graceDays',
    'creditWithoutReason',
    'extension',
    'priceChange',
    'recogniseBeforeInvoice',
    'releaseWithoutAsking',
  ];
  return keys.map((key) => ({ key, words: policyInWords(key, policy) }));
}
