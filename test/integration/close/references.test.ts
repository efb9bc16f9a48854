/** From a line of a handed-out workbook back to the thing, its records and its runs: by trace and by search. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReadWorkbook, readWorkbook } from '../../../electron/exports/read-workbook/read-workbook.ts';
import { parseReference } from '../../../shared/domain/reference.ts';
import { type Books, keeper, openBooks, openSample, WHO } from '../../support/school.ts';

const MONTH = '2025-03';
const folder = mkdtempSync(join(tmpdir(), 'monthend-references-'));
const kept = keeper();
let books: Books;
let book: ReadWorkbook;

beforeAll(async () => {
  ({ books } = await openSample({}, kept));
  await books.month('2025-01', MONTH);
  await handOut('one');
  books.clock.advance(3_600_000);
  // What comes to be known after the figures left the house stands on a sheet of its own.
  const held = (await books.issues({ status: 'pending', code: 'DROP_UNDECIDED' }))[0];
  const [proposal] = await books.call('decisions/for-issue', { issue: held?.id ?? 0 });
  await books.decide(proposal?.kind ?? '', proposal?.subject ?? '', { ...proposal?.value, refund: 0 });
  await books.month('2025-01', MONTH);
  book = await handOut('two');
}, 180_000);
afterAll(async () => {
  await kept.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

async function handOut(name: string): Promise<ReadWorkbook> {
  const made = await books.call('packages/make', { month: MONTH, folder: join(folder, name), who: WHO });
  const file = readdirSync(made.folder).find((each) => each.endsWith('.xlsx')) ?? '';
  const read = readWorkbook(readFileSync(join(made.folder, file)));
  if (!read) throw new Error('The workbook cannot be read');
  return read;
}

/** All references of a sheet, wherever they stand. */
function referencesIn(sheet: string): string[] {
  const found = new Set<string>();
  for (const cells of book.sheet(sheet)?.values() ?? [])
    for (const { value } of cells.values())
      if (typeof value === 'string' && (parseReference(value)?.check ?? null) !== null) found.add(value);
  return [...found];
}

const search = (text: string) => books.call('search/all', { text });
const trace = (ref: string) => books.call('trace/reference', { ref });

const SHEETS: Readonly<Record<string, readonly string[]>> = {
  Summary: ['RF', 'T', 'I'],
  'Roll-forward': ['RF', 'T'],
  Waterfall: ['WF'],
  Cohorts: ['CO'],
  Detail: ['C', 'D'],
  Documents: ['C', 'D'],
  Journal: ['J'],
  Ageing: ['D'],
  Reconciliation: ['PAY', 'D'],
  Exceptions: ['I'],
  Changes: ['C', 'DEC', 'R'],
  'Run log': ['R', 'T'],
};

test('each line below the heading of a list carries a reference in its first column', () => {
  for (const name of ['Detail', 'Documents', 'Journal', 'Ageing', 'Reconciliation', 'Exceptions', 'Changes']) {
    const rows = [...(book.sheet(name) ?? [])].filter(([row]) => row > 6);
    // The list ends with its total, or where a row is left free.
    const end = rows.findIndex(
      ([row, cells], at) => row !== 7 + at || !cells.has(1) || cells.get(1)?.value === 'Total',
    );
    const lines = rows.slice(0, end < 0 ? undefined : end);
    expect(lines.length, name).toBeGreaterThan(0);
    for (const [row, cells] of lines)
      expect(parseReference(String(cells.get(1)?.value)), `${name} ${row}: ${cells.get(1)?.value}`).not.toBeNull();
  }
});

test('one reference of every kind on every sheet is traced and found, and both land on the same thing', async () => {
  expect(book.sheets).toEqual(Object.keys(SHEETS));
  for (const [sheet, kinds] of Object.entries(SHEETS)) {
    const all = referencesIn(sheet);
    for (const letters of kinds) {
      const ref = all.find((each) => each.startsWith(`${letters}-`));
      expect(ref, `${sheet} ${letters}`).toBeDefined();
      const traced = await trace(ref ?? '');
      expect(traced.ref, sheet).toBe(ref);
      expect(traced.title.length).toBeGreaterThan(3);
      const hits = await search(ref ?? '');
      expect(hits, `${sheet} ${ref}`).toHaveLength(1);
      expect(hits[0]?.opens, `${sheet} ${ref}`).toEqual(traced.opens);
      expect(hits[0]?.opens).not.toBeNull();
    }
  }
});

test('a contract, a document and a payment lead to the record as it came and the run that brought it', async () => {
  for (const [sheet, letters] of [
    ['Detail', 'C'],
    ['Documents', 'D'],
    ['Reconciliation', 'PAY'],
  ] as const) {
    const ref = referencesIn(sheet).find((each) => each.startsWith(`${letters}-`)) ?? '';
    const traced = await trace(ref);
    const [source] = traced.sources;
    expect(source, ref).toMatchObject({ intact: true });
    const record = await trace(source?.ref ?? '');
    expect(record.kind).toBe('record');
    expect(record.whole?.payload).toBeTruthy();
    const run = await trace(source?.run ?? '');
    expect(run).toMatchObject({ kind: 'run', opens: { at: 'thing', kind: 'run' } });
    expect(record.runs.map((each) => each.ref)).toContain(source?.run);
    expect(traced.runs.length, ref).toBeGreaterThan(0);
  }
});

