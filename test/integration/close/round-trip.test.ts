import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  COLUMNS,
  ISSUES_HEAD,
  ISSUES_SHEET,
  type IssueColumn,
  writeIssuesWorkbook,
} from '../../../electron/exports/issues-workbook.ts';
import { readIssues } from '../../../electron/exports/read-issues.ts';
import { readWorkbook } from '../../../electron/exports/read-workbook/read-workbook.ts';
import { beginWorkbook } from '../../../electron/exports/workbook/exceljs-workbook.ts';
import type { BeginWorkbook, CellValue } from '../../../electron/exports/workbook/workbook-port.ts';
import { HOSTILE } from '../../support/close-sample.ts';
import { NO_OFFICE, recalculated } from '../../support/recalculate.ts';
import { type Books, keeper, openSample, WHO } from '../../support/school.ts';

const folder = mkdtempSync(join(tmpdir(), 'monthend-round-trip-'));
const path = join(folder, 'issues.xlsx');
let books: Books;
const kept = keeper();

beforeAll(async () => {
  ({ books } = await openSample({}, kept));
  await books.month('2025-01', '2025-03');
}, 120_000);
afterAll(async () => {
  await kept.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

type Edit = (row: Record<IssueColumn, CellValue>) => Partial<Record<IssueColumn, CellValue>> | null;

/** The exported workbook as somebody edited it: each row through `edit`; null takes it out. */
async function edited(edit: Edit, heads?: (titles: readonly string[]) => readonly string[]): Promise<void> {
  await books.call('issues/export-workbook', { path, who: WHO });
  const book = readWorkbook(readFileSync(path));
  const about = [...(book?.sheet('About')?.values() ?? [])].map((cells) => [
    cells.get(1)?.value ?? null,
    cells.get(2)?.value ?? null,
  ]);
  const writer = beginWorkbook(path, {
    title: '',
    subject: '',
    company: '',
    author: '',
    createdAt: '2025-01-01T00:00:00.000Z',
    digits: 2,
    foot: '',
  });
  const columns = COLUMNS.map(([, width, style]) => ({ width, style }));
  const sheet = writer.sheet({ name: ISSUES_SHEET, columns, frozen: { rows: 0, columns: 0 }, locked: false });
  const titles = COLUMNS.map(([title]) => title);
  for (let row = 1; row < ISSUES_HEAD; row++) sheet.row([`${row}`]);
  sheet.row(heads ? heads(titles) : titles, 'head');
  for (const [row, cells] of book?.sheet(ISSUES_SHEET) ?? []) {
    if (row <= ISSUES_HEAD) continue;
    const held = Object.fromEntries(titles.map((title, at) => [title, plain(cells.get(at + 1)?.value)])) as Record<
      IssueColumn,
      CellValue
    >;
    const change = edit(held);
    if (change === null) continue;
    sheet.row(titles.map((title) => (title in change ? (change[title] ?? null) : held[title])));
  }
  sheet.end();
  const other = writer.sheet({
    name: 'About',
    columns: [
      { width: 9, style: 'text' },
      { width: 9, style: 'text' },
    ],
    frozen: { rows: 0, columns: 0 },
    locked: false,
  });
  for (const row of about) other.row(row.map(plain));
  other.end();
  await writer.finish();
}

function plain(value: unknown): CellValue {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

const preview = () => books.call('issues/import-preview', { path });
const only =
  (ref: string, change: Partial<Record<IssueColumn, CellValue>>): Edit =>
  (row) =>
    row.Ref === ref ? change : {};

describe('what comes back as it went out', () => {
  it('changes nothing, whatever the notes say', async () => {
    const issues = await books.issues({});
    const note = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...HOSTILE));
    await fc.assert(
      fc.asyncProperty(fc.array(note, { minLength: 3, maxLength: 3 }), async (notes) => {
        for (const [at, reason] of notes.entries()) {
          const id = issues[at]?.id ?? 0;
          await books.call('issues/update', { ids: [id], status: 'ignored', reason: `x${reason}`, who: WHO });
        }
        const before = await books.hash();
        await books.call('issues/export-workbook', { path, who: WHO });
        const diff = await preview();
        expect(diff.changes).toEqual([]);
        expect(diff.findings).toEqual([]);
        expect(await books.call('issues/import', { path, who: WHO })).toMatchObject({ updated: 0, decisions: 0 });
        expect(await books.hash()).toBe(before);
      }),
      { numRuns: 12 },
    );
  });

  it.skipIf(NO_OFFICE !== undefined)(
    `changes nothing when another program saved it${NO_OFFICE ? ` (left out: ${NO_OFFICE})` : ''}`,
    async () => {
      await books.call('issues/export-workbook', { path, who: WHO });
      writeFileSync(path, await recalculated(path, mkdtempSync(join(folder, 'office-'))));
      const diff = await preview();
      expect(diff.rows).toBeGreaterThan(3);
      expect(diff.changes).toEqual([]);
      expect(diff.findings).toEqual([]);
    },
  );
});

test('a status and a note that somebody filled in are shown first, then taken over like any other', async () => {
  const issue = (await books.issues()).at(-1);
  await edited(only(`I-${issue?.id}`, { Status: 'ignored', Note: '=agreed with "Ana" & <Bea>' }));
  const diff = await preview();
  expect(diff.changes.map(({ field, after }) => [field, after])).toEqual([
    ['status', 'ignored'],
    ['note', '=agreed with "Ana" & <Bea>'],
  ]);
  expect((await books.call('issues/get', { id: issue?.id ?? 0 })).issue.status).toBe('pending');
  await books.call('issues/import', { path, sha256: diff.sha256, who: WHO });
  expect((await books.call('issues/get', { id: issue?.id ?? 0 })).issue).toMatchObject({
    status: 'ignored',
    reason: '=agreed with "Ana" & <Bea>',
    who: WHO,
  });
});

test('a mapping that somebody filled in becomes a decision and clears its issues', async () => {
  const unknown = (await books.issues()).find(({ code }) => code === 'STATUS_UNMAPPED');
  expect(unknown).toBeDefined();
  await edited(only(`I-${unknown?.id}`, { Mapping: 'Active' }));
  const diff = await preview();
  expect(diff.changes.map(({ field }) => field)).toEqual(['mapping']);
  const imported = await books.call('issues/import', { path, who: WHO });
  expect(imported.decisions).toBe(1);
  expect((await books.call('issues/get', { id: unknown?.id ?? 0 })).issue.status).toBe('resolved');
});

describe('a file that cannot be taken over is told, and nothing of it is', () => {
  const refs = async () => (await books.issues()).slice(0, 3).map(({ id }) => `I-${id}`);
  const CASES: readonly (readonly [string, (refs: readonly string[]) => Edit, RegExp])[] = [
    ['a number where words belong', ([first = '']) => only(first, { Note: 5 }), /holds a number/],
    ['a formula in a note', ([first = '']) => only(first, { Note: { formula: '1+1', value: 2 } }), /holds a formula/],
    ['a status nobody knows', ([first = '']) => only(first, { Status: 'done' }), /is no status/],
    ['ignored without a reason', ([first = '']) => only(first, { Status: 'ignored', Note: null }), /without a reason/],
    ['a row without its reference', ([first = '']) => only(first, { Ref: 'what' }), /does not say which issue/],
    [
      'an issue that is not here',
      ([first = '']) => only(first, { Ref: 'I-999999', Status: 'resolved' }),
      /no issue 999999/,
    ],
    ['one issue twice', ([first = '', second = '']) => only(second, { Ref: first }), /again in row/],
    [
      'a mapping where none belongs',
      () => (row) => (row['Mapping means'] === null ? { Mapping: 'x' } : {}),
      /takes no mapping/,
    ],
  ];
  it.each(CASES)('%s', async (_, edit, words) => {
    const known = await refs();
    // Beside what is wrong stands something right: it must not be taken over either.
    const wrong = edit(known);
    const right = known[2] ?? '';
    await edited((row) => ({
      ...wrong(row),
      ...(row.Ref === right && row.Mapping === null ? { Note: 'this is right' } : {}),
    }));
    const before = await books.hash();
    const diff = await preview();
    expect(diff.ready).toBe(false);
    expect(diff.findings.map(({ message }) => message).join(' ')).toMatch(words);
    expect((await books.refusal('issues/import', { path, who: WHO })).code).toBe('IMPORT_STOPPED');
    expect(await books.hash()).toBe(before);
  });

  it('columns that were renamed', async () => {
    await edited(
      () => ({}),
      (titles) => titles.map((title) => (title === 'Note' ? 'Remark' : title)),
    );
    expect((await preview()).findings[0]?.message).toMatch(/Note/);
  });

  it('a file of another program, and a file that is not there', async () => {
    writeFileSync(path, 'no workbook at all');
    expect((await books.refusal('issues/import', { path, who: WHO })).message).toMatch(/no issues workbook/);
    expect((await books.refusal('issues/import-preview', { path: join(folder, 'none.xlsx') })).fix).toMatch(/Choose/);
  });

  it('a file of another ledger', async () => {
    await writeIssuesWorkbook(beginWorkbook satisfies BeginWorkbook, path, {
      company: 'Other',
      currency: 'EUR' as never,
      ledger: 'f'.repeat(32),
      appVersion: '0.1.0',
      createdAt: '2025-01-01T00:00:00.000Z',
      rows: [],
      services: [],
    });
    expect((await preview()).findings[0]?.message).toMatch(/another ledger/);
  });

  it('an issue that changed here since', async () => {
    const issue = (await books.issues())[0];
    await edited(only(`I-${issue?.id}`, { Status: 'resolved' }));
    await books.call('issues/update', { ids: [issue?.id ?? 0], status: 'ignored', reason: 'meanwhile', who: WHO });
    expect((await preview()).findings[0]?.message).toMatch(/changed here since/);
  });

  it('a file that was saved again after it was shown', async () => {
    const issue = (await books.issues())[0];
    await edited(only(`I-${issue?.id}`, { Note: 'one' }));
    const { sha256 } = await preview();
    await edited(only(`I-${issue?.id}`, { Note: 'two' }));
    expect((await books.refusal('issues/import', { path, sha256, who: WHO })).code).toBe('FILE_CHANGED');
  });
});

test('rows that were taken out are told and settle nothing', async () => {
  const [first, second] = await books.issues();
  await edited((row) => (row.Ref === `I-${first?.id}` ? null : row.Ref === `I-${second?.id}` ? { Note: 'kept' } : {}));
  const diff = await preview();
  expect(diff.findings).toMatchObject([{ stops: false }]);
  expect(diff.ready).toBe(true);
  await books.call('issues/import', { path, who: WHO });
  expect((await books.call('issues/get', { id: first?.id ?? 0 })).issue.status).toBe('pending');
});

test('whatever bytes come as a file, reading them ends with words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { findings } = readIssues(bytes);
      expect(findings.some(({ stops }) => stops)).toBe(true);
    }),
  );
});
