import { describe, expect, test } from 'vitest';
import { checkLedger } from '../../../electron/ledger/check.ts';
import { addDecision } from '../../../electron/ledger/decisions.ts';
import { ledgerHash } from '../../../electron/ledger/hash.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { addLock } from '../../../electron/ledger/postings.ts';
import { createRun, runById } from '../../../electron/ledger/runs.ts';
import type { ContractRow, InvoiceLineRow, InvoiceRow, PaymentRow } from '../../../electron/ledger/tables.ts';
import { undoPreview, undoRun } from '../../../electron/ledger/undo.ts';
import { BUSINESS_TABLES } from '../../../electron/ledger/writer.ts';
import { month } from '../../../shared/domain/month.ts';
import { AT, type Batch, emptyLedger, inRun, post, raise, recordRow } from './books.ts';
import { writeStudent } from './student.ts';

const BY = { who: 'ana', at: '2026-04-02T09:00:00.000Z' };

/** Everything the business tables hold, postings apart, as text: stricter than the hash. */
function rowsOf(ledger: Ledger): string {
  return JSON.stringify(
    BUSINESS_TABLES.filter((table) => table !== 'posting').map((table) =>
      ledger.db.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
    ),
  );
}

function undone(ledger: Ledger, run: number) {
  const result = undoRun(ledger, run, BY);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function refusal(ledger: Ledger, run: number) {
  const result = undoRun(ledger, run, BY);
  const preview = undoPreview(ledger, run);
  if (result.ok || preview.ok) throw new Error('it was not refused');
  expect(preview.problem).toEqual(result.problem);
  return result.problem;
}

function rowOf<T>(ledger: Ledger, table: string, id = 1): T {
  return ledger.db.prepare<[number], T>(`SELECT * FROM ${table} WHERE id = ?`).get(id) as T;
}

/** What a second sync may do to a known student: change, remove, add. */
function change(ledger: Ledger, { writer, record }: Batch): void {
  const source = record('invoices', 'invoice-a', { kind: 'invoice', net: 120_000 });
  writer.update(
    'invoice',
    rowOf<InvoiceRow>(ledger, 'invoice'),
    { net: 120_000, date: '2026-01-06', due_date: null },
    source,
  );
  writer.update('invoice', rowOf<InvoiceRow>(ledger, 'invoice'), { net: 130_000 }, source);
  writer.update(
    'invoice_line',
    rowOf<InvoiceLineRow>(ledger, 'invoice_line'),
    { net: 120_000, description: 'Another course' },
    source,
  );
  writer.remove('payment', rowOf<PaymentRow>(ledger, 'payment'), source);
  writer.update('contract', rowOf<ContractRow>(ledger, 'contract'), { signed_price: null, status: 'CLOSED' });
  post(writer, 1, 10_000, '2026-02');
  raise(ledger, writer, 'contract-a', 800);
}

describe('undo', () => {
  test('of the latest run gives every row back, nets its postings to zero and restores the hash', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => {
      const { contract } = writeStudent(batch, 'a');
      post(batch.writer, contract, 30_000);
      raise(ledger, batch.writer, 'contract-a', 500);
    });
    const [rows, hash] = [rowsOf(ledger), ledgerHash(ledger).hash];
    const run = inRun(ledger, (batch) => change(ledger, batch));
    expect(ledgerHash(ledger).hash).not.toBe(hash);

    const preview = undoPreview(ledger, run);
    expect(preview.ok && preview.value).toMatchObject({
      tables: { invoice: { restored: 1 }, payment: { returned: 1 } },
      postings: [{ month: '2026-02', count: 1, amount: 10_000 }],
      records: 1,
    });
    const report = undone(ledger, run);
    expect(report).toMatchObject({ postings: 1, records: 1, rows: { returned: 1, removed: 0 } });
    expect(rowsOf(ledger)).toBe(rows);
    expect(ledgerHash(ledger).hash).toBe(hash);
    expect(runById(ledger, run)?.undoneBy).toBe(report.undoneBy);
    expect(runById(ledger, report.undoneBy)).toMatchObject({ kind: 'undo', status: 'completed', who: 'ana' });
    const contra = ledger.db
      .prepare('SELECT amount, functional_amount, month, kind, run_id FROM posting WHERE contra_of = 2')
      .get();
    expect(contra).toEqual({
      amount: -10_000,
      functional_amount: -10_000,
      month: '2026-02',
      kind: 'service',
      run_id: report.undoneBy,
    });
    const journal = ledger.db
      .prepare<[number], number>('SELECT count(*) FROM change WHERE run_id = ?')
      .pluck()
      .get(report.undoneBy);
    expect(journal).toBeGreaterThanOrEqual(7);
  });

  test('makes the next apply look at the records again, and knows which were there before', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const invoice = rowOf<InvoiceRow>(ledger, 'invoice').source_record_id;
    const before = recordRow(ledger, invoice);
    let fresh = 0;
    const run = inRun(ledger, (batch) => {
      change(ledger, batch);
      fresh = batch.record('invoices', 'draft-b', { kind: 'draft' });
    });
    undone(ledger, run);
    expect(recordRow(ledger, invoice)).toMatchObject({
      state: 'applied',
      applied_version: before.applied_version,
      applied_mapper: null,
    });
    expect(recordRow(ledger, fresh)).toMatchObject({
      state: 'new',
      reason: `run ${run} was undone`,
      applied_version: null,
    });
    expect(checkLedger(ledger).checks.find(({ name }) => name === 'records_not_applied')).toMatchObject({ ok: true });
  });

  test('of the first run leaves an empty ledger, although postings keep their contract', () => {
    const ledger = emptyLedger();
    const empty = ledgerHash(ledger).hash;
    const work = (batch: Batch) => {
      const { contract } = writeStudent(batch, 'a');
      post(batch.writer, contract, 30_000);
      raise(ledger, batch.writer, 'contract-a', 500);
    };
    const run = inRun(ledger, work);
    const report = undone(ledger, run);
    expect(report.rows.kept).toBe(3);
    expect(ledgerHash(ledger).hash).toBe(empty);
    expect(ledger.db.prepare('SELECT key, name, tax_id, phone FROM client').all()).toEqual([
      { key: 'holded:contact-a', name: expect.stringMatching(/^C-/), tax_id: null, phone: null },
    ]);
    expect(ledger.db.prepare('SELECT key, account_number FROM service').all()).toEqual([
      { key: `undone:${run}:holded:account-a`, account_number: null },
    ]);
    expect(ledger.db.prepare('SELECT count(*) FROM synced_month').pluck().get()).toBe(0);
    expect(ledger.db.pragma('foreign_key_check')).toEqual([]);
  });

  test('of every run from the last back gives every state on the way', () => {
    const ledger = emptyLedger();
    const hashes = [ledgerHash(ledger).hash];
    const runs = ['a', 'b'].map((name) => {
      const run = inRun(ledger, (batch) => {
        post(batch.writer, writeStudent(batch, name).contract, 30_000);
      });
      hashes.push(ledgerHash(ledger).hash);
      return run;
    });
    runs.push(inRun(ledger, (batch) => change(ledger, batch)));
    for (const run of runs.reverse()) {
      undone(ledger, run);
      expect(ledgerHash(ledger).hash).toBe(hashes.pop());
    }
  });

  test('takes the decisions of the run with it', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const hash = ledgerHash(ledger).hash;
    const decision = addDecision(ledger, {
      kind: 'price',
      subject: 'contract-a',
      value: { amount: 1 },
      reason: 'told',
      who: 'ana',
      decidedAt: AT,
    });
    const run = inRun(
      ledger,
      ({ writer }) => writer.update('contract', rowOf<ContractRow>(ledger, 'contract'), { signed_price: 1 }),
      'decision',
    );
    ledger.db.prepare('UPDATE decision SET run_id = ? WHERE id = ?').run(run, decision);
    expect(undone(ledger, run).decisions).toBe(1);
    expect(ledgerHash(ledger).hash).toBe(hash);
  });

  test('takes sightings back with their issues', () => {
    const ledger = emptyLedger();
    inRun(ledger, ({ writer }) => raise(ledger, writer, 'a', 1));
    const run = inRun(ledger, ({ writer }) => {
      raise(ledger, writer, 'a', 1);
      raise(ledger, writer, 'b', 1);
    });
    undone(ledger, run);
    expect(ledger.db.prepare('SELECT issue_id, times_seen FROM issue_sighting').all()).toEqual([
      { issue_id: 1, times_seen: 1 },
    ]);
  });
});

