/** The reports of a close, its tie-outs, its accounts, and what would happen if: one area, because all of it is read off one month. */
import { z } from 'zod';
import { ACCOUNT_ROLES } from '../close/accounts.ts';
import { POSTING_STYLES } from '../close/journal-bookings.ts';
import { parseCivilDate } from '../domain/civil-date.ts';
import { channel } from './channel.ts';
import { monthText, who } from './common.ts';

export const REPORTS = [
  'roll-forward',
  'waterfall',
  'cohorts',
  'revenue',
  'journal',
  'ageing',
  'dso',
  'cash-forecast',
  'vat',
  'flux',
  'bridge',
  'number-gaps',
  'cut-off',
  'changes',
] as const;
export type ReportName = (typeof REPORTS)[number];

export const reportName = z.enum(REPORTS);
const dateText = z.string().refine((text) => parseCivilDate(text) !== null, 'a day is written 2025-03-31');
const minor = z.int();

/** What some reports can be asked for; those that do not know an option pass it over. */
export const reportOptions = z.object({
  /** roll-forward, revenue: months shown, the one asked for last. 12 when left out. */
  months: z.int().min(1).max(36).optional(),
  currency: z.string().length(3).optional(),
  /** roll-forward, revenue, journal: a line for each service. */
  perService: z.boolean().optional(),
  /** waterfall: a row for each contract instead of each service. */
  perContract: z.boolean().optional(),
  /** journal */
  style: z.enum(POSTING_STYLES).optional(),
  level: z.enum(['summary', 'detail']).optional(),
  /** ageing, DSO, forecast: the day they are made for; the last day of the month when left out. */
  asOf: dateText.optional(),
  by: z.enum(['due', 'invoice']).optional(),
  /** flux: another month; the one before when left out. */
  comparedWith: monthText.optional(),
  strict: z.boolean().optional(),
});

const column = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'money', 'int', 'date', 'month', 'percent']),
});

const row = z.object({
  key: z.string(),
  level: z.enum(['line', 'total', 'note']),
  /** By key of the column. Money in minor units, percentages in hundredths of a percent, what does not apply as null. */
  cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** By key of the column: what to hand to `reports/drill` to see what a figure is made of. */
  drill: z.record(z.string(), z.string()),
});

const behind = z.object({
  key: z.string(),
  contract: z.int().nullable(),
  document: z.int().nullable(),
  code: z.string(),
  client: z.string().nullable(),
  service: z.string().nullable(),
  amount: minor,
  currency: z.string(),
  /** Postings of the month in question that make the amount, newest first; for `postings/why`. */
  postings: z.array(z.int()),
});

const lamp = z.object({
  id: z.int().min(1).max(10),
  words: z.string(),
  left: z.object({ words: z.string(), amount: minor }),
  right: z.object({ words: z.string(), amount: minor }),
  difference: minor,
  unit: z.enum(['money', 'documents']),
  currency: z.string(),
  state: z.enum(['ties', 'differs', 'not_stated', 'overridden']),
  overridable: z.boolean(),
  override: z.object({ reason: z.string(), who: z.string() }).nullable(),
  /** Holders that an earlier check names already and this one leaves out. */
  leftOut: z.int(),
  behind: z.array(
    z.object({
      key: z.string(),
      contract: z.int().nullable(),
      document: z.int().nullable(),
      code: z.string(),
      client: z.string().nullable(),
      left: minor,
      right: minor,
      difference: minor,
    }),
  ),
});

const lamps = z.object({
  month: z.string(),
  /** Lamps that keep the month from closing. */
  red: z.int(),
  lamps: z.array(lamp),
  /** The balance of the books as it was typed, with who typed it. */
  ledgerBalance: z.object({ amount: minor, who: z.string(), at: z.string() }).nullable(),
});

const csv = z.object({
  separator: z.enum([',', ';', 'tab']),
  decimal: z.enum(['.', ',']),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'windows-1252']),
});
const account = z.string().max(40);
const accountFields = {
  roles: z.record(z.enum(ACCOUNT_ROLES), account.nullable()),
  /** Revenue account of services without one of their own. */
  revenue: account.nullable(),
  names: z.record(z.string(), z.string().max(200)),
  style: z.enum(POSTING_STYLES),
  csv,
};
const accounts = z.object({
  ...accountFields,
  /** False while the neutral chart stands in for what nobody chose. */
  chosen: z.boolean(),
  services: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** Its own revenue account; null where it uses the company's. */
      account: z.string().nullable(),
      /** What the invoicing system calls its account: offered, never taken by itself. */
      proposed: z.string().nullable(),
    }),
  ),
  presets: z.array(z.object({ id: z.string(), title: z.string() })),
  missing: z.array(z.object({ role: z.string(), service: z.string().nullable() })),
});

