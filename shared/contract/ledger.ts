import { z } from 'zod';
import { channel } from './channel.ts';

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
  'trace/contract': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
  'trace/posting': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
  'trace/invoice': channel('read', z.object({ id: z.string().min(1) }), z.record(z.string(), z.unknown())),
} as const;
