/**
 * The policies that somebody chose: decisions like any other, so that the hash knows them, an undo takes them back and the past can
 * be read with the policy of its time. The subject is the policy's name, with the service it is an exception for, if any.
 */
import { z } from 'zod';
import type { Month } from '../../shared/domain/month.ts';

/** Methods for which the connected systems give all that is needed: none of them lists sessions. */
export const OFFERED_METHODS = [
  'daily',
  'monthly_even',
  'monthly_prorata',
  'edges_daily',
  'thirty_360',
  'full_months',
  'point_in_time',
] as const;

/** What each policy may be. Only what the calculation obeys is here. */
export const POLICY_VALUES = {
  method: z.enum(OFFERED_METHODS),
  pauseMode: z.enum(['extend', 'compress']),
  pauseLimitMonths: z.int().min(1).max(24),
  releaseWithoutAsking: z.boolean(),
  creditWithoutReason: z.enum(['catch_up', 'prospective']),
  extension: z.enum(['prospective', 'catch_up']),
  priceChange: z.enum(['prospective', 'catch_up']),
  recogniseBeforeInvoice: z.boolean(),
  transferWindowDays: z.int().min(0).max(365),
  graceDays: z.int().min(0).max(120),
} as const;
export type PolicyKey = keyof typeof POLICY_VALUES;
export type PolicyValues = { readonly [Key in PolicyKey]: z.output<(typeof POLICY_VALUES)[Key]> };

export const POLICY_KEYS = [
  'method',
  'pauseMode',
  'pauseLimitMonths',
  'releaseWithoutAsking',
  'creditWithoutReason',
  'extension',
  'priceChange',
  'recogniseBeforeInvoice',
  'transferWindowDays',
  'graceDays',
] as const satisfies readonly PolicyKey[];

/** Documents are matched across services, so one window holds for all of them. */
export const COMPANY_ONLY: ReadonlySet<PolicyKey> = new Set<PolicyKey>(['transferWindowDays']);

/** What belongs together is settled once and for every month, so such a policy cannot begin in a later one. */
export const AT_ONCE_ONLY: ReadonlySet<PolicyKey> = new Set<PolicyKey>(['transferWindowDays']);

const monthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .transform((text) => text as Month);

/** A decision about a policy. A value of null goes back to the company's, or to what holds when nobody chose. */
export const POLICY_DECISION = z.object({
  value: z.union([z.string(), z.int(), z.boolean(), z.null()]),
  /** The month from which it counts, the whole of it. */
  from: monthText,
  /** The first open month when it was chosen, where it was to begin in a later one: the months before keep what held. */
  chosenIn: monthText.optional(),
  approver: z.string().min(1),
});
type PolicyDecision = z.output<typeof POLICY_DECISION>;

export interface PolicySubject {
  readonly key: PolicyKey;
  /** Key of the service; null: the whole company. */
  readonly service: string | null;
}

export function policySubject({ key, service }: PolicySubject): string {
  return service === null ? key : `${key} ${service}`;
}

/** Null: the text names no policy. */
export function parsePolicySubject(text: string): PolicySubject | null {
  const space = text.indexOf(' ');
  const name = space < 0 ? text : text.slice(0, space);
  const key = POLICY_KEYS.find((each) => each === name);
  if (key === undefined) return null;
  const service = space < 0 ? null : text.slice(space + 1);
  return service === null || (service !== '' && !COMPANY_ONLY.has(key)) ? { key, service } : null;
}

/** What was chosen, for the company and as exceptions by service. */
export interface PolicyPeriod {
  /** The first month of it; null: as far back as the books go. */
  readonly from: Month | null;
  readonly company: Partial<PolicyValues>;
  readonly byService: ReadonlyMap<string, Partial<PolicyValues>>;
}

/** One period after the other, never none: the first begins with the books, and the last one goes on. */
export type ChosenPolicies = readonly [PolicyPeriod, ...PolicyPeriod[]];

/**
 * What was chosen about one subject, in the order it was chosen, as what holds one after the other. A choice that begins with the
 * first open month takes the place of all before it, because everything open is worked out by it; one that begins later leaves the
 * months before to what held, and takes the place of what was planned for later still.
 */
export function laidInTime<T extends Pick<PolicyDecision, 'from' | 'chosenIn'>>(
  choices: Iterable<T>,
): { readonly since: Month | null; readonly choice: T }[] {
  let line: { readonly since: Month | null; readonly choice: T }[] = [];
  for (const choice of choices) {
    const { from, chosenIn = from } = choice;
    line =
      from > chosenIn
        ? [...line.filter(({ since }) => since === null || since < from), { since: from, choice }]
        : [{ since: null, choice }];
  }
  return line;
}

/** What holds in a month: the last that has begun by then. */
export function inForceIn<T extends { readonly since: Month | null }>(
  line: readonly T[],
  month: Month | null,
): T | null {
  return line.findLast(({ since }) => since === null || (month !== null && since <= month)) ?? null;
}

/** Lays chosen values out in time, from all that was chosen about each subject in the order it was chosen. */
export function chosenPolicies(chosen: Iterable<readonly [string, readonly PolicyDecision[]]>): ChosenPolicies {
  const subjects = [...chosen].flatMap(([text, choices]) => {
    const subject = parsePolicySubject(text);
    return subject === null ? [] : [{ text, subject, line: laidInTime(choices) }];
  });
  const begins = new Set(subjects.flatMap(({ line }) => line.flatMap(({ since }) => (since === null ? [] : [since]))));
  const period = (from: Month | null): PolicyPeriod => {
    const company: Record<string, unknown> = {};
    const byService = new Map<string, Record<string, unknown>>();
    for (const { text, subject, line } of subjects) {
      const value = inForceIn(line, from)?.choice.value ?? null;
      if (value === null) continue;
      const parsed = POLICY_VALUES[subject.key].safeParse(value);
      if (!parsed.success) throw new Error(`The policy ${text} cannot be read`);
      if (subject.service === null) company[subject.key] = parsed.data;
      else byService.set(subject.service, { ...byService.get(subject.service), [subject.key]: parsed.data });
    }
    return { from, company, byService };
  };
  return [period(null), ...[...begins].sort().map(period)];
}

/** The choices that hold in a month. */
export function policiesIn(chosen: ChosenPolicies, month: Month): PolicyPeriod {
  return chosen.findLast(({ from }) => from === null || from <= month) ?? chosen[0];
}
