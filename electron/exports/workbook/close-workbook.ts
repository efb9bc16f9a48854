/** The close workbook: its sheets in their order, each figure a formula over the detail and the documents. */
import type { CloseData } from '../../../shared/close/close-data.ts';
import { currencyDigits } from '../../../shared/domain/money.ts';
import { monthInWords } from '../../../shared/domain/month.ts';
import { writeChanges } from './changes-sheet.ts';
import { writeAgeing, writeDocuments, writeExceptions, writeJournal } from './close-lists.ts';
import { COHORTS_SHEET, writeCohorts } from './cohorts-sheet.ts';
import { datasetHash } from './dataset-hash.ts';
import { writeDetail } from './detail-sheet.ts';
import { detailSums } from './detail-sums.ts';
import { writeReconciliation } from './reconciliation-sheet.ts';
import { ROLL_SHEET, writeRollForward } from './roll-forward-sheet.ts';
import { writeRunLog } from './run-log-sheet.ts';
import { type Ground, MOST_ROWS, type SheetTotal } from './sheet-ground.ts';
import { writeSummary } from './summary-sheet.ts';
import { WATERFALL_SHEET } from './waterfall-places.ts';
import { writeWaterfall } from './waterfall-sheet.ts';
import type { BeginWorkbook } from './workbook-port.ts';

export interface WorkbookOrder {
  readonly path: string;
  readonly appVersion: string;
  readonly createdAt: string;
  /** Who has it written. */
  readonly who?: string;
  /** Whether names of clients stand beside their codes. */
  readonly names: boolean;
  /** Rows of the detail in one sheet; one a year beyond. */
  readonly mostRows?: number;
}

export interface WrittenWorkbook {
  readonly datasetHash: string;
  readonly sheets: readonly SheetTotal[];
}

/** Writes the workbook to a path. Rejects with what the system said when it cannot be written. */
export async function writeCloseWorkbook(
  begin: BeginWorkbook,
  data: CloseData,
  { path, appVersion, createdAt, who = '', names, mostRows = MOST_ROWS }: WorkbookOrder,
): Promise<WrittenWorkbook> {
  const { head } = data;
  const sums = detailSums(data.detail());
  const hash = datasetHash(data);
  const title = `Close of ${monthInWords(head.month)}, ${head.company}`;
  const book = begin(path, {
    title,
    subject: 'Deferred revenue, journal and control totals',
    company: head.company,
    author: 'Monthend',
    createdAt,
    digits: currencyDigits(head.currency),
    foot: `${head.company} ${head.month}, run ${head.run}, Confidential`,
  });
  const written: SheetTotal[] = [];
  const ground: Ground = {
    data,
    sums,
    book,
    base: head.currency,
    mixed: sums.currencies.some((currency) => currency !== head.currency),
    byYear: sums.rows > mostRows,
    appVersion,
    names,
    written,
  };
  const detail = ground.byYear ? [...sums.rowsOfYear.keys()].sort().map((year) => `Detail ${year}`) : ['Detail'];
  const lists = ['Documents', 'Journal', 'Ageing', 'Reconciliation', 'Exceptions', 'Changes', 'Run log'];
  writeSummary(ground, [ROLL_SHEET, WATERFALL_SHEET, COHORTS_SHEET, ...detail, ...lists]);
  writeRollForward(ground);
  writeWaterfall(ground);
  writeCohorts(ground);
  await writeDetail(ground);
  await writeDocuments(ground);
  await writeJournal(ground);
  await writeAgeing(ground);
  await writeReconciliation(ground);
  await writeExceptions(ground);
  await writeChanges(ground);
  writeRunLog(ground, hash, createdAt, who);
  await book.finish();
  return { datasetHash: hash, sheets: written };
}
