/** What is known of how contracts are invoiced: whose price was signed, and what their documents ask for. */
import type { Ledger } from './ledger.ts';

/** Keys of contracts whose price somebody signed: their invoices are billing, and not what they are worth. */
export function signedContracts(ledger: Ledger): ReadonlySet<string> {
  return new Set(
    ledger
      .prepare<[number], string>('SELECT key FROM contract WHERE company_id = ? AND signed_price IS NOT NULL')
      .pluck()
      .all(ledger.company.id),
  );
}

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
