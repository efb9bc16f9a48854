/** One row altered by hand in a ledger of closed and open months: the check concerned says so and names whom, and no other does. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { month } from '../../../shared/domain/month.ts';
import { type FileInHand, takeInHand, type Verdict } from '../../support/hand-in-the-file.ts';
import { type Books, keeper, newFolder, openSample, openSchool, snapshot, WHO } from '../../support/school.ts';

const OPEN = '2025-04';
const CLOSED = ['2025-01', '2025-02', '2025-03'];
const kept = keeper();
let file: FileInHand;
let books: Books;

/** Three months closed by two people, with the balance typed; the fourth worked out, its balance typed, too. */
beforeAll(async () => {
  const sample = await openSample({}, kept);
  books = sample.books;
  await books.month('2025-01', OPEN);
  for (const closed of CLOSED) {
    await books.call('months/prepare', { month: closed, who: WHO });
    await books.call('months/review', { month: closed, who: 'leo' });
    await typeBalance(closed);
    await books.call('months/close', { month: closed, who: 'leo' });
  }
  await books.month(OPEN);
  await typeBalance(OPEN);
  const path = join(newFolder(kept), 'by-hand.sqlite');
  file = takeInHand(await snapshot(books, kept), path, { from: month('2025-01'), until: month('2025-05') });
  kept.onDone(async () => {
    file.close();
    rmSync(path, { force: true });
  });
}, 180_000);
afterAll(() => kept.closeAll());

async function typeBalance(of: string): Promise<void> {
  const { lamps } = await books.call('tie-outs/list', { month: of });
  const closing = lamps.find(({ id }) => id === 8)?.right.amount ?? 0;
  await books.call('tie-outs/ledger-balance', { month: of, amount: closing, who: 'leo' });
}

interface Row {
  readonly id: number;
  readonly month: string;
  /** Holders that may be named: contracts of the row, or the document itself. */
  readonly named: string;
  readonly key: string;
}

const POSTINGS = `SELECT p.id, p.month, c.key AS named, c.key FROM posting p JOIN contract c ON c.id = p.contract_id
  WHERE p.month BETWEEN '2025-01' AND '${OPEN}' AND p.amount <> 0 ORDER BY p.id`;
const holders = `(SELECT group_concat(DISTINCT coalesce(c.key, i.key)) FROM invoice_line l LEFT JOIN contract c ON c.id = l.contract_id
  WHERE l.invoice_id = i.id)`;
const dated = `i.date BETWEEN '2025-01' AND '${OPEN}-99'`;
const INVOICES = `SELECT i.id, substr(i.date, 1, 7) AS month, ${holders} AS named, i.key FROM invoice i WHERE ${dated} ORDER BY i.id`;
const LINES = `SELECT l.id, substr(i.date, 1, 7) AS month, ${holders} AS named, i.key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
  WHERE ${dated} AND l.net IS NOT NULL ORDER BY l.id`;
const PAYMENTS = `SELECT p.id, substr(i.date, 1, 7) AS month, ${holders} AS named, i.key FROM payment p JOIN invoice i ON i.id = p.invoice_id
  WHERE ${dated} ORDER BY p.id`;
const CLOSE_ROWS = `SELECT r.rowid AS id, v.month, r.key AS named, r.part AS key FROM close_row r JOIN close_version v ON v.id = r.close_id ORDER BY r.rowid`;
const CLOSE_POSTINGS = `SELECT p.close_id * 1000000 + p.posting_id AS id, v.month, p.contract AS named, p.contract AS key
  FROM close_posting p JOIN close_version v ON v.id = p.close_id ORDER BY 1`;

interface Case {
  readonly kind: string;
  readonly rows: string;
  readonly sql: (row: Row, amount: number) => string;
  /** Check that names the holder in the row's own month: of an open one, and of a closed one; null: no lamp, the proof alone. */
  readonly open: number | null;
  readonly closed: number | null;
  /** Check that names it in the first open month when the row lies in a closed one. */
  readonly after: number | null;
}

const altered = (table: string, set: (amount: number) => string) => (row: Row, amount: number) =>
  `UPDATE ${table} SET ${set(amount)} WHERE id = ${row.id}`;
const posting = { rows: POSTINGS, open: 3, closed: 2, after: 1 } as const;
const invoice = { rows: INVOICES, open: 5, closed: 5, after: 5 } as const;

