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
  /** The month from which it counts, the whole of it; null: the first open one. */
  from: z.string().max(40).nullable().default(null),
});

const chosen = z.object({
  value: policyValue,
  /** What it means, as it is printed on the policy sheet. */
  sentence: z.string(),
  /** The month from which it counts; null: nobody chose, it always held. */
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
      /** The month from which a choice made now would count: the first open one. */
      from: z.string(),
      /** That month and the later ones in which a choice may begin. */
      months: z.array(z.string()),
      services: z.array(z.object({ key: z.string(), name: z.string() })),
      policies: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          company: chosen,
          byService: z.array(chosen.extend({ service: z.string(), name: z.string() })),
          /** What was chosen to begin in a later month; without a service for the whole company. */
          planned: z.array(chosen.extend({ service: z.string().nullable(), name: z.string().nullable() })),
          /** What can be chosen; null for whole numbers, which have limits instead. */
          options: z.array(z.object({ value: policyValue, words: z.string() })).nullable(),
          limits: z.object({ least: z.int(), most: z.int(), unit: z.string() }).nullable(),
          /** Whether a service may have its own. */
          perService: z.boolean(),
          /** Whether a choice may begin in a later month than the first open one. */
          mayWait: z.boolean(),
          /** A choice other than what always held must name its legal basis as the reason. */
          needsLegalBasis: z.boolean(),
        }),
      ),
      /** What is the same for everybody, as sentences, and where what stands elsewhere is chosen. */
      fixed: z.array(z.object({ key: z.string(), sentence: z.string(), opens: z.literal('accounts').nullable() })),
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
      /** Contracts that would be worked out otherwise. */
      contracts: z.int(),
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
