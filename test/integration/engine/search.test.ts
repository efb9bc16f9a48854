import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexBatch, indexEverything } from '../../../electron/ledger/index-changes.ts';
import { Ledger } from '../../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import { matchExpression, SEARCH_KINDS } from '../../../electron/ledger/search-index.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { type Books, keeper, openSample, type School, snapshot } from '../../support/school.ts';

const kept = keeper();
let school: School;
let books: Books;

beforeAll(async () => {
  school = await openSample({}, kept);
  books = school.books;
  await books.month('2025-01', '2025-03');
  await settled(books);
});
afterAll(() => kept.closeAll());

/** Resolves once everything written is in the index. */
async function settled(of: Books): Promise<void> {
  while (of.count('FROM change WHERE id > (SELECT change_id FROM search_state)') > 0)
    await new Promise((resolve) => setImmediate(resolve));
}

function opened(path: string): Ledger {
  const file = openLedgerFile(path, { clock: systemClock, trusted: true });
  if (!file.ok) throw new Error(file.problem.message);
  return new Ledger(file.value, path);
}

/** Every word of the index and where it stands. */
function instances(path: string): string[] {
  const db = new Database(path);
  try {
    return SEARCH_KINDS.flatMap((kind) => {
      db.exec(`CREATE VIRTUAL TABLE temp.words_${kind} USING fts5vocab('main', 'search_${kind}', 'instance')`);
      return db
        .prepare<[], string>(
          `SELECT '${kind} ' || doc || ' ' || term || ' ' || col || ' ' || offset FROM temp.words_${kind} ORDER BY 1`,
        )
        .pluck()
        .all();
    });
  } finally {
    db.close();
  }
}

/** The index as a fresh start over the same journal makes it. */
async function fresh(of: Books): Promise<{ kept: string[]; made: string[] }> {
  const path = await snapshot(of);
  const before = instances(path);
  const ledger = opened(path);
  for (const kind of SEARCH_KINDS) ledger.db.exec(`INSERT INTO search_${kind} (search_${kind}) VALUES ('delete-all')`);
  ledger.db.exec('UPDATE search_state SET change_id = 0');
  indexEverything(ledger);
  ledger.close();
  return { kept: before, made: instances(path) };
}

async function found(text: string): Promise<string[]> {
  return (await books.call('search/all', { text, limit: 50 })).map(({ kind, id }) => `${kind} ${id}`);
}

describe('search over everything', () => {
  it('finds a client by name without accents, by the beginning of a word, by code, e-mail, tax id and outside id', async () => {
    const [client] = books.rows<{
      id: number;
      name: string;
      code: string;
      tax_id: string;
      email: string;
      external_id: string;
    }>(
      `SELECT c.id, c.name, c.code, c.tax_id, m.email, x.external_id FROM client c JOIN client_email m ON m.client_id = c.id
       JOIN client_external_id x ON x.client_id = c.id AND x.system = 'holded' WHERE c.name LIKE '%í%' AND c.tax_id IS NOT NULL`,
    );
    if (!client) throw new Error('The sample has such a client');
    const plain = client.name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    const beginnings = client.name
      .split(' ')
      .map((word) => word.slice(0, 3))
      .join(' ');
    for (const text of [client.name, plain, client.code, client.email, client.tax_id, client.external_id])
      expect(await found(text)).toContain(`client ${client.id}`);
    expect((await books.call('search/all', { text: beginnings, limit: 50 })).length).toBeGreaterThan(0);
    expect((await found(client.code))[0]).toBe(`client ${client.id}`);
  });

  it('puts the document whose number was typed first, and says what it is', async () => {
    const [document] = books.rows<{ id: number; number: string; date: string }>(
      "SELECT id, number, date FROM invoice WHERE number IS NOT NULL AND kind = 'invoice' AND client_id IS NOT NULL LIMIT 1",
    );
    if (!document) throw new Error('The sample has documents');
    const [best] = await books.call('search/all', { text: document.number.toLowerCase() });
    expect(best).toMatchObject({ kind: 'document', id: document.id, title: `Invoice ${document.number}` });
    expect(best?.subtitle).toMatch(new RegExp(`^${document.date} · .+ · [\\d.]+ EUR$`));
  });

  it('finds contracts by their number, services, cohorts and issues by their words', async () => {
    const first = async (text: string) => (await books.call('search/all', { text, limit: 50 })).map(({ kind }) => kind);
    expect(await found('12')).toContain('contract 12');
    const [service] = books.rows<{ id: number; name: string }>('SELECT id, name FROM service LIMIT 1');
    expect(await found(service?.name ?? '')).toContain(`service ${service?.id}`);
    const [cohort] = books.rows<{ slug: string }>(
      'SELECT h.slug FROM cohort h JOIN service_period p ON p.cohort_id = h.id LIMIT 1',
    );
    expect(await first(cohort?.slug ?? '')).toContain('period');
    expect(await first('CLIENT_DUPLICATE_HARD')).toContain('issue');
    expect(await first('same client twice')).toContain('issue');
  });

  it('takes any text at all without harm', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(...'"\'*:^(){}+-,.\\ \u0000\u200f\u202e🙂AND OR NOT NEAR ñ'),
        minLength: 1,
        maxLength: 200,
      }),
      fc.constantFrom(
        'NEAR(a b)',
        'code:x',
        '"',
        '""',
        'a"b',
        '-',
        '*',
        'a*',
        '{code} : a',
        '🙂'.repeat(50),
        'x'.repeat(200),
        'a '.repeat(100),
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        if (text.length > 200) return;
        await books.call('search/all', { text });
        await books.call('issues/page', { search: text });
        await books.call('clients/list', { search: text });
      }),
      { numRuns: 300 },
    );
  });

  it('asks for each word, at least with its beginning, and for at most twelve', () => {
    expect(matchExpression('ana  LÓPEZ')).toBe('"ana"* AND "LÓPEZ"*');
    expect(matchExpression('C-12AB')).toBe('"C 12AB"*');
    expect(matchExpression('🙂 "*" ')).toBeNull();
    expect(matchExpression('a '.repeat(30))?.split(' AND ')).toHaveLength(12);
  });
});

