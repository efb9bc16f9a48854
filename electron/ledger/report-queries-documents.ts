/** Documents as receivables, tax and controls look at them: whole, in their own currency. */
import { ASKED, ROUNDING } from './check-documents.ts';
import type { Ledger } from './ledger.ts';

/** A document counts here unless it is a draft, void, or left out as a duplicate; one without a service is owed all the same. */
export const COUNTS = `i.status NOT IN ('draft', 'void') AND coalesce(i.blocked, '') <> 'INVOICE_DUPLICATE_HARD'
  AND coalesce(i.excluded, '') NOT IN ('draft', 'void', 'duplicate')`;

export interface WholeDocument {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly number: string | null;
  readonly client: string | null;
  readonly currency: string;
  readonly date: string;
  readonly due: string | null;
  readonly net: number | null;
  readonly tax: number;
  readonly gross: number;
  readonly withholding: number;
  readonly paid: number;
  readonly origin_key: string | null;
}

/** Documents dated up to a day that are owed, by whom and how much, in the order of their dates. */
export function owedDocuments(ledger: Ledger, until: string): WholeDocument[] {
  return ledger
    .prepare<[number, string], WholeDocument>(
      `SELECT i.id, i.key, i.kind, i.number, k.code AS client, i.currency, i.date, i.due_date AS due, i.net, i.tax, i.gross,
         i.withholding, i.paid, i.origin_key
       FROM invoice i LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = ? AND i.date <= ? AND ${COUNTS} ORDER BY i.date, i.key`,
    )
    .all(ledger.company.id, until);
}

export interface PaymentOf {
  readonly invoice_id: number;
  readonly date: string;
  readonly amount: number;
}

/** Payments of documents dated up to a day. */
export function paymentsUntil(ledger: Ledger, until: string): PaymentOf[] {
  return ledger
    .prepare<[number, string], PaymentOf>(
      `SELECT p.invoice_id, p.date, p.amount FROM payment p JOIN invoice i ON i.id = p.invoice_id
       WHERE i.company_id = ? AND i.date <= ? ORDER BY p.id`,
    )
    .all(ledger.company.id, until);
}

export interface TaxedRow {
  readonly id: number;
  readonly key: string;
  readonly number: string | null;
  readonly currency: string;
  readonly kind: string;
  readonly net: number;
  readonly tax: number | null;
  readonly rate: number | null;
  readonly line: number;
}

/** Lines of the documents dated in a range, until exclusive. */
export function taxedLines(ledger: Ledger, from: string, until: string): TaxedRow[] {
  return ledger
    .prepare<[number, string, string], TaxedRow>(
      `SELECT i.id, i.key, i.number, i.currency, i.kind, coalesce(l.net, 0) AS net, l.tax, l.tax_rate AS rate, l.id AS line
       FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.company_id = ? AND i.date >= ? AND i.date < ? AND ${COUNTS} ORDER BY i.date, i.key, l.position`,
    )
    .all(ledger.company.id, from, until);
}

/** Every number received with its date, voided documents included: they explain their numbers. */
export function numberedDocuments(
  ledger: Ledger,
): { readonly key: string; readonly number: string; readonly date: string }[] {
  return ledger
    .prepare<[number], { key: string; number: string; date: string }>(
      'SELECT key, number, date FROM invoice WHERE company_id = ? AND number IS NOT NULL ORDER BY date, key',
    )
    .all(ledger.company.id);
}

export interface CutOffRow {
  readonly id: number;
  readonly key: string;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly seen: string;
  readonly currency: string;
  readonly net: number | null;
  readonly contract_id: number | null;
  readonly contract: string | null;
  readonly starts: string | null;
  readonly origin_date: string | null;
}

/** Documents dated in a range, until exclusive, with what decides on which side of a month's end they belong. */
export function cutOffDocuments(ledger: Ledger, from: string, until: string): CutOffRow[] {
  return ledger
    .prepare<[number, string, string], CutOffRow>(
      `SELECT i.id, i.key, i.number, i.kind, i.date, r.first_seen_at AS seen, i.currency, i.net,
         min(l.contract_id) AS contract_id, c.key AS contract,
         (SELECT min(p.start_date) FROM service_period p WHERE p.contract_id = l.contract_id) AS starts, o.date AS origin_date
       FROM invoice i JOIN source_record r ON r.id = i.source_record_id
         LEFT JOIN invoice_line l ON l.invoice_id = i.id AND l.contract_id IS NOT NULL LEFT JOIN contract c ON c.id = l.contract_id
         LEFT JOIN invoice o ON o.company_id = i.company_id AND o.key = i.origin_key
       WHERE i.company_id = ? AND i.date >= ? AND i.date < ? AND i.excluded IS NULL GROUP BY i.id ORDER BY i.date, i.key`,
    )
    .all(ledger.company.id, from, until);
}

