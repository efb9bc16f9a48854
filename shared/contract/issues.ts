import { z } from 'zod';
import { ISSUE_STATUSES } from '../domain/entities.ts';
import { ISSUE_ENTITIES } from '../domain/issue.ts';
import { channel } from './channel.ts';
import { monthText, who } from './common.ts';
import { paging } from './paging.ts';

/** What issues can be filtered by, in every list of them. */
export const filter = {
  integration: z.string().optional(),
  operation: z.string().optional(),
  status: z.enum(ISSUE_STATUSES).optional(),
  entityType: z.enum(ISSUE_ENTITIES).optional(),
  severity: z.enum(['blocker', 'high', 'medium', 'low', 'info']).optional(),
  code: z.string().optional(),
  month: monthText.optional(),
  /** A cause, as `issues/groups` names it. */
  group: z.string().max(500).optional(),
  /** The name of who looks after it. */
  owner: z.string().max(200).optional(),
  /** Only what nobody looks after. */
  unowned: z.boolean().optional(),
  /** What is put aside for now: left out, or nothing else. Left out of the filter it is listed like everything. */
  snoozed: z.enum(['hide', 'only']).optional(),
};

/** Only these: a selection, or the shortest way to certain figures. */
export const onlyThese = z.array(z.int().min(1)).max(10_000).optional();

export const issue = z.object({
  id: z.int(),
  code: z.string(),
  fingerprint: z.string(),
  integration: z.string(),
  operation: z.string(),
  entityType: z.string(),
  entityExternalId: z.string(),
  title: z.string(),
  message: z.string(),
  fix: z.string(),
  severity: z.string(),
  effect: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** Balance at risk, company currency, minor units. */
  amountAtRisk: z.int(),
  monthAtRisk: z.int(),
  month: z.string().nullable(),
  status: z.enum(ISSUE_STATUSES),
  reason: z.string().nullable(),
  who: z.string().nullable(),
  /** Who looks after it. */
  owner: z.object({ id: z.int(), name: z.string() }).nullable(),
  /** It was put aside until a day. `asleep`: it still is; otherwise its day came (`due`) or its facts changed. */
  snooze: z
    .object({
      until: z.string(),
      reason: z.string(),
      who: z.string(),
      at: z.string(),
      asleep: z.boolean(),
      due: z.boolean(),
    })
    .nullable(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  timesSeen: z.int(),
  reopened: z.int(),
});

export const issues = {
  'issues/list': channel(
    'read',
    z.object({ ...filter, limit: z.int().min(1).max(1000).default(100), cursor: z.string().optional() }),
    z.object({ issues: z.array(issue), cursor: z.string().nullable() }),
  ),
  'issues/get': channel(
    'read',
    z.object({ id: z.int() }),
    z.object({ issue, payload: z.unknown(), payloadFetchedAt: z.string().nullable() }),
  ),
  /** One or many; all or none. Ignoring needs a reason. */
  'issues/update': channel(
    'write',
    z.object({
      ids: z.array(z.int()).min(1).max(10_000),
      status: z.enum(['resolved', 'ignored', 'pending']),
      reason: z.string().optional(),
      who,
    }),
    z.object({ updated: z.int() }),
  ),
  /** Applies the stored source records again, without the network. */
  'issues/retry': channel(
    'write',
    z.object({ ids: z.array(z.int()).min(1).max(10_000), who }),
    z.object({ retried: z.int(), cleared: z.int(), stillOpen: z.int(), run: z.int().nullable() }),
  ),
  'issues/export': channel(
    'write',
    z.object({ ...filter, search: paging.search, ids: onlyThese, path: z.string().min(1), who }),
    z.object({ path: z.string(), rows: z.int(), sha256: z.string() }),
  ),
  'issues/totals': channel(
    'read',
    z.object({}),
    z.object({ pending: z.int(), blocking: z.int(), byCode: z.record(z.string(), z.int()), amountAtRisk: z.int() }),
  ),
} as const;
