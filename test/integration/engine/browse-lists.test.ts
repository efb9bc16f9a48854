/** Lists of the ledger: every row once and in order, figures that tie to the table of months, and kept up with what is written. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { monthTableInFull } from '../../../electron/close/month-table.ts';
import { DEFAULT_POLICY } from '../../../electron/close/policy.ts';
import { openEngine } from '../../../electron/engine.ts';
import { DecisionIndex } from '../../../electron/ledger/decision-index.ts';
import { activeDecisions } from '../../../electron/ledger/decisions.ts';
import { forgetFigures } from '../../../electron/ledger/figures.ts';
import { Ledger } from '../../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import { figuresWait } from '../../../electron/ledger/refresh-figures.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { month } from '../../../shared/domain/month.ts';
import { type Books, keeper, openBooks, openSample, openSchool, snapshot, WHO } from '../../support/school.ts';

const kept = keeper();
afterAll(() => kept.closeAll());

const LAST = '2025-12';
const sample = await openSample({}, kept);
await sample.books.month('2025-01', LAST);
const { books } = sample;
const RANGE = { from: '2025-01', until: LAST, month: LAST };

const LISTS = {
  'clients/list': { sorts: ['name', 'code', 'contracts', 'deferred'], more: [{}, { merged: true }, { search: 'a' }] },
  'services/list': { sorts: ['name', 'account', 'type', 'contracts'], more: [{}] },
  'contracts/list': {
    sorts: ['code', 'client', 'service', 'start', 'end', 'price', 'recognised', 'deferred', 'held'],
    more: [{}, { service: 1 }, { status: 'CANCELED' }, { held: true }, { held: false }, { client: 1 }],
  },
  'documents/list': {
    sorts: ['date', 'number', 'client', 'gross', 'paid'],
    more: [{}, { kind: 'credit_note' }, { month: '2025-03' }, { unlinked: true }, { unlinked: false }, { client: 1 }],
  },
  'periods/list': {
    sorts: ['client', 'cohort', 'start', 'end', 'status'],
    more: [{}, { status: 'ACTIVE' }, { withoutContract: true }, { withoutContract: false }],
  },
  'payments/list': { sorts: ['date', 'amount', 'client'], more: [{}] },
  'accruals/grid': {
    sorts: ['code', 'client', 'service', 'before', 'thisMonth', 'deferred', 'held'],
    more: [RANGE, { ...RANGE, month: '2025-06' }, { ...RANGE, held: true }, { ...RANGE, from: '2025-11', service: 2 }],
  },
} as const;
type ListName = keyof typeof LISTS;
const names = Object.keys(LISTS) as ListName[];

interface Page {
  readonly rows: readonly object[];
  readonly total: number;
}

/** A list by its name; which input fits which is said by `LISTS`. */
async function page(list: ListName, input: object): Promise<Page> {
  return (await books.call(list, input as InputOf<typeof list>)) as Page;
}

function idOf(row: object): number {
  const { id, contract } = row as { id?: number; contract?: { id: number } };
  return id ?? contract?.id ?? 0;
}

async function all(list: ListName, input: object, limit = 500): Promise<number[]> {
  const ids: number[] = [];
  for (;;) {
    const { rows, total } = await page(list, { ...input, limit, offset: ids.length });
    ids.push(...rows.map(idOf));
    if (ids.length >= total || rows.length === 0) return ids;
  }
}

/** Everything that is kept beside the ledger, to be compared. */
function derived(of: Books) {
  const rows = (table: string, order: string) => of.rows(`SELECT * FROM ${table} ORDER BY ${order}`);
  return {
    contracts: rows('contract_figure', 'contract_id'),
    months: rows('contract_month', 'month, contract_id'),
    clients: rows('client_figure', 'client_id'),
    services: rows('service_figure', 'service_id'),
    documents: rows('document_figure', 'id'),
    runs: rows('run_figure', 'run_id, table_name'),
    posted: rows('run_month_figure', 'run_id, month'),
  };
}

