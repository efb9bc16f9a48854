import { describe, expect, test } from 'vitest';
import { checkLedger } from '../../../electron/ledger/check.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { addLock } from '../../../electron/ledger/postings.ts';
import { month } from '../../../shared/domain/month.ts';
import { AT, emptyLedger, inRun, post, raise } from './books.ts';
import { writeStudent } from './student.ts';

function books(): Ledger {
  const ledger = emptyLedger();
  inRun(ledger, (batch) => {
    const { contract } = writeStudent(batch, 'a');
    post(batch.writer, contract, 30_000);
  });
  ledger.db
    .prepare('INSERT INTO secret VALUES (1, ?, ?, ?)')
    .run('key', Buffer.concat([Buffer.of(1), Buffer.alloc(40, 7)]), AT);
  return ledger;
}

/** Names of the checks that found something, with what they say. */
function found(ledger: Ledger): Record<string, string> {
  return Object.fromEntries(
    checkLedger(ledger)
      .checks.filter(({ ok }) => !ok)
      .map(({ name, found }) => [name, found.join('\n')]),
  );
}

describe('a check of the ledger', () => {
  test('finds nothing in a whole one', () => {
    expect(found(books())).toEqual({});
    expect(checkLedger(books()).ok).toBe(true);
  });

  const faults: readonly [check: string, words: RegExp, sql: string][] = [
    [
      'foreign_key_check',
      /payment 1 refers to a invoice/,
      'PRAGMA foreign_keys = OFF; UPDATE payment SET invoice_id = 77 WHERE id = 1',
    ],
    ['execution_counts', /accounts for 6/, "UPDATE step_execution SET counts = json_set(counts, '$.applied', 6)"],
    ['execution_counts', /its pages hold 4/, 'DELETE FROM fetch_page WHERE seq = 1'],
    [
      'document_net',
      /holded:invoice-a has a net of 100000 and lines of 100001/,
      'UPDATE invoice_line SET net = net + 1 WHERE id = 1',
    ],
    ['document_total', /differ from its gross by 3/, 'UPDATE invoice SET tax = tax + 3 WHERE id = 1'],
    ['lines_without_contract', /Line 0 of holded:invoice-a/, 'UPDATE invoice_line SET contract_id = NULL WHERE id = 1'],
    ['records_not_applied', /never applied/, "UPDATE source_record SET state = 'new' WHERE id = 1"],
    ['touched_clients', /were not worked out/, 'INSERT INTO touched_client VALUES (1)'],
    ['secrets', /accessToken/, `UPDATE connection SET config = '{"auth":{"accessToken":"hunter22"}}' WHERE id = 1`],
    ['secrets', /header/, `UPDATE connection SET config = '{"header":"Bearer abc123def456"}' WHERE id = 1`],
    ['secrets', /is not sealed/, "UPDATE secret SET sealed = CAST('plain text secret that is long enough' AS BLOB)"],
  ];
  for (const [check, words, sql] of faults) {
    test(`finds: ${sql.slice(0, 70)}`, () => {
      const ledger = books();
      ledger.db.exec(sql);
      const report = found(ledger);
      expect(report[check]).toMatch(words);
    });
  }

  test('takes two minor units for rounding, and ids in settings for ids', () => {
    const ledger = books();
    ledger.db.exec('UPDATE invoice SET tax = tax + 2 WHERE id = 1');
    ledger.db.exec(`UPDATE connection SET config = '{"databaseId":"0123456789abcdef0123456789abcdef"}'`);
    expect(found(ledger)).toEqual({});
  });

  test('finds revenue beyond the price, and of the wrong sign', () => {
    const ledger = books();
    inRun(ledger, ({ writer }) => post(writer, 1, 60_001, '2026-02'));
    expect(found(ledger).entitlement).toMatch(/contract-a has 90001 recognised up to 2026-02 and is entitled to 90000/);
    inRun(ledger, ({ writer }) => post(writer, 1, -90_002, '2026-02'));
    expect(found(ledger).entitlement).toMatch(/contract-a has -1 recognised/);
  });

  test('takes the price from documents where none was signed, credit notes from their month on', () => {
    const ledger = books();
    inRun(ledger, ({ writer }) => {
      ledger.db.exec(
        "UPDATE contract SET signed_price = NULL; UPDATE invoice SET date = '2026-03-01' WHERE kind = 'credit_note'",
      );
      post(writer, 1, 70_000, '2026-02');
    });
    expect(found(ledger)).toEqual({});
    inRun(ledger, ({ writer }) => post(writer, 1, -9_999, '2026-03'));
    expect(found(ledger).entitlement).toMatch(/has 90001 recognised up to 2026-03 and is entitled to 90000/);
  });

  test('does not judge a contract that an issue holds or whose facts changed since', () => {
    const ledger = books();
    inRun(ledger, ({ writer }) => post(writer, 1, 70_000, '2026-02'));
    expect(found(ledger).entitlement).toBeDefined();
    inRun(ledger, ({ writer }) => raise(ledger, writer, 'contract-a', 10_000));
    const { effect } = ledger.db.prepare('SELECT effect FROM issue').get() as { effect: string };
    expect(effect).toBe('contract');
    expect(found(ledger)).toEqual({});
    ledger.db.exec("UPDATE issue SET status = 'resolved'");
    expect(found(ledger).entitlement).toBeDefined();
    inRun(ledger, ({ writer }) => {
      const line = ledger.db.prepare('SELECT * FROM invoice_line WHERE id = 1').get() as never;
      writer.update('invoice_line', line, { description: 'Read again' });
    });
    expect(found(ledger)).toEqual({});
  });

  test('finds a posting that was written in a month after it was closed, and not before or after reopening', () => {
    const ledger = books();
    const lock = (action: 'lock' | 'unlock', at: string) =>
      addLock(ledger, { month: month('2026-01'), action, at, who: 'ana', reason: 'why' });
    lock('lock', '2026-04-01T00:00:00.000Z');
    lock('unlock', '2026-04-03T00:00:00.000Z');
    inRun(ledger, ({ writer }) => post(writer, 1, 1, '2026-02', '2026-04-02T00:00:00.000Z'));
    inRun(ledger, ({ writer }) => post(writer, 1, 1, '2026-01', '2026-04-04T00:00:00.000Z'));
    expect(found(ledger)).toEqual({});
    inRun(ledger, ({ writer }) => post(writer, 1, 1, '2026-01', '2026-04-02T00:00:00.000Z'));
    expect(found(ledger)).toEqual({
      closed_months: expect.stringMatching(/Posting 4 of run 4 was written in 2026-01/),
    });
  });

  test('says the first few findings and counts the others', () => {
    const ledger = emptyLedger();
    inRun(ledger, (batch) => {
      for (let at = 0; at < 5; at++) writeStudent(batch, `s${at}`);
    });
    ledger.db.exec('UPDATE invoice_line SET net = net + 1');
    const check = checkLedger(ledger, { limit: 3 }).checks.find(({ name }) => name === 'document_net');
    expect(check?.found).toHaveLength(4);
    expect(check?.found.at(-1)).toBe('and 7 more');
  });
});
