/** Backups of a ledger: where they lie, what they are called, and whether one could be gone back to. */
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Clock } from '../platform/clock.ts';
import { Ledger, rowCounts } from './ledger.ts';
import { backupTo, openLedgerFile } from './open-ledger.ts';

export interface Backup {
  readonly file: string;
  readonly at: string;
  readonly bytes: number;
  readonly why: 'manual' | 'migration' | 'restore';
}

export interface BackupCheck {
  readonly ok: boolean;
  readonly company: string | null;
  readonly lastRunAt: string | null;
  readonly lockedThrough: string | null;
  readonly rows: Readonly<Record<string, number>>;
  /** What stands in the way, in plain words. */
  readonly found: readonly string[];
}

/** A plain file name: no way out of the folder, nothing hidden. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,250}\.sqlite$/;
/** Those that lie beside the ledger: made before its layout changed, before a restore, or on the command line. */
const BESIDE = /^(before-version-|before-restore-|backup-)/;
const STAMP = /(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/;

export function backupFolder(ledgerPath: string): string {
  return join(dirname(ledgerPath), 'backups');
}

/** All backups of a ledger, newest first. */
export function listBackups(ledgerPath: string): Backup[] {
  return [...namesIn(backupFolder(ledgerPath)), ...namesIn(dirname(ledgerPath)).filter((name) => BESIDE.test(name))]
    .filter((name, at, all) => all.indexOf(name) === at)
    .flatMap((name) => {
      const path = backupPath(ledgerPath, name);
      return path === null ? [] : [backupAt(path)];
    })
    .sort((a, b) => (a.at === b.at ? (a.file < b.file ? 1 : -1) : a.at < b.at ? 1 : -1));
}

/** The path of a backup by its file name; null unless it is one of this ledger's backups. */
export function backupPath(ledgerPath: string, file: string): string | null {
  if (!FILE_NAME.test(file)) return null;
  const places = [join(backupFolder(ledgerPath), file)];
  if (BESIDE.test(file) && file !== basename(ledgerPath)) places.push(join(dirname(ledgerPath), file));
  // A link could lead anywhere: only files count.
  return places.find((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile()) ?? null;
}

export function unknownBackup(file: string): Problem {
  return {
    code: 'UNKNOWN_BACKUP',
    message: `There is no backup "${file.slice(0, 80)}" of this ledger.`,
    meaning: 'The ledger is as it was.',
    fix: 'Choose one from the list of backups.',
  };
}

/** Writes a backup into the ledger's folder for them. Throws what the file system or SQLite throws; never overwrites. */
export function makeBackup(ledger: Ledger, at: string): Backup {
  const folder = backupFolder(ledger.path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = at.replace(/[:.]/g, '-');
  let path = join(folder, `backup-${stamp}.sqlite`);
  for (let n = 2; existsSync(path); n++) path = join(folder, `backup-${stamp}-${n}.sqlite`);
  try {
    backupTo(ledger.db, path);
  } catch (thrown) {
    rmSync(path, { force: true });
    throw thrown;
  }
  return backupAt(path);
}

/**
 * Opens a backup for reading only, and says what it holds and whether `ledger` could go back to it. Null: the present ledger cannot be
 * opened, so whose it is cannot be compared.
 */
export function checkBackup(ledger: Ledger | null, path: string, clock: Clock): BackupCheck {
  const strays = [`${path}-wal`, `${path}-shm`].filter((each) => !existsSync(each));
  const opened = openLedgerFile(path, { clock, readonly: true });
  if (!opened.ok) {
    const { message, fix } = opened.problem;
    return { ok: false, company: null, lastRunAt: null, lockedThrough: null, rows: {}, found: [`${message} ${fix}`] };
  }
  try {
    return contentOf(new Ledger(opened.value, path), ledger);
  } finally {
    opened.value.close();
    // Reading a file of this kind leaves empty companions behind where it is not allowed to take them away.
    for (const stray of strays) rmSync(stray, { force: true });
  }
}

function contentOf(backup: Ledger, present: Ledger | null): BackupCheck {
  const found: string[] = [];
  if (!holdsTables(backup) || !backup.hasCompany()) {
    found.push('It holds no company: there is nothing in it to go back to.');
    return { ok: false, company: null, lastRunAt: null, lockedThrough: null, rows: {}, found };
  }
  const { name, created_at: since } = backup.company;
  if (present !== null && since !== present.company.created_at)
    found.push(`It is the ledger of another company: ${name}.`);
  const dangling = backup.db.pragma('foreign_key_check') as unknown[];
  if (dangling.length > 0) found.push(`${dangling.length} rows in it refer to rows that are not there.`);
  const lastRunAt = backup
    .prepare<[], string>('SELECT started_at FROM sync_run ORDER BY id DESC LIMIT 1')
    .pluck()
    .get();
  return {
    ok: found.length === 0,
    company: name,
    lastRunAt: lastRunAt ?? null,
    lockedThrough: backup.lockedThrough(),
    rows: rowCounts(backup),
    found,
  };
}

function holdsTables(ledger: Ledger): boolean {
  return ledger.prepare<[], unknown>("SELECT 1 FROM sqlite_schema WHERE name = 'company'").get() !== undefined;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function backupAt(path: string): Backup {
  const file = basename(path);
  const { size, mtime } = statSync(path);
  const [, day, hour, minute, second, ms] = STAMP.exec(file) ?? [];
  return {
    file,
    at: day === undefined ? mtime.toISOString() : `${day}T${hour}:${minute}:${second}.${ms}Z`,
    bytes: size,
    why: file.startsWith('before-version-') ? 'migration' : file.startsWith('before-restore-') ? 'restore' : 'manual',
  };
}
