import { z } from 'zod';
import { isTimeZone } from '../../platform/time-zone.ts';
import { field } from '../settings-form.ts';

/** Tokens that must stand side by side in a cohort's slug, and the service type they mean. The first rule that fits wins. */
const serviceTypeRule = z.object({ tokens: z.array(z.string().min(1)).min(1), serviceType: z.string().min(1) });

/** Service days before the kick-off for cohorts whose slug starts so: a rule of the business, not of the API. */
const preworkRule = z.object({ slugPrefix: z.string().min(1), days: z.int().min(0).max(365) });

/** Settings of a 4Geeks connection; `{}` gives the defaults. */
export const fourgeeksSettings = z.object({
  baseUrl: z.url().default('https://breathecode.herokuapp.com'),
  privateNetwork: z.boolean().default(false),
  requestsPerSecond: z.number().positive().nullable().optional(),
  academies: z
    .array(z.int().positive())
    .min(1)
    .default([6])
    .meta(
      field({ label: 'Academies', help: 'Numbers of the academies to read; the user needs a staff role in each.' }),
    ),
  /** For cohorts that name no zone of their own. */
  timeZone: z
    .string()
    .refine(isTimeZone, 'unknown time zone')
    .default('Europe/Madrid')
    .meta(field({ label: 'Time zone', help: 'For cohorts that name no zone of their own.' })),
  pageSize: z
    .int()
    .min(1)
    .max(500)
    .default(100)
    .meta(field({ label: 'Page size', help: 'Records asked for at a time.', advanced: true })),
  /** Cohorts that nobody pays for: channels and general rooms. */
  excludedCohorts: z
    .object({
      slugs: z.array(z.string()).default(['yomequedoencasa']),
      endings: z.array(z.string()).default(['-pt-general']),
    })
    .prefault({})
    .meta(
      field({
        label: 'Cohorts left out',
        help: 'Channels and general rooms that nobody pays for: by slug, or by how the slug ends.',
        advanced: true,
      }),
    ),
  serviceTypes: z
    .array(serviceTypeRule)
    .default([
      { tokens: ['fs'], serviceType: 'FS' },
      { tokens: ['madrid', 'ft'], serviceType: 'FS' },
      { tokens: ['ds'], serviceType: 'DS' },
      { tokens: ['ai'], serviceType: 'DS' },
      { tokens: ['ml'], serviceType: 'DS' },
      { tokens: ['cs'], serviceType: 'CS' },
      { tokens: ['aie'], serviceType: 'AIE' },
    ])
    .meta(
      field({
        label: 'Service types',
        help: "Which words of a cohort's slug mean which type of service; the first rule that fits decides.",
        advanced: true,
      }),
    ),
  prework: z
    .array(preworkRule)
    .default([
      { slugPrefix: 'spain-fs', days: 14 },
      { slugPrefix: 'spain-ds', days: 14 },
    ])
    .meta(
      field({
        label: 'Days before the kick-off',
        help: 'Days of service before the kick-off, for cohorts whose slug begins so.',
        advanced: true,
      }),
    ),
  studentRoles: z
    .array(z.string())
    .min(1)
    .default(['STUDENT'])
    .meta(field({ label: 'Roles of students', help: 'Others in a cohort are no students.', advanced: true })),
  /** Reads each cohort's log for dated status changes, where the academy's log has them. */
  useStatusLog: z
    .boolean()
    .default(true)
    .meta(field({ label: 'Read the status log', help: 'Dated changes of status, where the academy keeps them.' })),
});

export type FourgeeksSettings = z.infer<typeof fourgeeksSettings>;
