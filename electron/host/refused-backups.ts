/** The backups of a ledger that cannot be opened itself: to be listed and looked into while no engine works on it. */
import { dirname } from 'node:path';
import type { OutputOf } from '../../shared/contract/index.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { backupFolder, backupPath, checkBackup, listBackups, unknownBackup } from '../ledger/backups.ts';
import type { Clock } from '../platform/clock.ts';
import { storageProblem } from '../platform/paths.ts';

type Channels = 'backups/list' | 'backups/check';
type Answer<C extends Channels> = Result<OutputOf<C>>;

export interface RefusedBackups {
  'backups/list'(ledgerPath: string): Answer<'backups/list'>;
  'backups/check'(ledgerPath: string, input: { readonly file: string }): Answer<'backups/check'>;
}

export function isWithoutLedger(channel: string): channel is Channels {
  return channel === 'backups/list' || channel === 'backups/check';
}

export function refusedBackups(clock: Clock): RefusedBackups {
  return {
    'backups/list': (ledgerPath) =>
      reading(dirname(ledgerPath), () => ({ folder: backupFolder(ledgerPath), backups: listBackups(ledgerPath) })),
    'backups/check'(ledgerPath, { file }) {
      const path = backupPath(ledgerPath, file);
      if (path === null) return fail(unknownBackup(file));
      return reading(path, () => {
        const { found, rows, ...content } = checkBackup(null, path, clock);
        return { ...content, rows: { ...rows }, found: [...found] };
      });
    },
  };
}

/** A folder that cannot be read is a problem of the machine, not of this program. */
function reading<T>(place: string, read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (thrown) {
    const problem = storageProblem(thrown, place);
    if (problem) return fail(problem);
    throw thrown;
  }
}