const CASES: readonly Case[] = [
  {
    kind: 'a posting',
    ...posting,
    sql: altered('posting', (by) => `amount = amount + ${by}, functional_amount = functional_amount + ${by}`),
  },
  {
    kind: 'a posting in the company currency alone',
    ...posting,
    open: 10,
    closed: 10,
    after: 10,
    sql: altered('posting', (by) => `functional_amount = functional_amount + ${by}`),
  },
  {
    kind: 'the kind of a posting',
    ...posting,
    open: 4,
    closed: 4,
    after: null,
    sql: altered('posting', () => "kind = CASE kind WHEN 'breakage' THEN 'service' ELSE 'breakage' END"),
  },
  { kind: 'a posting taken away', ...posting, sql: ({ id }) => `DELETE FROM posting WHERE id = ${id}` },
  {
    kind: 'a posting put in',
    ...posting,
    sql: (
      { id },
      by,
    ) => `INSERT INTO posting SELECT 900000, company_id, contract_id, month, kind, ${by}, currency, ${by}, note, inputs_hash,
      run_id, posted_at, contra_of FROM posting WHERE id = ${id}`,
  },
  ...['net', 'gross', 'tax', 'withholding', 'paid'].map(
    (column): Case => ({
      kind: `${column} of a document`,
      ...invoice,
      sql: altered('invoice', (by) => `${column} = coalesce(${column}, 0) + ${by}`),
    }),
  ),
  { kind: 'a document taken away', ...invoice, sql: ({ id }) => `DELETE FROM invoice WHERE id = ${id}` },
  ...['net', 'tax'].map(
    (column): Case => ({
      kind: `${column} of a line`,
      ...invoice,
      rows: LINES,
      sql: altered('invoice_line', (by) => `${column} = coalesce(${column}, 0) + ${by}`),
    }),
  ),
  { kind: 'a line taken away', ...invoice, rows: LINES, sql: ({ id }) => `DELETE FROM invoice_line WHERE id = ${id}` },
  {
    kind: 'a line put in',
    ...invoice,
    rows: LINES,
    sql: (
      { id },
      by,
    ) => `INSERT INTO invoice_line SELECT 900000, invoice_id, 99, 'x', description, ${by}, tax, tax_rate, account_key,
      service_id, contract_id, why FROM invoice_line WHERE id = ${id}`,
  },
  { kind: 'a payment', ...invoice, rows: PAYMENTS, sql: altered('payment', (by) => `amount = amount + ${by}`) },
  { kind: 'the day of a payment', ...invoice, rows: PAYMENTS, sql: altered('payment', () => "date = '2025-12-31'") },
  { kind: 'a payment taken away', ...invoice, rows: PAYMENTS, sql: ({ id }) => `DELETE FROM payment WHERE id = ${id}` },
];

const amounts = fc.integer({ min: -500_000, max: 500_000 }).filter((by) => by !== 0);

function red(verdicts: readonly Verdict[]): { month: string; check: number; named: readonly string[] }[] {
  return verdicts.flatMap(({ month: at, lamps }) => [...lamps].map(([check, named]) => ({ month: at, check, named })));
}

it('nothing is red before anybody puts a hand to the file', () => {
  expect(red(file.now())).toEqual([]);
  expect(file.now().every(({ broken }) => broken === null)).toBe(true);
});

it.each(CASES.map((each) => [each.kind, each] as const))(
  '%s lights the check concerned, which names it, and none of another kind',
  (_, each) => {
    const rows = file.rows<Row>(each.rows);
    // Documents of a month may be kept by a later close as well, when runs wrote them between the two.
    const keptIn = new Map<string, Set<string>>();
    for (const { key, named, month: at } of file.rows<Row>(CLOSE_ROWS))
      if (key === 'document') keptIn.set(named, (keptIn.get(named) ?? new Set()).add(at));
    fc.assert(
      fc.property(fc.nat(rows.length - 1), amounts, (at, amount) => {
        const row = rows[at];
        const verdicts = row && file.after(each.sql(row, amount));
        if (!row || !verdicts) return;
        const closed = row.month < OPEN;
        const own = new Set(row.named.split(','));
        const expected = [
          ...(closed && each.closed !== null ? [{ month: row.month, check: each.closed }] : []),
          ...(closed && each.after !== null ? [{ month: OPEN, check: each.after }] : []),
          ...(!closed && each.open !== null ? [{ month: OPEN, check: each.open }] : []),
        ];
        const lamps = red(verdicts);
        expect(lamps.map(({ month: of, check }) => ({ month: of, check }))).toEqual(expected);
        for (const { named } of lamps) {
          expect(named.length).toBeGreaterThan(0);
          for (const name of named) expect([...own, row.key]).toContain(name);
        }
        const broken = verdicts.filter((of) => of.broken !== null).map((of) => of.month as string);
        const proof = each.rows === POSTINGS ? (closed ? [row.month] : []) : [...(keptIn.get(row.key) ?? [])].sort();
        expect(broken).toEqual(proof);
        for (const of of verdicts) for (const name of of.broken ?? []) expect(name).toBe(row.key);
      }),
      { numRuns: 6, seed: 20_250_405 },
    );
  },
  60_000,
);

