import { z } from 'zod';
import { parseCivilDate } from '../domain/civil-date.ts';
import { EXECUTION_STATUSES, STEPS } from '../domain/entities.ts';
import { parseMonth } from '../domain/month.ts';

/** Who is at the keyboard: noted with everything a person decides. */
export const who = z.string().min(1).max(200);
export const monthText = z.string().refine((text) => parseMonth(text) !== null, 'a month is written 2025-03');
export const dayText = z.string().refine((text) => parseCivilDate(text) !== null, 'a day is written 2025-03-31');
export const step = z.enum(STEPS);
export const executionStatus = z.enum(EXECUTION_STATUSES);

export const problem = z.object({
  code: z.string(),
  message: z.string(),
  meaning: z.string().optional(),
  fix: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const tableCounts = z.record(z.string(), z.object({ created: z.int(), updated: z.int(), removed: z.int() }));

export const counts = z.object({
  received: z.int(),
  created: z.int(),
  updated: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  excluded: z.int(),
  held: z.int(),
  excludedBecause: z.record(z.string(), z.int()),
  rows: tableCounts,
  gone: z.int(),
});

export const execution = z.object({
  id: z.int(),
  run: z.int(),
  position: z.int(),
  step,
  month: z.string().nullable(),
  status: executionStatus,
  startedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  counts: counts.nullable(),
  problem: problem.nullable(),
  metrics: z
    .object({ calls: z.int(), retries: z.int(), waitedMs: z.number(), pages: z.int(), bytes: z.int(), ms: z.number() })
    .nullable(),
});

export const run = z.object({
  id: z.int(),
  kind: z.string(),
  trigger: z.string(),
  status: executionStatus,
  from: z.string().nullable(),
  until: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
  who: z.string(),
  startedAt: z.string(),
  completedAt: z.string().nullable(),
  problem: problem.nullable(),
  undoneBy: z.int().nullable(),
});

/** What a month carries, company currency, minor units. */
export const monthFigures = z.object({
  month: z.string(),
  recognised: z.int(),
  deferred: z.int(),
  held: z.int(),
  contractAsset: z.int(),
  currency: z.string(),
});

/** What something would change: recognised revenue per month, company currency, minor units. */
export const monthEffect = z.object({ month: z.string(), before: z.int(), after: z.int() });
