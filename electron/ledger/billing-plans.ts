/** What documents ask for, and when: how a contract was invoiced so far. */
import type { Ledger } from './ledger.ts';

export interface Invoiced {
  readonly key: string;
  readonly date: string;
  readonly due: string | null;
  readonly net: number | null;
  readonly gross: number;
}

/** Some documents by key, in the order of their dates. */
export function invoicesByKey(ledger: Ledger, keys: readonly string[]): Invoiced[] {
  return ledger
    .prepare<[number, string], Invoiced>(
      `SELECT key, date, due_date AS due, net, gross FROM invoice
       WHERE company_id = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY date, key`,
    )
    .all(ledger.company.id, JSON.stringify(keys));
}
