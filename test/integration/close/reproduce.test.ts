import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Books, openSchool } from '../../support/school.ts';

const MONTHS = ['2025-01', '2025-02', '2025-03'];

async function closedQuarter() {
  const { books, world } = await openSchool({ firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' });
  const irune = world.student({ name: 'Irune Vega', email: 'irune@mail.example' });
  const marc = world.student({ name: 'Marc Soler', email: 'marc@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-07', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-13', end: '2025-06-12' });
  world.invoice({ student: marc, service: 'en', date: '2025-02-03', net: 60_000 });
  world.enrolment({ student: marc, service: 'en', start: '2025-02-03', end: '2025-04-30' });
  await books.close(['2025-01']);
  // Learnt late: the first month is closed, so February takes it.
  world.invoice({ student: irune, service: 'en', date: '2025-01-28', net: 9_000 });
  await books.month('2025-01', '2025-02');
  await books.lock('2025-02');
  await books.close(['2025-03']);
  return books;
}

async function verdicts(books: Books): Promise<Record<string, boolean>> {
  const found: Record<string, boolean> = {};
  for (const month of MONTHS) found[month] = (await books.call('months/reproduce', { month })).equal;
  return found;
}

/** What somebody with sqlite3 and bad intentions does. */
function byHand(books: Books, sql: string): void {
  const db = new Database(books.path);
  try {
    const triggers = db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%final%'")
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    expect(db.prepare(sql).run().changes).toBe(1);
  } finally {
    db.close();
  }
}

it('every closed month comes out again to the cent, late facts and later months notwithstanding', async () => {
  const books = await closedQuarter();
  expect(await verdicts(books)).toEqual({ '2025-01': true, '2025-02': true, '2025-03': true });
  const { checked, words } = await books.call('months/reproduce', { month: '2025-02' });
  expect(checked).toMatchObject({ contracts: 2, documents: 2 });
  expect(words).toContain('February 2025 comes out again to the cent');
});

it('an open month has nothing to compare with', async () => {
  const books = await closedQuarter();
  expect((await books.refusal('months/reproduce', { month: '2025-04' })).code).toBe('NO_CLOSE_KEPT');
});

describe('one thing altered by hand', () => {
  it.each([
    [
      'a posting',
      "UPDATE posting SET amount = amount + 1 WHERE id = (SELECT min(id) FROM posting WHERE month = '2025-02')",
      '2025-02',
      'postings',
    ],
    [
      'an invoice',
      "UPDATE invoice SET net = net + 100, gross = gross + 100 WHERE id = (SELECT min(id) FROM invoice WHERE date LIKE '2025-01-07')",
      '2025-01',
      'documents',
    ],
    [
      'a line of an invoice',
      "UPDATE invoice_line SET net = net - 100 WHERE invoice_id = (SELECT min(id) FROM invoice WHERE date LIKE '2025-02-03')",
      '2025-02',
      'documents',
    ],
    ['a lock', "UPDATE period_lock SET month = '2025-01' WHERE month = '2025-03'", '2025-03', 'lock'],
    ['who closed', "UPDATE period_lock SET who = 'nobody' WHERE month = '2025-02'", '2025-02', 'lock'],
    [
      'a stored figure of the close',
      "UPDATE close_row SET content = '{}' WHERE rowid = (SELECT min(rowid) FROM close_row WHERE part = 'roll-forward' AND close_id = 1)",
      '2025-01',
      'seal',
    ],
    [
      'a stored posting of the close',
      'UPDATE close_posting SET amount = amount + 1 WHERE close_id = 2 AND posting_id = (SELECT min(posting_id) FROM close_posting WHERE close_id = 2)',
      '2025-02',
      'seal',
    ],
  ])('%s breaks exactly the month it is in, and is named', async (_, sql, month, check) => {
    const books = await closedQuarter();
    byHand(books, sql);
    const found = await verdicts(books);
    expect(Object.keys(found).filter((each) => !found[each])).toEqual([month]);
    const { deviations } = await books.call('months/reproduce', { month });
    const told = deviations.find((each) => each.check === check);
    expect(told).toBeDefined();
    if (check === 'postings') expect(told?.contract?.key).toMatch(/^holded:/);
    if (check === 'documents') expect(told?.document?.key).toMatch(/^holded:/);
  });
});