/** The same, worked out from nothing over a copy of the ledger. */
async function fromScratch(of: Books) {
  const path = await snapshot(of);
  const opened = openLedgerFile(path, { clock: systemClock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const ledger = new Ledger(opened.value, path);
  forgetFigures(ledger);
  ledger.close();
  return derived(await openBooks({ copyOf: path }));
}

async function expectFresh(of: Books): Promise<void> {
  expect(derived(of)).toEqual(await fromScratch(of));
  await expectMonths(of);
}

/** The table of months, which is added up from what is kept, is what every single contract comes to. */
async function expectMonths(of: Books): Promise<void> {
  const { months } = await of.call('close/months', { until: '2026-06' });
  const opened = openLedgerFile(of.path, { clock: systemClock, readonly: true });
  if (!opened.ok) throw new Error(opened.problem.message);
  const ledger = new Ledger(opened.value, of.path);
  try {
    expect(figuresWait(ledger)).toBe(false);
    const input = {
      ledger,
      decisions: new DecisionIndex(activeDecisions(ledger)),
      policy: DEFAULT_POLICY,
      month: ledger.firstMonth,
      asOf: ledger.firstMonth,
    };
    expect(months).toEqual(monthTableInFull(input, { from: ledger.firstMonth, until: month('2026-06') }));
  } finally {
    ledger.db.close();
  }
}

describe('pages', () => {
  test('every list in every order shows each row once, whatever the size of a page', async () => {
    const cases = names.flatMap((list) =>
      LISTS[list].sorts.flatMap((sort) => LISTS[list].more.map((more) => ({ list, input: { sort, ...more } }))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.boolean(),
        fc.integer({ min: 37, max: 200 }),
        async ({ list, input }, descending, limit) => {
          const { total } = await page(list, { ...input, limit: 1 });
          const ids = await all(list, { ...input, descending }, limit);
          expect(ids).toHaveLength(total);
          expect(new Set(ids).size).toBe(total);
          const backwards = await all(list, { ...input, descending: !descending });
          expect(backwards).toEqual([...ids].reverse());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('rows stand in the asked order', async () => {
    const rows = (await books.call('contracts/list', { sort: 'deferred', descending: true, limit: 500 })).rows;
    expect(rows.map((row) => row.deferred)).toEqual(rows.map((row) => row.deferred).sort((a, b) => b - a));
    const documents = (await books.call('documents/list', { sort: 'date', limit: 500 })).rows;
    expect(documents.map((row) => row.date)).toEqual(documents.map((row) => row.date).sort());
    const grid = (await books.call('accruals/grid', { ...RANGE, month: '2025-05', sort: 'before', limit: 500 })).rows;
    expect(grid.map((row) => row.before)).toEqual(grid.map((row) => row.before).sort((a, b) => a - b));
  });

  test('there are as many rows as the ledger holds', async () => {
    const count = async (list: ListName, input: object = {}) => (await page(list, { ...input, limit: 1 })).total;
    expect(await count('contracts/list')).toBe(books.count('FROM contract'));
    expect(await count('clients/list', { merged: true })).toBe(books.count('FROM client'));
    expect(await count('clients/list')).toBe(books.count('FROM client WHERE merged_into IS NULL'));
    expect(await count('services/list')).toBe(books.count('FROM service'));
    expect(await count('documents/list')).toBe(books.count('FROM invoice'));
    expect(await count('documents/list', { month: '2025-03' })).toBe(
      books.count("FROM invoice WHERE date LIKE '2025-03-%'"),
    );
    expect(await count('periods/list')).toBe(books.count('FROM service_period'));
    expect(await count('payments/list')).toBe(books.count('FROM payment'));
  });

  test('a search finds a client, and everything that is theirs', async () => {
    // Words are indexed behind the run that brought them.
    await expect.poll(() => books.count('FROM change WHERE id > (SELECT change_id FROM search_state)')).toBe(0);
    const { rows } = await books.call('clients/list', { sort: 'contracts', descending: true, limit: 1 });
    const name = rows[0]?.name ?? '';
    for (const list of ['clients/list', 'contracts/list', 'documents/list', 'periods/list'] as const) {
      const found = await page(list, { search: name });
      expect(found.total, list).toBeGreaterThan(0);
      expect(JSON.stringify(found.rows), list).toContain(JSON.stringify(name));
    }
  });

  test('what a filter lets through and what it keeps out add up to everything', async () => {
    const count = async (list: ListName, input: object) => (await page(list, { ...input, limit: 1 })).total;
    for (const [list, key, more] of [
      ['contracts/list', 'held', {}],
      ['documents/list', 'unlinked', {}],
      ['periods/list', 'withoutContract', {}],
      ['accruals/grid', 'held', RANGE],
    ] as const) {
      const [yes, no] = [await count(list, { ...more, [key]: true }), await count(list, { ...more, [key]: false })];
      expect(yes).toBeGreaterThan(0);
      expect(yes + no).toBe(await count(list, more));
    }
  });
});

describe('figures', () => {
  /** Documents without a contract are deferred and held, and belong to no row. */
  function withoutContract(until: string): number {
    return books
      .rows<{ net: number; rate: string | null }>(
        `SELECT sum(coalesce(l.net, 0)) AS net, i.rate FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
         WHERE i.excluded IS NULL AND l.contract_id IS NULL AND (l.service_id IS NOT NULL OR i.blocked = 'SERVICE_UNKNOWN')
           AND coalesce(i.blocked, '') <> 'INVOICE_DUPLICATE_HARD' AND substr(i.date, 1, 7) <= ? GROUP BY i.id`,
        until,
      )
      .reduce((sum, { net, rate }) => sum + Math.round(net * Number(rate ?? 1)), 0);
  }

  test('contracts sum up to what the table of months says of the last worked month, to the cent', async () => {
    const { months } = await books.call('close/months', {});
    const figures = months.find(({ month }) => month === LAST);
    const rows: OutputOf<'contracts/list'>['rows'] = [];
    for (let offset = 0; ; offset += 500) {
      const next = await books.call('contracts/list', { offset, limit: 500 });
      rows.push(...next.rows);
      if (rows.length >= next.total) break;
    }
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    const loose = withoutContract(LAST);
    expect(sum((row) => row.deferred) + loose).toBe(figures?.deferred);
    expect(sum((row) => row.held) + loose).toBe(figures?.held);
    expect(sum((row) => row.recognised)).toBe(
      books.rows<{ n: number }>('SELECT sum(functional_amount) AS n FROM posting')[0]?.n,
    );
    let ofClients = 0;
    for (let offset = 0; ; offset += 500) {
      const next = await books.call('clients/list', { offset, limit: 500, merged: true });
      for (const client of next.rows) ofClients += client.deferred;
      if (offset + next.rows.length >= next.total) break;
    }
    expect(ofClients).toBe(sum((row) => row.deferred));
  });

  test('the grid of every month sums up to that month, to the cent', async () => {
    const { months } = await books.call('close/months', {});
    let before =
      books.rows<{ n: number }>(
        "SELECT coalesce(sum(functional_amount), 0) AS n FROM posting WHERE month < '2025-01'",
      )[0]?.n ?? 0;
    for (const { month, recognised, deferred, held } of months) {
      const { totals } = await books.call('accruals/grid', { from: '2025-01', until: LAST, month, limit: 1 });
      const loose = withoutContract(month);
      expect({ month, ...totals, late: 0 }).toEqual({
        month,
        before,
        thisMonth: recognised,
        late: 0,
        deferred: deferred - loose,
        held: held - loose,
      });
      before += recognised;
    }
  });

  test('a row of the grid shows the amount of each month, and its totals are those of all rows', async () => {
    const grid = await books.call('accruals/grid', { ...RANGE, limit: 500 });
    for (const row of grid.rows) {
      const shown = Object.entries(row.months).reduce((sum, [month, amount]) => (month < LAST ? sum + amount : sum), 0);
      const opening = books.rows<{ n: number | null }>(
        "SELECT sum(functional_amount) AS n FROM posting WHERE contract_id = ? AND month < '2025-01'",
        row.contract.id,
      )[0]?.n;
      expect(shown + (opening ?? 0)).toBe(row.before);
      expect(row.months[LAST] ?? 0).toBe(row.thisMonth);
    }
    const some = await books.call('accruals/grid', { ...RANGE, service: 1, limit: 500 });
    expect(some.total).toBe(some.rows.length);
    for (const key of ['before', 'thisMonth', 'late', 'deferred', 'held'] as const)
      expect(some.rows.reduce((sum, row) => sum + row[key], 0)).toBe(some.totals[key]);
  });

  test('more months than fit side by side are refused in words', async () => {
    const problem = await books.refusal('accruals/grid', { from: '2023-01', until: '2025-01', month: '2025-01' });
    expect(problem.message).toContain('at most 24');
  });
});

describe('kept up', () => {
  test('a year of the sample company, month by month, leaves the same figures as working all of them out at once', async () => {
    await expectFresh(books);
  });

  test('runs, decisions, closed months and undo each leave exactly what a rebuild gives', async () => {
    const { books: own, world } = await openSchool({ firstMonth: '2025-01', now: '2025-06-09T08:00:00.000Z' });
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    const zoe = world.student({ name: 'Zoë Ortiz', email: 'zoe@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    world.invoice({ student: zoe, service: 'en', date: '2025-02-03', net: 45_001 });
    world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    await own.month('2025-01', '2025-02');
    await expectFresh(own);
    const held = await own.call('contracts/list', { held: true });
    expect(held.rows.map((row) => [row.client.name, row.held])).toEqual([['Zoë Ortiz', 45_001]]);
    await own.sync('2025-03', '2025-03', { withAccruals: true });
    await expectFresh(own);
    const contract = own.rows<{ key: string }>('SELECT key FROM contract ORDER BY id')[1]?.key ?? '';
    await own.decide('dates', contract, { start: '2025-02-01', end: '2025-04-30' });
    await expectFresh(own);
    await own.accruals('2025-01', '2025-03');
    await expectFresh(own);
    expect((await own.call('contracts/list', { held: true })).total).toBe(0);
    const run = own.rows<{ id: number }>("SELECT max(id) AS id FROM sync_run WHERE kind = 'accruals'")[0]?.id ?? 0;
    await own.call('runs/undo', { run, who: WHO });
    await expectFresh(own);
    const decided = own.rows<{ id: number }>('SELECT max(id) AS id FROM decision')[0]?.id ?? 0;
    await own.call('decisions/undo', { id: decided, who: WHO });
    await expectFresh(own);
    await own.accruals('2025-01', '2025-03');
    await own.lock('2025-01');
    await own.decide('dates', contract, { start: '2025-01-15', end: '2025-03-31' });
    await own.accruals('2025-02', '2025-03');
    await expectFresh(own);
    const { rows } = await own.call('accruals/grid', { from: '2025-01', until: '2025-03', month: '2025-03' });
    expect(rows.map((row) => [row.client.name, row.before + row.thisMonth, row.deferred])).toContainEqual([
      'Zoë Ortiz',
      45_001,
      0,
    ]);
  });

  test('a second run over unchanged records writes no figure', async () => {
    const { books: own, world } = await openSchool({ firstMonth: '2025-01', now: '2025-06-09T08:00:00.000Z' });
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    await own.month('2025-01');
    const [figures, hash] = [derived(own), await own.hash()];
    await own.month('2025-01');
    expect(derived(own)).toEqual(figures);
    expect(await own.hash()).toBe(hash);
  });

  test('names with tags, signs that run the other way and ten thousand letters come back as they are', async () => {
    const { books: own, world } = await openSchool({ firstMonth: '2025-01', now: '2025-06-09T08:00:00.000Z' });
    const hostile = ['<b>Ana</b> & "Co"', '\u202Eevil\u202C Ruiz', `Zoë ${'x'.repeat(10_000)}`, '🎓 Ana'];
    for (const [at, name] of hostile.entries()) {
      const student = world.student({ name, email: `s${at}@mail.example` });
      world.invoice({ student, service: 'en', date: '2025-01-07', net: 60_000 });
      world.enrolment({ student, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    }
    await own.month('2025-01');
    const shown = (await own.call('clients/list', {})).rows.map(({ name }) => name);
    expect(shown.sort()).toEqual(
      own
        .rows<{ name: string }>('SELECT name FROM client')
        .map(({ name }) => name)
        .sort(),
    );
    for (const list of ['contracts/list', 'documents/list', 'periods/list', 'clients/list'] as const)
      for (const search of ['"', "'); DROP TABLE client; --", '*', 'NEAR(', '🎓', '\u202E', 'é OR'])
        expect((await own.call(list, { search } as InputOf<typeof list>)).total).toBeGreaterThanOrEqual(0);
  });
});

test('a connection that can only read serves every list', async () => {
  const opened = await openEngine({ ledgerPath: books.path, readonly: true, env: {} });
  if (!opened.ok) throw new Error(opened.problem.message);
  try {
    for (const list of names) {
      const input = { ...LISTS[list].more[0], search: undefined, limit: 5 } as InputOf<typeof list>;
      expect(await opened.value.call(list, input)).toEqual({ ok: true, value: await page(list, input) });
    }
  } finally {
    await opened.value.close();
  }
});
