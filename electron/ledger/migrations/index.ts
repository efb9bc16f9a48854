import { firstLedger } from './0001-first-ledger.ts';
import { issueLists } from './0002-issue-lists.ts';
import { ledgerLists } from './0003-ledger-lists.ts';
import { upkeep } from './0004-upkeep.ts';
import { close } from './0005-close.ts';
import { reportSums } from './0006-report-sums.ts';
import { issueCare } from './0007-issue-care.ts';
import { issueWeight } from './0008-issue-weight.ts';
import type { Migration } from './migration.ts';

/** In order; the ledger's version is that of the last one it has seen. */
export const MIGRATIONS: readonly Migration[] = [
  firstLedger,
  issueLists,
  ledgerLists,
  upkeep,
  close,
  reportSums,
  issueCare,
  issueWeight,
];
