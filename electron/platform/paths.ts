import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';

/** Where the app keeps things on this machine. */
export interface AppPaths {
  readonly data: string;
  /** One SQLite file a company. */
  readonly ledgers: string;
  readonly logs: string;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The machine this process runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** Where data, ledgers and logs live by the habits of the system; `MONTHEND_HOME` puts all of it in one folder. */
export function appPaths(machine: Machine = thisMachine()): AppPaths {
  const { env, home, platform } = machine;
  if (env.MONTHEND_HOME) return below(resolve(env.MONTHEND_HOME));
  if (platform === 'darwin') {
    return below(join(home, 'Library', 'Application Support', 'Monthend'), join(home, 'Library', 'Logs', 'Monthend'));
  }
  if (platform === 'win32') return below(join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Monthend'));
  return below(join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'monthend'));
}

function below(data: string, logs = join(data, 'logs')): AppPaths {
  return { data, ledgers: join(data, 'ledgers'), logs };
}

/** Makes the folders, for their owner only, and checks that they can be written to. */
export function ensureFolders(paths: AppPaths): Result<AppPaths> {
  for (const folder of [paths.data, paths.ledgers, paths.logs]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.R_OK | constants.W_OK);
    } catch (thrown) {
      const problem = storageProblem(thrown, folder);
      if (problem) return fail(problem);
      throw thrown;
    }
  }
  return ok(paths);
}

const readOnly = new Set(['EROFS', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_READONLY_DBMOVED']);
const denied = new Set(['EACCES', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH']);
const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC']);
const inTheWay = new Set(['EEXIST', 'ENOTDIR']);

/**
 * What the operator can do when a folder or file cannot be written, from what the system or SQLite threw; `null` when it
 * was about something else. `where` is the path, in the operator's own words.
 */
export function storageProblem(thrown: unknown, where: string): Problem | null {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const details = { path: where, code };
  if (readOnly.has(code)) {
    return {
      code: 'storage_read_only',
      message: `${where} is read-only.`,
      meaning: 'What is stored can be looked at, but nothing new can be kept.',
      fix: 'Make the folder writable, or set MONTHEND_HOME to a folder that is.',
      details,
    };
  }
  if (denied.has(code)) {
    return {
      code: 'storage_denied',
      message: `This user may not write to ${where}.`,
      meaning: 'Monthend cannot keep its ledger and log there.',
      fix: 'Give your user the right to write to the folder, or set MONTHEND_HOME to one of your own.',
      details,
    };
  }
  if (full.has(code)) {
    return {
      code: 'storage_full',
      message: `The disk that holds ${where} is full.`,
      meaning: 'The last step was not kept; everything before it is safe.',
      fix: 'Free some space, then run the step again. Nothing will be counted twice.',
      details,
    };
  }
  if (code === 'ENOENT') {
    return {
      code: 'storage_missing',
      message: `The folder of ${where} does not exist.`,
      meaning: 'Nothing was written.',
      fix: 'Make the folder, or choose another place.',
      details,
    };
  }
  if (inTheWay.has(code)) {
    return {
      code: 'storage_in_the_way',
      message: `A file stands where the folder ${where} belongs.`,
      meaning: 'Monthend cannot keep its ledger and log there.',
      fix: 'Move the file away, or set MONTHEND_HOME to another folder.',
      details,
    };
  }
  return null;
}
