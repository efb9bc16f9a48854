import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { Clock } from '../platform/clock.ts';
import { storageProblem as thisMachines } from '../platform/paths.ts';
import { makePrivate } from '../platform/private-file.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { type Migration, versionAfter } from './migrations/migration.ts';

/** "MnEn": marks the file as a Monthend ledger. */
const APPLICATION_ID = 0x4d6e456e;

export type Db = Database.Database;

export interface OpenOptions {
  readonly clock: Clock;
  /** Makes the file when there is none. Without it a missing file is the operator's problem to solve. */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** The migrations to know; for tests of what happens when there is a new one. */
  readonly migrations?: readonly Migration[];
  /** Skips `quick_check`: for a second connection to a file that was just opened. */
  readonly trusted?: boolean;
  /** Somebody else checks the file before anything is written to it. A migration, which writes at once, is not left to them. */
  readonly checkedElsewhere?: boolean;
}

/**
 * Opens a ledger file: checks that it is ours, whole and not newer than this app, backs it up before a migration, migrates.
 * Every way this can end badly is a value with what to do; the file is never changed in those cases.
 */
export function openLedgerFile(path: string, options: OpenOptions): Result<Db> {
  if (!options.create && !existsSync(path)) {
    return fail({
      code: 'LEDGER_MISSING',
      message: `There is no ledger at ${path}.`,
      fix: 'Make one with "monthend init", or give the right place with --ledger.',
    });
  }
  let db: Db;
  try {
    if (options.create) makePrivate(path);
    db = new Database(path, { readonly: options.readonly ?? false, fileMustExist: !options.create });
  } catch (cause) {
    return fail(storageProblem(path, cause));
  }
  try {
    const known = options.migrations ?? MIGRATIONS;
    const refusal = refuse(db, path, known, options);
    if (refusal) {
      db.close();
      return fail(refusal);
    }
    configure(db, options.readonly ?? false);
    if (!options.readonly) migrate(db, path, known, options.clock);
    return ok(db);
  } catch (cause) {
    db.close();
    return fail(storageProblem(path, cause));
  }
}

function refuse(
  db: Db,
  path: string,
  known: readonly Migration[],
  { trusted, checkedElsewhere }: OpenOptions,
): Problem | null {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0;
  if (tables > 0 && application !== APPLICATION_ID) {
    return {
      code: 'LEDGER_FOREIGN',
      message: `${path} is a database of another program.`,
      fix: 'Choose another file; this one was left untouched.',
    };
  }
  const latest = versionAfter(known);
  if (version > latest) {
    return {
      code: 'LEDGER_NEWER',
      message: `${path} was written by a newer Monthend (ledger version ${version}, this app knows ${latest}).`,
      fix: 'Update Monthend, or open a backup made before the update. The file was left untouched.',
    };
  }
  if (trusted || tables === 0 || (checkedElsewhere && version === latest)) return null;
  return damageOf(db, path);
}

/** What `quick_check` finds: it reads the whole file, some seconds for half a gigabyte. */
export function damageOf(db: Db, path: string): Problem | null {
  const answer = db.pragma('quick_check(1)', { simple: true });
  if (answer === 'ok') return null;
  return {
    code: 'LEDGER_CORRUPT',
    message: `${path} is damaged: ${String(answer).slice(0, 200)}.`,
    fix: 'Restore the latest backup ("monthend ledger backup" writes them beside the ledger). The damaged file was left untouched.',
  };
}

function configure(db: Db, readonly: boolean): void {
  db.pragma('busy_timeout = 5000');
  if (!readonly) {
    db.pragma('journal_mode = WAL');
    // FULL: the last commits survive a power cut; at hundreds of rows a commit it costs nothing.
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
  }
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cache_size = -32000');
}

function migrate(db: Db, path: string, known: readonly Migration[], clock: Clock): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const latest = versionAfter(known);
  if (version === latest) return;
  if (version > 0) {
    const stamp = clock.now().toISOString().replace(/[:.]/g, '-');
    backupTo(db, join(path, '..', `before-version-${latest}-${stamp}.backup.sqlite`));
  }
  for (const migration of known.filter((each) => each.version > version)) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}

/** Writes a compact copy of the ledger as it is now. The target must not exist. */
export function backupTo(db: Db, target: string): void {
  // VACUUM INTO wants a name that is free, or an empty file: one that only its owner can read.
  makePrivate(target);
  db.prepare('VACUUM INTO ?').run(target);
}

/** What a refusal of SQLite or of the file system means to the operator. Throws what it cannot put into words: that is a bug. */
export function storageProblem(path: string, cause: unknown): Problem {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const text = cause instanceof Error ? cause.message : String(cause);
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT' || /malformed|not a database/.test(text)) {
    return {
      code: 'LEDGER_CORRUPT',
      message: `${path} is damaged or no ledger at all.`,
      fix: 'Restore the latest backup beside it, or choose another file. The file was left untouched.',
    };
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return {
      code: 'LEDGER_BUSY',
      message: `Another program is writing to ${path}.`,
      fix: 'Wait until it is done, or close it, then try again.',
    };
  }
  if (/directory does not exist/.test(text)) {
    return {
      code: 'LEDGER_FOLDER_MISSING',
      message: `The folder of ${path} does not exist.`,
      fix: 'Make the folder, or choose another place for the ledger.',
    };
  }
  const problem = thisMachines(cause, path);
  if (problem) return problem;
  throw cause;
}
