/** Runs looked at afterwards: what they changed, how they compare, what they called. */
import { z } from 'zod';
import { change } from './browse.ts';
import { channel } from './channel.ts';
import { executionStatus, run, step } from './common.ts';
import { id, page, paging } from './paging.ts';

const delta = z.object({ before: z.int(), after: z.int() });

export const history = {
  'runs/page': channel(
    'read',
    z.object({
      offset: paging.offset,
      limit: paging.limit,
      kind: z.enum(['sync', 'accruals', 'decision', 'retry', 'undo']).optional(),
      status: executionStatus.optional(),
      step: step.optional(),
      /** Civil dates in the company's time zone; `until` inclusive. */
      since: z.string().optional(),
      until: z.string().optional(),
      who: z.string().optional(),
    }),
    page(
      run.extend({
        /** Distinct records over its executions, as their counts say. */
        received: z.int(),
        applied: z.int(),
        held: z.int(),
        changes: z.int(),
      }),
    ),
  ),
  /** What a run wrote, by table. */
  'runs/summary': channel(
    'read',
    z.object({ run: id }),
    z.object({
      tables: z.array(z.object({ table: z.string(), inserted: z.int(), updated: z.int(), deleted: z.int() })),
      /** Issues this run raised, saw again, and closed. */
      issues: z.object({ raised: z.int(), closed: z.int() }),
      /** Recognised revenue it posted by month, company currency. */
      postings: z.array(z.object({ month: z.string(), count: z.int(), amount: z.int() })),
      connections: z.array(
        z.object({ connection: z.string(), operation: z.string(), outcome: z.string(), calls: z.int(), ms: z.int() }),
      ),
    }),
  ),
  'runs/changes': channel(
    'read',
    z.object({
      run: id,
      table: z.string().max(60).optional(),
      op: z.enum(['insert', 'update', 'delete']).optional(),
      offset: paging.offset,
      limit: paging.limit,
    }),
    page(change.extend({ /** What the row is, in words: "Invoice F250031". */ words: z.string() })),
  ),
  'runs/compare': channel(
    'read',
    z.object({ left: id, right: id }),
    z.object({
      /** By step and month; a side that did not do it is null. */
      steps: z.array(
        z.object({
          step,
          month: z.string().nullable(),
          received: z.object({ left: z.int().nullable(), right: z.int().nullable() }),
          applied: z.object({ left: z.int().nullable(), right: z.int().nullable() }),
          held: z.object({ left: z.int().nullable(), right: z.int().nullable() }),
          ms: z.object({ left: z.number().nullable(), right: z.number().nullable() }),
        }),
      ),
      /** Revenue the ledger showed by month right after each, company currency. */
      months: z.array(delta.extend({ month: z.string() })),
    }),
  ),
} as const;
