/** Puts a close package together: figures from the ledger, words from the policies, files from the exports. Reads only. */
import packageFile from '../../package.json' with { type: 'json' };
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { closeData } from '../close/close-data.ts';
import { gateOf } from '../close/month-table.ts';
import { writeAccruals } from '../exports/accruals-csv.ts';
import { type MadePackage, writePackage } from '../exports/package.ts';
import { beginWorkbook } from '../exports/workbook/exceljs-workbook.ts';
import { accountSettings } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { Writer } from '../ledger/writer.ts';
import type { Clock } from '../platform/clock.ts';
import { monthChanges } from './month-changes.ts';
import { policySheetOf } from './policy-list.ts';
import { accrualsInput } from './run-context.ts';

/** What to write, in plain data: it crosses to a thread. */
export interface PackageJob {
  readonly month: Month;
  readonly folder: string;
  readonly names: boolean;
  readonly who: string;
}

/** The close of a month as the ledger stands, in words that are printed. */
export function closeOfMonth(ledger: Ledger, clock: Clock, month: Month) {
  return closeData(ledger, month, {
    policies: policySheetOf(ledger, month),
    gate: gateOf(accrualsInput({ ledger, clock }, new Writer(ledger.db, 0), month)),
    learnt: () => {
      const { changes } = monthChanges(ledger, { month, offset: 0, limit: Number.POSITIVE_INFINITY });
      return new Map(changes.map(({ contract, sentences }) => [contract.id, sentences]));
    },
  });
}

export function makePackage(ledger: Ledger, clock: Clock, job: PackageJob): Promise<Result<MadePackage>> {
  const { month } = job;
  const data = closeOfMonth(ledger, clock, month);
  return writePackage(data, {
    into: job.folder,
    appVersion: packageFile.version,
    createdAt: clock.now().toISOString(),
    who: job.who,
    names: job.names,
    preset: accountSettings(ledger).csv,
    accruals: (path) =>
      writeAccruals(ledger, { from: data.months[0] ?? month, until: addMonths(month, 1) }, { path, names: job.names }),
    begin: beginWorkbook,
  });
}
