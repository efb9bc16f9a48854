/** The state of a month on its way to a close: steps, signatures, versions of the close, and the proof that it still holds. */
import { z } from 'zod';
import { MONTH_STATES } from '../domain/month-states.ts';
import { channel } from './channel.ts';
import { monthText, who } from './common.ts';

const monthState = z.enum(MONTH_STATES);

export const NEXT_ACTIONS = [
  'sync',
  'triage',
  'accruals',
  'tie-outs',
  'prepare',
  'review',
  'balance',
  'close',
  'earlier-month',
  'none',
] as const;

const signature = z.object({
  role: z.enum(['prepared', 'reviewed']),
  who: z.string(),
  at: z.string(),
  /** Set when figures changed afterwards: the signature no longer stands. */
  cleared: z.object({ at: z.string(), because: z.string() }).nullable(),
});

const step = z.object({
  key: z.string(),
  words: z.string(),
  done: z.boolean(),
  /** What shows that it is done, or what is left. */
  because: z.string(),
  /** When it is due, days after month end. */
  day: z.int(),
});

const gate = z.object({
  state: z.enum(['READY', 'REVIEW', 'BLOCKED']),
  balanceAtRisk: z.int(),
  monthAtRisk: z.int(),
  materiality: z.int(),
  coverage: z.number().nullable(),
});

const version = z.object({
  version: z.int(),
  month: z.string(),
  at: z.string(),
  closedBy: z.string(),
  preparedBy: z.string(),
  preparedAt: z.string(),
  reviewedBy: z.string(),
  reviewedAt: z.string(),
  /** Printed with the close: one person did both. */
  samePerson: z.boolean(),
  hash: z.string(),
  previousHash: z.string().nullable(),
  /** Fingerprint of the figures that were signed. */
  datasetHash: z.string(),
  postings: z.int(),
  reopened: z.object({ at: z.string(), who: z.string(), reason: z.string() }).nullable(),
});

/** Something that no longer is as it was closed. */
const deviation = z.object({
  check: z.enum(['seal', 'lock', 'postings', 'documents', 'calculation']),
  words: z.string(),
  contract: z.object({ id: z.int(), key: z.string() }).nullable(),
  document: z.object({ id: z.int(), key: z.string() }).nullable(),
});

const monthOnly = z.object({ month: monthText });

export const months = {
  'months/list': channel(
    'read',
    z.object({}),
    z.object({
      months: z.array(
        z.object({
          month: z.string(),
          state: monthState,
          version: z.int().nullable(),
          /** Open now, closed before. */
          reopened: z.boolean(),
          closedAt: z.string().nullable(),
        }),
      ),
      firstOpenMonth: z.string(),
      lockedThrough: z.string().nullable(),
    }),
  ),
  'months/board': channel(
    'read',
    monthOnly,
    z.object({
      month: z.string(),
      state: monthState,
      currency: z.string(),
      /** The latest version that was opened again, while the month is open. */
      reopened: z.object({ version: z.int(), at: z.string(), who: z.string(), reason: z.string() }).nullable(),
      version: version.nullable(),
      daysSinceMonthEnd: z.int(),
      steps: z.array(step),
      signatures: z.array(signature),
      /** Preparer and reviewer of what stands now are one person. */
      samePerson: z.boolean(),
      /** Control totals; null where they are not worked out yet. */
      tieOuts: z.object({ red: z.int(), overridden: z.int(), notStated: z.int(), ids: z.array(z.int()) }).nullable(),
      gate,
      next: z.object({ action: z.enum(NEXT_ACTIONS), words: z.string() }),
    }),
  ),
  'months/prepare': channel('write', monthOnly.extend({ who }), z.object({ signature })),
  'months/review': channel('write', monthOnly.extend({ who }), z.object({ signature, samePerson: z.boolean() })),
  'months/close': channel('write', monthOnly.extend({ who }), version),
  'months/reopen': channel(
    'write',
    monthOnly.extend({ reason: z.string().min(1).max(2000), who }),
    z.object({ lockedThrough: z.string().nullable(), version: z.int().nullable() }),
  ),
  'months/versions': channel('read', monthOnly, z.array(version)),
  /** Works the closed month out again from what was known then, and compares. */
  'months/reproduce': channel(
    'read',
    monthOnly,
    z.object({
      month: z.string(),
      version: z.int(),
      equal: z.boolean(),
      words: z.string(),
      checked: z.object({ contracts: z.int(), postings: z.int(), documents: z.int() }),
      deviations: z.array(deviation),
      /** How many there are; the list holds the first 200. */
      total: z.int(),
    }),
  ),
  /** What became known since the month was closed, or since the last close when it is open. */
  'months/changes': channel(
    'read',
    monthOnly.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) }),
    z.object({
      since: z.object({ month: z.string(), version: z.int(), at: z.string() }).nullable(),
      currency: z.string(),
      /** What closed months lack or have too much, company currency: it comes in the first open month. */
      amount: z.int(),
      total: z.int(),
      changes: z.array(
        z.object({
          contract: z.object({ id: z.int(), key: z.string() }),
          client: z.string(),
          service: z.string(),
          sentences: z.array(z.string()),
          amount: z.int(),
        }),
      ),
    }),
  ),
  /** What changed since the month's figures were handed out last: the lines of the workbook's sheet of changes. */
  'months/since-export': channel(
    'read',
    monthOnly.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) }),
    z.object({
      /** Since when, in words. */
      since: z.string(),
      total: z.int(),
      changes: z.array(
        z.object({
          ref: z.string(),
          /** Where the reference leads; null for what has no page of its own. */
          contract: z.int().nullable(),
          document: z.int().nullable(),
          month: z.string().nullable(),
          what: z.string(),
          why: z.string(),
          client: z.string().nullable(),
          service: z.string().nullable(),
          currency: z.string(),
          before: z.int().nullable(),
          after: z.int().nullable(),
          at: z.string(),
        }),
      ),
    }),
  ),
} as const;

const operator = z.object({ id: z.int(), name: z.string(), active: z.boolean() });

export const operators = {
  'operators/list': channel('read', z.object({}), z.array(operator)),
  'operators/save': channel(
    'write',
    z.object({ name: z.string().min(1).max(200), active: z.boolean().default(true), who }),
    z.array(operator),
  ),
} as const;
