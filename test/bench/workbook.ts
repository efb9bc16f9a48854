/**
 * One close workbook of so many rows of detail, or its floor: the same cells of the detail through bare exceljs streaming, with a
 * style a column as its users write it. `node test/bench/workbook.ts ours 50000 FILE`
 */
import { setImmediate as turn } from 'node:timers/promises';
import exceljs from 'exceljs';
import { looks } from '../../electron/exports/workbook/cell-looks.ts';
import { writeCloseWorkbook } from '../../electron/exports/workbook/close-workbook.ts';
import { figureOf, MONEY_COLUMNS } from '../../electron/exports/workbook/detail-columns.ts';
import { beginWorkbook } from '../../electron/exports/workbook/exceljs-workbook.ts';
import type { CloseData, DetailRow } from '../../shared/close/close-data.ts';
import { addMonths } from '../../shared/domain/month.ts';
import { vectorClose } from '../support/close-sample.ts';
import { peakMegabytes, report } from './child.ts';

export interface WorkbookFigures {
  readonly ms: number;
  readonly megabytes: number;
  readonly rows: number;
}

const [which = 'ours', rowsText = '50000', path = 'bench.xlsx'] = process.argv.slice(2);
const wanted = Number(rowsText);
const sample = vectorClose();
const rows = [...sample.detail()];

/** The rows of the sample again and again, each as another contract. */
function* many(): Generator<DetailRow, void, void> {
  for (let at = 0; at < wanted; at++) {
    const row = rows[at % rows.length];
    if (row) yield { ...row, ref: `C-${at}`, key: `holded:${at}`, note: '' };
  }
}

const data: CloseData = {
  ...sample,
  months: Array.from({ length: 13 }, (_, at) => addMonths(sample.head.month, at - 12)),
  detail: many,
};

async function ours(): Promise<void> {
  await writeCloseWorkbook(beginWorkbook, data, {
    path,
    appVersion: '0.0.0',
    createdAt: '2025-04-03T08:00:00.000Z',
    names: true,
  });
}

async function bare(): Promise<void> {
  const look = looks(2);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet('Detail');
  const text = { width: 12, style: look('text') };
  const money = { width: 12, style: look('money') };
  sheet.columns = [...Array.from({ length: 11 }, () => text), ...MONEY_COLUMNS.map(() => money)];
  let written = 0;
  for (const row of many()) {
    const amounts = MONEY_COLUMNS.map((column) => {
      const value = figureOf(row, column) / 100;
      return column === 'Recognised'
        ? { formula: `O${written + 1}+P${written + 1}+Q${written + 1}`, result: value }
        : value;
    });
    const { ref, key, client, clientName, service, account, currency, contractCurrency } = row;
    sheet
      .addRow([
        ref,
        key,
        client,
        clientName,
        'L1',
        service,
        account,
        45_000,
        45_000,
        currency,
        contractCurrency,
        ...amounts,
      ])
      .commit();
    written += 1;
    if (written % 1000 === 0) await turn();
  }
  sheet.commit();
  await book.commit();
}

const started = performance.now();
await (which === 'bare' ? bare() : ours());
report({ ms: performance.now() - started, megabytes: peakMegabytes(), rows: wanted } satisfies WorkbookFigures);
