import type { ContractFacts, RecognitionPolicy } from './facts.ts';

/** What the company follows until somebody chooses otherwise. */
export const DEFAULT_POLICY: RecognitionPolicy = {
  pauseMode: 'extend',
  pauseLimitMonths: 3,
  transferWindowDays: 60,
  graceDays: 15,
  creditWithoutReason: 'catch_up',
  extension: 'prospective',
  recogniseBeforeInvoice: true,
  releaseWithoutAsking: false,
};

/** The policy of one contract: what was chosen for it, over what holds for all. */
export function policyOf({ policy }: Pick<ContractFacts, 'policy'>, given: RecognitionPolicy): RecognitionPolicy {
  return policy === undefined ? given : { ...given, ...policy };
}

type PolicyWords = { readonly [Key in keyof RecognitionPolicy]: (value: RecognitionPolicy[Key]) => string };

// One sentence a policy: what is printed on the policy sheet must be what the calculation does.
const WORDS: PolicyWords = {
  pauseMode: (mode) =>
    mode === 'extend'
      ? 'After a pause with a known return the days left move out by the length of the pause; the daily rate stays.'
      : 'After a pause with a known return the course still ends on its day; the days left carry more each.',
  pauseLimitMonths: (months) =>
    `A pause longer than ${months} months, counted from the first day without service, is put to a person; nothing posts by itself.`,
  transferWindowDays: (days) =>
    `A stop followed within ${days} days by another enrolment in the same service is a transfer: the rest is spread over the new days.`,
  graceDays: (days) =>
    `The money of a paid contract without course dates is held from its first invoice; the question about it names ${days} days of grace.`,
  creditWithoutReason: (mode) =>
    mode === 'catch_up'
      ? 'A credit note without a reason lowers the price from the first day; the difference is taken in the month of its date.'
      : 'A credit note without a reason lowers only what is still to be earned.',
  extension: (mode) =>
    mode === 'prospective'
      ? 'A later end spreads what is left over the new days, from the first month open when the change arrived.'
      : 'A later end counts from the first day; the difference is taken in the month open when the change arrived.',
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
    'recogniseBeforeInvoice',
    'releaseWithoutAsking',
  ];
  return keys.map((key) => ({ key, words: policyInWords(key, policy) }));
}
