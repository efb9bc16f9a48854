import { z } from 'zod';
import { channel } from './channel.ts';
import { monthEffect, who } from './common.ts';

const decision = z.object({
  id: z.int(),
  kind: z.string(),
  subject: z.string(),
  value: z.record(z.string(), z.unknown()),
  reason: z.string(),
  who: z.string(),
  decidedAt: z.string(),
  undoneAt: z.string().nullable(),
});

/** What a decision does: told before it is made, with the ledger untouched. */
const effect = z.object({
  clears: z.int(),
  raises: z.int(),
  clearedByCode: z.record(z.string(), z.int()),
  records: z.int(),
  months: z.array(monthEffect),
});

const draft = { kind: z.string(), subject: z.string().min(1), value: z.record(z.string(), z.unknown()) };

export const decisions = {
  'decisions/preview': channel('write', z.object(draft), effect),
  'decisions/make': channel(
    'write',
    z.object({ ...draft, reason: z.string().default(''), who }),
    z.object({ decision, effect, run: z.int() }),
  ),
  'decisions/undo': channel('write', z.object({ id: z.int(), who }), z.object({ decision, effect, run: z.int() })),
  'decisions/list': channel('read', z.object({ all: z.boolean().default(false) }), z.array(decision)),
  /** The decisions that would settle an issue, as far as the app can tell; the first is the one it proposes. */
  'decisions/for-issue': channel(
    'read',
    z.object({ issue: z.int() }),
    z.array(z.object({ ...draft, words: z.string(), needs: z.array(z.string()) })),
  ),
} as const;
