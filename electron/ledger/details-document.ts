/** One document: its lines with what became of them, and the document it corrects. */
import { historyOf } from './details-provenance.ts';
import type { Ledger } from './ledger.ts';
import type { Change } from './trace-changes.ts';

/** What decisions name a document by. */
export function keyOfDocument(ledger: Ledger, invoice: number): string {
  const row = ledger.prepare<[number], { key: string }>('SELECT key FROM invoice WHERE id = ?').get(invoice);
  if (!row) throw new Error('A document has no row');
  return row.key;
}

interface Line {
  readonly id: number;
  readonly key: string;
  readonly description: string;
  readonly net: number | null;
  readonly tax: number | null;
  readonly serviceId: number | null;
  readonly serviceName: string | null;
  readonly contractId: number | null;
  readonly why: string | null;
}

export function linesOfDocument(ledger: Ledger, invoice: number) {
  return ledger
    .prepare<[number], Line>(
      `SELECT l.id, l.line_key AS key, l.description, l.net, l.tax, s.id AS serviceId, s.name AS serviceName,
              l.contract_id AS contractId, l.why
       FROM invoice_line l LEFT JOIN service s ON s.id = l.service_id WHERE l.invoice_id = ? ORDER BY l.position`,
    )
    .all(invoice)
    .map(({ serviceId, serviceName, contractId, ...line }) => ({
      ...line,
      service: serviceId === null || serviceName === null ? null : { id: serviceId, name: serviceName },
      contract: contractId === null ? null : { id: contractId, code: String(contractId) },
    }));
}

/** The document that a credit note corrects, when it is here. */
export function originOf(ledger: Ledger, invoice: number): { id: number; number: string | null } | null {
  return (
    ledger
      .prepare<[number], { id: number; number: string | null }>(
        `SELECT o.id, o.number FROM invoice i JOIN invoice o ON o.company_id = i.company_id AND o.key = i.origin_key WHERE i.id = ?`,
      )
      .get(invoice) ?? null
  );
}

export function paymentIdsOf(ledger: Ledger, invoice: number): number[] {
  return ledger
    .prepare<[number], { id: number }>('SELECT id FROM payment WHERE invoice_id = ? ORDER BY date, external_id, id')
    .all(invoice)
    .map(({ id }) => id);
}

/** Changes of a document, its lines and its payments, those that are gone included, oldest first. */
export function documentHistory(ledger: Ledger, invoice: number): Change[] {
  const parts = (table: 'invoice_line' | 'payment') =>
    ledger
      .prepare<[number, string, number], { id: number }>(
        `SELECT id FROM ${table} WHERE invoice_id = ? UNION
         SELECT row_id FROM change WHERE table_name = ? AND op = 'delete' AND json_extract(before, '$.invoice_id') = ?`,
      )
      .all(invoice, table, invoice)
      .map(({ id }) => id);
  return [
    ...historyOf(ledger, 'invoice', [invoice]),
    ...historyOf(ledger, 'invoice_line', parts('invoice_line')),
    ...historyOf(ledger, 'payment', parts('payment')),
  ].sort((a, b) => a.id - b.id);
}
