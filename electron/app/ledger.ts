import { join } from 'node:path';
import { fail, ok } from '../../shared/domain/problem.ts';
import { checkLedger } from '../ledger/check.ts';
import { ledgerHash } from '../ledger/hash.ts';
import { rowCounts } from '../ledger/ledger.ts';
import { backupTo, storageProblem } from '../ledger/open-ledger.ts';
import { traceContract, traceInvoice, tracePosting } from '../ledger/trace.ts';
import type { UseCases } from './app.ts';
import { traceReference } from './trace-reference.ts';

type Channels =
  | 'ledger/hash'
  | 'ledger/check'
  | 'ledger/counts'
  | 'ledger/backup'
  | 'trace/reference'
  | 'trace/contract'
  | 'trace/posting'
  | 'trace/invoice';

export const ledgerUseCases: UseCases<Channels> = {
  'ledger/hash': ({ ledger }) => ok(ledgerHash(ledger)),
  'ledger/check': ({ ledger }) => ok(checkLedger(ledger)),
  'ledger/counts': ({ ledger }) => ok(rowCounts(ledger)),
  'ledger/backup': ({ ledger, clock }, { path }) => {
    const target = path ?? join(ledger.path, '..', `backup-${clock.now().toISOString().replace(/[:.]/g, '-')}.sqlite`);
    try {
      backupTo(ledger.db, target);
    } catch (thrown) {
      return fail(storageProblem(target, thrown));
    }
    return ok({ path: target });
  },
  'trace/reference': ({ ledger }, { ref }) => traceReference(ledger, ref),
  'trace/contract': ({ ledger }, { id }) => found(traceContract(ledger, id), 'contract', id),
  'trace/posting': ({ ledger }, { id }) => found(tracePosting(ledger, Number(id)), 'posting', id),
  'trace/invoice': ({ ledger }, { id }) => found(traceInvoice(ledger, id), 'invoice', id),
};

function found(trace: object | null, what: string, id: string) {
  if (trace === null) {
    return fail({
      code: 'UNKNOWN_SUBJECT',
      message: `There is no ${what} "${id}" in this ledger.`,
      fix: 'Give its id, its key or its number.',
    });
  }
  return ok({ ...trace } as Record<string, unknown>);
}
