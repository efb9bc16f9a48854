/** The faults of the systems this program replaces that lie in reading and matching. The D-number is the defect's. */
import { describe, expect, test } from 'vitest';
import { openCourse } from './wrap.ts';
import { openBooks, rangeOf } from './wrap.ts';

const [START, END] = ['2024-01-01', '2024-05-19'];
const course = () => openCourse('2024-01', '2024-12-10T08:00:00.000Z');
const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);

test('D7 tax is never revenue: the net of the source is, whatever the gross and the withholding', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 600_000, { vat: 21, withholding: 15 });
  place(START, END);
  await books.month('2024-01', '2024-05');
  expect(books.series('2024-01')).toEqual([132_857, 124_286, 132_857, 128_571, 81_429]);
  expect(books.rows('SELECT net, tax, withholding FROM invoice')).toEqual([
    { net: 600_000, tax: 126_000, withholding: 90_000 },
  ]);
});

describe('D8 currencies', () => {
  test('a contract stays in its own currency, and in that of the company at the rate of the document', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000, { currency: 'USD', rate: 0.5 });
    place(START, END);
    await books.month('2024-01', '2024-05');
    expect(books.rows('SELECT currency FROM contract')).toEqual([{ currency: 'USD' }]);
    expect(sum(books.postings().map(({ amount }) => amount))).toBe(600_000);
    expect(sum(books.postings().map(({ functional }) => functional))).toBe(300_000);
  });

  test('a second document in another currency is refused, and the first goes on as if it were not there', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END);
    invoice('2024-03-05', 100_000, { currency: 'USD', rate: 0.9 });
    await books.month('2024-01', '2024-05');
    expect(await books.codes()).toContain('CURRENCY_MISMATCH');
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 132_857, 128_571, 81_429]);
  });
});

test('D12 the same month twice, by itself or with others, posts nothing twice', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 600_000);
  place(START, END);
  await books.month('2024-01', '2024-05');
  const posted = books.count('FROM posting');
  await books.accruals('2024-01');
  await books.accruals('2024-03', '2024-05');
  await books.month('2024-01', '2024-02');
  expect(books.count('FROM posting')).toBe(posted);
});

test('D12 two accruals at once post once', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 600_000);
  place(START, END);
  await books.sync('2024-01', '2024-05');
  const other = await openBooks({ folder: books.path.replace(/\/[^/]+$/, ''), now: '2024-12-10T08:00:00.000Z' });
  const wish = { ...rangeOf('2024-01', '2024-05'), step: 'accruals', who: 'ana' } as const;
  const results = await Promise.all([books, other, books].map(({ engine }) => engine.call('sync/run', wish)));
  expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  expect(
    results.flatMap((result) => (result.ok ? [] : [result.problem.code])).every((code) => code === 'RUN_IN_PROGRESS'),
  ).toBe(true);
  expect(sum(books.series('2024-01'))).toBe(600_000);
});

test('D16 an invoice that waited for its service counts in full once the service is known', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 100_000);
  invoice('2024-02-05', 70_000, { account: '65a00000000000000000dead' });
  place(START, END);
  await books.month('2024-01', '2024-05');
  expect(sum(books.series('2024-01'))).toBe(100_000);
  const [unknown] = await books.issues({ code: 'SERVICE_UNKNOWN', status: 'pending' });
  const [service] = books.rows<{ key: string }>("SELECT key FROM service WHERE name LIKE '%Full-Stack - Part%'");
  await books.decide('map-service', unknown?.entityExternalId ?? '', { service: service?.key });
  await books.month('2024-01', '2024-05');
  expect(sum(books.series('2024-01'))).toBe(170_000);
  expect(books.count('FROM contract')).toBe(1);
});