/** When the documents of a month were first read to the end; null when they never were. */
export function firstReadAt(ledger: Ledger, month: string): string | null {
  return (
    ledger
      .prepare<[string], string | null>(
        `SELECT min(completed_at) FROM step_execution WHERE step = 'invoices' AND month = ? AND status = 'completed'`,
      )
      .pluck()
      .get(month) ?? null
  );
}

/** Changes of status that count from a day in or before a month and were seen only after it, once the month had been read. */
export function statusesSeenLate(
  ledger: Ledger,
  lastDay: string,
  firstRead: string | null,
): { readonly contract: string; readonly status: string; readonly effective: string; readonly seen: string }[] {
  if (firstRead === null) return [];
  return ledger
    .prepare<[number, string, string, string], { contract: string; status: string; effective: string; seen: string }>(
      `SELECT c.key AS contract, p.status_word AS status, p.status_date AS effective, p.observed_on AS seen
       FROM service_period p JOIN contract c ON c.id = p.contract_id
       WHERE p.company_id = ? AND p.status_date <= ? AND p.observed_on > ? AND p.observed_on > ? AND p.status <> 'ACTIVE'
       ORDER BY p.status_date, c.key`,
    )
    .all(ledger.company.id, lastDay, lastDay, firstRead.slice(0, 10));
}

export interface ReceivedRow {
  readonly source: string;
  readonly external_id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly key: string | null;
  readonly excluded: string | null;
  readonly blocked: string | null;
  readonly status: string | null;
  readonly net: number | null;
  readonly rate: string | null;
  /** Whether a line of it has a holder or waits for one. */
  readonly counts: number;
  /** An open or ignored issue that holds it. */
  readonly issue: string | null;
}

/** The documents that sources sent for a month and still have, with what became of each. */
export function receivedDocuments(ledger: Ledger, month: string): ReceivedRow[] {
  return ledger
    .prepare<[number, string], ReceivedRow>(
      `SELECT n.label AS source, r.stream || ':' || r.external_id AS external_id, r.state, r.reason, i.key, i.excluded, i.blocked, i.status,
         i.net, i.rate,
         EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = i.id AND (l.contract_id IS NOT NULL OR l.service_id IS NOT NULL)) AS counts,
         (SELECT u.code FROM issue u WHERE u.source_record_id = r.id AND u.status <> 'resolved' ORDER BY u.id LIMIT 1) AS issue
       FROM source_record r JOIN connection n ON n.id = r.connection_id LEFT JOIN invoice i ON i.source_record_id = r.id
       WHERE r.company_id = ? AND r.month = ? AND r.state <> 'gone' ORDER BY n.label, r.stream, r.external_id`,
    )
    .all(ledger.company.id, month);
}

/** Documents dated in a range, until exclusive, whose figures do not agree with one another, with the difference. */
export function unsoundDocuments(
  ledger: Ledger,
  from: string,
  until: string,
): { readonly key: string; readonly difference: number }[] {
  const dated = 'i.company_id = ? AND i.date >= ? AND i.date < ? AND i.net IS NOT NULL AND i.excluded IS NULL';
  const nets = ledger
    .prepare<[number, string, string], { key: string; difference: number }>(
      `SELECT i.key, i.net - sum(l.net) AS difference FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE ${dated} AND NOT (${ASKED}) GROUP BY i.id HAVING count(l.net) = count(*) AND sum(l.net) <> i.net ORDER BY i.key`,
    )
    .all(ledger.company.id, from, until);
  if (nets.length > 0) return nets;
  return ledger
    .prepare<[number, string, string, number], { key: string; difference: number }>(
      `SELECT i.key, i.gross + i.withholding - i.net - i.tax AS difference FROM invoice i
       WHERE ${dated} AND NOT (${ASKED}) AND abs(i.gross + i.withholding - i.net - i.tax) > ? ORDER BY i.key`,
    )
    .all(ledger.company.id, from, until, ROUNDING);
}
