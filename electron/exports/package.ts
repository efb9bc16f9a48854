/**
 * A close in one folder: workbook, journal, tidy accruals, the close as JSON, and a manifest with the hash of each. Everything is
 * written beside the folder first and moved there at the end, so that there is a whole package or none.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CloseData } from '../../shared/close/close-data.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { JournalCsvPreset } from '../ledger/accounts.ts';
import { journalCsv } from './journal-csv.ts';
import { type Move, placeFolder, writingProblem } from './place-files.ts';
import { writeCloseWorkbook } from './workbook/close-workbook.ts';
import type { BeginWorkbook } from './workbook/workbook-port.ts';

export interface PackageOrder {
  /** The folder that holds packages, each in one of its own. */
  readonly into: string;
  readonly appVersion: string;
  readonly createdAt: string;
  readonly who: string;
  readonly names: boolean;
  readonly preset: JournalCsvPreset;
  /** Writes the tidy accruals to a path. */
  readonly accruals: (path: string) => Result<{ readonly rows: number }>;
  readonly begin: BeginWorkbook;
  readonly move?: Move;
}

export interface PackagedFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface MadePackage {
  readonly folder: string;
  readonly workbook: string;
  readonly files: readonly PackagedFile[];
  readonly datasetHash: string;
  readonly manifestSha256: string;
  readonly state: string;
}

const MANIFEST = 'manifest.json';

/** Writes the package of a month. */
export async function writePackage(data: CloseData, order: PackageOrder): Promise<Result<MadePackage>> {
  const name = `${fileName(data.head.company)}_${data.head.month}_close`;
  const folder = join(order.into, name);
  if (existsSync(folder) && !existsSync(join(folder, MANIFEST))) return fail(taken(folder));
  let draft: string;
  try {
    mkdirSync(order.into, { recursive: true });
    draft = mkdtempSync(join(order.into, `.${name}-`));
  } catch (thrown) {
    return refused(thrown, order.into);
  }
  try {
    const made = await fill(draft, name, data, order);
    if (!made.ok) {
      rmSync(draft, { recursive: true, force: true });
      return made;
    }
    const placed = placeFolder(draft, folder, order.move);
    return placed.ok ? ok({ ...made.value, folder, workbook: join(folder, `${name}.xlsx`) }) : placed;
  } catch (thrown) {
    rmSync(draft, { recursive: true, force: true });
    return refused(thrown, folder);
  }
}

async function fill(
  draft: string,
  name: string,
  data: CloseData,
  order: PackageOrder,
): Promise<Result<Omit<MadePackage, 'folder' | 'workbook'>>> {
  const { head } = data;
  const workbook = `${name}.xlsx`;
  const { datasetHash, sheets } = await writeCloseWorkbook(order.begin, data, {
    path: join(draft, workbook),
    appVersion: order.appVersion,
    createdAt: order.createdAt,
    who: order.who,
    names: order.names,
  });
  writeFileSync(join(draft, 'journal.csv'), journalCsv(data.journal, head.currency, head.run, order.preset));
  const accruals = order.accruals(join(draft, 'accruals.csv'));
  if (!accruals.ok) return accruals;
  await pipeline(Readable.from(closeJson(data, datasetHash, order)), createWriteStream(join(draft, 'close.json')));
  const rows = new Map([
    [workbook, sheets.reduce((sum, sheet) => sum + sheet.rows, 0)],
    ['journal.csv', data.journal.length],
    ['accruals.csv', accruals.value.rows],
    ['close.json', 1],
  ]);
  const files: PackagedFile[] = [];
  for (const [file, count] of rows) files.push({ name: file, rows: count, ...(await hashed(join(draft, file))) });
  const manifest = `${JSON.stringify(
    {
      company: head.company,
      month: head.month,
      state: head.state,
      version: head.version,
      run: head.run,
      preparedBy: head.preparedBy,
      reviewedBy: head.reviewedBy,
      samePerson: head.preparedBy !== null && head.preparedBy.who === head.reviewedBy?.who,
      writtenAt: order.createdAt,
      writtenBy: order.who,
      app: `Monthend ${order.appVersion}`,
      datasetHash,
      journal: controlTotals(data),
      journalFile: order.preset,
      sheets,
      files,
    },
    null,
    2,
  )}\n`;
  writeFileSync(join(draft, MANIFEST), manifest);
  const manifestSha256 = createHash('sha256').update(manifest).digest('hex');
  const bytes = Buffer.byteLength(manifest);
  return ok({
    files: [...files, { name: MANIFEST, rows: files.length, bytes, sha256: manifestSha256 }],
    datasetHash,
    manifestSha256,
    state: head.state,
  });
}

function controlTotals({ journal, head }: CloseData) {
  return {
    currency: head.currency,
    lines: journal.length,
    debitMinor: journal.reduce((sum, row) => sum + row.functionalDebitMinor, 0),
    creditMinor: journal.reduce((sum, row) => sum + row.functionalCreditMinor, 0),
  };
}

/** The close as JSON, amounts in minor units, a row at a time: it may be larger than one text can be. */
function* closeJson(data: CloseData, datasetHash: string, order: PackageOrder): Generator<string, void, void> {
  const { detail, ...rest } = data;
  const named = (row: object) => JSON.stringify(order.names ? row : { ...row, clientName: null });
  const head = JSON.stringify({ format: 'monthend-close-1', datasetHash, ...rest });
  yield `${head.slice(0, -1)},"detail":[`;
  let first = true;
  for (const row of detail()) {
    yield `${first ? '\n' : ',\n'}${named(row)}`;
    first = false;
  }
  yield '\n]}\n';
}

async function hashed(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A company's name as part of a file name, on any system. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60) || 'company';
}

function refused(thrown: unknown, path: string): Result<never> {
  const problem = writingProblem(thrown, path);
  if (problem) return fail(problem);
  throw thrown;
}

function taken(folder: string): Problem {
  return {
    code: 'FOLDER_TAKEN',
    message: `${folder} is there already and is no package of Monthend.`,
    meaning: 'It was left as it is; nothing was written.',
    fix: 'Move it away, or choose another folder.',
  };
}
