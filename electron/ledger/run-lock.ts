import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { makePrivate } from '../platform/private-file.ts';

export interface RunLock {
  release(): void;
}

/**
 * One run at a time per ledger. The lock is SQLite's own exclusive lock on a small file beside the ledger: the operating system
 * drops it when the process dies, however it dies, so that no stale lock can keep an operator out.
 */
export function takeRunLock(ledgerPath: string): Result<RunLock> {
  makePrivate(`${ledgerPath}.run-lock`);
  const db = new Database(`${ledgerPath}.run-lock`);
  try {
    db.pragma('busy_timeout = 0');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      return fail({
        code: 'RUN_IN_PROGRESS',
        message: 'Another run is at work on this ledger.',
        fix: 'Wait until it is done, or cancel it, then try again.',
      });
    }
    throw cause;
  }
  return ok({
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  });
}
