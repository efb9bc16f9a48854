import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Books, openSchool } from '../../support/school.ts';

const DAY = 86_400_000;

/** Two students with an invoice and no course dates: issues that hold their money. */
async function school() {
  const opened = await openSchool({ firstMonth: '2025-01', now: '2025-02-10T08:00:00.000Z' });
  const { world, books } = opened;
  const bills = ['Ana Ruiz', 'Ben Sol'].map((name) => {
    const student = world.student({ name, email: `${name.slice(0, 3).toLowerCase()}@mail.example` });
    const spec = { student, service: 'en', date: '2025-01-07', net: 60_000 };
    return { spec, bill: world.invoice(spec) };
  });
  await books.month('2025-01');
  return { ...opened, bills };
}

async function person(books: Books, name: string): Promise<number> {
  const people = await books.call('operators/save', { name, who: 'luis' });
  const one = people.find((each) => each.name === name);
  if (!one) throw new Error(`${name} works here`);
  return one.id;
}

async function pendingIds(books: Books): Promise<number[]> {
  const ids = (await books.issues()).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  return ids;
}

const page = async (books: Books, filter: Parameters<Books['issues']>[0]) => {
  const found = await books.call('issues/page', { status: 'pending', ...filter });
  return { ids: found.rows.map(({ id }) => id), total: found.total, amount: found.amountAtRisk };
};

describe('who looks after an issue', () => {
  it('is found by name, and what nobody looks after by that', async () => {
    const { books } = await school();
    const [first, ...rest] = await pendingIds(books);
    const eva = await person(books, 'Eva');
    if (first === undefined) throw new Error('There are issues');
    expect(await books.call('issues/assign', { ids: [first], operator: eva, who: 'Luis' })).toEqual({ changed: 1 });
    expect((await books.call('issues/get', { id: first })).issue.owner).toEqual({ id: eva, name: 'Eva' });
    expect((await page(books, { owner: 'Eva' })).ids).toEqual([first]);
    expect((await page(books, { owner: 'Nobody Known' })).ids).toEqual([]);
    expect((await page(books, { unowned: true })).ids).toEqual(rest);
    const groups = await books.call('issues/groups', { status: 'pending' });
    expect(groups.flatMap(({ owners }) => owners)).toEqual([{ name: 'Eva', count: 1 }]);
    expect((await books.call('issues/groups', { owner: 'Eva' })).map(({ count }) => count)).toEqual([1]);
  });

  it('can be nobody again, and what was theirs already is not written twice', async () => {
    const { books } = await school();
    const ids = await pendingIds(books);
    const eva = await person(books, 'Eva');
    await books.call('issues/assign', { ids, operator: eva, who: 'Eva' });
    expect(await books.call('issues/assign', { ids, operator: eva, who: 'Eva' })).toEqual({ changed: 0 });
    await books.call('issues/assign', { ids, operator: null, who: 'Luis' });
    const words = (await books.call('issues/history', { id: ids[0] ?? 0 })).map((moment) => moment.words);
    expect(words.slice(-2)).toEqual(['Taken on by Eva', 'Handed back by Luis: nobody looks after it']);
  });

  it('is refused for somebody who left, and for all when one of the issues is not there', async () => {
    const { books } = await school();
    const ids = await pendingIds(books);
    const eva = await person(books, 'Eva');
    const missing = await books.refusal('issues/assign', { ids: [...ids, 999], operator: eva, who: 'Luis' });
    expect(missing.code).toBe('UNKNOWN_ISSUE');
    await books.call('operators/save', { name: 'Eva', active: false, who: 'luis' });
    const gone = await books.refusal('issues/assign', { ids, operator: eva, who: 'Luis' });
    expect(gone).toMatchObject({ code: 'OPERATOR_UNKNOWN', message: 'Eva no longer works here.' });
    expect((await page(books, { unowned: true })).ids).toEqual(ids);
  });

  it('changes no business row, no hash and no total, and stands in the way of no undo', async () => {
    const { books } = await school();
    const ids = await pendingIds(books);
    const eva = await person(books, 'Eva');
    const before = {
      hash: await books.hash(),
      change: books.lastChange(),
      totals: await books.call('issues/totals', {}),
      gate: await books.call('close/gate', { month: '2025-01' }),
    };
    await books.call('issues/assign', { ids, operator: eva, who: 'Luis' });
    await books.call('issues/snooze', { ids, until: '2025-03-01', reason: 'waiting for the school', who: 'Luis' });
    expect(await books.hash()).toBe(before.hash);
    expect(books.lastChange()).toBe(before.change);
    expect(await books.call('issues/totals', {})).toEqual(before.totals);
    expect(await books.call('close/gate', { month: '2025-01' })).toEqual(before.gate);
    const [latest] = await books.call('runs/list', {});
    await books.call('runs/undo', { run: latest?.id ?? 0, who: 'Luis' });
  });

  it('stays with an issue that an undo took away and the next sync works out again', async () => {
    const { books } = await school();
    const ids = await pendingIds(books);
    const eva = await person(books, 'Eva');
    await books.call('issues/assign', { ids, operator: eva, who: 'Luis' });
    await books.call('issues/snooze', { ids, until: '2025-03-01', reason: 'waiting', who: 'Luis' });
    const prints = (await books.issues()).map(({ fingerprint }) => fingerprint).sort();
    for (const run of await books.call('runs/list', {})) await books.call('runs/undo', { run: run.id, who: 'Luis' });
    expect(await books.issues()).toEqual([]);
    await books.month('2025-01');
    const again = await books.issues();
    expect(again.map(({ fingerprint }) => fingerprint).sort()).toEqual(prints);
    expect(again.every(({ owner, snooze }) => owner?.name === 'Eva' && snooze?.asleep === true)).toBe(true);
  });

  it('goes into the files that are handed out', async () => {
    const { books } = await school();
    const [id = 0] = await pendingIds(books);
    const eva = await person(books, 'Eva');
    await books.call('issues/assign', { ids: [id], operator: eva, who: 'Luis' });
    await books.call('issues/snooze', { ids: [id], until: '2025-03-01', reason: 'waiting', who: 'Luis' });
    const path = join(mkdtempSync(join(tmpdir(), 'monthend-care-')), 'issues.csv');
    await books.call('issues/export', { path, status: 'pending', who: 'Luis' });
    const lines = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(lines[0]).toMatch(/,Status,Owner,Snoozed until$/);
    expect(lines.filter((line) => line.endsWith(',pending,Eva,2025-03-01'))).toHaveLength(1);
    expect(lines.filter((line) => line.endsWith(',pending,,'))).toHaveLength(lines.length - 2);
    const filled = path.replace('.csv', '.xlsx');
    await books.call('issues/export-workbook', { path: filled, who: 'Luis' });
    const diff = await books.call('issues/import-preview', { path: filled });
    expect(diff).toMatchObject({ changes: [], findings: [] });
  });
});

