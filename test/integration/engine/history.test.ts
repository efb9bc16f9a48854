import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keeper, openSchool, type SmallSchool, sumHolds, WHO } from '../../support/school.ts';

const owner = keeper();
afterAll(() => owner.closeAll());

/** A course over five months, an invoice without one, and four runs: the first month, the rest, an undo of it, and the rest again. */
let school: SmallSchool;
let runs: { first: number; rest: number; undo: number; again: number };

beforeAll(async () => {
  school = await openSchool({ firstMonth: '2025-01', now: '2025-06-09T22:30:00.000Z' }, owner);
  const { books, world } = school;
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
  world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
  // Invoiced in the second run, and in no course: held by an issue.
  const luis = world.student({ name: 'Luis Vega', email: 'luis@mail.example' });
  world.invoice({ student: luis, service: 'en', date: '2025-02-04', net: 30_000 });
  const first = (await books.month('2025-01')).run.id;
  books.clock.advance(60_000);
  const rest = (await books.month('2025-02', '2025-05')).run.id;
  books.clock.advance(60_000);
  const undo = (await books.call('runs/undo', { run: rest, who: 'Berta' })).undoneBy;
  books.clock.advance(60_000);
  const again = (await books.month('2025-02', '2025-05')).run.id;
  runs = { first, rest, undo, again };
});

describe('the list of runs', () => {
  test('shows the newest first, with sums that are those of its executions', async () => {
    const { books } = school;
    const { rows, total } = await books.call('runs/page', {});
    expect(rows.map(({ id }) => id)).toEqual([runs.again, runs.undo, runs.rest, runs.first]);
    expect(total).toBe(4);
    const { executions } = await books.call('runs/get', { run: runs.first });
    expect(executions.every(sumHolds)).toBe(true);
    const of = (key: 'received' | 'applied' | 'held') =>
      executions.reduce((sum, { counts }) => sum + (counts?.[key] ?? 0), 0);
    expect(rows.at(-1)).toMatchObject({ received: of('received'), applied: of('applied'), held: of('held') });
    const changes = books.count('FROM change WHERE run_id = ?', runs.first);
    expect(rows.at(-1)?.changes).toBe(changes);
  });

  test('pages through, and the total is that of the filter', async () => {
    const { books } = school;
    const second = await books.call('runs/page', { offset: 1, limit: 2 });
    expect(second.rows.map(({ id }) => id)).toEqual([runs.undo, runs.rest]);
    expect(second.total).toBe(4);
    expect((await books.call('runs/page', { offset: 1000 })).rows).toEqual([]);
  });

  test('is filtered by kind, status, step, person and day', async () => {
    const { books } = school;
    const ids = async (filter: Parameters<typeof books.call<'runs/page'>>[1]) =>
      (await books.call('runs/page', filter)).rows.map(({ id }) => id);
    expect(await ids({ kind: 'undo' })).toEqual([runs.undo]);
    expect(await ids({ status: 'failed' })).toEqual([]);
    expect(await ids({ step: 'accruals' })).toEqual([runs.again, runs.rest, runs.first]);
    expect(await ids({ who: 'bert' })).toEqual([runs.undo]);
    expect(await ids({ who: '%' })).toEqual([]);
    // Half past ten at night in UTC is the next day in Madrid.
    expect(await ids({ since: '2025-06-10', until: '2025-06-10' })).toHaveLength(4);
    expect(await ids({ until: '2025-06-09' })).toEqual([]);
  });

  test('a day that is none is told, and not searched for', async () => {
    const problem = await school.books.refusal('runs/page', { since: "2025-02-30' OR 1" });
    expect(problem.code).toBe('BAD_DATE');
    expect((await school.books.refusal('runs/page', { limit: 100_000 })).code).toBe('BAD_INPUT');
  });
});

