import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openCloseCase } from '../../support/close-case.ts';
import { type Books, openSample, WHO } from '../../support/school.ts';

const lamps = (books: Books, month: string) => books.call('tie-outs/list', { month });
/** Numbers of the lamps that are red, with the codes they name. The balance of the books is a step, not a fault. */
async function red(books: Books, month: string) {
  const { lamps: all } = await lamps(books, month);
  return all
    .filter(({ state }) => state === 'differs')
    .map(({ id, behind }) => ({ id, named: behind.map(({ code }) => code).sort() }));
}

/** Changes the file as somebody with sqlite3 would. */
function byHand(books: Books, sql: string, ...triggers: string[]): void {
  const db = new Database(books.path);
  try {
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
    expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
  } finally {
    db.close();
  }
}

const contractOf = (books: Books, number: string) =>
  books.rows<{ id: number }>(
    'SELECT l.contract_id AS id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.number = ?',
    number,
  )[0]?.id ?? 0;

it('all lamps of closed months and of the open one tie, down to the balance that nobody typed yet', async () => {
  const { books } = await openCloseCase();
  for (const month of ['2025-01', '2025-02', '2025-03', '2025-04']) expect(await red(books, month)).toEqual([]);
  const april = await lamps(books, '2025-04');
  expect(april).toMatchObject({ red: 1, ledgerBalance: null });
  const typed = await books.call('tie-outs/ledger-balance', { month: '2025-04', amount: 170_839, who: WHO });
  expect(typed).toMatchObject({ red: 0, ledgerBalance: { amount: 170_839, who: WHO } });
});

it('a posting of an open month altered by hand lights one lamp and names its contract', async () => {
  const { books } = await openCloseCase();
  const contract = contractOf(books, 'F25-001');
  byHand(
    books,
    `UPDATE posting SET amount = amount + 100, functional_amount = functional_amount + 100 WHERE contract_id = ${contract} AND month = '2025-04'`,
    'posting_is_final_update',
  );
  expect(await red(books, '2025-04')).toEqual([{ id: 3, named: [`C-${contract}`] }]);
  for (const month of ['2025-01', '2025-02', '2025-03']) expect(await red(books, month)).toEqual([]);
});

it('a posting of a closed month altered by hand lights one lamp in that month and one where the open months begin', async () => {
  const { books } = await openCloseCase();
  const contract = contractOf(books, 'F25-001');
  byHand(
    books,
    `UPDATE posting SET amount = amount + 100, functional_amount = functional_amount + 100 WHERE contract_id = ${contract} AND month = '2025-02'`,
    'posting_is_final_update',
  );
  expect(await red(books, '2025-02')).toEqual([{ id: 2, named: [`C-${contract}`] }]);
  expect(await red(books, '2025-04')).toEqual([{ id: 1, named: [`C-${contract}`] }]);
  for (const month of ['2025-01', '2025-03']) expect(await red(books, month)).toEqual([]);
});

it.each(['invoice', 'invoice_line'])(
  'an amount of a closed month altered in %s lights check 5 and names its contract',
  async (table) => {
    const { books } = await openCloseCase();
    const contract = contractOf(books, 'F25-006');
    const where = table === 'invoice' ? 'id' : 'invoice_id';
    byHand(
      books,
      `UPDATE ${table} SET net = net + 500 WHERE ${where} = (SELECT id FROM invoice WHERE number = 'F25-006')`,
    );
    expect(await red(books, '2025-03')).toEqual([{ id: 5, named: [`C-${contract}`] }]);
    expect(await red(books, '2025-04')).toEqual([{ id: 5, named: [`C-${contract}`] }]);
    for (const month of ['2025-01', '2025-02']) expect(await red(books, month)).toEqual([]);
  },
);

it('a lock altered by hand lights check 1 of the month after and names the contracts that were carried over', async () => {
  const { books } = await openCloseCase();
  byHand(books, "UPDATE period_lock SET month = '2025-07' WHERE month = '2025-02'", 'period_lock_is_final_update');
  const march = await red(books, '2025-03');
  expect(march.map(({ id }) => id)).toEqual([1]);
  expect(march[0]?.named).toContain(`C-${contractOf(books, 'F25-001')}`);
  for (const month of ['2025-01', '2025-02', '2025-04']) expect(await red(books, month)).toEqual([]);
});

it('5, 7 and 8 may be overridden with a reason, which can be taken back; the others never', async () => {
  const { books } = await openCloseCase();
  const refusal = await books.refusal('tie-outs/override', { month: '2025-04', id: 3, reason: 'because', who: WHO });
  expect(refusal.code).toBe('NOT_OVERRIDABLE');
  const overridden = await books.call('tie-outs/override', {
    month: '2025-04',
    id: 8,
    reason: 'books follow on Monday',
    who: 'leo',
  });
  expect(overridden.lamps[7]).toMatchObject({
    state: 'overridden',
    override: { reason: 'books follow on Monday', who: 'leo' },
  });
  const back = await books.call('tie-outs/override', { month: '2025-04', id: 8, reason: '', who: 'leo' });
  expect(back.lamps[7]).toMatchObject({ state: 'not_stated', override: null });
  const closed = await books.refusal('tie-outs/override', { month: '2025-03', id: 8, reason: 'late', who: 'leo' });
  expect(closed.code).toBe('PERIOD_LOCKED');
});

it('a balance that differs is an issue that stops the month, and goes when the balance is right', async () => {
  const { books } = await openCloseCase();
  await books.call('tie-outs/ledger-balance', { month: '2025-04', amount: 170_000, who: WHO });
  expect(await books.codes()).toContain('TIE_OUT_FAILED');
  expect((await books.call('close/gate', { month: '2025-04' })).state).toBe('BLOCKED');
  await books.call('tie-outs/ledger-balance', { month: '2025-04', amount: 170_839, who: WHO });
  expect(await books.codes()).not.toContain('TIE_OUT_FAILED');
});

it('an account that is missing is an issue of its own, and goes when it is chosen', async () => {
  const { books } = await openCloseCase();
  await books.call('accounts/save', { roles: { deferred: null }, who: WHO });
  await books.call('tie-outs/check', { month: '2025-04', who: WHO });
  expect(await books.codes()).toContain('ACCOUNT_MISSING');
  const chosen = await books.call('accounts/save', { roles: { deferred: '485000' }, who: WHO });
  expect(chosen.missing).toEqual([]);
  await books.call('tie-outs/check', { month: '2025-04', who: WHO });
  expect(await books.codes()).not.toContain('ACCOUNT_MISSING');
});

it('every lamp of every month of the sample company ties while its balance waits to be typed', async () => {
  const { books } = await openSample({ cases: 'all' });
  await books.month('2025-01', '2025-04');
  for (const month of ['2025-01', '2025-02', '2025-03', '2025-04'])
    expect({ month, red: await red(books, month) }).toEqual({ month, red: [] });
});