test('D17 an edit upstream from 1,000 to 1,500 is seen, counted as updated once, and caught up', async () => {
  const { books, invoice, place, world, ana } = await course();
  const bill = invoice(START, 100_000);
  place(START, END);
  await books.close(['2024-01', '2024-02']);
  const closed = books.series('2024-01');
  world.editInvoice(bill, { student: ana, service: 'fs-pt', date: START, net: 150_000 });
  const report = await books.month('2024-01', '2024-05');
  const counts = report.executions.flatMap((each) => (each.step === 'invoices' && each.counts ? [each.counts] : []));
  expect(sum(counts.map(({ updated }) => updated))).toBe(1);
  expect(books.series('2024-01').slice(0, 2)).toEqual(closed);
  expect(sum(books.series('2024-01'))).toBe(150_000);
});

describe('D18 what a document is, its type says and not its number', () => {
  test.each(['R24-0007', 'F2400007', 'CN240007'])('a credit note numbered %s takes away', async (number) => {
    const { books, invoice, place, credit } = await course();
    const origin = invoice(START, 300_000);
    place(START, END);
    credit('2024-01-15', 50_000, { origin, number });
    await books.month('2024-01', '2024-05');
    expect(sum(books.series('2024-01'))).toBe(250_000);
  });

  test('a credit note that names no invoice is never added', async () => {
    const { books, invoice, place, credit } = await course();
    invoice(START, 300_000);
    place(START, END);
    credit('2024-01-15', 50_000, { number: 'R24-0007' });
    await books.month('2024-01', '2024-05');
    const linked = sum(books.series('2024-01')) === 250_000;
    expect(linked || (await books.codes()).includes('CREDIT_WITHOUT_ORIGINAL')).toBe(true);
    expect(sum(books.series('2024-01'))).toBeLessThanOrEqual(300_000);
  });
});

test('D19 each line of a document goes to its own course', async () => {
  const { books, place, world, ana } = await course();
  place(START, END);
  place(START, '2024-01-31', { service: 'en' });
  world.invoice({
    student: ana,
    date: START,
    lines: [
      { service: 'fs-pt', net: 600_000 },
      { service: 'en', net: 64_000 },
    ],
  });
  await books.month('2024-01', '2024-05');
  expect(books.series('2024-01')).toEqual([132_857 + 64_000, 124_286, 132_857, 128_571, 81_429]);
  expect(books.count('FROM contract')).toBe(2);
});

test('D20 the same course bought again is a contract of its own', async () => {
  const { books, place, invoice } = await course();
  place('2024-01-15', '2024-03-15', { service: 'en' });
  invoice('2024-01-10', 60_000, { service: 'en' });
  place('2024-09-16', '2024-10-15', { service: 'en' });
  invoice('2024-09-10', 30_000, { service: 'en' });
  await books.month('2024-01', '2024-11');
  expect(books.count('FROM contract')).toBe(2);
  expect(books.posted()).toMatchObject({ '2024-09': 15_000, '2024-10': 15_000 });
  expect(sum(books.series('2024-01'))).toBe(90_000);
});

describe('D25 what was known when', () => {
  test('every status that was seen is kept, and a later edit of the row moves no stop', async () => {
    const { books, invoice, place, world } = await course();
    invoice(START, 600_000);
    const row = place(START, END);
    await books.month('2024-01');
    world.changeStatus(row, { status: 'DROPPED', statusDate: '2024-03-10' });
    await books.month('2024-01', '2024-04');
    const stopped = books.series('2024-01');
    expect(stopped).toEqual([132_857, 124_286, 42_857]);
    row.updated_at = '2024-11-30T10:00:00.000000Z';
    await books.month('2024-01', '2024-04');
    expect(books.series('2024-01')).toEqual(stopped);
    const words = books.rows<{ status_word: string }>(
      'SELECT DISTINCT status_word FROM period_status_event ORDER BY status_word',
    );
    expect(words.map(({ status_word }) => status_word)).toEqual(expect.arrayContaining(['ACTIVE', 'DROPPED']));
  });

  test('a month that closed keeps what was known then, however often the status flips later', async () => {
    const { books, invoice, place, world } = await course();
    invoice(START, 600_000);
    const row = place(START, END);
    await books.close(['2024-01', '2024-02', '2024-03']);
    const closed = books.series('2024-01').slice(0, 3);
    for (const change of [
      { status: 'POSTPONED', statusDate: '2024-02-10' },
      { status: 'ACTIVE', statusDate: '2024-02-20' },
      { status: 'DROPPED', statusDate: '2024-03-10' },
    ]) {
      world.changeStatus(row, change);
      await books.month('2024-01', '2024-04');
      expect(books.series('2024-01').slice(0, 3)).toEqual(closed);
    }
  });
});

