/** The lists of documents, of their payments and of enrolments. */
import { sql } from 'kysely';
import { addMonths, month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';
import { allOf, among, byIds, countOf, type Paging, pageIds } from './list-page.ts';
import { type ClientRef, clientRefs } from './lists-clients.ts';
import { hitsJoined, idMatches } from './search-index.ts';

export interface ListedDocument {
  readonly id: number;
  readonly number: string | null;
  readonly kind: 'invoice' | 'credit_note';
  readonly date: string;
  readonly dueDate: string | null;
  readonly client: ClientRef | null;
  readonly net: number | null;
  readonly tax: number;
  readonly gross: number;
  readonly paid: number;
  readonly currency: string;
  readonly status: string;
  readonly excluded: string | null;
  readonly unlinked: number;
}

const DOCUMENT_COLUMNS = { date: 'i.date', number: 'i.number', gross: 'i.gross', paid: 'i.paid' } as const;

/** One page of invoices and credit notes. */
export function listDocuments(
  ledger: Ledger,
  filter: Paging & {
    readonly search?: string;
    readonly sort: keyof typeof DOCUMENT_COLUMNS | 'client';
    readonly kind?: 'invoice' | 'credit_note';
    readonly month?: string;
    readonly client?: number;
    readonly unlinked?: boolean;
  },
): { rows: ListedDocument[]; total: number } {
  const { sort, kind, client, search } = filter;
  const found = idMatches(ledger, { kind: 'document', table: 'invoice', id: 'i.id' }, search, filter.offset);
  const inMonth = filter.month === undefined ? null : month(filter.month);
  const others = allOf([
    kind === undefined ? null : sql`i.kind = ${kind}`,
    inMonth === null ? null : sql`i.date >= ${`${inMonth}-01`} AND i.date < ${`${addMonths(inMonth, 1)}-01`}`,
    client === undefined ? null : sql`i.client_id = ${client}`,
    filter.unlinked === undefined
      ? null
      : filter.unlinked
        ? sql`i.id IN (SELECT id FROM document_figure WHERE unlinked > 0)`
        : sql`i.id NOT IN (SELECT id FROM document_figure WHERE unlinked > 0)`,
  ]);
  const where = allOf([others, found]);
  const plain = sql`invoice i`;
  const ids =
    sort === 'client'
      ? pageIds(
          ledger,
          'i.id',
          // Holds all that a filter asks for, under the same names.
          sql`document_figure i`,
          where,
          ['i.client_name', 'i.id'],
          filter,
        )
      : pageIds(ledger, 'i.id', plain, where, [DOCUMENT_COLUMNS[sort], 'i.id'], filter);
  const hits = hitsJoined('document', search, sql`invoice i ON i.id = s.rowid`);
  return { rows: documentRows(ledger, ids), total: countOf(ledger, hits ?? plain, others) };
}

/** Documents as a list shows them, in the order of the ids. */
export function documentRows(ledger: Ledger, ids: readonly number[]): ListedDocument[] {
  const rows = byIds(
    ledger,
    ids,
    sql<Omit<ListedDocument, 'client'> & { client: number | null }>`
      SELECT i.id, i.number, i.kind, i.date, i.due_date AS "dueDate", i.client_id AS client, i.net, i.tax, i.gross, i.paid, i.currency,
        i.status, i.excluded, f.unlinked
      FROM invoice i JOIN document_figure f ON f.id = i.id WHERE i.id IN ${among(ids)}`,
  );
  return withClients(ledger, rows);
}

function withClients<Row extends { readonly client: number | null }>(ledger: Ledger, rows: readonly Row[]) {
  const clients = clientRefs(
    ledger,
    rows.flatMap(({ client }) => client ?? []),
  );
  return rows.map((row) => ({ ...row, client: row.client === null ? null : (clients.get(row.client) ?? null) }));
}

export interface ListedPayment {
  readonly id: number;
  readonly date: string;
  readonly amount: number;
  readonly currency: string;
  readonly document: { readonly id: number; readonly number: string | null };
  readonly client: ClientRef | null;
}

/** One page of payments; searched by the document they pay. */
export function listPayments(
  ledger: Ledger,
  filter: Paging & { readonly search?: string; readonly sort: 'date' | 'amount' | 'client' },
): { rows: ListedPayment[]; total: number } {
  const { search, offset } = filter;
  const where = allOf([idMatches(ledger, { kind: 'document', table: 'invoice', id: 'p.invoice_id' }, search, offset)]);
  const plain = sql`payment p`;
  const ids =
    filter.sort === 'client'
      ? pageIds(
          ledger,
          'p.id',
          sql`document_figure f CROSS JOIN payment p ON p.invoice_id = f.id`,
          where,
          ['f.client_name', 'f.id', 'p.id'],
          filter,
        )
      : pageIds(ledger, 'p.id', plain, where, [filter.sort === 'date' ? 'p.date' : 'p.amount', 'p.id'], filter);
  const hits = hitsJoined('document', search, sql`payment p ON p.invoice_id = s.rowid`);
  return { rows: paymentRows(ledger, ids), total: countOf(ledger, hits ?? plain, allOf([])) };
}

/** Payments as a list shows them, in the order of the ids. */
export function paymentRows(ledger: Ledger, ids: readonly number[]): ListedPayment[] {
  const rows = byIds(
    ledger,
    ids,
    sql<
      Omit<ListedPayment, 'client' | 'document'> & { document: number; number: string | null; client: number | null }
    >`
      SELECT p.id, p.date, p.amount, i.currency, i.id AS document, i.number, i.client_id AS client
      FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE p.id IN ${among(ids)}`,
  );
  return withClients(ledger, rows).map(({ document, number, ...row }) => ({
    ...row,
    document: { id: document, number },
  }));
}
