import { z } from 'zod';

/** What every list takes: a free-text search, one sort, and the rows from `offset` on. */
export const paging = {
  /** Words; each must occur (FTS5, the beginning of a word is enough). Up to 200 characters. */
  search: z.string().max(200).optional(),
  descending: z.boolean().default(false),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
};

/** One page: the rows, and how many there are under the same filter. */
export function page<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), total: z.int() });
}

/** An amount of minor units with its own currency. */
export const money = z.object({ amount: z.int(), currency: z.string() });
export const id = z.int().min(1);
