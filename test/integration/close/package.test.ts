import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportOnThread } from '../../../electron/export-thread.ts';
import { writePackage } from '../../../electron/exports/package.ts';
import { readWorkbook } from '../../../electron/exports/read-workbook/read-workbook.ts';
import { beginWorkbook } from '../../../electron/exports/workbook/exceljs-workbook.ts';
import { parseReference } from '../../../shared/domain/reference.ts';
import { vectorClose } from '../../support/close-sample.ts';
import { NO_OFFICE, recalculated } from '../../support/recalculate.ts';
import { type Books, keeper, openSample, WHO } from '../../support/school.ts';

const MONTH = '2025-03';
const folder = mkdtempSync(join(tmpdir(), 'monthend-package-'));
let books: Books;
const kept = keeper();

beforeAll(async () => {
  ({ books } = await openSample({}, kept));
  await books.month('2025-01', MONTH);
}, 120_000);
afterAll(async () => {
  await kept.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

const order = {
  appVersion: '0.1.0',
  createdAt: '2025-04-03T08:00:00.000Z',
  who: WHO,
  names: true,
  preset: { separator: ';', decimal: ',', encoding: 'windows-1252' },
  accruals: (path: string) => {
    writeFileSync(path, 'Contract\r\n');
    return { ok: true, value: { rows: 0 } } as const;
  },
  begin: beginWorkbook,
} as const;

test('a package holds what its manifest says, to the byte, and is listed', async () => {
  const made = await books.call('packages/make', { month: MONTH, folder: join(folder, 'one'), who: WHO });
  const manifest = JSON.parse(readFileSync(join(made.folder, 'manifest.json'), 'utf8'));
  expect(readdirSync(made.folder).sort()).toEqual(made.files.map(({ name }) => name).sort());
  for (const { name, sha256 } of made.files)
    expect(
      createHash('sha256')
        .update(readFileSync(join(made.folder, name)))
        .digest('hex'),
      name,
    ).toBe(sha256);
  expect(manifest.datasetHash).toBe(made.datasetHash);
  expect(manifest.journal.debitMinor).toBe(manifest.journal.creditMinor);
  expect(await books.call('packages/list', {})).toMatchObject([
    { month: MONTH, who: WHO, manifestSha256: made.manifestSha256 },
  ]);
  expect(readdirSync(join(folder, 'one'))).toHaveLength(1);
});

test('the workbook of a real month shows the figures of the app, and all its control totals are OK', async () => {
  const made = await books.call('packages/make', { month: MONTH, folder: join(folder, 'figures'), who: WHO });
  const [workbook = ''] = readdirSync(made.folder).filter((name) => name.endsWith('.xlsx'));
  const book = readWorkbook(readFileSync(join(made.folder, workbook)));
  const beside = (label: string, column: number) =>
    [...(book?.sheet('Summary')?.values() ?? [])].find((cells) => cells.get(2)?.value === label)?.get(column)?.value;
  const { months } = await books.call('close/months', { from: MONTH, until: '2025-04' });
  expect(beside('Closing deferred revenue', 3)).toBe((months[0]?.deferred ?? 0) / 100);
  expect(beside('Contract asset', 3)).toBe((months[0]?.contractAsset ?? 0) / 100);
  const open = [...(book?.sheet('Summary')?.values() ?? [])].filter((cells) => cells.get(4)?.value === 'CHECK');
  expect(open.map((cells) => cells.get(2)?.value)).toEqual([]);
  expect(beside('All of them', 4)).toBe('OK');
});

test.skipIf(NO_OFFICE !== undefined)(
  `LibreOffice comes to the same figures for a real month${NO_OFFICE ? ` (left out: ${NO_OFFICE})` : ''}`,
  async () => {
    const made = await books.call('packages/make', { month: MONTH, folder: join(folder, 'office'), who: WHO });
    const [workbook = ''] = readdirSync(made.folder).filter((name) => name.endsWith('.xlsx'));
    const path = join(made.folder, workbook);
    const [before, after] = [
      readWorkbook(readFileSync(path)),
      readWorkbook(await recalculated(path, mkdtempSync(join(folder, 'lo-')))),
    ];
    const wrong: string[] = [];
    for (const name of before?.sheets ?? [])
      for (const [row, cells] of before?.sheet(name) ?? []) {
        const others = after?.sheet(name)?.get(row);
        for (const [column, { formula, value }] of cells) {
          const other = others?.get(column);
          if (other?.broken) wrong.push(`${name} R${row}C${column} is broken`);
          if (formula === null) continue;
          const same =
            typeof value === 'number' ? Math.abs(value - Number(other?.value)) < 0.000_001 : value === other?.value;
          if (!same) wrong.push(`${name} R${row}C${column} ${formula}: ${value} is ${other?.value}`);
        }
      }
    expect(wrong.slice(0, 10)).toEqual([]);
  },
  180_000,
);

test('every reference of the workbook is traced to what it names', async () => {
  const made = await books.call('packages/make', { month: MONTH, folder: join(folder, 'refs'), who: WHO });
  const [workbook = ''] = readdirSync(made.folder).filter((name) => name.endsWith('.xlsx'));
  const book = readWorkbook(readFileSync(join(made.folder, workbook)));
  const refs = new Set<string>();
  for (const name of book?.sheets ?? [])
    for (const cells of book?.sheet(name)?.values() ?? [])
      for (const { value } of cells.values())
        if (typeof value === 'string' && (parseReference(value)?.check ?? null) !== null) refs.add(value);
  expect(refs.size).toBeGreaterThan(300);
  for (const ref of refs) expect((await books.call('trace/reference', { ref })).ref).toBe(ref);
}, 120_000);

test('the same ledger gives the same dataset hash at another time, and another month another one', async () => {
  const first = await books.call('packages/make', { month: MONTH, folder: join(folder, 'hash'), who: WHO });
  books.clock.advance(3_600_000);
  const second = await books.call('packages/make', { month: MONTH, folder: join(folder, 'hash'), who: 'bea' });
  expect(second.datasetHash).toBe(first.datasetHash);
  expect(second.manifestSha256).not.toBe(first.manifestSha256);
  const other = await books.call('packages/make', { month: '2025-02', folder: join(folder, 'hash'), who: WHO });
  expect(other.datasetHash).not.toBe(first.datasetHash);
});

test('without names no name of a client is in any file', async () => {
  const made = await books.call('packages/make', {
    month: MONTH,
    folder: join(folder, 'codes'),
    names: false,
    who: WHO,
  });
  const names = books.rows<{ name: string }>('SELECT name FROM client WHERE length(name) > 8');
  const texts = made.files
    .map(({ name }) => name)
    .filter((name) => !name.endsWith('.xlsx'))
    .map((name) => readFileSync(join(made.folder, name), 'utf8'));
  for (const { name } of names) for (const text of texts) expect(text.includes(name), name).toBe(false);
});

test('a workbook that another program has open is told, and the package that stands there stays whole', async () => {
  const into = join(folder, 'held');
  const first = await writePackage(vectorClose(), { ...order, into });
  if (!first.ok) throw new Error(first.problem.message);
  const before = readdirSync(first.value.folder).map((name) => readFileSync(join(first.value.folder, name), 'hex'));
  const busy = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
    const again = await writePackage(vectorClose('2025-03'), { ...order, into, move: busy(code) });
    expect(again.ok ? null : again.problem.code, code).toBe('FILE_IN_USE');
  }
  // The old folder steps aside, and the new one cannot take its place.
  let moves = 0;
  const second = await writePackage(vectorClose(), {
    ...order,
    into,
    move: (from, to) => {
      moves += 1;
      if (moves === 2) busy('EBUSY')();
      renameSync(from, to);
    },
  });
  expect(second.ok).toBe(false);
  expect(readdirSync(into)).toHaveLength(1);
  expect(readdirSync(first.value.folder).map((name) => readFileSync(join(first.value.folder, name), 'hex'))).toEqual(
    before,
  );
});

test('a folder of somebody else is never replaced, and a place that cannot be written to is told', async () => {
  const into = join(folder, 'theirs');
  mkdirSync(join(into, 'Escuela-Lumen_2025-03_close'), { recursive: true });
  writeFileSync(join(into, 'Escuela-Lumen_2025-03_close', 'mine.txt'), 'x');
  const refused = await writePackage(vectorClose(), { ...order, into });
  expect(refused.ok ? null : refused.problem.code).toBe('FOLDER_TAKEN');
  expect(existsSync(join(into, 'Escuela-Lumen_2025-03_close', 'mine.txt'))).toBe(true);
  writeFileSync(join(folder, 'a-file'), 'x');
  const nowhere = await writePackage(vectorClose(), { ...order, into: join(folder, 'a-file') });
  expect(nowhere.ok).toBe(false);
});

test('the journal file follows its preset, and no text in it is worked out', async () => {
  const made = await writePackage(vectorClose(), { ...order, into: join(folder, 'journal') });
  if (!made.ok) throw new Error(made.problem.message);
  const rows: Record<string, string>[] = parse(readFileSync(join(made.value.folder, 'journal.csv'), 'latin1'), {
    delimiter: ';',
    columns: true,
  });
  const cents = (text = '') => Number(text.replace(',', ''));
  expect(rows.reduce((sum, row) => sum + cents(row.Debit) - cents(row.Credit), 0)).toBe(0);
  expect(rows.some((row) => row.Debit?.includes(','))).toBe(true);
  for (const row of rows) expect(row.Service ?? '').not.toMatch(/^[=+\-@]/);
});

test('a package is written on a thread of its own', async () => {
  const made = await exportOnThread({
    kind: 'package',
    at: '2025-04-03T08:00:00.000Z',
    ledgerPath: books.path,
    month: vectorClose().head.month,
    folder: join(folder, 'thread'),
    names: true,
    who: WHO,
  });
  expect(made.ok && made.value.kind).toBe('package');
});

test('a month that is not there yet is told', async () => {
  const problem = await books.refusal('packages/make', { month: '2031-01', folder, who: WHO });
  expect(problem.code).toBe('MONTH_OUTSIDE');
});
