/** Reads everything that decides the revenue of contracts, in a few queries for thousands of them. */
import type { Ledger } from './ledger.ts';

export interface ContractHead {
  readonly id: number;
  readonly key: string;
  readonly currency: string;
  readonly signed_price: number | null;
  readonly status: string;
  readonly client_id: number;
  readonly client_key: string;
  readonly client_code: string;
  readonly client_name: string;
  readonly service_name: string;
  readonly service_key: string;
  readonly service_id: number;
  readonly method: string;
  readonly usual_months: number | null;
}

export interface ContractDocumentRow {
  readonly contract_id: number;
  readonly key: string;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly rate: string | null;
  readonly origin_key: string | null;
  readonly credit_reason: string | null;
  readonly net: number;
  readonly gross: number;
  readonly paid: number;
}

export interface ContractPeriodRow {
  readonly contract_id: number;
  readonly key: string;
  readonly slug: string;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly status: string | null;
  readonly status_word: string | null;
  readonly status_date: string | null;
  readonly status_date_source: string;
  readonly observed_on: string;
  readonly cohort_id: number;
  readonly versions: number;
}

export interface PostedRow {
  readonly contract_id: number;
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
  readonly functional: number;
}

/** Ids of contracts in order, a chunk at a time. `only` restricts to some clients. */
export function contractHeads(ledger: Ledger, after: number, limit: number, only?: readonly number[]): ContractHead[] {
  const filter = only ? 'AND c.client_id IN (SELECT value FROM json_each(?))' : 'AND ? IS NULL';
  return ledger
    .prepare<[number, number, string | null, number], ContractHead>(
      `SELECT c.id, c.key, c.currency, c.signed_price, c.status, c.client_id, k.key AS client_key, k.code AS client_code, k.name AS client_name,
              s.name AS service_name, s.key AS service_key, s.id AS service_id, s.method, s.usual_months
       FROM contract c JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE c.company_id = ? AND c.id > ? ${filter} ORDER BY c.id LIMIT ?`,
    )
    .all(ledger.company.id, after, only ? JSON.stringify(only) : null, limit);
}

/** Counted documents of contracts `from` to `to` (ids, inclusive), with the net of the contract's own lines. */
export function contractDocuments(ledger: Ledger, from: number, to: number): ContractDocumentRow[] {
  return ledger
    .prepare<[number, number], ContractDocumentRow>(
      `SELECT l.contract_id, i.key, i.number, i.kind, i.date, i.rate, i.origin_key, i.credit_reason, sum(l.net) AS net, i.gross, i.paid
       FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
       WHERE l.contract_id BETWEEN ? AND ? GROUP BY l.contract_id, i.id ORDER BY l.contract_id, i.date, i.kind DESC, i.key`,
    )
    .all(from, to);
}

export function contractPeriods(ledger: Ledger, from: number, to: number): ContractPeriodRow[] {
  return ledger
    .prepare<[number, number], ContractPeriodRow>(
      `SELECT p.contract_id, p.key, c.slug, p.start_date, p.end_date, p.status, p.status_word, p.status_date, p.status_date_source,
              p.observed_on, p.cohort_id, (SELECT count(*) FROM cohort_plan_version v WHERE v.cohort_id = c.id) AS versions
       FROM service_period p JOIN cohort c ON c.id = p.cohort_id
       WHERE p.contract_id BETWEEN ? AND ? ORDER BY p.contract_id, p.start_date, p.key`,
    )
    .all(from, to);
}

/** What is posted per contract, month and kind, contra postings included; what they cancel to nothing was never posted. */
export function postedByContract(ledger: Ledger, from: number, to: number): PostedRow[] {
  return ledger
    .prepare<[number, number], PostedRow>(
      `SELECT contract_id, month, kind, sum(amount) AS amount, sum(functional_amount) AS functional FROM posting
       WHERE contract_id BETWEEN ? AND ? GROUP BY contract_id, month, kind
       HAVING sum(amount) <> 0 OR sum(functional_amount) <> 0`,
    )
    .all(from, to);
}

/** Open issues that hold contracts: on a client, on a contract, or on a document that belongs to one. */
export function holdingIssues(
  ledger: Ledger,
): { code: string; entity_type: string; external_id: string; month: string | null }[] {
  return ledger
    .prepare<[number], { code: string; entity_type: string; external_id: string; month: string | null }>(
      `SELECT code, entity_type, external_id, month FROM issue
       WHERE company_id = ? AND status <> 'resolved' AND effect = 'contract' AND entity_type IN ('client', 'contract', 'invoice', 'period', 'status')
         AND operation <> 'accruals'`,
    )
    .all(ledger.company.id);
}

/** Which client an outside id (`SYSTEM:ID`) or a client key stands for. */
export function clientIdByAnyKey(ledger: Ledger, key: string): number | null {
  const split = key.indexOf(':');
  const row = ledger
    .prepare<[number, string, string], { id: number }>(
      'SELECT client_id AS id FROM client_external_id WHERE company_id = ? AND system = ? AND external_id = ?',
    )
    .get(ledger.company.id, key.slice(0, split), key.slice(split + 1));
  return row?.id ?? null;
}

/** Contracts that carry a document. */
export function contractsOfDocument(ledger: Ledger, documentKey: string): number[] {
  return ledger
    .prepare<[number, string], { id: number }>(
      `SELECT DISTINCT l.contract_id AS id FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.company_id = ? AND i.key = ? AND l.contract_id IS NOT NULL`,
    )
    .all(ledger.company.id, documentKey)
    .map((row) => row.id);
}

/** Documents that count and belong to no contract, signed: their money waits, and is told. */
export function documentsWithoutContract(
  ledger: Ledger,
): { date: string; net: number; rate: string | null; currency: string; kind: string }[] {
  return ledger
    .prepare<[number], { date: string; net: number; rate: string | null; currency: string; kind: string }>(
      `SELECT i.date, sum(coalesce(l.net, 0)) AS net, i.rate, i.currency, i.kind FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.company_id = ? AND i.excluded IS NULL AND l.contract_id IS NULL
         AND (l.service_id IS NOT NULL OR i.blocked = 'SERVICE_UNKNOWN') AND coalesce(i.blocked, '') <> 'INVOICE_DUPLICATE_HARD'
       GROUP BY i.id`,
    )
    .all(ledger.company.id);
}
