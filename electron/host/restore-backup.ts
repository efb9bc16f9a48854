/**
 * Puts a backup in the place of the ledger. The present ledger is kept beside it under a name of its own, and comes back if the backup
 * cannot be opened, so that at every moment there is a whole ledger on the disk.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { takeRunLock } from '../ledger/run-lock.ts';
import { storageProblem } from '../platform/paths.ts';
import { makePrivate } from '../platform/private-file.ts';

/** The files that SQLite keeps beside a ledger belong to it and to no other. */
const PARTS = ['', '-wal', '-shm'] as const;

export interface RestorePorts {
  /** Of the ledger that is open now. */
  readonly ledgerPath: string;
  readonly backupPath: string;
  /** An instant for the name of the file that is kept. */
  readonly at: string;
  readonly close: () => Promise<void>;
  /** Opens what lies at the ledger's path now; the problem when it cannot. */
  readonly open: () => Promise<Problem | null>;
}

/** Swaps, opens, and swaps back where that does not work. Gives the path of the ledger that was kept. */
export async function restoreBackup(ports: RestorePorts): Promise<Result<{ kept: string }>> {
  const { ledgerPath } = ports;
  const lock = takeRunLock(ledgerPath);
  if (!lock.ok) return lock;
  try {
    await ports.close();
    const stamp = ports.at.replace(/[:.]/g, '-');
    const kept = join(ledgerPath, '..', `before-restore-${stamp}.backup.sqlite`);
    const swapped = swapIn(ports.backupPath, ledgerPath, kept);
    if (!swapped.ok) {
      await ports.open();
      return swapped;
    }
    const problem = await ports.open();
    if (problem === null) return ok({ kept });
    await ports.close();
    for (const part of PARTS) rmSync(`${ledgerPath}${part}`, { force: true });
    moveParts(kept, ledgerPath);
    await ports.open();
    return fail({
      code: 'BACKUP_NOT_OPENED',
      message: `The backup ${basename(ports.backupPath)} could not be opened: ${problem.message}`,
      meaning: 'The ledger is as it was before.',
      fix: 'Choose another backup.',
      details: { code: problem.code },
    });
  } finally {
    lock.value.release();
  }
}

function swapIn(backup: string, ledger: string, kept: string): Result<null> {
  const copy = `${ledger}.restoring`;
  try {
    rmSync(copy, { force: true });
    makePrivate(copy);
    copyFileSync(backup, copy);
    const file = openSync(copy, 'r+');
    fsyncSync(file);
    closeSync(file);
    if (existsSync(kept)) throw Object.assign(new Error('The name is taken'), { code: 'EEXIST' });
    moveParts(ledger, kept);
    renameSync(copy, ledger);
    return ok(null);
  } catch (thrown) {
    rmSync(copy, { force: true });
    if (!existsSync(ledger)) moveParts(kept, ledger);
    const problem = storageProblem(thrown, ledger);
    if (problem) return fail(problem);
    throw thrown;
  }
}

function moveParts(from: string, to: string): void {
  for (const part of PARTS) if (existsSync(`${from}${part}`)) renameSync(`${from}${part}`, `${to}${part}`);
}

export function badBackup(file: string, found: readonly string[]): Problem {
  return {
    code: 'BACKUP_NOT_WHOLE',
    message: `The backup ${file} did not pass its check: ${found.slice(0, 3).join('; ')}`,
    meaning: 'The ledger is as it was.',
    fix: 'Choose another backup.',
  };
}