it('a posting of a contract on hold, in a month that is open, lights check 3 and names it', async () => {
  const { books: own, world } = await openSchool({ firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' });
  const irune = world.student({ name: 'Irune Vega', email: 'irune@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-07', net: 120_000 });
  const place = world.enrolment({ student: irune, service: 'en', start: '2025-01-13', end: '2025-06-12' });
  await own.month('2025-01');
  world.changeStatus(place, { status: 'POSTPONED', source: 'none' });
  await own.month('2025-01');
  expect(await own.codes()).toContain('STATUS_DATE_MISSING');
  const path = join(newFolder(), 'held.sqlite');
  const held = takeInHand(await snapshot(own), path, { from: month('2025-01'), until: month('2025-02') });
  const [row] = held.rows<{ id: number; key: string }>(
    'SELECT p.id, c.key FROM posting p JOIN contract c ON c.id = p.contract_id',
  );
  expect(red(held.now())).toEqual([]);
  for (const sql of [
    `UPDATE posting SET amount = amount + 1, functional_amount = functional_amount + 1 WHERE id = ${row?.id}`,
    `DELETE FROM posting WHERE id = ${row?.id}`,
  ])
    expect(red(held.after(sql) ?? [])).toEqual([{ month: '2025-01', check: 3, named: [row?.key] }]);
  held.close();
});

it.each([
  [
    'a lock moved to another month',
    "UPDATE period_lock SET month = '2025-07' WHERE month = '2025-02'",
    '2025-03',
    '2025-02',
  ],
  ['a lock taken away', "DELETE FROM period_lock WHERE month = '2025-02'", '2025-03', '2025-02'],
  ['a lock that opens instead', "UPDATE period_lock SET action = 'unlock' WHERE month = '2025-03'", OPEN, '2025-03'],
  [
    'an opening put in',
    `INSERT INTO period_lock SELECT 99, company_id, '2025-03', 'unlock', at, who, 'x' FROM period_lock WHERE id = 1`,
    OPEN,
    '2025-03',
  ],
  ['who locked', "UPDATE period_lock SET who = 'nobody' WHERE month = '2025-02'", null, '2025-02'],
  ['why it was locked', "UPDATE period_lock SET reason = 'because' WHERE month = '2025-02'", null, '2025-02'],
])('%s lights check 1 of the month after, if any, and breaks the proof of the month', (_, sql, after, broken) => {
  const verdicts = file.after(sql) ?? [];
  expect(red(verdicts).map(({ month: at, check }) => ({ month: at, check }))).toEqual(
    after === null ? [] : [{ month: after, check: 1 }],
  );
  expect(verdicts.filter((of) => of.broken !== null).map((of) => of.month)).toEqual([broken]);
});

it('a lock put in for a month that nobody closed lights check 1 of the month after', () => {
  const next = file.after(
    `INSERT INTO period_lock SELECT 99, company_id, '${OPEN}', 'lock', at, who, NULL FROM period_lock WHERE id = 1`,
    [month('2025-05')],
  );
  expect(red(next ?? []).map(({ check }) => check)).toContain(1);
});

it('any stored row of a close, altered, emptied or taken away, breaks the proof of exactly its month', () => {
  const rows = file.rows<Row>(CLOSE_ROWS);
  const lines = file.rows<Row>(CLOSE_POSTINGS);
  const about = new Set([1, 2, 4, 5, 10]);
  fc.assert(
    fc.property(
      fc.nat(rows.length - 1),
      fc.constantFrom("content = '{}'", "content = 'not json'", "content = replace(content, '1', '2')"),
      (at, set) => {
        const row = rows[at];
        const verdicts =
          row &&
          file.after(`UPDATE close_row SET ${set} WHERE rowid = ${row.id} AND content <> replace(content, '1', '2')`);
        if (!row || !verdicts) return;
        expect(verdicts.filter((of) => of.broken !== null).map((of) => of.month)).toEqual([row.month]);
        if (row.key !== 'tie-out') for (const { check } of red(verdicts)) expect(about).toContain(check);
      },
    ),
    { numRuns: 25, seed: 20_250_406 },
  );
  fc.assert(
    fc.property(fc.nat(lines.length - 1), amounts, (at, amount) => {
      const row = lines[at];
      if (!row) return;
      const where = `close_id = ${Math.floor(row.id / 1_000_000)} AND posting_id = ${row.id % 1_000_000}`;
      const verdicts = file.after(`UPDATE close_posting SET amount = amount + ${amount} WHERE ${where}`) ?? [];
      expect(red(verdicts)).toEqual([]);
      const [proof, ...more] = verdicts.filter((of) => of.broken !== null);
      expect([proof?.month, more]).toEqual([row.month, []]);
      expect(proof?.broken).toContain(row.key);
    }),
    { numRuns: 10, seed: 20_250_407 },
  );
}, 60_000);
