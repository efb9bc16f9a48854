/** Batches of a run do not wait for the disk, and are transactions in every other respect. */
import { expect, test } from 'vitest';
import { emptyLedger } from './books.ts';

const FULL = 2;

test('a batch is whole, and whoever writes after it waits for the disk again', () => {
  const ledger = emptyLedger();
  const note = (month: string) => ledger.db.prepare('INSERT INTO synced_month VALUES (1, ?)').run(month);
  const noted = () => ledger.db.prepare('SELECT count(*) FROM synced_month').pluck().get();
  const waits = () => ledger.db.pragma('synchronous', { simple: true });

  const within = ledger.batch(() => {
    note('2025-01');
    return waits();
  });
  expect([within === FULL, waits(), noted()]).toEqual([false, FULL, 1]);

  expect(() =>
    ledger.batch(() => {
      note('2025-02');
      throw new Error('in the middle');
    }),
  ).toThrow('in the middle');
  expect([waits(), noted(), ledger.db.inTransaction]).toEqual([FULL, 1, false]);
});

test('a batch within a transaction is part of it: what a person did waits for the disk as a whole', () => {
  const ledger = emptyLedger();
  const waits = () => ledger.db.pragma('synchronous', { simple: true });
  const within = ledger.transaction(() => ledger.batch(waits));
  expect([within, waits()]).toEqual([FULL, FULL]);

  expect(() =>
    ledger.transaction(() => {
      ledger.batch(() => ledger.db.prepare("INSERT INTO synced_month VALUES (1, '2025-01')").run());
      throw new Error('after the batch');
    }),
  ).toThrow('after the batch');
  expect(ledger.db.prepare('SELECT count(*) FROM synced_month').pluck().get()).toBe(0);
});
