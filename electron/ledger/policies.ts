/**
 * The policies that somebody chose: decisions like any other, so that the hash knows them, an undo takes them back and the past can
 * be read with the policy of its time. The subject is the policy's name, with the service it is an exception for, if any.
 */
import { z } from 'zod';

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
  pauseLimitMonths: z.int().min(1).max(24),
  releaseWithoutAsking: z.boolean(),
  creditWithoutReason: z.enum(['catch_up', 'prospective']),
  extension: z.enum(['prospective', 'catch_up']),
  recogniseBeforeInvoice: z.boolean(),
  transferWindowDays: z.int().min(0).max(365),
} as const;
export type PolicyKey = keyof typeof POLICY_VALUES;
export type PolicyValues = { readonly [Key in PolicyKey]: z.output<(typeof POLICY_VALUES)[Key]> };

export const POLICY_KEYS = [
  'method',
  'pauseLimitMonths',
  'releaseWithoutAsking',
  'creditWithoutReason',
  'extension',
  'recogniseBeforeInvoice',
  'transferWindowDays',
] as const satisfies readonly PolicyKey[];

/** Documents are matched across services, so one window holds for all of them. */
export const COMPANY_ONLY: ReadonlySet<PolicyKey> = new Set<PolicyKey>(['transferWindowDays']);

/** A decision about a policy. A value of null goes back to the company's, or to what holds when nobody chose. */
export const POLICY_DECISION = z.object({
  value: z.union([z.string(), z.int(), z.boolean(), z.null()]),
  /** The month that was the first open one: closed months keep what they carry. */
  from: z.string().regex(/^\d{4}-\d{2}$/),
  approver: z.string().min(1),
});

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
export interface ChosenPolicies {
  readonly company: Partial<PolicyValues>;
  readonly byService: ReadonlyMap<string, Partial<PolicyValues>>;
}

/** Lays chosen values out; of two about one subject the later one counts. */
export function chosenPolicies(chosen: Iterable<readonly [string, { readonly value: unknown }]>): ChosenPolicies {
  const company: Record<string, unknown> = {};
  const byService = new Map<string, Record<string, unknown>>();
  for (const [text, { value }] of chosen) {
    const subject = parsePolicySubject(text);
    if (subject === null || value === null) continue;
    const parsed = POLICY_VALUES[subject.key].safeParse(value);
    if (!parsed.success) throw new Error(`The policy ${text} cannot be read`);
    if (subject.service === null) company[subject.key] = parsed.data;
    else byService.set(subject.service, { ...byService.get(subject.service), [subject.key]: parsed.data });
  }
  return { company, byService };
}
