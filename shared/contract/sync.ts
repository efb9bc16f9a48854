import { z } from 'zod';
import { channel } from './channel.ts';
import { execution, executionStatus, monthEffect, run, step, tableCounts, who } from './common.ts';

const report = z.object({
  run,
  executions: z.array(execution),
  /** Open issues after it. */
  issues: z.object({
    pending: z.int(),
    blocking: z.int(),
    byCode: z.record(z.string(), z.int()),
    amountAtRisk: z.int(),
  }),
});

/** What a preview found: nothing of it is in the ledger. */
const preview = z.object({
  executions: z.array(execution),
  tables: tableCounts,
  held: z.int(),
  unchanged: z.int(),
  effect: z.array(monthEffect),
});

export const sync = {
  'sync/run': channel(
    'write',
    z.object({
      step: step.optional(),
      fromStep: step.optional(),
      year: z.string().optional(),
      startDate: z.string().optional(),
      endDate: z.string().optional(),
      resume: z.boolean().default(false),
      acceptGone: z.boolean().default(false),
      /** Also works out the accruals of the same months. */
      withAccruals: z.boolean().default(false),
      trigger: z.enum(['manual', 'schedule']).default('manual'),
      /** The moment of the schedule that this run answers, as `schedule/due` gave it. */
      scheduledFor: z.iso.datetime().optional(),
      who,
    }),
    report,
  ),
  /** Fetches for real, since source records are facts, and applies on a copy of the ledger. */
  'sync/preview': channel(
    'write',
    z.object({
      step: step.optional(),
      fromStep: step.optional(),
      year: z.string().optional(),
      startDate: z.string().optional(),
      endDate: z.string().optional(),
      withAccruals: z.boolean().default(false),
      who,
    }),
    preview,
  ),
  'runs/list': channel(
    'read',
    z.object({
      step: step.optional(),
      status: executionStatus.optional(),
      since: z.string().optional(),
      until: z.string().optional(),
      limit: z.int().min(1).max(1000).default(50),
    }),
    z.array(run),
  ),
  'runs/get': channel('read', z.object({ run: z.int() }), z.object({ run, executions: z.array(execution) })),
  /** What undoing a run would change; told before it is done. */
  'runs/undo-preview': channel(
    'read',
    z.object({ run: z.int() }),
    z.object({
      run: z.int(),
      tables: z.record(z.string(), z.object({ removed: z.int(), restored: z.int(), returned: z.int() })),
      postings: z.array(z.object({ month: z.string(), count: z.int(), amount: z.int() })),
      records: z.int(),
      decisions: z.int(),
    }),
  ),
  'runs/undo': channel(
    'write',
    z.object({ run: z.int(), who }),
    z.object({
      run: z.int(),
      undoneBy: z.int(),
      rows: z.object({ removed: z.int(), restored: z.int(), returned: z.int(), kept: z.int() }),
      postings: z.int(),
      records: z.int(),
      decisions: z.int(),
    }),
  ),
} as const;
