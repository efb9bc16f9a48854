/** Invoices, credit notes, their lines and payments. */
import type { Ledger } from './ledger.ts';
import { compareText } from './order.ts';
import type { InvoiceLineRow, InvoiceRow, PaymentRow } from './tables.ts';

export function invoiceByKey(ledger: Ledger, key: string): InvoiceRow | null {
  return (
    ledger
      .prepare<[number, string], InvoiceRow>('SELECT * FROM invoice WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

/** Documents that carry one of some numbers, in the order of their dates. */
export function invoicesByNumbers(ledger: Ledger, numberKeys: readonly string[]): InvoiceRow[] {
  return ledger
    .prepare<[number, string], InvoiceRow>(
      'SELECT * FROM invoice WHERE company_id = ? AND number_key IN (SELECT value FROM json_each(?)) ORDER BY date, key',
    )
    .all(ledger.company.id, JSON.stringify(numberKeys));
}

export function linesOf(ledger: Ledger, invoice: number): InvoiceLineRow[] {
  return ledger
    .prepare<[number], InvoiceLineRow>('SELECT * FROM invoice_line WHERE invoice_id = ?')
    .all(invoice)
    .sort((a, b) => a.position - b.position);
}

export function paymentsOf(ledger: Ledger, invoice: number): PaymentRow[] {
  return ledger
    .prepare<[number], PaymentRow>('SELECT * FROM payment WHERE invoice_id = ?')
    .all(invoice)
    .sort((a, b) => compareText(a.external_id, b.external_id));
}

export interface ClientLine {
  readonly line: InvoiceLineRow;
  readonly invoice: InvoiceRow;
}

/** All lines of some clients' documents, with their documents. */
export function linesOfClients(ledger: Ledger, clients: readonly number[]): Map<number, ClientLine[]> {
  const ids = JSON.stringify(clients);
  const invoices = ledger
    .prepare<[string], InvoiceRow>('SELECT * FROM invoice WHERE client_id IN (SELECT value FROM json_each(?))')
    .all(ids);
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const lines = ledger
    .prepare<[string], InvoiceLineRow>(
      'SELECT l.* FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.client_id IN (SELECT value FROM json_each(?))',
    )
    .all(ids);
  const result = new Map<number, ClientLine[]>();
  for (const line of lines) {
    const invoice = byId.get(line.invoice_id);
    if (!invoice || invoice.client_id === null) continue;
    const list = result.get(invoice.client_id) ?? [];
    list.push({ line, invoice });
    result.set(invoice.client_id, list);
  }
  return result;
}

export interface UnmappedAccount {
  readonly lines: number;
  readonly documents: number;
  readonly amount: number;
  readonly month: string | null;
  readonly number: string | null;
}

/** What waits for one account or product to be mapped. Null when nothing does. */
export function unmappedAccount(ledger: Ledger, accountKey: string): UnmappedAccount | null {
  const row = ledger
    .prepare<[string], UnmappedAccount>(
      `SELECT count(*) AS lines, count(DISTINCT i.id) AS documents, coalesce(sum(abs(l.net)), 0) AS amount,
              min(substr(i.date, 1, 7)) AS month, min(coalesce(i.number, i.key)) AS number
       FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
       WHERE l.account_key = ? AND l.service_id IS NULL AND i.excluded IS NULL AND i.blocked = 'SERVICE_UNKNOWN'`,
    )
    .get(accountKey);
  return row && row.lines > 0 ? row : null;
}

/** Documents that name a party, an account, or a document: what must be looked at again when one of them is settled. */
export function recordsNaming(ledger: Ledger, by: { party?: string; account?: string; document?: string }): number[] {
  return ledger
    .prepare<[string | null, string | null, string | null, string | null], { id: number }>(
      `SELECT DISTINCT i.source_record_id AS id FROM invoice i LEFT JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.party_key = ? OR l.account_key = ? OR i.key = ? OR i.origin_key = ?`,
    )
    .all(by.party ?? null, by.account ?? null, by.document ?? null, by.document ?? null)
    .map((row) => row.id);
}

/**
 * Source records of documents that wait for something: their own payload may be unchanged and yet the wait be over. One that does
 * not count waits for nothing but to know whose it is.
 */
export function heldDocumentRecords(ledger: Ledger): number[] {
  return ledger
    .prepare<[number], { id: number }>(
      `SELECT r.id FROM source_record r JOIN invoice i ON i.source_record_id = r.id WHERE r.company_id = ? AND (r.state = 'held' OR (i.client_id IS NULL AND i.party_key IS NOT NULL))`,
    )
    .all(ledger.company.id)
    .map((row) => row.id);
}

/** Every document number received, drafts left out, with its net: to look for holes in a series. */
export function numbersInUse(ledger: Ledger): { number: string; amount: number }[] {
  return ledger
    .prepare<[number], { number: string; amount: number }>(
      'SELECT number, abs(coalesce(net, 0)) AS amount FROM invoice WHERE company_id = ? AND number IS NOT NULL',
    )
    .all(ledger.company.id);
}

export interface InvoicedAmount {
  readonly key: string;
  readonly number: string | null;
  readonly date: string;
  readonly rate: string | null;
  readonly currency: string;
  readonly service: string;
  readonly net: number;
}

/** What each counted invoice bills of each service. */
export function invoicedAmounts(ledger: Ledger): InvoicedAmount[] {
  return ledger
    .prepare<[number], InvoicedAmount>(
      `SELECT i.key, i.number, i.date, i.rate, i.currency, s.name AS service, sum(l.net) AS net
       FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id JOIN service s ON s.id = l.service_id
       WHERE i.company_id = ? AND i.kind = 'invoice' AND i.excluded IS NULL AND l.net > 0 GROUP BY i.id, s.id ORDER BY i.key`,
    )
    .all(ledger.company.id);
}

/** Counted documents of a client that belong to a contract. */
export function documentsOfClient(
  ledger: Ledger,
  client: number,
): { key: string; date: string; rate: string | null; net: number }[] {
  return ledger
    .prepare<[number], { key: string; date: string; rate: string | null; net: number }>(
      `SELECT i.key, i.date, i.rate, sum(l.net) AS net FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id AND l.contract_id IS NOT NULL
       WHERE i.client_id = ? AND i.excluded IS NULL GROUP BY i.id ORDER BY i.key`,
    )
    .all(client);
}
