/** Lists of the ledger, a page at a time. Everything is read as it stands; nothing is worked out here. */
import { month, monthIndex } from '../../shared/domain/month.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { accrualsGrid } from '../ledger/lists-accruals.ts';
import { listClients, listServices } from '../ledger/lists-clients.ts';
import { listContracts } from '../ledger/lists-contracts.ts';
import { listDocuments, listPayments } from '../ledger/lists-documents.ts';
import { listPeriods } from '../ledger/lists-periods.ts';
import type { UseCases } from './app.ts';

type Channels =
  | 'clients/list'
  | 'services/list'
  | 'contracts/list'
  | 'documents/list'
  | 'periods/list'
  | 'payments/list'
  | 'accruals/grid';

/** Columns that still fit one look. */
const MOST_MONTHS = 24;

export const browseLists: UseCases<Channels> = {
  'clients/list': ({ ledger }, input) => ok(listClients(ledger, input)),
  'services/list': ({ ledger }, input) => ok(listServices(ledger, input)),
  'contracts/list': ({ ledger }, input) => ok(listContracts(ledger, input)),
  'documents/list': ({ ledger }, input) => ok(listDocuments(ledger, input)),
  'periods/list': ({ ledger }, input) => ok(listPeriods(ledger, input)),
  'payments/list': ({ ledger }, input) => ok(listPayments(ledger, input)),
  'accruals/grid': ({ ledger }, input) => {
    const months = monthIndex(month(input.until)) - monthIndex(month(input.from)) + 1;
    if (months < 1 || months > MOST_MONTHS) {
      return fail({
        code: 'BAD_RANGE',
        message:
          months < 1
            ? 'The range of months ends before it begins.'
            : `The range has ${months} months; at most ${MOST_MONTHS} are shown side by side.`,
        fix: months < 1 ? 'Swap the two months.' : 'Choose a shorter range, or export the accruals.',
      });
    }
    return ok({ ...accrualsGrid(ledger, input), currency: ledger.currency });
  },
};
