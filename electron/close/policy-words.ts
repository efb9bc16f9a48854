/** Every policy that can be chosen, with its title, its choices and what each of them means. */
import type { PolicyKey, PolicyValues } from '../ledger/policies.ts';
import { OFFERED_METHODS } from '../ledger/policies.ts';
import { DEFAULT_POLICY, policyInWords } from './policy.ts';

type PolicyValue = string | number | boolean;

interface PolicyInfo {
  readonly title: string;
  /** What holds when nobody chose. */
  readonly standard: PolicyValue;
  readonly options: readonly PolicyValue[] | null;
  readonly limits: { readonly least: number; readonly most: number; readonly unit: string } | null;
}

const METHOD_WORDS: Readonly<Record<PolicyValues['method'], string>> = {
  daily: 'The price is spread over the days of service, each day the same.',
  monthly_even: 'Every month with service carries the same, however many days it has.',
  monthly_prorata: 'Full months carry the same; a month begun or ended midway carries its share of the days.',
  edges_daily: 'The first and the last month carry their share of the days; the months between them carry the same.',
  thirty_360: 'Every month counts 30 days.',
  full_months:
    'A month begun counts whole; the last one only when service lasts to its end. Revenue comes slightly early.',
  point_in_time: 'Everything is revenue on the last day of the course.',
};

export const POLICY_INFO: Readonly<Record<PolicyKey, PolicyInfo>> = {
  method: { title: 'How a price is spread', standard: 'daily', options: OFFERED_METHODS, limits: null },
  pauseMode: {
    title: 'A pause with a known return',
    standard: DEFAULT_POLICY.pauseMode,
    options: ['extend', 'compress'],
    limits: null,
  },
  pauseLimitMonths: {
    title: 'How long a pause may last',
    standard: DEFAULT_POLICY.pauseLimitMonths,
    options: null,
    limits: { least: 1, most: 24, unit: 'months' },
  },
  releaseWithoutAsking: {
    title: 'When a student leaves for good',
    standard: DEFAULT_POLICY.releaseWithoutAsking,
    options: [false, true],
    limits: null,
  },
  creditWithoutReason: {
    title: 'A credit note without a reason',
    standard: DEFAULT_POLICY.creditWithoutReason,
    options: ['catch_up', 'prospective'],
    limits: null,
  },
  extension: {
    title: 'A course that ends later',
    standard: DEFAULT_POLICY.extension,
    options: ['prospective', 'catch_up'],
    limits: null,
  },
  priceChange: {
    title: 'A price agreed anew',
    standard: DEFAULT_POLICY.priceChange,
    options: ['prospective', 'catch_up'],
    limits: null,
  },
  recogniseBeforeInvoice: {
    title: 'Service before its invoice',
    standard: DEFAULT_POLICY.recogniseBeforeInvoice,
    options: [true, false],
    limits: null,
  },
  transferWindowDays: {
    title: 'When a stop is a transfer',
    standard: DEFAULT_POLICY.transferWindowDays,
    options: null,
    limits: { least: 0, most: 365, unit: 'days' },
  },
  graceDays: {
    title: 'Paid for, but no course dates yet',
    standard: DEFAULT_POLICY.graceDays,
    options: null,
    limits: { least: 0, most: 120, unit: 'days' },
  },
};

/** A policy as one sentence, for the sheet. */
export function policySentence(key: PolicyKey, value: PolicyValue): string {
  if (key === 'method') {
    const method = OFFERED_METHODS.find((each) => each === value);
    return method === undefined ? String(value) : METHOD_WORDS[method];
  }
  return policyInWords(key, { ...DEFAULT_POLICY, [key]: value });
}

/** What is the same for everybody. */
export const FIXED_POLICIES: readonly { readonly key: string; readonly sentence: string }[] = [
  {
    key: 'firstDay',
    sentence:
      'The first day of service counts. Who stops is served to the last day of class; the day after it is the first without service.',
  },
  {
    key: 'rounding',
    sentence:
      'Amounts are rounded once, cumulatively, half away from zero: a month is what is earned to its end less what was earned before.',
  },
  {
    key: 'lateChange',
    sentence:
      'What becomes known about a closed month is taken in the first open one, on a line of its own; where that would mislead, the latest closed month is opened again instead, with a reason, and closed anew.',
  },
  {
    key: 'priceCorrected',
    sentence:
      'A price that corrects a wrong one holds from the first day; open months follow it, closed ones are caught up.',
  },
  {
    key: 'wholeMonths',
    sentence:
      'A policy counts for whole months: chosen in the middle of one, it counts from its first day. Closed months keep what held in them.',
  },
  {
    key: 'currency',
    sentence:
      'Amounts in another currency carry the rate of their own document until they are earned, the oldest first. No source states month-end rates: what is earned beyond its invoices in another currency is held until a document states one, and receivables are re-measured in the books.',
  },
  {
    key: 'notComputed',
    sentence:
      'Not worked out here: financing in prepayments over a year, costs to obtain a contract, onerous contracts, expected refunds in a guarantee period.',
  },
];
