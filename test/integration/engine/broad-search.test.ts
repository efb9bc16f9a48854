import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import { unwrap } from '../../bench/app.ts';
import { buildBigLedger } from '../../support/big-ledger.ts';

/** Enough that nearly every row fits one short word, and that such a search is put in another way than one that finds a few. */
const DOCUMENTS = 5_600;
const ISSUES = 9_000;
const PAGE = 400;

const path = join(mkdtempSync(join(tmpdir(), 'monthend-broad-')), 'big.sqlite');
beforeAll(() => buildBigLedger(path, { contracts: DOCUMENTS, months: 2, issues: ISSUES }), 120_000);

async function reader() {
  const opened = await openEngine({ ledgerPath: path, readonly: true, env: {} });
  const engine = unwrap(opened);
  onTestFinished(() => engine.close());
  return engine;
}

interface Page {
  readonly rows: readonly { readonly id: number }[];
  readonly total: number;
}

/** Every page from the first to the last, near and far. */
async function everyId(page: (offset: number, limit: number) => Promise<Page>): Promise<number[]> {
  const ids: number[] = [];
  for (let total = 1; ids.length < total; ) {
    const answer = await page(ids.length, PAGE);
    total = answer.total;
    if (answer.rows.length === 0) throw new Error(`${ids.length} of ${total} rows, and then none`);
    ids.push(...answer.rows.map(({ id }) => id));
  }
  return ids;
}

test('a word that nearly all documents have leaves the list in its order, each document once', async () => {
  const engine = await reader();
  for (const sort of ['date', 'number', 'gross', 'client'] as const) {
    const list = (search?: string) =>
      everyId(async (offset, limit) => unwrap(await engine.call('documents/list', { sort, search, offset, limit })));
    const [all, found] = [await list(), await list('f')];
    expect(found.length).toBeGreaterThan(5_000);
    const fits = new Set(found);
    expect(found).toEqual(all.filter((id) => fits.has(id)));
  }
});

test('payments are found by the documents they pay, however many these are', async () => {
  const engine = await reader();
  const list = (search?: string) =>
    everyId(async (offset, limit) =>
      unwrap(await engine.call('payments/list', { sort: 'date', search, offset, limit })),
    );
  expect(await list('f25')).toEqual(await list());
});

test('a letter that most issues have counts each issue once and a subject’s money once', async () => {
  const engine = await reader();
  const status = 'pending' as const;
  const list = (search?: string) =>
    everyId(async (offset, limit) => unwrap(await engine.call('issues/page', { status, search, offset, limit })));
  const [all, found] = [await list(), await list('m')];
  expect(found.length).toBeGreaterThan(1_000);
  const fits = new Set(found);
  expect(found).toEqual(all.filter((id) => fits.has(id)));
  const { amountAtRisk, total } = unwrap(await engine.call('issues/page', { status, search: 'm' }));
  expect(total).toBe(found.length);
  const subjects = new Map<string, number>();
  for (let offset = 0; offset < total; offset += PAGE) {
    const { rows } = unwrap(await engine.call('issues/page', { status, search: 'm', offset, limit: PAGE }));
    for (const { entityType, entityExternalId, amountAtRisk: amount } of rows) {
      const subject = `${entityType} ${entityExternalId}`;
      subjects.set(subject, Math.max(subjects.get(subject) ?? 0, amount));
    }
  }
  expect(amountAtRisk).toBe([...subjects.values()].reduce((sum, amount) => sum + amount, 0));
});
