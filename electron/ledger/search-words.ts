/** What a found row is shown by. */
import type { Ledger } from './ledger.ts';
import type { SearchKind } from './search-index.ts';

export interface FoundClient {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
  readonly merged: string | null;
}

export interface FoundContract {
  readonly id: number;
  readonly client: string;
  readonly service: string;
}

export interface FoundDocument {
  readonly id: number;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly gross: number;
  readonly currency: string;
  readonly client: string | null;
}

export interface FoundService {
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
}

export interface FoundPeriod {
  readonly id: number;
  readonly client: string;
  readonly cohort: string;
  readonly start: string | null;
  readonly end: string | null;
}

export interface FoundIssue {
  readonly id: number;
  readonly code: string;
  readonly message: string;
  readonly details: string;
  readonly status: string;
}

export interface Found {
  readonly client: FoundClient;
  readonly contract: FoundContract;
  readonly document: FoundDocument;
  readonly service: FoundService;
  readonly period: FoundPeriod;
  readonly issue: FoundIssue;
}

const QUERIES: Readonly<Record<SearchKind, string>> = {
  client: `SELECT c.id, c.code, c.name, (SELECT min(m.email) FROM client_email m WHERE m.client_id = c.id) AS email,
      (SELECT k.code FROM client k WHERE k.id = c.merged_into) AS merged
    FROM client c WHERE c.id = ?`,
  contract: `SELECT c.id, k.name AS client, s.name AS service FROM contract c JOIN client k ON k.id = c.client_id
    JOIN service s ON s.id = c.service_id WHERE c.id = ?`,
  document: `SELECT i.id, i.number, i.kind, i.date, i.gross, i.currency, k.name AS client FROM invoice i
    LEFT JOIN client k ON k.id = i.client_id WHERE i.id = ?`,
  service: 'SELECT id, name, account_number AS account FROM service WHERE id = ?',
  period: `SELECT p.id, k.name AS client, h.slug AS cohort, p.start_date AS start, p.end_date AS "end" FROM service_period p
    JOIN client k ON k.id = p.client_id JOIN cohort h ON h.id = p.cohort_id WHERE p.id = ?`,
  issue: 'SELECT id, code, message, details, status FROM issue WHERE id = ?',
};

/** A found row; null when it went between the search and now. */
export function foundRow<K extends SearchKind>(ledger: Ledger, kind: K, id: number): Found[K] | null {
  return ledger.prepare<[number], Found[K]>(QUERIES[kind]).get(id) ?? null;
}
