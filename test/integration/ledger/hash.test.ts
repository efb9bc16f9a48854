import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDecision } from '../../../electron/ledger/decisions.ts';
import { ledgerHash } from '../../../electron/ledger/hash.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { addLock } from '../../../electron/ledger/postings.ts';
import { BUSINESS_TABLES } from '../../../electron/ledger/writer.ts';
import { month } from '../../../shared/domain/month.ts';
import { AT, emptyLedger, inRun, post, raise } from './books.ts';
import { writeStudent } from './student.ts';

/** Columns that take no part, each for its reason. Surrogate ids are told apart by what they point at. */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  // Why a link was made; it follows from the facts and the order they came in.
  why: ['client_external_id.why', 'invoice_line.why', 'service_period.why'],
  // When something was seen or written.
  when: [
    'service_period.observed_on',
    'period_status_event.observed_on',
    'posting.posted_at',
    'issue.first_seen_at',
    'issue.closed_at',
    'issue.reopened',
  ],
  // In which order things arrived; for plans the order of the rows is content, not the number.
  arrival: ['contract_event.seq', 'period_status_event.seq', 'cohort_plan_version.seq'],
  // Provenance, which the trace tells.
  provenance: [
    'cohort.source_record_id',
    'invoice.source_record_id',
    'service_period.source_record_id',
    'issue.source_record_id',
    'posting.run_id',
    'posting.inputs_hash',
    'posting.note',
    'posting.contra_of',
  ],
  // Words and marks made from the code, the subject and the amount, or from which step happened to look.
  derived: [
    'issue.scope',
    'issue.integration',
    'issue.operation',
    'issue.message',
    'issue.details',
    'issue.month',
    'issue.reason',
    'issue.who',
  ],
};
const ignored = new Set(Object.values(IGNORED).flat());

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

function contentColumns(ledger: Ledger): Column[] {
  return BUSINESS_TABLES.flatMap((table) =>
    (ledger.db.pragma(`table_info(${table})`) as { name: string; type: string }[])
      .filter(({ name }) => name !== 'id' && name !== 'company_id' && !ignored.has(`${table}.${name}`))
      .map(({ name, type }) => ({ table, name, type })),
  );
}

function books(order: readonly string[] = ['a', 'b', 'c']): Ledger {
  const ledger = emptyLedger();
  for (const name of order) {
    inRun(ledger, (batch) => {
      const { contract } = writeStudent(batch, name);
      post(batch.writer, contract, 30_000);
      raise(ledger, batch.writer, `contract-${name}`, 500);
    });
  }
  // Tests tamper with postings as an editor of the file could.
  ledger.db.exec('DROP TRIGGER posting_is_final_update');
  return ledger;
}

/** A smallest edit: a cent, a day, a letter, another row of the same table. */
function edit(ledger: Ledger, { table, name, type }: Column, row: number): void {
  const reference = (ledger.db.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).find(
    ({ from }) => from === name,
  );
  const { before } =
    ledger.db.prepare<[number], { before: unknown }>(`SELECT ${name} AS before FROM ${table} WHERE id = ?`).get(row) ??
    {};
  let next: unknown;
  if (reference) {
    next = ledger.db
      .prepare<[number], number>(`SELECT min(id) FROM ${reference.table} WHERE id <> ?`)
      .pluck()
      .get(Number(before ?? 0));
  } else if (type === 'INTEGER') next = Number(before ?? 0) + 1;
  else if (typeof before === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(before)) {
    next = ledger.db.prepare<[string], string>("SELECT date(?, '+1 day')").pluck().get(before);
  } else next = `${before ?? ''}x`;
  ledger.db.prepare<unknown[]>(`UPDATE ${table} SET ${name} = ? WHERE id = ?`).run(next, row);
}

