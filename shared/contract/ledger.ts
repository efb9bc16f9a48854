import { z } from 'zod';
import { channel } from './channel.ts';
import { opens } from './opens.ts';

const step = z.object({ ref: z.string(), words: z.string() });

export const ledger = {
  'ledger/hash': channel(
    'read',
    z.object({}),
    z.object({ hash: z.string(), tables: z.record(z.string(), z.string()) }),
  ),
  'ledger/check': channel(
    'read',
    z.object({}),
    z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), found: z.array(z.string()) })),
    }),
  ),
  /** Rows by table of content. */
  'ledger/counts': channel('read', z.object({}), z.record(z.string(), z.int())),
  'ledger/backup': channel('write', z.object({ path: z.string().optional() }), z.object({ path: z.string() })),
  /** Where a figure comes from, down to the stored record. */
  /** What a reference of a workpaper names, in words, and what stands behind it down to the stored records and the runs. */
  'trace/reference': channel(
    'read',
    z.object({ ref: z.string().min(1).max(200) }),
    z.object({
      /** As it is written in full; the one asked for may be shorter. */
      ref: z.string(),
      kind: z.string(),
      title: z.string(),
      sentences: z.array(z.string()),
      opens: opens.nullable(),
      /** What it is made of, each with a reference of its own. */
      behind: z.array(step),
      /** More stand behind it than are listed. */
      more: z.int(),
      sources: z.array(
        step.extend({
          run: z.string(),
          fetchedAt: z.string(),
          version: z.int(),
          versions: z.int(),
          intact: z.boolean(),
        }),
      ),
      runs: z.array(step.extend({ run: z.int(), at: z.string() })),
      /** All that is on file about it, as the other traces tell it. */
      whole: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  'trace/contract': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
  'trace/posting': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
  'trace/invoice': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
} as const;
