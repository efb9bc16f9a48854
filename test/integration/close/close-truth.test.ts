/** What a month says of itself: its own money at risk, a journal that has to balance, each currency, and what changed since it was handed out. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { type Books, newFolder, openSample, openSchool, WHO } from '../../support/school.ts';

function byHand(books: Books, sql: string): void {
  const db = new Database(books.path);
  try {
    expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
  } finally {
    db.close();
  }
}

async function quarter() {
  const { books, world } = await openSchool({ firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' });
  const irune = world.student({ name: 'Irune Vega', email: 'irune@mail.example' });
  const marc = world.student({ name: 'Marc Soler', email: 'marc@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-07', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-13', end: '2025-06-12' });
  return { books, world, irune, marc };
}

const gate = (books: Books, month: string) => books.call('close/gate', { month });

it('an issue about what happens in March puts nothing of January or February at risk', async () => {
  const { books, world, marc } = await quarter();
  // Paid for in March, and no days known.
  world.invoice({ student: marc, service: 'en', date: '2025-03-03', net: 60_000 });
  await books.month('2025-01', '2025-03');
  expect(await books.codes()).toContain('CONTRACT_WITHOUT_PERIOD');
  expect(await gate(books, '2025-01')).toMatchObject({ state: 'READY', monthAtRisk: 0, balanceAtRisk: 0, coverage: 1 });
  expect(await gate(books, '2025-02')).toMatchObject({ state: 'READY', monthAtRisk: 0, balanceAtRisk: 0 });
  const march = await gate(books, '2025-03');
  expect(march).toMatchObject({ state: 'REVIEW', balanceAtRisk: 60_000 });
  expect(march.monthAtRisk).toBeGreaterThan(0);
});

it('a contract counts once, whichever of its records the issues are about', async () => {
  const { books, world, marc } = await quarter();
  const paid = world.invoice({ student: marc, service: 'en', date: '2025-02-03', net: 60_000 });
  await books.month('2025-01', '2025-02');
  const before = await gate(books, '2025-02');
  const [own] = books.rows<{ key: string; document: string }>(
    `SELECT c.key, i.key AS document FROM contract c JOIN invoice_line l ON l.contract_id = c.id JOIN invoice i ON i.id = l.invoice_id WHERE i.number = ?`,
    paid.number,
  );
  byHand(
    books,
    `INSERT INTO issue (company_id, code, fingerprint, scope, integration, operation, entity_type, external_id, discriminator, message, details,
       severity, effect, amount, month, status, first_seen_at, reopened)
     SELECT company_id, 'INVOICE_AMBIGUOUS', 'x', 'x', integration, 'match', 'invoice', '${own?.document}', NULL, message, details, severity, effect,
       60000, '2025-02', 'pending', first_seen_at, 0 FROM issue WHERE code = 'CONTRACT_WITHOUT_PERIOD' LIMIT 1`,
  );
  expect((await gate(books, '2025-02')).balanceAtRisk).toBe(before.balanceAtRisk);
});

it('a control total that is off in a later month does not stop the month before it', async () => {
  const { books } = await quarter();
  await books.month('2025-01', '2025-02');
  await books.call('tie-outs/ledger-balance', { month: '2025-02', amount: 1, who: WHO });
  expect(await books.codes()).toContain('TIE_OUT_FAILED');
  expect((await gate(books, '2025-02')).state).toBe('BLOCKED');
  expect((await gate(books, '2025-01')).state).toBe('READY');
  await books.call('months/prepare', { month: '2025-01', who: WHO });
});

it('a journal that does not balance stops the close, and nobody can let it pass', async () => {
  const { books } = await openSample({});
  await books.call('accounts/save', { style: 'revenue_first', who: WHO });
  await books.close(['2025-01']);
  await books.month('2025-02');
  byHand(
    books,
    `UPDATE invoice_line SET contract_id = (SELECT id FROM contract WHERE currency = 'USD' LIMIT 1) WHERE id = (
       SELECT l.id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id JOIN contract c ON c.id = l.contract_id
       WHERE i.date LIKE '2025-01%' AND c.currency = 'EUR' AND i.kind = 'invoice' LIMIT 1)`,
  );
  await books.call('tie-outs/check', { month: '2025-02', who: WHO });
  expect(await books.codes()).toContain('JOURNAL_UNBALANCED');
  expect((await gate(books, '2025-02')).state).toBe('BLOCKED');
  expect(
    (await books.refusal('tie-outs/override', { month: '2025-02', id: 4, reason: 'so be it', who: 'leo' })).code,
  ).toBe('NOT_OVERRIDABLE');
  // The check that names the document may be let pass; every issue may be set aside; the journal stays what it is.
  await books.call('tie-outs/override', { month: '2025-02', id: 5, reason: 'looked at', who: 'leo' });
  await books.accruals('2025-02');
  for (const { id, code } of await books.issues())
    if (code === 'JOURNAL_UNBALANCED' || code === 'TIE_OUT_FAILED')
      await books.engine.call('issues/update', { ids: [id], status: 'ignored', reason: 'set aside', who: 'leo' });
  const refused = await books.refusal('months/prepare', { month: '2025-02', who: WHO });
  expect(['JOURNAL_UNBALANCED', 'TIE_OUT_FAILED', 'MONTH_BLOCKED']).toContain(refused.code);
  expect((await books.refusal('close/lock', { month: '2025-02', who: WHO })).code).toBe(refused.code);
  expect(books.count("FROM period_lock WHERE month = '2025-02'")).toBe(0);
}, 60_000);

it('a company with several currencies sees the lamp of each', async () => {
  const { books } = await openSample({});
  await books.month('2025-01', '2025-02');
  const { lamps } = await books.call('tie-outs/list', { month: '2025-02' });
  const currencies = new Set(
    books
      .rows<{ code: string }>(
        "SELECT DISTINCT c.currency AS code FROM posting p JOIN contract c ON c.id = p.contract_id WHERE p.month <= '2025-02'",
      )
      .map(({ code }) => code),
  );
  expect(currencies.size).toBeGreaterThan(1);
  for (const id of [1, 2, 3, 4, 5, 6, 9])
    expect(lamps.filter((lamp) => lamp.id === id).map(({ currency }) => currency)).toEqual(
      expect.arrayContaining([...currencies]),
    );
  for (const id of [7, 8, 10]) expect(lamps.filter((lamp) => lamp.id === id)).toHaveLength(1);
  expect(lamps[0]?.currency).toBe('EUR');
}, 60_000);

it('what changed since the last package of a month is told, and nothing right after it', async () => {
  const { books, world, marc } = await quarter();
  await books.month('2025-01', '2025-02');
  await books.call('packages/make', { month: '2025-02', folder: join(newFolder(), 'out'), who: WHO });
  books.clock.advance(60_000);
  expect(await books.call('months/since-export', { month: '2025-02' })).toMatchObject({ total: 0, changes: [] });
  world.invoice({ student: marc, service: 'en', date: '2025-02-03', net: 60_000 });
  world.enrolment({ student: marc, service: 'en', start: '2025-02-03', end: '2025-04-30' });
  await books.month('2025-01', '2025-02');
  const { changes, since } = await books.call('months/since-export', { month: '2025-02' });
  expect(since).toContain('February 2025');
  const revenue = changes.find(({ contract, after }) => contract !== null && after !== null && after > 0);
  expect(revenue).toMatchObject({ before: 0, after: books.posted('Marc Soler')['2025-02'] });
  expect(changes.some(({ document }) => document !== null)).toBe(true);
}, 60_000);

it('the cash forecast takes what is signed and not invoiced yet, and what was promised back', async () => {
  const { books, world, irune, marc } = await quarter();
  const first = world.invoice({ student: marc, service: 'en', date: '2025-01-10', net: 40_000 });
  world.enrolment({ student: marc, service: 'en', start: '2025-01-13', end: '2025-04-30' });
  await books.month('2025-01');
  const plain = await books.call('reports/get', { report: 'cash-forecast', month: '2025-01' });
  const [document] = books.rows<{ key: string; net: number; gross: number }>(
    'SELECT key, net, gross FROM invoice WHERE number = ?',
    first.number,
  );
  await books.decide('price', document?.key ?? '', { amount: 100_000 });
  await books.month('2025-01');
  const planned = await books.call('reports/get', { report: 'cash-forecast', month: '2025-01' });
  const total = (report: typeof plain, week: string) =>
    report.rows.find(({ cells }) => cells.week === week)?.cells.nominal ?? 0;
  // 600.00 are left, as 400.00 and 200.00, with the VAT that the first invoice carries.
  const left = Math.round((60_000 * (document?.gross ?? 0)) / (document?.net ?? 1));
  expect(total(planned, 'of which not invoiced yet')).toBe(left);
  expect(Number(total(planned, 'all'))).toBe(Number(total(plain, 'all')) + left);
  expect(irune).toBeDefined();
}, 60_000);
