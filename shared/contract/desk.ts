/**
 * What a window can ask of the program that opened it, beyond the ledger's own use cases: which ledger is open, the run in
 * progress, files and folders, how the app looks. The desktop app and the local server answer it the same way.
 */
import { z } from 'zod';
import { channel } from './channel.ts';
import { execution, monthText, problem, step } from './common.ts';
import { filter, onlyThese } from './issues.ts';
import { importDiff, packages } from './packages.ts';
import { paging } from './paging.ts';
import { reportName, reportOptions } from './reports.ts';
import { sync } from './sync.ts';
import { views } from './views.ts';

/** How the app looks, kept on this machine for this person. */
export const appearance = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  contrast: z.enum(['system', 'normal', 'high']).default('system'),
  density: z.enum(['normal', 'compact']).default('normal'),
  language: z.enum(['system', 'en', 'es']).default('system'),
});

/** What a run was asked to do. Months are inclusive. */
export const runWish = z.object({
  step: step.optional(),
  fromStep: step.optional(),
  from: monthText.optional(),
  until: monthText.optional(),
  withAccruals: z.boolean().default(true),
  resume: z.boolean().default(false),
  acceptGone: z.boolean().default(false),
});

export const liveExecution = execution.extend({
  phase: z.enum(['fetch', 'apply']).nullable(),
  done: z.int(),
  of: z.int().nullable(),
  /** Estimated from its own pace, else from the last run; null when nothing is known. */
  msLeft: z.number().nullable(),
});

/** The run in progress, or the one that just ended. */
export const liveRun = z.object({
  kind: z.enum(['run', 'preview']),
  run: z.int().nullable(),
  state: z.enum(['running', 'cancelling', 'ended']),
  /** How it ended. */
  status: z.enum(['completed', 'failed', 'cancelled', 'refused']).nullable(),
  /** Why it could not be done or not to the end. */
  problem: problem.nullable(),
  trigger: z.enum(['manual', 'schedule']),
  caughtUp: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  wish: runWish,
  executions: z.array(liveExecution),
  msLeft: z.number().nullable(),
  /** What a preview found. */
  preview: sync['sync/preview'].output.nullable(),
});

export const deskState = z.object({
  /** `empty`: no ledger here yet. `refused`: there is one and it cannot be opened; `problem` says why. */
  ledger: z.enum(['open', 'empty', 'refused']),
  problem: problem.nullable(),
  sample: z.boolean(),
  company: z.object({ name: z.string(), currency: z.string(), timeZone: z.string() }).nullable(),
  path: z.string(),
  /** Who is at the keyboard, as decisions are signed. */
  who: z.string(),
  shell: z.enum(['desktop', 'browser']),
  platform: z.string(),
  version: z.string(),
  locale: z.string(),
  /** What the app can say about itself once: a run that was caught up, a clock that was set back. */
  notices: z.array(z.object({ code: z.string(), message: z.string(), fix: z.string() })),
});

/** The file something was written to; in a browser with a way to fetch it. Null when the operator chose none. */
const written = z
  .object({ path: z.string(), rows: z.int(), sha256: z.string(), download: z.string().nullable() })
  .nullable();