describe('the search index', () => {
  it('is, after runs, a merge, issues put aside and undo, what a fresh start would make', async () => {
    const before = await fresh(books);
    expect(before.kept).toEqual(before.made);
    expect(before.kept.length).toBeGreaterThan(1_000);

    const twins = (await books.issues({ status: 'pending', code: 'CLIENT_DUPLICATE_HARD' }))[0];
    if (!twins) throw new Error('The sample has twins');
    await books.decide('merge', String(twins.details.merge), { into: twins.details.into });
    await books.month('2025-04');
    await settled(books);
    const merged = await fresh(books);
    expect(merged.kept).toEqual(merged.made);

    const last = (await books.call('runs/list', {}))[0];
    const [client] = books.rows<{ name: string }>(
      'SELECT c.name FROM change h JOIN client c ON c.id = h.row_id WHERE h.run_id = ? AND h.table_name = ? AND h.op = ? LIMIT 1',
      last?.id ?? 0,
      'client',
      'insert',
    );
    expect((await found(client?.name ?? '')).some((hit) => hit.startsWith('client'))).toBe(true);
    await books.call('runs/undo', { run: last?.id ?? 0, who: 'Ana' });
    await settled(books);
    const undone = await fresh(books);
    expect(undone.kept).toEqual(undone.made);
  });

  it('goes on where it stopped when the program ends in the middle', async () => {
    const whole = await fresh(books);
    const path = await snapshot(books);
    const ledger = opened(path);
    for (const kind of SEARCH_KINDS)
      ledger.db.exec(`INSERT INTO search_${kind} (search_${kind}) VALUES ('delete-all')`);
    ledger.db.exec('UPDATE search_state SET change_id = 0');
    expect(indexBatch(ledger)).toBe(true);
    ledger.close();
    const again = opened(path);
    indexEverything(again);
    expect(indexBatch(again)).toBe(false);
    again.close();
    expect(instances(path)).toEqual(whole.made);
  });

  it('is no part of the ledger’s content', async () => {
    const path = await snapshot(books);
    const hash = await books.hash();
    const ledger = opened(path);
    ledger.db.exec('UPDATE search_state SET change_id = 0');
    for (const kind of SEARCH_KINDS)
      ledger.db.exec(`INSERT INTO search_${kind} (search_${kind}) VALUES ('delete-all')`);
    ledger.close();
    expect(await books.hash()).toBe(hash);
  });
});