describe('what one run did', () => {
  test('is told by table, by month and by connection', async () => {
    const { books } = school;
    const summary = await books.call('runs/summary', { run: runs.first });
    const invoices = summary.tables.find(({ table }) => table === 'invoice');
    expect(invoices).toEqual({ table: 'invoice', inserted: 1, updated: 0, deleted: 0 });
    expect(summary.postings).toEqual([{ month: '2025-01', count: 1, amount: 10_364 }]);
    expect(summary.connections.length).toBeGreaterThan(2);
    for (const reading of summary.connections) expect(reading).toMatchObject({ outcome: 'read' });
    const calls = summary.connections.reduce((sum, each) => sum + each.calls, 0);
    const { executions } = await books.call('runs/get', { run: runs.first });
    expect(calls).toBe(executions.reduce((sum, { metrics }) => sum + (metrics?.calls ?? 0), 0));
  });

  test('an undo shows its contra postings', async () => {
    const before = await school.books.call('runs/summary', { run: runs.rest });
    const undone = await school.books.call('runs/summary', { run: runs.undo });
    expect(undone.postings).toEqual(before.postings.map((each) => ({ ...each, amount: -each.amount })));
  });

  test('is told record by record, in words, with what was there before and after', async () => {
    const { books } = school;
    const words = async (table: string) =>
      (await books.call('runs/changes', { run: runs.first, table })).rows.map((row) => row.words);
    const [{ number } = { number: '' }] = books.rows<{ number: string }>('SELECT number FROM invoice');
    const [{ code } = { code: '' }] = books.rows<{ code: string }>("SELECT code FROM client WHERE name = 'Ana Ruiz'");
    expect(await words('invoice')).toEqual([`Invoice ${number}`]);
    expect(await words('invoice_line')).toContain(`Line 1 of invoice ${number}`);
    expect(await words('client')).toContain(`Client ${code} Ana Ruiz`);
    expect(await words('posting')).toEqual(['Posting January 2025 of contract 1']);
    expect(await words('contract')).toContain(`Contract 1 of client ${code} Ana Ruiz`);
  });

  test('an insert carries the row as it was then, not as it is now', async () => {
    const { books } = school;
    const { rows } = await books.call('runs/changes', { run: runs.first, limit: 500 });
    const updates = rows.filter(({ op }) => op === 'update');
    for (const update of updates) {
      const made = rows.find(({ table, row, op }) => table === update.table && row === update.row && op === 'insert');
      if (!made) continue;
      const first = updates.find(({ table, row }) => table === update.table && row === update.row);
      expect(made.after).toMatchObject(first?.before ?? {});
    }
    for (const made of rows.filter(({ op }) => op === 'insert')) {
      expect(made.before).toBeNull();
      expect(made.after).toMatchObject({ id: made.row });
    }
  });

  test('rows that an undo took away are still named, and carry what they were', async () => {
    const { books } = school;
    const taken = await books.call('runs/changes', { run: runs.undo, op: 'delete', limit: 500 });
    expect(taken.rows.map(({ table }) => table)).toContain('invoice');
    for (const { words, before, after } of taken.rows) {
      expect(before).not.toBeNull();
      expect(after).toBeNull();
      expect(words).not.toMatch(/undefined|null/);
    }
    const contracts = taken.rows.filter(({ table }) => table === 'contract').map(({ words }) => words);
    expect(contracts).toEqual([expect.stringMatching(/^Contract \d+ of client \S+ Luis Vega$/)]);
    const made = await books.call('runs/changes', { run: runs.rest, table: 'invoice', op: 'insert' });
    expect(made.rows[0]?.after).toMatchObject({ date: '2025-02-04' });
    const summary = await books.call('runs/summary', { run: runs.rest });
    expect(summary.issues.raised).toBeGreaterThan(0);
    const all = await books.call('runs/changes', { run: runs.rest, limit: 500 });
    expect(all.rows).toHaveLength(all.total);
    for (const { words } of all.rows) expect(words).not.toMatch(/undefined|null|NaN/);
  });

  test('a table that does not exist has no changes, and a run that does not is told', async () => {
    const { books } = school;
    const none = await books.call('runs/changes', { run: runs.first, table: 'client; DROP TABLE client' });
    expect(none).toEqual({ rows: [], total: 0 });
    for (const channel of ['runs/summary', 'runs/changes'] as const)
      expect((await books.refusal(channel, { run: 99 })).code).toBe('UNKNOWN_RUN');
    expect((await books.refusal('runs/compare', { left: 1, right: 99 })).code).toBe('UNKNOWN_RUN');
  });
});

describe('two runs side by side', () => {
  test('show each step and month, and nothing where one did not do it', async () => {
    const { steps } = await school.books.call('runs/compare', { left: runs.first, right: runs.rest });
    const invoices = steps.filter(({ step }) => step === 'invoices');
    expect(invoices.map(({ month }) => month)).toEqual(['2025-01', '2025-02', '2025-03', '2025-04', '2025-05']);
    const { executions } = await school.books.call('runs/get', { run: runs.first });
    const { received, applied } = executions.find(({ step }) => step === 'invoices')?.counts ?? {};
    expect(invoices[0]).toMatchObject({
      received: { left: received, right: null },
      applied: { left: applied, right: null },
    });
    expect(invoices[4]).toMatchObject({ received: { left: null, right: 0 }, ms: { left: null } });
    expect(steps[0]).toMatchObject({ step: 'services', month: null });
    expect(steps[0]?.received.left).not.toBeNull();
    expect(steps[0]?.received.right).not.toBeNull();
  });

  test('show what each month carried right after them, contra postings included', async () => {
    const months = async (left: number, right: number) =>
      (await school.books.call('runs/compare', { left, right })).months.map(({ before, after }) => [before, after]);
    const full = [10_364, 15_272, 16_909, 16_364, 1_091];
    expect(await months(runs.first, runs.rest)).toEqual(full.map((amount, at) => [at === 0 ? amount : 0, amount]));
    expect(await months(runs.rest, runs.undo)).toEqual(full.map((amount, at) => [amount, at === 0 ? amount : 0]));
    expect(await months(runs.rest, runs.again)).toEqual(full.map((amount) => [amount, amount]));
  });
});

test('looking at runs writes nothing', async () => {
  const { books } = school;
  const before = { hash: await books.hash(), last: books.lastChange(), audits: books.count('FROM audit_event') };
  await books.call('runs/page', { who: WHO });
  await books.call('runs/changes', { run: runs.rest, limit: 500 });
  await books.call('runs/compare', { left: runs.first, right: runs.again });
  expect({ hash: await books.hash(), last: books.lastChange(), audits: books.count('FROM audit_event') }).toEqual(
    before,
  );
});