describe('an issue that is put aside', () => {
  it('leaves the list until its day in the company’s calendar, and counts all the while', async () => {
    const { books } = await school();
    const [id = 0, ...rest] = await pendingIds(books);
    const all = await page(books, {});
    const one = (await books.call('issues/get', { id })).issue;
    await books.call('issues/snooze', { ids: [id], until: '2025-02-12', reason: 'the school answers', who: 'Eva' });
    expect((await page(books, { snoozed: 'hide' })).ids).toEqual(rest);
    expect(await page(books, { snoozed: 'only' })).toEqual({ ids: [id], total: 1, amount: one.amountAtRisk });
    expect(await page(books, {})).toEqual(all);
    expect((await books.call('issues/select', { status: 'pending', snoozed: 'hide' })).ids).toEqual(rest);
    // Eleven at night in London is already the twelfth in Madrid.
    books.clock.advance(DAY + 14 * 3_600_000);
    expect((await page(books, { snoozed: 'hide' })).ids).toEqual(rest);
    books.clock.advance(3_600_000);
    expect(await page(books, { snoozed: 'hide' })).toEqual(all);
    expect((await books.call('issues/get', { id })).issue.snooze).toMatchObject({ asleep: false, due: true });
    const told = (await books.call('issues/history', { id })).map(({ words }) => words);
    expect(told.slice(-2)).toEqual([
      'Snoozed until 2025-02-12 by Eva: the school answers',
      'Back in the list: its day has come',
    ]);
  });

  it('wakes as soon as its cause changes, and sleeps on when that is undone', async () => {
    const { books, world, bills } = await school();
    const ids = await pendingIds(books);
    await books.call('issues/snooze', { ids, until: '2025-06-01', reason: 'waiting', who: 'Eva' });
    const asleep = async () => (await page(books, { snoozed: 'only' })).ids;
    // Seen again by another run is no change.
    await books.month('2025-01');
    expect(await asleep()).toEqual(ids);
    const [first] = bills;
    if (!first) throw new Error('There is an invoice');
    world.editInvoice(first.bill, { ...first.spec, net: 90_000 });
    const { run } = await books.month('2025-01');
    const awake = (await page(books, { snoozed: 'hide' })).ids;
    expect(awake).toHaveLength(1);
    const [id = 0] = awake;
    const { issue } = await books.call('issues/get', { id });
    expect(issue.snooze).toMatchObject({ asleep: false, due: false });
    expect(issue.amountAtRisk).toBe(90_000);
    await books.call('runs/undo', { run: run.id, who: 'Eva' });
    expect((await asleep()).toSorted()).toEqual(ids.toSorted());
  });

  it('wakes when it was settled and comes back', async () => {
    const { books } = await school();
    const [id = 0] = await pendingIds(books);
    await books.call('issues/snooze', { ids: [id], until: '2025-06-01', reason: 'waiting', who: 'Eva' });
    await books.call('issues/update', { ids: [id], status: 'resolved', who: 'Eva' });
    expect((await books.call('issues/get', { id })).issue.snooze).toBeNull();
    await books.call('issues/retry', { ids: [id], who: 'Eva' });
    const back = (await books.call('issues/get', { id })).issue;
    expect(back).toMatchObject({ status: 'pending', reopened: 1, snooze: { asleep: false } });
  });

  it('is brought back by hand, and put aside only while open, for a reason and until a day to come', async () => {
    const { books } = await school();
    const [id = 0, other = 0] = await pendingIds(books);
    const snooze = (until: string, reason: string, ids = [id]) => ({ ids, until, reason, who: 'Eva' });
    expect((await books.refusal('issues/snooze', snooze('2025-02-10', 'today'))).code).toBe('SNOOZE_PAST');
    expect((await books.refusal('issues/snooze', snooze('2025-02-11', '  '))).code).toBe('REASON_MISSING');
    expect((await books.refusal('issues/snooze', snooze('2025-02-31', 'never'))).code).toBe('BAD_INPUT');
    await books.call('issues/update', { ids: [other], status: 'resolved', who: 'Eva' });
    expect((await books.refusal('issues/snooze', snooze('2025-02-11', 'both', [id, other]))).code).toBe(
      'ISSUE_NOT_OPEN',
    );
    expect((await page(books, { snoozed: 'only' })).total).toBe(0);
    expect(await books.call('issues/snooze', snooze('2025-02-11', 'tomorrow'))).toEqual({ changed: 1 });
    expect(await books.call('issues/snooze', snooze('2025-02-11', 'tomorrow'))).toEqual({ changed: 0 });
    await books.call('issues/snooze', { ids: [id], until: null, who: 'Luis' });
    expect((await page(books, { snoozed: 'only' })).total).toBe(0);
    expect((await books.call('issues/history', { id })).at(-1)?.words).toBe('Brought back by Luis');
  });

  it('keeps what was done for good, and what it comes to is worked out from that alone', async () => {
    const { books } = await school();
    const ids = await pendingIds(books);
    const eva = await person(books, 'Eva');
    await books.call('issues/assign', { ids, operator: eva, who: 'Luis' });
    await books.call('issues/snooze', { ids, until: '2025-03-01', reason: 'waiting', who: 'Eva' });
    await books.call('issues/snooze', { ids: ids.slice(0, 1), until: null, who: 'Eva' });
    await books.call('issues/assign', { ids: ids.slice(1), operator: null, who: 'Eva' });
    const kept = books.rows('SELECT fingerprint, operator_id, until FROM issue_care ORDER BY fingerprint');
    const again = books.rows(
      `SELECT e.fingerprint,
         (SELECT o.operator_id FROM issue_care_event o WHERE o.fingerprint = e.fingerprint AND o.act = 'assigned' ORDER BY o.id DESC LIMIT 1) AS operator_id,
         (SELECT o.until FROM issue_care_event o WHERE o.fingerprint = e.fingerprint AND o.act <> 'assigned' ORDER BY o.id DESC LIMIT 1) AS until
       FROM issue_care_event e GROUP BY e.fingerprint ORDER BY e.fingerprint`,
    );
    expect(kept).toEqual(again);
    expect(kept).toHaveLength(ids.length);
  });
});
