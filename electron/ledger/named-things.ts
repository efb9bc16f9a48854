/** What a natural key stands for in the ledger, and the keys of rows: decisions and issues name things by keys that survive a rebuild. */
import { clientNamed } from './clients.ts';
import { contractByKey } from './contracts.ts';
import { invoiceByKey } from './documents.ts';
import type { Ledger } from './ledger.ts';
import { cohortByKey, periodByKey } from './periods.ts';
import { serviceByKey } from './services.ts';

export type NamedKind = 'contract' | 'document' | 'client' | 'period' | 'cohort' | 'service';

export interface NamedRow {
  readonly kind: NamedKind;
  readonly id: number;
  /** How the kind's people call it: a document's number, a client's code, a cohort's slug, a service's name. */
  readonly name: string;
}

/** The row behind a key; null when the ledger has none. A line of a document (`DOCUMENT#LINE`) is its document. */
export function rowNamed(ledger: Ledger, key: string): NamedRow | null {
  const contract = key.includes('@') ? contractByKey(ledger, key) : null;
  if (contract) return { kind: 'contract', id: contract.id, name: String(contract.id) };
  const document = invoiceByKey(ledger, key.split('#')[0] ?? key);
  if (document) return { kind: 'document', id: document.id, name: document.number ?? outside(document.key) };
  const client = key.includes(':') ? clientNamed(ledger, key) : null;
  if (client) return { kind: 'client', id: client.id, name: client.code };
  const period = periodByKey(ledger, key);
  if (period) return { kind: 'period', id: period.id, name: slugOf(ledger, period.cohort_id) };
  const cohort = cohortByKey(ledger, key);
  if (cohort) return { kind: 'cohort', id: cohort.id, name: cohort.slug };
  const service = serviceByKey(ledger, key);
  return service && { kind: 'service', id: service.id, name: service.name };
}

function slugOf(ledger: Ledger, cohort: number): string {
  return ledger.prepare<[number], string>('SELECT slug FROM cohort WHERE id = ?').pluck().get(cohort) ?? '';
}

/** What stands on a line that was booked on an account or product, the newest first. */
export function lineBookedOn(ledger: Ledger, account: string): string | null {
  return (
    ledger
      .prepare<[string], string>(
        `SELECT l.description FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
         WHERE l.account_key = ? AND l.description <> '' ORDER BY i.date DESC, i.id DESC, l.position LIMIT 1`,
      )
      .pluck()
      .get(account) ?? null
  );
}

/** The client whose code stands in an issue. */
export function clientIdByCode(ledger: Ledger, code: string): number | null {
  return (
    ledger
      .prepare<[number, string], number>('SELECT id FROM client WHERE company_id = ? AND code = ? LIMIT 1')
      .pluck()
      .get(ledger.company.id, code) ?? null
  );
}

const KEYED = { client: 'client', service: 'service', contract: 'contract' } as const;

/** The keys of rows, by id. */
export function keysOf(ledger: Ledger, table: keyof typeof KEYED, ids: readonly number[]): ReadonlyMap<number, string> {
  const rows = ledger
    .prepare<[string], { id: number; key: string }>(
      `SELECT id, key FROM ${KEYED[table]} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, row.key]));
}

/** `holded:65d0` is known to its own system as `65d0`. */
export function outside(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
