import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { afterAll, describe, expect, it, test } from 'vitest';
import { type ReadWorkbook, readWorkbook } from '../../../electron/exports/read-workbook/read-workbook.ts';
import { openArchive } from '../../../electron/exports/read-workbook/unzip.ts';
import { cellText } from '../../../electron/exports/workbook/cell-text.ts';
import { writeCloseWorkbook } from '../../../electron/exports/workbook/close-workbook.ts';
import { datasetHash } from '../../../electron/exports/workbook/dataset-hash.ts';
import { beginWorkbook } from '../../../electron/exports/workbook/exceljs-workbook.ts';
import { serial } from '../../../electron/exports/workbook/sheet-ground.ts';
import type { BeginWorkbook } from '../../../electron/exports/workbook/workbook-port.ts';
import type { CloseData } from '../../../shared/close/close-data.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { HOSTILE, vectorClose } from '../../support/close-sample.ts';
import { NO_OFFICE, recalculated } from '../../support/recalculate.ts';

const folder = mkdtempSync(join(tmpdir(), 'monthend-workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function written(data: CloseData, begin: BeginWorkbook = beginWorkbook, mostRows?: number) {
  files += 1;
  const path = join(folder, `close-${files}.xlsx`);
  const order = { path, appVersion: '0.1.0', createdAt: '2025-04-03T08:00:00.000Z', names: true };
  const made = await writeCloseWorkbook(begin, data, mostRows === undefined ? order : { ...order, mostRows });
  return { path, made, book: opened(readFileSync(path)) };
}

function opened(file: Uint8Array): ReadWorkbook {
  const book = readWorkbook(file);
  if (!book) throw new Error('The workbook cannot be read');
  return book;
}

const anew = async (path: string) => opened(await recalculated(path, mkdtempSync(join(folder, 'office-'))));

/** Every cell as `[sheet, row, column, cell]`. */
function* cellsOf(book: ReadWorkbook) {
  for (const name of book.sheets)
    for (const [row, cells] of book.sheet(name) ?? [])
      for (const [column, cell] of cells) yield { at: `${name} R${row}C${column}`, name, row, column, cell };
}

function at(book: ReadWorkbook, name: string, row: number, column: number) {
  return book.sheet(name)?.get(row)?.get(column);
}

/** The cell in a column of the row that says something in its first three. */
function beside(book: ReadWorkbook, name: string, label: string, column: number) {
  for (const cells of book.sheet(name)?.values() ?? [])
    if ([1, 2, 3].some((each) => cells.get(each)?.value === label)) return cells.get(column)?.value;
  return undefined;
}

/** The workbook with the first revenue of March in the detail typed over, everything else as it was. */
function tampering(value: number): BeginWorkbook {
  const march = serial(civilDate('2025-03-01'));
  return (path, properties) => {
    const book = beginWorkbook(path, properties);
    return {
      ...book,
      sheet(spec) {
        const sheet = book.sheet(spec);
        if (spec.name !== 'Detail') return sheet;
        let titles: readonly unknown[] = [];
        let done = false;
        return {
          get rows() {
            return sheet.rows;
          },
          row(values, styles) {
            if (styles === 'head') titles = values;
            const revenue = titles.indexOf('Service revenue');
            const here = !done && values[titles.indexOf('Month')] === march && Number(values[revenue]) > 0;
            done ||= here;
            sheet.row(here ? values.with(revenue, value) : values, styles);
          },
          rest: sheet.rest,
          end: sheet.end,
        };
      },
    };
  };
}

describe.skipIf(NO_OFFICE !== undefined)(
  `recalculated by LibreOffice${NO_OFFICE ? ` (left out: ${NO_OFFICE})` : ''}`,
  () => {
    it('every formula comes to the value that stands beside it, no cell is broken and no text is worked out', async () => {
      const { path, book } = await written(vectorClose());
      const again = await anew(path);
      let formulas = 0;
      for (const { at: place, name, row, column, cell } of cellsOf(book)) {
        const other = at(again, name, row, column);
        expect(other?.broken ?? false, place).toBe(false);
        if (cell.formula === null) {
          expect(other?.formula ?? null, place).toBeNull();
          if (typeof cell.value === 'string') expect(other?.value, place).toBe(cell.value);
          continue;
        }
        formulas += 1;
        if (typeof cell.value === 'number')
          expect(Number(other?.value), `${place} ${cell.formula}`).toBeCloseTo(cell.value, 6);
        else expect(other?.value, `${place} ${cell.formula}`).toBe(cell.value);
      }
      expect(formulas).toBeGreaterThan(300);
      expect(beside(again, 'Summary', 'All of them', 4)).toBe('OK');
    });

    it('one figure of the detail typed over moves the totals and turns the control total to CHECK', async () => {
      const { path } = await written(vectorClose(), tampering(9999));
      const before = await written(vectorClose());
      const again = await anew(path);
      expect(beside(before.book, 'Summary', 'All of them', 4)).toBe('OK');
      expect(beside(again, 'Summary', 'All of them', 4)).toBe('CHECK');
      expect(beside(again, 'Roll-forward', '= Closing deferred revenue', 6)).toBeLessThan(0);
      expect(beside(again, 'Summary', 'Closing deferred revenue', 3)).toBe(
        beside(again, 'Roll-forward', '= Closing deferred revenue', 6),
      );
      // The sum of contracts stands as it was, so the second control total tells the difference.
      const [second] = [...cellsOf(again)].filter(
        ({ name, column, cell }) => name === 'Summary' && column === 1 && cell.value === 2,
      );
      expect(at(again, 'Summary', second?.row ?? 0, 4)?.value).toBe('CHECK');
    });
  },
);

test('the roll-forward shows the figures of the vectors', async () => {
  const { book } = await written(vectorClose());
  const march = (label: string) => beside(book, 'Roll-forward', label, 6);
  expect(march('Opening deferred revenue')).toBe(6107.05);
  expect(march('+ Billings')).toBe(999);
  expect(march('- Credit notes')).toBe(2000);
  expect(march('- Revenue: service of the month')).toBe(1651.62);
  expect(march('- Breakage')).toBe(2127.68);
  expect(march('+ Contract-asset movement')).toBe(275.56);
  expect(march('= Closing deferred revenue')).toBe(1602.31);
});

test('a second library reads the same cells', async () => {
  const { path, book } = await written(vectorClose());
  const sheets = await readXlsx(path);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(book.sheets);
  for (const { sheet, data } of sheets)
    for (const [index, row] of data.entries())
      for (const [column, value] of row.entries()) {
        const own = at(book, sheet, index + 1, column + 1)?.value ?? null;
        if (typeof own === 'number' && typeof value === 'number') expect(value).toBeCloseTo(own, 9);
        else if (typeof own === 'string' && own.trim() === own) expect(value ?? '').toBe(own);
      }
});

test('text from outside is text in the file, whatever it begins with', async () => {
  const { path, book } = await written(vectorClose());
  const texts = new Set([...cellsOf(book)].flatMap(({ cell }) => (cell.formula === null ? [cell.value] : [])));
  for (const text of HOSTILE) expect(texts).toContain(cellText(text));
  const archive = openArchive(readFileSync(path));
  expect(archive?.text('xl/styles.xml')).toContain('quotePrefix="1"');
});

test('nothing in the file leads outside, is volatile or runs by itself', async () => {
  const { path, book } = await written(vectorClose());
  const archive = openArchive(readFileSync(path));
  expect(archive?.names.filter((name) => /vba|external|connections|drawing/i.test(name))).toEqual([]);
  for (const name of archive?.names ?? []) expect(archive?.text(name)?.includes('TargetMode="External"')).toBe(false);
  for (const { cell } of cellsOf(book))
    expect(cell.formula ?? '').not.toMatch(/INDIRECT|OFFSET|NOW\(|TODAY\(|RAND|HYPERLINK/);
  const parts = archive?.text('xl/workbook.xml') ?? '';
  expect(parts).toContain('fullCalcOnLoad="1"');
  for (const name of [
    'Period_Start',
    'Period_End',
    'Run_Id',
    'RF_Opening',
    'RF_Closing',
    'Tie_All',
    'Materiality',
    'Ledger_Balance',
  ])
    expect(parts).toContain(`name="${name}"`);
});

test('the elements of each sheet stand in the order that the format demands', async () => {
  const order = [
    'sheetPr',
    'sheetViews',
    'sheetFormatPr',
    'cols',
    'sheetData',
    'sheetProtection',
    'autoFilter',
    'conditionalFormatting',
    'dataValidations',
    'hyperlinks',
    'pageMargins',
    'pageSetup',
    'headerFooter',
    'tableParts',
  ];
  const { path } = await written(vectorClose());
  const archive = openArchive(readFileSync(path));
  for (const name of archive?.names.filter((each) => /worksheets\/sheet\d+\.xml$/.test(each)) ?? []) {
    const text = (archive?.text(name) ?? '').replace(/<sheetData>[\s\S]*<\/sheetData>/, '<sheetData/>');
    const found = [...text.matchAll(/<(\w+)[ />]/g)]
      .map(([, tag]) => order.indexOf(tag ?? ''))
      .filter((place) => place >= 0);
    expect(found, name).toEqual(found.toSorted((a, b) => a - b));
    expect(text).toMatch(/<\/worksheet>$/);
  }
});

test('rows beyond what one sheet holds go into a sheet a year, and the sums follow', async () => {
  const data = vectorClose();
  const { book } = await written(data, beginWorkbook, 5);
  expect(book.sheets).toContain('Detail 2025');
  expect(beside(book, 'Roll-forward', '= Closing deferred revenue', 6)).toBe(1602.31);
});

test('the same data gives the same dataset hash, whenever and by whichever run it was gathered', () => {
  const data = vectorClose();
  const later = vectorClose();
  const again = {
    ...later,
    head: { ...later.head, run: '99', preparedBy: null },
    exceptions: later.exceptions.toReversed().map((each) => ({ ...each, ref: 'I-0' })),
  };
  expect(datasetHash(again)).toBe(datasetHash(data));
  const other = { ...data, policies: [{ title: 'Pauses', words: 'Another policy.' }] };
  expect(datasetHash(other)).not.toBe(datasetHash(data));
  expect(datasetHash(vectorClose('2025-04'))).not.toBe(datasetHash(data));
});

test('a month without anything is a workbook all the same', async () => {
  const data = vectorClose();
  const { book } = await written({ ...data, detail: () => [], documents: [], journal: [], ageing: [], exceptions: [] });
  expect(beside(book, 'Summary', 'All of them', 4)).toBe('OK');
});
