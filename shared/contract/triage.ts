/** The issue list as a table: searched, sorted, grouped and selected as a whole. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { filter, issue } from './issues.ts';
import { id, page, paging } from './paging.ts';

const wanted = { ...filter, search: paging.search };

export const triage = {
  'issues/page': channel(
    'read',
    z.object({
      ...paging,
      ...wanted,
      descending: z.boolean().default(true),
      sort: z
        .enum(['amount', 'monthAmount', 'firstSeen', 'lastSeen', 'code', 'integration', 'timesSeen'])
        .default('amount'),
    }),
    page(issue).extend({
      /** Over all rows under the same filter; one contract counts once, with its largest issue. */
      amountAtRisk: z.int(),
    }),
  ),
  /** One row a cause (code and what discriminates it), most money first. */
  'issues/groups': channel(
    'read',
    z.object(wanted),
    z.array(
      z.object({
        /** Hand back as `group` to list its issues. */
        group: z.string(),
        code: z.string(),
        title: z.string(),
        integration: z.string(),
        operation: z.string(),
        severity: z.string(),
        effect: z.string(),
        count: z.int(),
        /** Documents or other records behind it: one missing mapping may hold many. */
        records: z.int(),
        amountAtRisk: z.int(),
        monthAtRisk: z.int(),
        since: z.string(),
        /** The issue whose fix stands for the group. */
        example: id,
      }),
    ),
  ),
  /** Ids under a filter, for "select all": at most 10,000. */
  'issues/select': channel('read', z.object(wanted), z.object({ ids: z.array(id), total: z.int() })),
  /** "Fix these 6 of 240 and 92 % of the money is certain." */
  'issues/shortest': channel(
    'read',
    z.object({}),
    z.object({ ids: z.array(id), of: z.int(), amount: z.int(), total: z.int() }),
  ),
  /** What happened to an issue: raised, seen again, resolved, ignored, reopened. */
  'issues/history': channel(
    'read',
    z.object({ id }),
    z.array(z.object({ at: z.string(), words: z.string(), who: z.string().nullable(), run: id.nullable() })),
  ),
} as const;
