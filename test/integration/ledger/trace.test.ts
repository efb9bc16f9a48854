import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { InvoiceRow } from '../../../electron/ledger/tables.ts';
import { traceContract, traceInvoice, tracePosting } from '../../../electron/ledger/trace.ts';
import { undoRun } from '../../../electron/ledger/undo.ts';
import { AT, emptyLedger, inRun, post } from './books.ts';
import { writeStudent } from './student.ts';

function books() {
  const ledger = emptyLedger();
  const first = inRun(ledger, (batch) => writeStudent(batch, 'a'));
  const second = inRun(ledger, ({ writer, record }) => {
    const source = record('invoices', 'invoice-a', { kind: 'invoice', net: 100_000, note: 'again' });
    const invoice = ledger.db.prepare('SELECT * FROM invoice WHERE id = 1').get() as InvoiceRow;
    writer.update('invoice', invoice, { due_date: '2026-02-06' }, source);
    post(writer, 1, 30_000);
  });
  return { ledger, first, second };
}

test('a posting leads to its contract, its documents and places, and the records they were read from', () => {
  const { ledger, first, second } = books();
  const trace = tracePosting(ledger, 1);
  expect(trace?.posting).toMatchObject({
    month: '2026-01',
    amount: 30_000,
    run: second,
    inputsHash: 'abc',
    note: null,
  });
  expect(trace?.contract.client).toMatchObject({ key: 'holded:contact-a' });
  expect(
    trace?.contract.documents.map(({ invoice, lines, source }) => [
      invoice.key,
      lines.length,
      source?.run,
      source?.version,
    ]),
  ).toEqual([
    ['holded:credit_note-a', 1, first, 1],
    ['holded:invoice-a', 1, second, 2],
  ]);
  const text = JSON.stringify({ kind: 'invoice', net: 100_000, note: 'again' });
  expect(trace?.contract.documents[1]?.source).toMatchObject({
    system: 'holded',
    stream: 'invoices',
    externalId: 'invoice-a',
    fetchedAt: AT,
    versions: 2,
    intact: true,
    payload: JSON.parse(text),
    hash: createHash('sha256').update(text).digest('hex'),
  });
  expect(trace?.contract.enrolments[0]).toMatchObject({
    period: { key: 'fourgeeks:place-a' },
    source: { externalId: 'place-a' },
    cohort: { slug: 'fs-a' },
    cohortSource: { externalId: 'cohort-a' },
  });
  expect(trace?.contract.changes).toMatchObject([{ op: 'insert', run: first, who: 'ana' }]);
});

test('a document is found by id, key and number, with what changed it', () => {
  const { ledger, first, second } = books();
  const trace = traceInvoice(ledger, 'holded:invoice-a');
  expect(traceInvoice(ledger, 'invoice/a')).toEqual(trace);
  expect(traceInvoice(ledger, 1)).toEqual(trace);
  expect(traceInvoice(ledger, '1')).toEqual(trace);
  expect(traceContract(ledger, '1')).toEqual(traceContract(ledger, 'contract-a'));
  expect(trace?.contracts).toEqual([{ id: 1, key: 'contract-a' }]);
  expect(trace?.payments).toHaveLength(1);
  expect(trace?.changes.map(({ table, op, run, source }) => [table, op, run, source])).toEqual([
    ['invoice', 'insert', first, 'holded invoices invoice-a'],
    ['invoice_line', 'insert', first, 'holded invoices invoice-a'],
    ['invoice', 'update', second, 'holded invoices invoice-a'],
  ]);
  expect(trace?.changes[2]).toMatchObject({ before: { due_date: '2026-02-05' }, after: { due_date: '2026-02-06' } });
});

test('a payload that was edited is told', () => {
  const { ledger } = books();
  ledger.db.exec(`UPDATE source_record_version SET payload = '{"kind":"invoice","net":1}'`);
  expect(traceInvoice(ledger, 1)?.source).toMatchObject({ intact: false });
});

test('what an undo took back and what answers it stay in sight', () => {
  const { ledger, second } = books();
  undoRun(ledger, second, { who: 'eva', at: AT });
  const postings = traceContract(ledger, 'contract-a')?.postings;
  expect(postings?.map(({ amount, contraOf }) => [amount, contraOf])).toEqual([
    [30_000, null],
    [-30_000, 1],
  ]);
  expect(traceInvoice(ledger, 1)?.changes.at(-1)).toMatchObject({
    runKind: 'undo',
    who: 'eva',
    after: { due_date: '2026-02-05' },
  });
});

test('the id of a row that was taken away is not given out again, so histories never mix', () => {
  const ledger = emptyLedger();
  const run = inRun(ledger, (batch) => writeStudent(batch, 'a'));
  const first = traceInvoice(ledger, 1)?.changes.map((change) => change.run) ?? [];
  undoRun(ledger, run, { who: 'eva', at: AT });
  inRun(ledger, (batch) => writeStudent(batch, 'b'));
  expect(new Set(first)).toEqual(new Set([run]));
  expect(traceInvoice(ledger, 1)).toBeNull();
});

test('what is not there is null', () => {
  const { ledger } = books();
  expect([tracePosting(ledger, 9), traceContract(ledger, 'x'), traceInvoice(ledger, 9)]).toEqual([null, null, null]);
});
