/** The issue list as a table: searched, sorted, grouped and selected as a whole. */
import { z } from 'zod';
import { clientRow, contractRow, documentRow, periodRow, serviceRow } from './browse.ts';
import { channel } from './channel.ts';
import { dayText, who } from './common.ts';
import { filter, issue, onlyThese } from './issues.ts';
import { id, page, paging } from './paging.ts';

const wanted = {
  ...filter,
  search: paging.search,
  ids: onlyThese,
};

const key = z.string();
/** What an issue or a decision names: the key decisions take, and the row of the ledger behind it. */
export const thing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('client'), key, row: clientRow }),
  z.object({ kind: z.literal('contract'), key, row: contractRow }),
  z.object({ kind: z.literal('document'), key, row: documentRow }),
  z.object({ kind: z.literal('period'), key, row: periodRow }),
  z.object({ kind: z.literal('service'), key, row: serviceRow }),
  z.object({ kind: z.literal('cohort'), key, row: z.object({ id, name: z.string() }) }),
  /** An account or product that stands for no service yet, by the words of a line that was booked on it. */
  z.object({ kind: z.literal('account'), key, row: z.object({ name: z.string(), description: z.string() }) }),
]);
export type Thing = z.output<typeof thing>;

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
        /** Of the example: what its sentences are filled from. */
        details: z.record(z.string(), z.unknown()),
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
        /** Who looks after how many of them. */
        owners: z.array(z.object({ name: z.string(), count: z.int() })),
        /** The issue whose fix stands for the group. */
        example: id,
      }),
    ),
  ),
  /** Ids under a filter, for "select all": at most 10,000. */
  'issues/select': channel('read', z.object(wanted), z.object({ ids: z.array(id), total: z.int() })),
  /** Hands issues to somebody who works here, or to nobody; all or none. Says how many were not theirs before. */
  'issues/assign': channel(
    'write',
    z.object({ ids: z.array(id).min(1).max(10_000), operator: id.nullable(), who }),
    z.object({ changed: z.int() }),
  ),
  /** Puts open issues aside until a day of the company's calendar, or brings them back; all or none. No figure and no gate changes. */
  'issues/snooze': channel(
    'write',
    z.object({
      ids: z.array(id).min(1).max(10_000),
      until: dayText.nullable(),
      reason: z.string().max(500).default(''),
      who,
    }),
    z.object({ changed: z.int() }),
  ),
  /** "Fix these 6 of 240 and 92 % of the money is certain." */
  'issues/shortest': channel(
    'read',
    z.object({}),
    z.object({ ids: z.array(id), of: z.int(), amount: z.int(), total: z.int() }),
  ),
  /** Everything in the ledger that an issue and its proposals name. The one it is about comes first. */
  'issues/things': channel('read', z.object({ id }), z.array(thing)),
  /** What keys stand for, to say a list of issues without them. */
  'issues/names': channel(
    'read',
    z.object({ keys: z.array(z.string().max(500)).max(500) }),
    z.array(
      z.object({
        key,
        kind: z.enum(['client', 'contract', 'document', 'period', 'service', 'cohort', 'account']),
        name: z.string(),
      }),
    ),
  ),
  /** What can be chosen in an answer. Without a search: contracts and clients that the issue is near to. */
  'issues/choices': channel(
    'read',
    z.object({ kind: z.enum(['service', 'client', 'contract']), search: paging.search, issue: id }),
    z.array(thing),
  ),
  /** What happened to an issue: raised, seen again, resolved, ignored, reopened. */
  'issues/history': channel(
    'read',
    z.object({ id }),
    z.array(z.object({ at: z.string(), words: z.string(), who: z.string().nullable(), run: id.nullable() })),
  ),
} as const;
