import { fail, ok } from '../../shared/domain/problem.ts';
import { noteAudit } from '../ledger/audit.ts';
import {
  type Backup,
  backupFolder,
  backupPath,
  checkBackup,
  listBackups,
  makeBackup,
  unknownBackup,
} from '../ledger/backups.ts';
import { storageProblem } from '../ledger/open-ledger.ts';
import type { UseCases } from './app.ts';

type Channels = 'backups/list' | 'backups/make' | 'backups/check';

export const backupUseCases: UseCases<Channels> = {
  'backups/list': ({ ledger }) => {
    const folder = backupFolder(ledger.path);
    try {
      return ok({ folder, backups: listBackups(ledger.path) });
    } catch (thrown) {
      return fail(storageProblem(folder, thrown));
    }
  },
  'backups/make': ({ ledger, clock }, { who }) => {
    const at = clock.now().toISOString();
    let made: Backup;
    try {
      made = makeBackup(ledger, at);
    } catch (thrown) {
      return fail(storageProblem(backupFolder(ledger.path), thrown));
    }
    noteAudit(ledger, { at, who, action: 'made a backup', subject: made.file, detail: { bytes: made.bytes } });
    return ok(made);
  },
  'backups/check': ({ ledger, clock }, { file }) => {
    const path = backupPath(ledger.path, file);
    if (path === null) return fail(unknownBackup(file));
    return ok(checkBackup(ledger, path, clock));
  },
};
