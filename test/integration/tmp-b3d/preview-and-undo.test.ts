/** Looking before leaping, and the way back. */
import { afterAll, describe, expect, test } from 'vitest';
import { keeper, moreBooks, openSample, openSchool, rangeOf, type SmallSchool, WHO } from './wrap.ts';

const NOW = '2025-07-10T08:00:00.000Z';
const kept = keeper();
afterAll(() => kept.closeAll());

function populate({ world }: SmallSchool) {
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const bea = world.student({ name: 'Bea Soto', email: 'bea@mail.example' });
  for (const student of [ana, bea])
    world.enrolment({ student, cohort: 'campus-fs-1', service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  const spec = { student: ana, service: 'fs-pt', date: '2025-01-10', net: 500_000 } as const;
  return { invoice: world.invoice(spec), spec, other: world.invoice({ ...spec, student: bea, date: '2025-02-03' }) };
}

const preview = { ...rangeOf('2025-01', '2025-06'), withAccruals: true, who: WHO };

describe('a preview', () => {
  test('of a first sync writes no business row, no run and no file, and tells what the run then does', async () => {
    const school = await openSchool({ now: NOW });
    const { books } = school;
    populate(school);
    const told = await books.call('sync/preview', preview);
    expect(books.lastChange()).toBe(0);
    expect(books.count('FROM sync_run')).toBe(0);
    expect(told.effect).not.toEqual([]);

    const report = await books.month('2025-01', '2025-06');
    expect(told.executions.map(({ step, month, status, counts }) => [step, month, status, counts])).toEqual(
      report.executions.map(({ step, month, status, counts }) => [step, month, status, counts]),
    );
    expect(Object.fromEntries(told.effect.map(({ month, after }) => [month, after]))).toEqual(books.posted());
  });

  test('of an edit upstream tells the difference by month, and the run then makes it', async () => {
    const school = await openSchool({ now: NOW });
    const { books, world } = school;
    const { invoice, spec } = populate(school);
    await books.month('2025-01', '2025-06');
    const [before, hash] = [books.posted(), await books.hash()];
    world.editInvoice(invoice, { ...spec, net: 620_000 });

    const told = await books.call('sync/preview', preview);
    expect(await books.hash()).toBe(hash);
    await books.month('2025-01', '2025-06');
    const after = books.posted();
    expect(told.effect).toEqual(
      Object.keys(before).map((month) => ({ month, before: before[month], after: after[month] })),
    );
    expect(told.tables.invoice).toEqual({ created: 0, updated: 1, removed: 0 });
  });

  test('of nothing new tells of nothing', async () => {
    const school = await openSchool({ now: NOW });
    populate(school);
    await school.books.month('2025-01', '2025-06');
    expect(await school.books.call('sync/preview', preview)).toMatchObject({ tables: {}, effect: [] });
  });
});

describe('undoing a run', () => {
  test('brings back the ledger before it, and the next sync the ledger after it', async () => {
    const school = await openSchool({ now: NOW });
    const { books, world } = school;
    const { invoice, spec, other } = populate(school);
    await books.month('2025-01', '2025-06');
    const before = await books.parts();
    world.editInvoice(invoice, { ...spec, net: 620_000 });
    world.removeDocument(other);
    world.creditNote({
      student: spec.student,
      service: 'fs-pt',
      date: '2025-03-05',
      net: 20_000,
      origin: invoice,
      reason: 'goodwill',
    });
    const run = await books.month('2025-01', '2025-06');
    const after = await books.parts();

    const told = await books.call('runs/undo-preview', { run: run.run.id });
    expect(await books.parts()).toEqual(after);
    const undone = await books.call('runs/undo', { run: run.run.id, who: WHO });
    expect(undone.records).toBe(told.records);
    expect(await books.parts()).toEqual(before);

    await books.month('2025-01', '2025-06');
    expect(await books.parts()).toEqual(after);
  });

  test('postings are answered with contra lines and never deleted', async () => {
    const school = await openSchool({ now: NOW });
    const { books } = school;
    populate(school);
    const run = await books.month('2025-01', '2025-06');
    const posted = books.count('FROM posting');
    await books.call('runs/undo', { run: run.run.id, who: WHO });
    expect(books.count('FROM posting')).toBe(2 * posted);
    expect(books.posted()).toEqual({});
  });

  test('in a closed month is refused with the month that forbids it', async () => {
    const school = await openSchool({ now: NOW });
    const { books } = school;
    populate(school);
    const run = await books.month('2025-01', '2025-02');
    await books.lock('2025-01');
    const hash = await books.hash();
    const problem = await books.refusal('runs/undo', { run: run.run.id, who: WHO });
    expect(JSON.stringify(problem)).toContain('2025-01');
    expect(await books.hash()).toBe(hash);
  });

  test('of the sample company leaves an empty ledger, and syncing again fills it as before', async () => {
    const sample = await openSample({ size: 0.1, cases: 'all' }, kept);
    const { books } = sample;
    const empty = await books.parts();
    const run = await books.month('2025-01', '2025-12');
    const full = await books.parts();
    await books.call('runs/undo', { run: run.run.id, who: WHO });
    expect(await books.parts()).toEqual(empty);
    await books.month('2025-01', '2025-12');
    expect(await books.parts()).toEqual(full);
  });
});

test('a preview of the sample company tells what its sync does', async () => {
  const sample = await openSample({ size: 0.05 }, kept);
  const books = await moreBooks(sample);
  const told = await books.call('sync/preview', { ...rangeOf('2025-01', '2025-12'), withAccruals: true, who: WHO });
  expect(books.lastChange()).toBe(0);
  const report = await books.month('2025-01', '2025-12');
  const rows = report.executions.flatMap(({ counts }) => Object.entries(counts?.rows ?? {}));
  const created: Record<string, number> = {};
  for (const [table, counts] of rows) created[table] = (created[table] ?? 0) + counts.created;
  expect(Object.fromEntries(Object.entries(told.tables).map(([table, counts]) => [table, counts.created]))).toEqual(
    created,
  );
});
