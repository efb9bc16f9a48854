/** How revenue is worked out, as sentences with a choice: for the company, and as exceptions for single services. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { monthEffect, who } from './common.ts';

const policyValue = z.union([z.string(), z.int(), z.boolean()]);

const policyChoice = z.object({
  key: z.string(),
  /** Key of the service it is an exception for; null: the whole company. */
  service: z.string().nullable().default(null),
  /** Null: back to the company's, or to what holds when nobody chose. */
  value: policyValue.nullable(),
});

const chosen = z.object({
  value: policyValue,
  /** What it means, as it is printed on the policy sheet. */
  sentence: z.string(),
  /** The first open month when it was chosen; null: nobody chose, it always held. */
  since: z.string().nullable(),
  approver: z.string().nullable(),
  chosenBy: z.string().nullable(),
  chosenAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** The decision to undo; null when nobody chose. */
  decision: z.int().nullable(),
});

export const policies = {
  'policies/list': channel(
    'read',
    z.object({}),
    z.object({
      /** The month from which a choice made now would count. */
      from: z.string(),
      services: z.array(z.object({ key: z.string(), name: z.string() })),
      policies: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          company: chosen,
          byService: z.array(chosen.extend({ service: z.string(), name: z.string() })),
          /** What can be chosen; null for whole numbers, which have limits instead. */
          options: z.array(z.object({ value: policyValue, words: z.string() })).nullable(),
          limits: z.object({ least: z.int(), most: z.int(), unit: z.string() }).nullable(),
          /** Whether a service may have its own. */
          perService: z.boolean(),
          /** A choice other than what always held must name its legal basis as the reason. */
          needsLegalBasis: z.boolean(),
        }),
      ),
      /** What is the same for everybody, as sentences. */
      fixed: z.array(z.object({ key: z.string(), sentence: z.string() })),
    }),
  ),
  /** What a choice would change, with nothing saved: recognised revenue by month, and questions answered and raised. */
  'policies/preview': channel(
    'write',
    policyChoice,
    z.object({
      sentence: z.string(),
      from: z.string(),
      months: z.array(monthEffect),
      clears: z.int(),
      raises: z.int(),
      /** What an accountant should know before choosing it. */
      notes: z.array(z.string()),
    }),
  ),
  'policies/save': channel(
    'write',
    policyChoice.extend({
      reason: z.string().max(2000).default(''),
      approver: z.string().min(1).max(200).optional(),
      who,
    }),
    z.object({ decision: z.int(), run: z.int(), from: z.string(), months: z.array(monthEffect) }),
  ),
} as const;