test('D26 pages whose status and date are empty fail nothing and prove nothing', async () => {
  const { books, invoice, worlds } = await course();
  invoice('2024-01-20', 300_000);
  const [page] = worlds.notion.pages;
  const properties = page?.properties as Record<string, { select?: null; date?: null }>;
  for (const property of Object.values(properties)) {
    if ('select' in property) property.select = null;
    if ('date' in property) property.date = null;
  }
  const report = await books.month('2024-01', '2024-04');
  expect(report.run.status).toBe('completed');
  expect(books.posted()).toEqual({});
  expect(await books.codes()).toContain('CONTRACT_WITHOUT_PERIOD');
});

test('D29 a finding stays on file until its cause is gone, with when it was first and last seen', async () => {
  const { books, invoice, place } = await course();
  invoice('2024-01-20', 300_000);
  await books.month('2024-01');
  const [first] = await books.issues({ code: 'CONTRACT_WITHOUT_PERIOD', status: 'pending' });
  books.clock.advance(24 * 3_600_000);
  await books.month('2024-01', '2024-02');
  const [again, ...more] = await books.issues({ code: 'CONTRACT_WITHOUT_PERIOD', status: 'pending' });
  expect(more).toEqual([]);
  expect(again).toMatchObject({ id: first?.id, firstSeen: first?.firstSeen, timesSeen: (first?.timesSeen ?? 0) + 1 });
  expect((again?.lastSeen ?? '') > (first?.lastSeen ?? '')).toBe(true);
  place('2024-02-01', '2024-06-20');
  await books.month('2024-01', '2024-02');
  const closed = (await books.call('issues/get', { id: first?.id ?? 0 })).issue;
  expect(closed).toMatchObject({ status: 'resolved', reason: expect.stringMatching(/\w/) });
});

test('D31 a contract over two years shows each year what was earned in it, and the whole once', async () => {
  const { books, invoice, place } = await openCourse('2024-07', '2025-12-10T08:00:00.000Z');
  invoice('2024-07-01', 600_000);
  place('2024-10-01', '2025-03-31');
  await books.month('2024-07', '2025-06');
  const { months } = await books.call('close/months', {});
  const year = (text: string) =>
    sum(months.filter(({ month }) => month.startsWith(text)).map(({ recognised }) => recognised));
  expect(year('2024')).toBe(303_297);
  expect(year('2025')).toBe(296_703);
  expect(months.find(({ month }) => month === '2024-12')).toMatchObject({ deferred: 296_703 });
  expect(months.find(({ month }) => month === '2025-04')).toMatchObject({ deferred: 0 });
});

test('D32 accruals work with every outside system gone', async () => {
  const { books, invoice, place, server } = await course();
  invoice(START, 600_000);
  place(START, END);
  await books.sync('2024-01', '2024-05');
  const asked = new Map(server.requests);
  await server.close();
  const report = await books.accruals('2024-01', '2024-05');
  expect(report.run.status).toBe('completed');
  expect(report.executions.every(({ metrics }) => metrics?.calls === 0)).toBe(true);
  expect(new Map(server.requests)).toEqual(asked);
  expect(sum(books.series('2024-01'))).toBe(600_000);
});
