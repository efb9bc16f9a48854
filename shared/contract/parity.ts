/** What the system used before would have booked, beside what is posted here. A report: it changes nothing. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { monthText, who } from './common.ts';
import { id } from './paging.ts';

const figures = { old: z.int(), now: z.int(), difference: z.int() };
const reason = z.object({
  /** The defect's number (D1 to D32), or HELD or DECIDED. */
  code: z.string(),
  words: z.string(),
});

const row = z.object({
  /** Of one client and one service; the old system knew them as one. Empty: documents that wait for a contract. */
  contracts: z.array(z.object({ id, key: z.string() })),
  client: z.object({ id, code: z.string(), name: z.string() }),
  service: z.object({ id, name: z.string() }),
  month: z.string(),
  ...figures,
  /** The old figure in major units, as a fraction or a decimal, where it is not whole cents. */
  oldExact: z.string().nullable(),
  /** What the old system did in the month, in words. */
  did: z.string(),
  /** They sum to the difference; the largest first. */
  causes: z.array(reason.extend({ amount: z.int() })),
});

const filter = {
  from: monthText.optional(),
  until: monthText.optional(),
  /** Only differences that this reason is part of. */
  reason: z.string().max(20).optional(),
  contract: id.optional(),
  /** Also where both say the same. */
  equal: z.boolean().default(false),
};

export const parity = {
  /** Company currency, minor units. The largest difference first; months from `from` up to and not including `until`. */
  'parity/report': channel(
    'read',
    z.object({
      ...filter,
      offset: z.int().min(0).max(10_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      currency: z.string(),
      from: z.string(),
      until: z.string(),
      rows: z.array(row),
      /** Rows under the same filter. */
      total: z.int(),
      /** Of the whole range, whatever the filter. */
      months: z.array(z.object({ month: z.string(), ...figures })),
      sum: z.object(figures),
      reasons: z.array(reason.extend({ amount: z.int(), months: z.int() })),
    }),
  ),
  /** Every row under a filter as a CSV file. */
  'parity/export': channel(
    'write',
    z.object({ ...filter, names: z.boolean().default(true), path: z.string().min(1), who }),
    z.object({ path: z.string(), rows: z.int(), sha256: z.string() }),
  ),
} as const;
