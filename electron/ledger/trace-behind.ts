/** What stands behind a thing that a reference names: the source records it was read from, and the runs that wrote it. */
import type { ThingKind } from '../../shared/domain/reference.ts';
import type { Ledger } from './ledger.ts';

/** Records named at most; a figure of more is better followed contract by contract. */
const MOST = 100;

const OF_CONTRACT = `SELECT i.source_record_id AS id, 1 AS place, i.date, i.key FROM invoice i
  WHERE i.id IN (SELECT invoice_id FROM invoice_line WHERE contract_id = @id)
  UNION SELECT p.source_record_id, 2, coalesce(p.start_date, ''), p.key FROM service_period p WHERE p.contract_id = @id
  UNION SELECT h.source_record_id, 3, coalesce(h.start_date, ''), h.key FROM cohort h
  WHERE h.id IN (SELECT cohort_id FROM service_period WHERE contract_id = @id)`;

/** Source records by kind, the documents' first. What a person or a run made by itself has none. */
const RECORDS: Readonly<Record<ThingKind, string | null>> = {
  contract: `SELECT id FROM (${OF_CONTRACT}) ORDER BY place, date, key LIMIT @most`,
  document: 'SELECT source_record_id AS id FROM invoice WHERE id = @id LIMIT @most',
  posting: `SELECT id FROM (${OF_CONTRACT.replaceAll('@id', '(SELECT contract_id FROM posting WHERE id = @id)')})
    ORDER BY place, date, key LIMIT @most`,
  payment:
    'SELECT i.source_record_id AS id FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE p.id = @id LIMIT @most',
  enrolment: `SELECT source_record_id AS id FROM service_period WHERE id = @id UNION ALL
    SELECT h.source_record_id FROM service_period p JOIN cohort h ON h.id = p.cohort_id WHERE p.id = @id LIMIT @most`,
  service: `SELECT DISTINCT source_record_id AS id FROM change
    WHERE table_name = 'service' AND row_id = @id AND source_record_id IS NOT NULL LIMIT @most`,
  issue: 'SELECT source_record_id AS id FROM issue WHERE id = @id AND source_record_id IS NOT NULL LIMIT @most',
  run: null,
  decision: null,
  record: 'SELECT id FROM source_record WHERE id = @id LIMIT @most',
};

/** Ids of the source records that a thing stands on. */
export function recordsOfThing(ledger: Ledger, kind: ThingKind, id: number): number[] {
  const sql = RECORDS[kind];
  if (sql === null) return [];
  return ledger.prepare<[{ id: number; most: number }], number>(sql).pluck().all({ id, most: MOST });
}

export interface WritingRun {
  readonly id: number;
  readonly kind: string;
  readonly who: string;
  readonly at: string;
}

const TABLES: Readonly<Partial<Record<ThingKind, string>>> = {
  contract: 'contract',
  document: 'invoice',
  posting: 'posting',
  payment: 'payment',
  enrolment: 'service_period',
  service: 'service',
  issue: 'issue',
};

/** Runs that wrote a thing, oldest first; of a source record those that brought a version of it. */
export function runsOfThing(ledger: Ledger, kind: ThingKind, id: number): WritingRun[] {
  const select = (ids: string) =>
    `SELECT id, kind, who, started_at AS at FROM sync_run WHERE id IN (${ids}) ORDER BY id LIMIT 50`;
  const table = TABLES[kind];
  if (table !== undefined)
    return ledger
      .prepare<[string, number], WritingRun>(select('SELECT run_id FROM change WHERE table_name = ? AND row_id = ?'))
      .all(table, id);
  const of =
    kind === 'record'
      ? 'SELECT run_id FROM source_record_version WHERE source_record_id = ?'
      : kind === 'decision'
        ? 'SELECT run_id FROM decision WHERE id = ?'
        : 'SELECT ?';
  return ledger.prepare<[number], WritingRun>(select(of)).all(id);
}

export interface PaymentFacts {
  readonly date: string;
  readonly amount: number;
  readonly currency: string;
  readonly invoice: number;
  readonly number: string | null;
  readonly client: string | null;
}

export function paymentFacts(ledger: Ledger, id: number): PaymentFacts | null {
  return (
    ledger
      .prepare<[number], PaymentFacts>(
        `SELECT p.date, p.amount, i.currency, i.id AS invoice, i.number, k.code AS client FROM payment p
         JOIN invoice i ON i.id = p.invoice_id LEFT JOIN client k ON k.id = i.client_id WHERE p.id = ?`,
      )
      .get(id) ?? null
  );
}

export type ReadAs = 'document' | 'period' | 'issue';

/** What a source record became here: a document, else an enrolment, else the issue that holds it. */
export function readAs(ledger: Ledger, record: number): { readonly kind: ReadAs; readonly id: number } | null {
  return (
    ledger
      .prepare<[{ record: number }], { kind: ReadAs; id: number }>(
        `SELECT 'document' AS kind, id, 1 AS place FROM invoice WHERE source_record_id = @record
         UNION ALL SELECT 'period', id, 2 FROM service_period WHERE source_record_id = @record
         UNION ALL SELECT 'issue', id, 3 FROM issue WHERE source_record_id = @record AND status <> 'resolved'
         ORDER BY place, id LIMIT 1`,
      )
      .get({ record }) ?? null
  );
}

/** Ids of the source records of documents by what the tie-outs call them: `holded:65d0`, or `invoices:65d0` before anybody read it. */
export function recordsOfDocuments(ledger: Ledger, names: readonly string[]): ReadonlyMap<string, number> {
  const outside = new Map(names.map((name) => [name, name.slice(name.indexOf(':') + 1)]));
  const rows = ledger
    .prepare<[number, string], { id: number; stream: string; external_id: string }>(
      `SELECT id, stream, external_id FROM source_record
       WHERE company_id = ? AND external_id IN (SELECT value FROM json_each(?)) ORDER BY month IS NULL, id`,
    )
    .all(ledger.company.id, JSON.stringify([...outside.values()]));
  const found = new Map<string, number>();
  for (const [name, external] of outside) {
    const own = rows.filter((row) => row.external_id === external);
    const row = own.find(({ stream }) => name === `${stream}:${external}`) ?? own[0];
    if (row) found.set(name, row.id);
  }
  return found;
}