export const desk = {
  'desk/state': channel('read', z.object({}), deskState),
  'desk/open-sample': channel('write', z.object({}), deskState),
  /** Makes the company's ledger and opens it. */
  'desk/start-company': channel(
    'write',
    z.object({
      name: z.string().min(1).max(200),
      currency: z.string().regex(/^[A-Za-z]{3}$/),
      timeZone: z.string().min(1).max(100),
      firstMonth: monthText,
    }),
    deskState,
  ),
  /** Leaves the sample company, or tries a ledger again that could not be opened. */
  'desk/open-company': channel('write', z.object({}), deskState),
  'desk/set-who': channel('write', z.object({ who: z.string().trim().min(1).max(100) }), deskState),
  'desk/dismiss-notice': channel('write', z.object({ code: z.string() }), deskState),
  'desk/keychain': channel(
    'read',
    z.object({}),
    z.object({ works: z.boolean(), kind: z.string(), message: z.string(), fix: z.string().nullable() }),
  ),
  /** Starts and returns at once; the run is then told by events and by `desk/live-run`. */
  'desk/start-run': channel('write', runWish, liveRun),
  'desk/start-preview': channel('write', runWish, liveRun),
  'desk/live-run': channel('read', z.object({}), liveRun.nullable()),
  'desk/cancel-run': channel('write', z.object({}), liveRun.nullable()),
  'desk/appearance': channel('read', z.object({}), appearance),
  'desk/set-appearance': channel('write', appearance.partial(), appearance),
  ...views,
  'desk/export-issues': channel('write', z.object({ ...filter, search: paging.search, ids: onlyThese }), written),
  'desk/export-accruals': channel(
    'write',
    z.object({ from: monthText.optional(), until: monthText.optional(), names: z.boolean().default(true) }),
    written,
  ),
  /** A report as it is shown, all rows of it. */
  'desk/export-report': channel(
    'write',
    z.object({
      report: reportName,
      month: monthText,
      options: reportOptions.default({}),
      names: z.boolean().default(true),
    }),
    written,
  ),
  /** The comparison with the old system, all rows that this reason is part of. */
  'desk/export-parity': channel(
    'write',
    z.object({ reason: z.string().max(20).optional(), names: z.boolean().default(true) }),
    written,
  ),
  /** Asks for a folder and writes the package of a month into one of its own there. */
  'desk/make-package': channel(
    'write',
    z.object({ month: monthText, names: z.boolean().default(true) }),
    packages['packages/make'].output.nullable(),
  ),
  'desk/export-issues-workbook': channel('write', z.object({ ...filter, search: paging.search }), written),
  /** Asks for the filled-in file and says what it would change; the desk remembers it for `desk/import-issues`. */
  'desk/import-issues-preview': channel(
    'read',
    z.object({}),
    z.object({ name: z.string(), diff: importDiff }).nullable(),
  ),
  /** Takes over the file that was shown last. */
  'desk/import-issues': channel('write', z.object({}), packages['issues/import'].output),
  /** Shows an exported file, the logs or the ledger's folder in the file manager; where there is none, says where it is. */
  'desk/show': channel(
    'read',
    z.object({ what: z.enum(['export', 'logs', 'data', 'backups']), path: z.string().max(4096).optional() }),
    z.object({ shown: z.boolean(), path: z.string() }),
  ),
  /** Closes the ledger, checks the backup, keeps the present ledger beside it, and opens the backup. */
  'desk/restore-backup': channel('write', z.object({ file: z.string().min(1).max(300) }), deskState),
  /** Without keys, names or anything else personal. */
  'desk/diagnostics': channel('read', z.object({}), z.object({ text: z.string() })),
  'desk/about': channel(
    'read',
    z.object({}),
    z.object({
      version: z.string(),
      versions: z.record(z.string(), z.string()),
      licences: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })),
    }),
  ),
} as const;

/** What the window is told without asking; at most ten a second. */
export const deskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: liveRun }),
  z.object({ type: z.literal('issues'), pending: z.int(), blocking: z.int() }),
  z.object({ type: z.literal('connections') }),
  /** Something in the ledger changed: lists that are on screen ask again. */
  z.object({ type: z.literal('ledger') }),
  z.object({ type: z.literal('state'), state: deskState }),
  /** The shell asks the window to show something: a menu item, a deep link, a click on a notification. */
  z.object({ type: z.literal('go'), to: z.string() }),
]);

export type Appearance = z.output<typeof appearance>;
export type RunWish = z.output<typeof runWish>;
export type LiveRun = z.output<typeof liveRun>;
export type LiveExecution = z.output<typeof liveExecution>;
export type DeskState = z.output<typeof deskState>;
export type DeskEvent = z.output<typeof deskEvent>;
