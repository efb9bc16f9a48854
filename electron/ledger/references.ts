/**
 * From a reference to the row it names and back. The signs at its end are worked out again from the row's natural key: a number
 * that means another thing here, because the reference comes from another ledger, is told and never taken for it.
 */
import { createHash } from 'node:crypto';
import { type ThingKind, type ThingReference, thingCheck, thingReference } from '../../shared/domain/reference.ts';
import type { Ledger } from './ledger.ts';

/** Tells this ledger from any other, whatever the company is called by now. */
export function ledgerMark({ company }: Ledger): string {
  const { created_at, base_currency, first_month } = company;
  return createHash('sha256').update(`${created_at} ${base_currency} ${first_month}`).digest('hex').slice(0, 32);
}

interface Named {
  readonly id: number;
  readonly key: string;
}

/** Where each kind stands, as `t`, and what it is called in every rebuild of the ledger. */
const ROWS: Readonly<Record<ThingKind, { readonly table: string; readonly from: string; readonly key: string }>> = {
  contract: { table: 'contract', from: 'contract t', key: 't.key' },
  document: { table: 'invoice', from: 'invoice t', key: 't.key' },
  posting: {
    table: 'posting',
    from: 'posting t JOIN contract c ON c.id = t.contract_id',
    key: "c.key || ' ' || t.month || ' ' || t.kind || ' ' || t.amount",
  },
  payment: {
    table: 'payment',
    from: 'payment t JOIN invoice i ON i.id = t.invoice_id',
    key: "i.key || '#' || t.external_id",
  },
  enrolment: { table: 'service_period', from: 'service_period t', key: 't.key' },
  service: { table: 'service', from: 'service t', key: 't.key' },
  issue: { table: 'issue', from: 'issue t', key: 't.fingerprint' },
  run: { table: 'sync_run', from: 'sync_run t', key: "t.kind || ' ' || t.started_at" },
  decision: { table: 'decision', from: 'decision t', key: "t.kind || ' ' || t.subject || ' ' || t.decided_at" },
  record: {
    table: 'source_record',
    from: 'source_record t JOIN connection n ON n.id = t.connection_id',
    key: "n.provider || ' ' || t.stream || ' ' || t.external_id",
  },
};

/** Kinds that were found by reading and are there again after a rebuild, under another number perhaps. */
const FOUND_AGAIN: ReadonlySet<ThingKind> = new Set([
  'contract',
  'document',
  'enrolment',
  'service',
  'issue',
  'record',
]);

/** References of rows of one kind, by id; a row that is not there has none. */
export function referencesOf(ledger: Ledger, kind: ThingKind, ids: Iterable<number>): ReadonlyMap<number, string> {
  const { from, key } = ROWS[kind];
  const rows = ledger
    .prepare<[string], Named>(`SELECT t.id, ${key} AS key FROM ${from} WHERE t.id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify([...ids]));
  return new Map(rows.map((row) => [row.id, thingReference(kind, row.id, row.key)]));
}

/** The reference of a row, or null when it is not there. */
export function referenceOf(ledger: Ledger, kind: ThingKind, id: number): string | null {
  return referencesOf(ledger, kind, [id]).get(id) ?? null;
}

export type Resolved =
  /** It is here. `moved`: under another number than the reference says, because the ledger was built anew since. */
  | { readonly state: 'here'; readonly kind: ThingKind; readonly id: number; readonly moved: boolean }
  /** It was here and was taken away, by this run. */
  | {
      readonly state: 'gone';
      readonly kind: ThingKind;
      readonly run: number;
      readonly at: string;
      readonly who: string;
    }
  /** The number stands for another thing here. */
  | { readonly state: 'other'; readonly kind: ThingKind }
  | { readonly state: 'unknown'; readonly kind: ThingKind };

/**
 * What a reference names here. `thorough`: where the number does not fit, everything of its kind is looked through for what does;
 * that takes a moment, so a search that is still being typed goes without.
 */
export function resolveThing(ledger: Ledger, { kind, id, check }: ThingReference, thorough: boolean): Resolved {
  const row = rowOf(ledger, kind, id);
  if (row !== null && (check === null || thingCheck(kind, row.key) === check || wasCalled(ledger, kind, id, check)))
    return { state: 'here', kind, id, moved: false };
  const elsewhere = check === null || !thorough ? null : numberOf(ledger, kind, check);
  if (elsewhere !== null) return { state: 'here', kind, id: elsewhere, moved: true };
  if (row !== null) return { state: 'other', kind };
  return taken(ledger, kind, id, check) ?? { state: 'unknown', kind };
}

function rowOf(ledger: Ledger, kind: ThingKind, id: number): Named | null {
  const { from, key } = ROWS[kind];
  return ledger.prepare<[number], Named>(`SELECT t.id, ${key} AS key FROM ${from} WHERE t.id = ?`).get(id) ?? null;
}

/** Whether the row had such a name before: clients that turn out to be one take their contracts with them. */
function wasCalled(ledger: Ledger, kind: ThingKind, id: number, check: string): boolean {
  return ledger
    .prepare<[string, number], string>(
      `SELECT json_extract(before, '$.key') FROM change
       WHERE table_name = ? AND row_id = ? AND op = 'update' AND json_extract(before, '$.key') IS NOT NULL`,
    )
    .pluck()
    .all(ROWS[kind].table, id)
    .some((key) => thingCheck(kind, key) === check);
}

/** The number of the one row whose reference ends so. */
function numberOf(ledger: Ledger, kind: ThingKind, check: string): number | null {
  if (!FOUND_AGAIN.has(kind)) return null;
  const { from, key } = ROWS[kind];
  const fitting: number[] = [];
  for (const row of ledger.db.prepare<[], Named>(`SELECT t.id, ${key} AS key FROM ${from}`).iterate())
    if (thingCheck(kind, row.key) === check) fitting.push(row.id);
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? only : null;
}

/** The run that took a row away. Where what it was called then is journaled, it must fit the signs. */
function taken(ledger: Ledger, kind: ThingKind, id: number, check: string | null): Resolved | null {
  const row = ledger
    .prepare<[string, number], { run: number; at: string; who: string; key: string | null }>(
      `SELECT c.run_id AS run, r.started_at AS at, r.who,
              coalesce(json_extract(c.before, '$.key'), json_extract(c.before, '$.fingerprint')) AS key
       FROM change c JOIN sync_run r ON r.id = c.run_id
       WHERE c.table_name = ? AND c.row_id = ? AND c.op = 'delete' ORDER BY c.id DESC LIMIT 1`,
    )
    .get(ROWS[kind].table, id);
  if (!row || (check !== null && row.key !== null && thingCheck(kind, row.key) !== check)) return null;
  return { state: 'gone', kind, run: row.run, at: row.at, who: row.who };
}
