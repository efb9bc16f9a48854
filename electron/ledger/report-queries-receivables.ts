/** Documents as somebody looks at them who wants to know what is open: most are paid to the cent, and those need not be read. */
import type { Ledger } from './ledger.ts';
import { COUNTS } from './report-queries-documents.ts';

/** Documents that a credit note names; whether it is set off against them is for the reader to say. */
const CREDITED = `SELECT i.origin_key AS key FROM invoice i
  WHERE i.company_id = :company AND i.kind = 'credit_note' AND i.origin_key IS NOT NULL AND i.date <= :until`;

export interface OpenDocument {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly number: string | null;
  readonly client: string | null;
  readonly currency: string;
  readonly date: string;
  readonly due: string | null;
  readonly gross: number;
  readonly paid: number;
  readonly origin_key: string | null;
  /** 1 when a credit note names it. */
  readonly credited: number;
}

/**
 * Documents dated up to a day that may be open on it, in the order of their dates: all but invoices that are paid exactly, by
 * payments up to the day or by the source's word, and that no credit note names.
 */
export function documentsMaybeOpen(ledger: Ledger, until: string): OpenDocument[] {
  return ledger
    .prepare<[{ company: number; until: string }], OpenDocument>(
      `WITH credited AS MATERIALIZED (${CREDITED})
       SELECT i.id, i.key, i.kind, i.number, k.code AS client, i.currency, i.date, i.due_date AS due, i.gross, i.paid, i.origin_key,
         i.key IN (SELECT key FROM credited) AS credited
       FROM invoice i LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = :company AND i.date <= :until AND ${COUNTS} AND (
         i.kind = 'credit_note' OR i.key IN (SELECT key FROM credited) OR i.gross <> coalesce((
           SELECT sum(CASE WHEN p.date <= :until THEN p.amount ELSE 0 END) FROM payment p WHERE p.invoice_id = i.id), i.paid))
       ORDER BY i.date, i.key`,
    )
    .all({ company: ledger.company.id, until });
}

/** Payments of some documents. */
export function paymentsOf(
  ledger: Ledger,
  documents: readonly number[],
): { readonly invoice_id: number; readonly date: string; readonly amount: number }[] {
  return ledger
    .prepare<[string], { invoice_id: number; date: string; amount: number }>(
      `SELECT p.invoice_id, p.date, p.amount FROM json_each(?) d JOIN payment p ON p.invoice_id = d.value ORDER BY p.id`,
    )
    .all(JSON.stringify(documents));
}

/** Gross of documents dated in a range, both days inclusive, by currency; a currency without any in the range comes to 0. */
export function grossBilled(ledger: Ledger, from: string, until: string): { currency: string; gross: number }[] {
  return ledger
    .prepare<[string, number, string], { currency: string; gross: number }>(
      `SELECT i.currency, sum(CASE WHEN i.date >= ? THEN i.gross ELSE 0 END) AS gross FROM invoice i
       WHERE i.company_id = ? AND i.date <= ? AND ${COUNTS} GROUP BY i.currency ORDER BY i.currency`,
    )
    .all(from, ledger.company.id, until);
}

/** How late some invoices were paid together; negative days are early. */
export interface Lateness {
  /** Code of the client; null: all of them, or invoices without a client. */
  readonly client: string | null;
  readonly invoices: number;
  readonly days: number;
}

/**
 * How late invoices were paid that no credit note names: first all together, then by client where there are at least so many or a credit note names another one.
 * The plus signs and the order of the joins keep SQLite
 * from going by an index that would only have it sort or look up everything.
 */
export function latenessUntil(
  ledger: Ledger,
  until: string,
  termsDays: number,
  enough: number,
): { readonly all: Lateness; readonly clients: readonly Lateness[] } {
  const rows = ledger
    .prepare<
      [{ company: number; until: string; terms: string; enough: number }],
      Lateness & { readonly total: number }
    >(
      `WITH credited AS MATERIALIZED (${CREDITED}),
         settled AS (
           SELECT i.client_id AS client, i.gross, coalesce(i.due_date, date(i.date, :terms)) AS due,
             coalesce(max(CASE WHEN p.date <= :until THEN p.date END), i.date) AS last,
             CASE WHEN p.id IS NULL THEN i.paid ELSE sum(CASE WHEN p.date <= :until THEN p.amount ELSE 0 END) END AS amount
           FROM invoice i LEFT JOIN payment p ON p.invoice_id = i.id
           WHERE i.company_id = :company AND +i.date <= :until AND +i.kind = 'invoice' AND i.gross > 0 AND ${COUNTS}
             AND i.key NOT IN (SELECT key FROM credited) GROUP BY i.id),
         late AS MATERIALIZED (
           SELECT client, count(*) AS invoices, sum(CAST(julianday(last) - julianday(due) AS INTEGER)) AS days
           FROM settled WHERE amount >= gross GROUP BY client)
       SELECT 1 AS total, NULL AS client, coalesce(sum(invoices), 0) AS invoices, coalesce(sum(days), 0) AS days FROM late
       UNION ALL SELECT 0, k.code, l.invoices, l.days FROM late l CROSS JOIN client k ON k.id = l.client
         WHERE l.invoices >= :enough OR +l.client IN (
           SELECT i.client_id FROM credited c CROSS JOIN invoice i ON i.company_id = :company AND i.key = c.key)`,
    )
    .all({ company: ledger.company.id, until, terms: `+${termsDays} days`, enough });
  const all = rows.find(({ total }) => total === 1) ?? { client: null, invoices: 0, days: 0 };
  return { all, clients: rows.filter(({ total }) => total === 0) };
}
