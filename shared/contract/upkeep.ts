/** What keeps a ledger in order: settings, the schedule, backups, and how the connections are doing. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { who } from './common.ts';
import { id } from './paging.ts';

/** When the month is run without anybody there. Times are of the clock on the wall in the company's time zone. */
export const schedule = z.object({
  enabled: z.boolean(),
  rhythm: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('daily') }),
    /** 1 is Monday. */
    z.object({ kind: z.literal('weekly'), weekday: z.int().min(1).max(7) }),
    /** The n-th working day (Monday to Friday) of the month; from the end when negative. */
    z.object({
      kind: z.literal('workday'),
      day: z
        .int()
        .min(-10)
        .max(15)
        .refine((day) => day !== 0),
    }),
  ]),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written 07:30'),
});

const settings = z.object({
  companyName: z.string().min(1).max(200),
  timeZone: z.string(),
  /** Share of a list, 0 to 1: a run that would mark more as gone stops and asks. */
  goneShare: z.number().min(0).max(1),
  onlyEnrolledStudents: z.boolean(),
  namesInExports: z.boolean(),
  /** Basis points of the month's revenue below which money at risk does not stop a review. */
  materialityBasisPoints: z.int().min(0).max(10_000),
});

const backup = z.object({
  file: z.string(),
  at: z.string(),
  bytes: z.int(),
  /** Made by hand, or before the ledger's layout changed, or before another backup was restored. */
  why: z.enum(['manual', 'migration', 'restore']),
});

export const upkeep = {
  'settings/get': channel(
    'read',
    z.object({}),
    settings.extend({
      currency: z.string(),
      firstMonth: z.string(),
      /** Recognition policies as sentences, each with what it does to the months. */
      policies: z.array(z.object({ key: z.string(), words: z.string() })),
    }),
  ),
  'settings/save': channel('write', z.object({ ...settings.partial().shape, who }), settings),
  'schedule/get': channel(
    'read',
    z.object({}),
    z.object({
      schedule,
      words: z.string(),
      /** Instants of the next runs, soonest first. */
      next: z.array(z.string()),
      last: z.object({ run: id, at: z.string(), status: z.string(), caughtUp: z.boolean() }).nullable(),
    }),
  ),
  /** Next runs of a schedule that is not saved yet. */
  'schedule/preview': channel('read', schedule, z.object({ words: z.string(), next: z.array(z.string()) })),
  'schedule/save': channel('write', z.object({ ...schedule.shape, who }), z.object({ next: z.array(z.string()) })),
  /** Whether a run is due now: the latest moment of the schedule that no scheduled run has answered. */
  'schedule/due': channel(
    'read',
    z.object({}),
    z.object({ due: z.string().nullable(), missed: z.boolean(), next: z.string().nullable() }),
  ),
  'backups/list': channel('read', z.object({}), z.object({ folder: z.string(), backups: z.array(backup) })),
  'backups/make': channel('write', z.object({ who }), backup),
  /** Opens a backup and checks it as a ledger is checked; changes nothing. */
  'backups/check': channel(
    'read',
    z.object({ file: z.string().min(1).max(300) }),
    z.object({
      ok: z.boolean(),
      company: z.string().nullable(),
      lastRunAt: z.string().nullable(),
      lockedThrough: z.string().nullable(),
      rows: z.record(z.string(), z.int()),
      found: z.array(z.string()),
    }),
  ),
  /** A card per connection. Nothing secret: only when its key was stored. */
  'connections/cards': channel(
    'read',
    z.object({}),
    z.array(
      z.object({
        id,
        provider: z.string(),
        providerName: z.string(),
        label: z.string(),
        status: z.enum(['untested', 'works', 'trouble', 'removed']),
        /** In words, when there is trouble. */
        problem: z.string().nullable(),
        fix: z.string().nullable(),
        lastSuccessAt: z.string().nullable(),
        keyStoredAt: z.string().nullable(),
        callsInLastRun: z.int(),
        records: z.int(),
        feeds: z.array(z.string()),
        settings: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  /** The settings form of a system: fields in order, ready to draw. */
  'connections/form': channel(
    'read',
    z.object({ provider: z.string() }),
    z.object({
      provider: z.string(),
      name: z.string(),
      secrets: z.array(z.object({ name: z.string(), label: z.string(), help: z.string() })),
      fields: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          help: z.string(),
          kind: z.enum(['text', 'number', 'switch', 'list', 'json']),
          required: z.boolean(),
          initial: z.unknown(),
          /** Shown only under "more settings". */
          advanced: z.boolean(),
        }),
      ),
    }),
  ),
} as const;
