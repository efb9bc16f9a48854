/**
 * What the 4Geeks API is known to send, tolerantly: only what the mapping cannot do without is required. Cohorts and enrolments are
 * wrapped with the one thing their own JSON does not say and a list read in the same breath does (see `read.ts`).
 */
import { z } from 'zod';

const text = z.string().nullish();

/** `user` is null for somebody who was invited and never signed up. */
const student = z.looseObject({
  id: z.number(),
  first_name: text,
  last_name: text,
  user: z.looseObject({ id: z.number(), email: text, first_name: text, last_name: text }).nullish(),
  email: text,
  phone: text,
  status: text,
});

const cohort = z.looseObject({
  cohort: z.looseObject({
    id: z.number(),
    slug: z.string(),
    kickoff_date: text,
    ending_date: text,
    never_ends: z.boolean().nullish(),
    timezone: text,
    stage: text,
  }),
  /** The cohort that lists this one among its `micro_cohorts`. */
  microOf: z.number().nullable(),
});

const enrolment = z.looseObject({
  enrolment: z
    .looseObject({
      id: z.number(),
      user: z.looseObject({ id: z.number() }).nullish(),
      profile_academy: z.looseObject({ id: z.number() }).nullish(),
      cohort: z.looseObject({ id: z.number(), slug: text, stage: text }),
      role: text,
      educational_status: text,
      updated_at: text,
      source_macro_cohort: z.looseObject({ id: z.number() }).nullish(),
    })
    .refine((row) => row.user != null || row.profile_academy != null, 'neither user nor profile'),
  /** The cohort as the academy's own list has it; null when that list does not have it (a deleted cohort). */
  cohort: z
    .object({ microOf: z.number().nullable(), neverEnds: z.boolean(), timeZone: z.string().nullable() })
    .nullable(),
});

const statusChange = z.looseObject({
  cohort: z.object({ id: z.number(), timeZone: z.string().nullable() }),
  user: z.string(),
  status: z.string(),
  at: z.string(),
});

export const wire = { student, cohort, enrolment, statusChange };

export type StudentWire = z.infer<typeof student>;
export type CohortWire = z.infer<typeof cohort>;
export type EnrolmentWire = z.infer<typeof enrolment>;
export type StatusChangeWire = z.infer<typeof statusChange>;
