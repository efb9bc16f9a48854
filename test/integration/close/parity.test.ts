/** The comparison with the old system over real ledgers: its figures, and what makes them differ. */
import { expect, test } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { openCourse } from '../../support/course.ts';
import { type Books, openSample } from '../../support/school.ts';

const [START, END] = ['2024-01-01', '2024-05-19'];
const course = () => openCourse('2024-01', '2024-12-10T08:00:00.000Z');

async function compared(books: Books, input: InputOf<'parity/report'> = {}) {
  return books.call('parity/report', { equal: true, limit: 500, ...input });
}

/** Old figures by month, and the reasons of each difference. */
async function story(books: Books) {
  const { rows } = await compared(books);
  const byMonth = [...rows].sort((a, b) => (a.month < b.month ? -1 : 1));
  return byMonth.map(({ month, old, causes }) => [month.slice(5), old, causes.map(({ code }) => code).join(' ')]);
}

test('#2 a course of 6,000 differs by whole sessions, and one of them is never posted', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 600_000, { lines: [{ service: 'fs-pt', net: 600_000, vat: 0 }] });
  place(START, END);
  await books.month('2024-01', '2024-08');
  expect(await story(books)).toEqual([
    ['01', 130_000, 'D2'],
    ['02', 120_000, 'D2'],
    ['03', 130_000, 'D2'],
    ['04', 130_000, 'D2'],
    ['05', 80_000, 'D2'],
  ]);
  const { sum } = await compared(books);
  expect(sum).toEqual({ old: 590_000, now: 600_000, difference: 10_000 });
});

test('#6 #42 who left was posted whole at once, and came back for nothing', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 600_000, { lines: [{ service: 'fs-pt', net: 600_000, vat: 0 }] });
  place(START, END, { status: 'DROPPED', statusDate: '2024-03-10' });
  place('2024-04-08', '2024-08-25');
  await books.month('2024-01', '2024-08');
  expect(await story(books)).toEqual([
    ['01', 130_000, 'D2'],
    ['02', 120_000, 'D2'],
    ['03', 350_000, 'D23'],
    ['04', 0, 'D23'],
    ['05', 0, 'D23'],
    ['06', 0, 'D23'],
    ['07', 0, 'D23'],
    ['08', 0, 'D23'],
  ]);
});

test('#11 D7 who is not in the pages was posted whole, with tax; both parts add up to the difference', async () => {
  const { books, world, invoice } = await course();
  const bruno = world.student({ name: 'Bruno Gil', email: 'bruno@mail.example', in: ['books'] });
  invoice('2024-01-20', 300_000, { student: bruno, lines: [{ service: 'fs-pt', net: 300_000, vat: 21 }] });
  await books.month('2024-01', '2024-03');
  const { rows } = await compared(books);
  expect(rows).toMatchObject([{ month: '2024-02', old: 363_000, now: 0, did: 'posted all: not in the pages' }]);
  expect(rows[0]?.causes.map(({ code, amount }) => [code, amount])).toEqual([
    ['D5', -300_000],
    ['D7', -63_000],
  ]);
});

test('#14 who is in the pages without more was left alone', async () => {
  const { books, invoice } = await course();
  invoice('2024-01-20', 300_000);
  await books.month('2024-01', '2024-03');
  expect((await compared(books)).rows).toEqual([]);
});

test('#12 who is dropped in the pages was posted whole in that month', async () => {
  const { books, world, invoice } = await course();
  const bruno = world.student({
    name: 'Bruno Gil',
    email: 'bruno@mail.example',
    in: ['books', 'pages'],
    pageStatus: 'Dropped',
    pageDate: '2024-03-05',
  });
  invoice('2024-01-20', 300_000, { student: bruno, lines: [{ service: 'fs-pt', net: 300_000, vat: 0 }] });
  await books.month('2024-01', '2024-04');
  expect(await story(books)).toEqual([['03', 300_000, 'D23']]);
});

test('#33 #9 a credit note after completion counted twice', async () => {
  const { books, invoice, credit, place } = await course();
  const origin = invoice(START, 100_000, { lines: [{ service: 'fs-pt', net: 100_000, vat: 0 }] });
  place(START, END, { status: 'GRADUATED', statusDate: END });
  credit('2024-06-10', 20_000, { origin, number: 'CN24-1', lines: [{ service: 'fs-pt', net: 20_000, vat: 0 }] });
  await books.month('2024-01', '2024-08');
  const june = (await compared(books)).rows.filter(({ month }) => month === '2024-06');
  expect(june).toMatchObject([{ old: -40_000, causes: [{ code: 'D9' }] }]);
});

test('every difference of the sample company is explained to the cent, and a reader that cannot write gives the same', async () => {
  const { books } = await openSample();
  await books.month('2025-01', '2025-12');
  const hash = await books.hash();
  const first = await compared(books, { limit: 200 });
  const rows = [...first.rows];
  while (rows.length < first.total) rows.push(...(await compared(books, { limit: 200, offset: rows.length })).rows);
  for (const { difference, now, old, causes } of rows) {
    expect(difference).toBe(now - old);
    expect(causes.reduce((sum, { amount }) => sum + amount, 0)).toBe(difference);
  }
  expect(
    new Set(
      rows.map(({ contracts, client, service, month }) => `${contracts[0]?.id ?? client.code} ${service.id} ${month}`),
    ).size,
  ).toBe(rows.length);
  const total = (figure: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + figure(row), 0);
  expect(first.sum).toEqual({
    old: total(({ old }) => old),
    now: total(({ now }) => now),
    difference: total(({ difference }) => difference),
  });
  expect(first.reasons.reduce((sum, { amount }) => sum + amount, 0)).toBe(first.sum.difference);
  const posted = books.postings().filter(({ month }) => month >= '2025-01' && month <= '2025-12');
  expect(first.sum.now).toBe(posted.reduce((sum, { functional }) => sum + functional, 0));
  expect(first.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['D1', 'D2', 'D5', 'D7', 'D8', 'D23']));

  const reader = await openEngine({ ledgerPath: books.path, readonly: true, clock: books.clock, env: {} });
  if (!reader.ok) throw new Error(reader.problem.message);
  const again = await reader.value.call('parity/report', { equal: true, limit: 200 });
  await reader.value.close();
  expect(again).toEqual({ ok: true, value: first });
  expect(await books.hash()).toBe(hash);

  const tax = await compared(books, { reason: 'D7', equal: false, limit: 5 });
  expect(tax.rows.every(({ causes }) => causes.some(({ code }) => code === 'D7'))).toBe(true);
  expect(tax.total).toBe(first.reasons.find(({ code }) => code === 'D7')?.months);
});

test('a range that ends before it begins is told', async () => {
  const { books } = await course();
  const problem = await books.refusal('parity/report', { from: '2024-05', until: '2024-05' });
  expect(problem.code).toBe('BAD_RANGE');
});
