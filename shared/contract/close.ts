import { z } from 'zod';
import { channel } from './channel.ts';
import { execution, monthFigures, monthText, step, who } from './common.ts';

export const close = {
  'close/months': channel(
    'read',
    z.object({ from: monthText.optional(), until: monthText.optional() }),
    z.object({
      months: z.array(monthFigures),
      lockedThrough: z.string().nullable(),
      firstOpenMonth: z.string(),
      history: z.array(
        z.object({
          month: z.string(),
          action: z.string(),
          at: z.string(),
          who: z.string(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
  'close/gate': channel(
    'read',
    z.object({ month: monthText }),
    z.object({
      state: z.enum(['READY', 'REVIEW', 'BLOCKED']),
      balanceAtRisk: z.int(),
      monthAtRisk: z.int(),
      materiality: z.int(),
      coverage: z.number().nullable(),
    }),
  ),
  /** What each step last did for a month; a step that reads whole lists did it for all of them. Runs taken back do not count. */
  'close/steps': channel(
    'read',
    z.object({ month: monthText }),
    z.array(z.object({ step, last: execution.nullable() })),
  ),
  'close/lock': channel(
    'write',
    z.object({ month: monthText, who }),
    z.object({ lockedThrough: z.string().nullable() }),
  ),
  'close/unlock': channel(
    'write',
    z.object({ month: monthText, reason: z.string().min(1), who }),
    z.object({ lockedThrough: z.string().nullable() }),
  ),
  /** The tidy accruals file: one row a posting. Names leave the ledger only with `names`. */
  'accruals/export': channel(
    'write',
    z.object({
      from: monthText.optional(),
      until: monthText.optional(),
      path: z.string().min(1),
      names: z.boolean().default(true),
      who,
    }),
    z.object({ path: z.string(), rows: z.int(), sha256: z.string() }),
  ),
} as const;