describe('the hash of the ledger', () => {
  test('changes with every content column of every business table', () => {
    const ledger = books();
    const { hash } = ledgerHash(ledger);
    const unmoved: string[] = [];
    for (const column of contentColumns(ledger)) {
      ledger.db.exec('SAVEPOINT one');
      edit(ledger, column, 1);
      if (ledgerHash(ledger).hash === hash) unmoved.push(`${column.table}.${column.name}`);
      ledger.db.exec('ROLLBACK TO one; RELEASE one');
    }
    expect(unmoved).toEqual([]);
    expect(ledgerHash(ledger).hash).toBe(hash);
  });

  test('changes with a random edit anywhere, in the part it was made in', () => {
    const ledger = books();
    const { hash, tables } = ledgerHash(ledger);
    const columns = contentColumns(ledger);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const column = columns[a % columns.length];
        if (!column) return false;
        const rows = ledger.db.prepare<[], number>(`SELECT id FROM ${column.table}`).pluck().all();
        ledger.db.exec('SAVEPOINT one');
        edit(ledger, column, rows[b % rows.length] ?? 1);
        const after = ledgerHash(ledger);
        ledger.db.exec('ROLLBACK TO one; RELEASE one');
        return after.hash !== hash && after.tables[column.table] !== tables[column.table];
      }),
      { numRuns: 300 },
    );
  });

  test('stays the same for every column that is left out', () => {
    const ledger = books();
    const { hash } = ledgerHash(ledger);
    for (const each of ignored) {
      const [table = '', name = ''] = each.split('.');
      const type = (ledger.db.pragma(`table_info(${table})`) as Column[]).find((column) => column.name === name)?.type;
      expect(type, each).toBeDefined();
      ledger.db.exec('SAVEPOINT one');
      edit(ledger, { table, name, type: type ?? '' }, 1);
      expect(ledgerHash(ledger).hash, each).toBe(hash);
      ledger.db.exec('ROLLBACK TO one; RELEASE one');
    }
  });

  test('is the same in whatever order rows came and whichever ids they got', () => {
    const { hash } = ledgerHash(books(['a', 'b', 'c']));
    for (const order of [
      ['c', 'a', 'b'],
      ['b', 'c', 'a'],
    ])
      expect(ledgerHash(books(order)).hash).toBe(hash);
  });

  test('nets postings per contract, month and kind, and leaves out what cancels', () => {
    const ledger = books();
    const before = ledgerHash(ledger).hash;
    inRun(ledger, ({ writer }) => {
      post(writer, 1, 700, '2026-02');
      post(writer, 1, -700, '2026-02');
      post(writer, 2, 10_000, '2026-01');
      post(writer, 2, -10_000, '2026-01');
    });
    expect(ledgerHash(ledger).hash).toBe(before);
    inRun(ledger, ({ writer }) => post(writer, 1, 1, '2026-02'));
    expect(ledgerHash(ledger).hash).not.toBe(before);
  });

  test('leaves out a contract that nothing belongs to, and resolved and connection issues', () => {
    const ledger = books();
    const before = ledgerHash(ledger).hash;
    inRun(ledger, ({ writer }) => {
      writer.insert('contract', {
        id: writer.ids.next('contract'),
        company_id: 1,
        key: 'left over',
        client_id: 1,
        service_id: 1,
        currency: 'EUR',
        signed_price: null,
        status: 'ACTIVE',
      });
      raise(ledger, writer, 'contract-z', 900);
    });
    ledger.db.prepare("UPDATE issue SET status = 'resolved' WHERE external_id = 'contract-z'").run();
    expect(ledgerHash(ledger).hash).toBe(before);
    ledger.db.prepare("UPDATE issue SET status = 'pending', code = 'OFFLINE' WHERE external_id = 'contract-z'").run();
    expect(ledgerHash(ledger).hash).toBe(before);
    ledger.db.prepare("UPDATE issue SET code = 'RATE_MISSING' WHERE external_id = 'contract-z'").run();
    expect(ledgerHash(ledger).hash).not.toBe(before);
  });

  test('knows decisions in force by what they say, the order of two about one subject, settings and the lock', () => {
    const ledger = books();
    const hashes = new Set([ledgerHash(ledger).hash]);
    const decide = (amount: number, who: string) =>
      addDecision(ledger, {
        kind: 'price',
        subject: 'contract-a',
        value: { amount },
        reason: 'told',
        who,
        decidedAt: AT,
      });
    const first = decide(1, 'ana');
    hashes.add(ledgerHash(ledger).hash);
    const second = decide(2, 'ana');
    const both = ledgerHash(ledger).hash;
    hashes.add(both);
    ledger.db.prepare('UPDATE decision SET undone_at = ? WHERE id IN (?, ?)').run(AT, first, second);
    expect(hashes.has(ledgerHash(ledger).hash)).toBe(true);
    decide(2, 'eva');
    decide(1, 'eva');
    hashes.add(ledgerHash(ledger).hash);
    ledger.db
      .prepare('INSERT INTO setting (company_id, key, value) VALUES (1, \'policy\', \'{"pauseMode":"extend"}\')')
      .run();
    hashes.add(ledgerHash(ledger).hash);
    addLock(ledger, { month: month('2026-01'), action: 'lock', at: AT, who: 'ana', reason: null });
    const locked = ledgerHash(ledger).hash;
    hashes.add(locked);
    expect(hashes.size).toBe(6);
    addLock(ledger, { month: month('2026-02'), action: 'lock', at: AT, who: 'ana', reason: null });
    addLock(ledger, { month: month('2026-02'), action: 'unlock', at: AT, who: 'eva', reason: 'late invoice' });
    expect(ledgerHash(ledger).hash).toBe(locked);
  });
});