/** Something that might have happened to a contract. Days are as people say them: the last day of class. */
export const supposed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drop'), lastDay: dateText, refund: minor.min(0) }),
  z.object({
    type: z.literal('pause'),
    lastDay: dateText,
    returnDay: dateText.nullable().default(null),
    /** Null: as the policy about pauses has it. */
    mode: z.enum(['extend', 'compress']).nullable().default(null),
  }),
  z.object({ type: z.literal('resume'), firstDay: dateText, newEnd: dateText }),
  z.object({ type: z.literal('complete'), lastDay: dateText }),
  z.object({ type: z.literal('dates'), start: dateText, end: dateText }),
  z.object({ type: z.literal('price'), amount: minor }),
  z.object({
    type: z.literal('price-change'),
    from: dateText,
    amount: minor.min(0),
    /** Null: as the policy about changes of price has it. */
    mode: z.enum(['prospective', 'catch_up']).nullable().default(null),
  }),
]);

export const reports = {
  'reports/list': channel(
    'read',
    z.object({}),
    z.array(
      z.object({
        name: reportName,
        title: z.string(),
        words: z.string(),
        /** Options that it knows. */
        options: z.array(z.string()),
      }),
    ),
  ),
  'reports/get': channel(
    'read',
    z.object({
      report: reportName,
      month: monthText,
      options: reportOptions.default({}),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000).default(200),
    }),
    z.object({
      title: z.string(),
      subtitle: z.string(),
      currency: z.string(),
      columns: z.array(column),
      rows: z.array(row),
      total: z.int(),
      notes: z.array(z.string()),
    }),
  ),
  /** Every row of a report as a CSV file. */
  'reports/export': channel(
    'write',
    z.object({
      report: reportName,
      month: monthText,
      options: reportOptions.default({}),
      names: z.boolean().default(true),
      path: z.string().min(1),
      who,
    }),
    z.object({ path: z.string(), rows: z.int(), sha256: z.string() }),
  ),
  'reports/drill': channel(
    'read',
    z.object({
      ref: z.string().min(1).max(2000),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      words: z.string(),
      /** Sum of all rows, in the currency of the figure. */
      amount: minor,
      currency: z.string(),
      rows: z.array(behind),
      total: z.int(),
    }),
  ),
  'flux/comment': channel(
    'write',
    z.object({
      month: monthText,
      comparedWith: monthText,
      line: z.string().min(1).max(200),
      comment: z.string().max(2000),
      who,
    }),
    z.object({ line: z.string(), comment: z.string() }),
  ),
  'tie-outs/list': channel('read', z.object({ month: monthText }), lamps),
  /** Works the lamps out, and raises or clears the issues that stand for red ones. */
  'tie-outs/check': channel('write', z.object({ month: monthText, who }), lamps),
  /** An empty reason takes an override back. */
  'tie-outs/override': channel(
    'write',
    z.object({ month: monthText, id: z.int().min(1).max(10), reason: z.string().max(2000), who }),
    lamps,
  ),
  'tie-outs/ledger-balance': channel('write', z.object({ month: monthText, amount: minor, who }), lamps),
  'accounts/get': channel('read', z.object({ month: monthText.optional() }), accounts),
  'accounts/save': channel(
    'write',
    z.object({
      /** Begins with a chart; what else is given lies over it. */
      preset: z.enum(['spain-pgc', 'neutral']).optional(),
      roles: z.partialRecord(z.enum(ACCOUNT_ROLES), account.nullable()).optional(),
      revenue: account.nullable().optional(),
      names: z.record(z.string(), z.string().max(200)).optional(),
      style: z.enum(POSTING_STYLES).optional(),
      csv: csv.partial().optional(),
      /** By key of the service; null goes back to the company's account. */
      services: z.record(z.string(), account.nullable()).optional(),
      who,
    }),
    accounts,
  ),
  'contracts/what-if': channel(
    'read',
    z.object({ contract: z.int().min(1), events: z.array(supposed).min(1).max(20) }),
    z.object({
      contract: z.int(),
      currency: z.string(),
      price: z.object({ before: minor, after: minor }),
      /** Money without days, before and after. */
      held: z.object({ before: minor, after: minor }),
      months: z.array(z.object({ month: z.string(), before: minor, after: minor, closed: z.boolean() })),
      sentences: z.array(z.string()),
    }),
  ),
} as const;
