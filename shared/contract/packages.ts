/** Handing a close out: a package in one folder, and the issues as a workbook that can come back. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { monthText, who } from './common.ts';
import { filter } from './issues.ts';
import { paging } from './paging.ts';

const file = z.object({ name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() });

const madePackage = z.object({
  month: z.string(),
  folder: z.string(),
  /** State of the month in words when it was written. */
  state: z.string(),
  files: z.array(file),
  /** The same data and policies give the same one. */
  datasetHash: z.string(),
  manifestSha256: z.string(),
});

/** One cell that somebody filled in and what it would do. */
const change = z.object({
  issue: z.int(),
  /** Row of the sheet. */
  row: z.int(),
  code: z.string(),
  title: z.string(),
  field: z.enum(['status', 'note', 'mapping']),
  before: z.string(),
  after: z.string(),
  words: z.string(),
});

/** Something in the file to be told. `stops`: until it is put right nothing of the file is taken over. */
const finding = z.object({ row: z.int().nullable(), message: z.string(), fix: z.string(), stops: z.boolean() });

export const importDiff = z.object({
  /** Of the file that was read: taking it over says it back, so that what was shown is what is done. */
  sha256: z.string(),
  rows: z.int(),
  changes: z.array(change),
  findings: z.array(finding),
  /** Nothing stands in the way, and there is something to do. */
  ready: z.boolean(),
});

export const packages = {
  /** Writes the package of a month into a folder of its own below `folder`; an earlier one of the month is replaced. */
  'packages/make': channel(
    'write',
    z.object({ month: monthText, folder: z.string().min(1).max(4096), names: z.boolean().default(true), who }),
    madePackage,
  ),
  /** What was handed out, latest first. */
  'packages/list': channel(
    'read',
    z.object({ month: monthText.optional() }),
    z.array(madePackage.extend({ id: z.int(), at: z.string(), who: z.string() })),
  ),
  /** The issues under a filter as a workbook; its status, note and mapping columns can be filled in and read back. */
  'issues/export-workbook': channel(
    'write',
    z.object({ ...filter, search: paging.search, path: z.string().min(1).max(4096), who }),
    z.object({ path: z.string(), rows: z.int(), sha256: z.string() }),
  ),
  'issues/import-preview': channel('read', z.object({ path: z.string().min(1).max(4096) }), importDiff),
  /** Takes over all that was filled in, or nothing. */
  'issues/import': channel(
    'write',
    z.object({ path: z.string().min(1).max(4096), sha256: z.string().optional(), who }),
    z.object({ updated: z.int(), decisions: z.int(), diff: importDiff }),
  ),
} as const;