describe('undo is refused', () => {
  test('for a run that is unknown, undone already, an undo, or not finished', () => {
    const ledger = emptyLedger();
    expect(refusal(ledger, 99)).toMatchObject({ code: 'RUN_UNKNOWN' });
    const run = inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const { undoneBy } = undone(ledger, run);
    expect(refusal(ledger, run)).toMatchObject({
      code: 'RUN_ALREADY_UNDONE',
      message: expect.stringContaining(`run ${undoneBy}`),
    });
    expect(refusal(ledger, undoneBy)).toMatchObject({ code: 'RUN_IS_UNDO' });
    const running = createRun(ledger, {
      kind: 'sync',
      trigger: 'manual',
      from: null,
      until: null,
      options: {},
      who: 'ana',
      at: AT,
      executions: [],
    });
    expect(refusal(ledger, running)).toMatchObject({ code: 'RUN_STILL_RUNNING' });
  });

  test('while a later run changed the same rows, and says which run to undo first', () => {
    const ledger = emptyLedger();
    const first = inRun(ledger, (batch) => writeStudent(batch, 'a'));
    inRun(ledger, ({ writer }) =>
      writer.update('contract', rowOf<ContractRow>(ledger, 'contract'), { status: 'CLOSED' }),
    );
    const last = inRun(ledger, ({ writer }) =>
      writer.update('contract', rowOf<ContractRow>(ledger, 'contract'), { status: 'CANCELED' }),
    );
    const rows = rowsOf(ledger);
    expect(refusal(ledger, first)).toMatchObject({
      code: 'RUN_BUILT_ON',
      fix: expect.stringContaining(`Undo run ${last} first`),
    });
    expect(rowsOf(ledger)).toBe(rows);
    undone(ledger, last);
    expect(refusal(ledger, first)).toMatchObject({ fix: expect.stringContaining(`Undo run ${last - 1} first`) });
  });

  test('while a later run refers to its rows or posted on its contracts', () => {
    const ledger = emptyLedger();
    const first = inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const mail = inRun(ledger, ({ writer }) =>
      writer.insert('client_email', {
        id: writer.ids.next('client_email'),
        company_id: 1,
        email: 'b@example.com',
        client_id: 1,
        system: 'notion',
      }),
    );
    expect(refusal(ledger, first).details).toEqual({ run: first, later: mail });
    undone(ledger, mail);
    const accruals = inRun(ledger, ({ writer }) => post(writer, 1, 5));
    expect(refusal(ledger, first).details).toEqual({ run: first, later: accruals });
    undone(ledger, accruals);
    undone(ledger, first);
  });

  test('while a later run gave a key away that would come back', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const email = { id: 1, company_id: 1, email: 'a@example.com', client_id: 1, system: 'holded' };
    const removed = inRun(ledger, ({ writer }) => {
      writer.insert('client_email', { ...email, id: 2, email: 'z@example.com' });
      writer.remove('client_email', email);
    });
    const again = inRun(ledger, ({ writer }) => writer.insert('client_email', { ...email, id: 3 }));
    const rows = rowsOf(ledger);
    const result = undoRun(ledger, removed, BY);
    expect(!result.ok && result.problem.details).toEqual({ run: removed, later: again });
    expect(rowsOf(ledger)).toBe(rows);
  });

  test('when it posted in a closed month, and names the month', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => writeStudent(batch, 'a'));
    const run = inRun(ledger, ({ writer }) => {
      post(writer, 1, 5, '2026-01');
      post(writer, 1, 5, '2026-02');
    });
    for (const each of ['2026-01', '2026-02'])
      addLock(ledger, { month: month(each), action: 'lock', at: AT, who: 'ana', reason: null });
    expect(refusal(ledger, run)).toMatchObject({
      code: 'RUN_POSTED_IN_LOCKED_MONTH',
      fix: expect.stringContaining('unlock 2026-01 first'),
    });
    for (const each of ['2026-02', '2026-01'])
      addLock(ledger, { month: month(each), action: 'unlock', at: AT, who: 'ana', reason: 'why' });
    undone(ledger, run);
  });
});