test('a line of the detail lands on its contract: client, service and postings of that row', async () => {
  const [, row] =
    [...(book.sheet('Detail') ?? [])].find(([at, cells]) => at > 6 && String(cells.get(1)?.value).startsWith('C-')) ??
    [];
  const traced = await trace(String(row?.get(1)?.value));
  const contract = traced.whole?.contract as { id: number; key: string } | undefined;
  expect(contract?.key).toBe(row?.get(2)?.value);
  expect(traced.opens).toEqual({ at: 'thing', kind: 'contract', id: contract?.id });
  const posting = traced.behind.find((each) => each.ref.startsWith('P-'));
  const own = await trace(posting?.ref ?? '');
  expect(own.opens).toMatchObject({ at: 'posting', contract: contract?.id });
  expect(own.sources.map(({ ref }) => ref)).toEqual(traced.sources.map(({ ref }) => ref));
});

test('a figure of the roll-forward is the sum of the contracts that its reference names', async () => {
  const rows = [...(book.sheet('Roll-forward')?.values() ?? [])];
  const head = rows.find((cells) => cells.get(1)?.value === 'Line');
  const last = [...(head?.keys() ?? [])].length;
  const billings = rows.find((cells) => cells.get(3)?.value === '+ Billings');
  const traced = await trace(String(billings?.get(last)?.value));
  const drilled = await books.call('reports/drill', {
    ref: traced.opens?.at === 'report' ? (traced.opens.figure ?? '') : '',
  });
  expect(drilled.amount / 100).toBeCloseTo(Number(billings?.get(last - 1)?.value), 6);
  expect(traced.behind.length + traced.more).toBe(drilled.total);
});

test('a number typed alone is enough where it is clear, and small letters and other dashes do no harm', async () => {
  const ref = referencesIn('Detail').find((each) => each.startsWith('C-')) ?? '';
  const id = Number(ref.split('-')[1]);
  expect((await trace(`C-${id}`)).ref).toBe(ref);
  expect((await trace(` ${ref.toLowerCase().replaceAll('-', '\u2011')} `)).ref).toBe(ref);
  expect((await search(`C-${id}`))[0]).toMatchObject({ kind: 'contract', id });
  const [client] = books.rows<{ code: string; id: number }>('SELECT id, code FROM client LIMIT 1');
  expect((await trace(client?.code ?? '')).opens).toEqual({ at: 'thing', kind: 'client', id: client?.id });
});

test('a reference of another ledger, of nothing and of no kind is answered plainly', async () => {
  const ref = referencesIn('Detail').find((each) => each.startsWith('C-')) ?? '';
  const other = `${ref.slice(0, -5)}${ref.endsWith('22222') ? '33333' : '22222'}`;
  const refused = async (text: string) => (await books.refusal('trace/reference', { ref: text })).code;
  expect(await refused(other)).toBe('REFERENCE_OF_ANOTHER_LEDGER');
  expect(await search(other)).toMatchObject([{ kind: 'reference', opens: null }]);
  expect(await refused('C-999999')).toBe('UNKNOWN_REFERENCE');
  expect(await refused('nothing of the kind')).toBe('NO_REFERENCE');
  const figure = referencesIn('Roll-forward')[0] ?? '';
  const stranger = await openBooks({ now: '2026-02-01T08:00:00.000Z', firstMonth: '2025-01' }, kept);
  for (const each of [ref, figure]) {
    const { code, message } = await stranger.refusal('trace/reference', { ref: each });
    expect(['UNKNOWN_REFERENCE', 'REFERENCE_OF_ANOTHER_LEDGER']).toContain(code);
    expect(message).not.toMatch(/error|invalid|null/i);
  }
});

test('a ledger built anew from the same sources still knows the references of the old one', async () => {
  const again = await openSample({ now: '2026-01-10T08:00:00.000Z' }, kept);
  // Read in one go and in another order of months, so that the numbers differ.
  await again.books.month(MONTH);
  await again.books.month('2025-01', '2025-02');
  const refs = ['C', 'D'].flatMap((letters) =>
    referencesIn('Detail')
      .filter((each) => each.startsWith(`${letters}-`))
      .slice(0, 5),
  );
  for (const ref of refs) {
    const traced = await again.books.call('trace/reference', { ref });
    expect(traced.ref.slice(-5)).toBe(ref.slice(-5));
    expect(traced.title).toBeTruthy();
  }
}, 120_000);

test('what a run took away is told with the run that did', async () => {
  const ref = referencesIn('Documents').find((each) => each.startsWith('D-')) ?? '';
  const { runs } = await trace(ref);
  for (;;) {
    const last = (await books.call('runs/list', {})).find(({ undoneBy, kind }) => undoneBy === null && kind !== 'undo');
    if (!last || last.id < (runs[0]?.run ?? 0)) break;
    await books.call('runs/undo', { run: last.id, who: WHO });
  }
  const gone = await books.refusal('trace/reference', { ref });
  expect(gone).toMatchObject({ code: 'REFERENCE_GONE' });
  expect(gone.message).toContain('run');
}, 120_000);
