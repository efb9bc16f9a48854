/** What was billed and what was posted, contract by contract, in a few passes over the whole ledger. */
import type { Ledger } from './ledger.ts';

export interface ReportContract {
  readonly id: number;
  readonly key: string;
  readonly currency: string;
  readonly client: string;
  readonly service: string;
}

/** A range of ids of contracts, both inclusive. */
export type Span = readonly [from: number, to: number];
const ALL: Span = [0, Number.MAX_SAFE_INTEGER];

/** Contracts in the order of their ids; `service` is the key. */
export function reportContracts(ledger: Ledger, [from, to]: Span = ALL): ReportContract[] {
  return ledger
    .prepare<[number, number, number], ReportContract>(
      `SELECT c.id, c.key, c.currency, k.code AS client, s.key AS service
       FROM contract c JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE c.company_id = ? AND c.id BETWEEN ? AND ? ORDER BY c.id`,
    )
    .all(ledger.company.id, from, to);
}

export interface ReportService {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly accountNumber: string | null;
}

export function reportServices(ledger: Ledger): ReportService[] {
  return ledger
    .prepare<[number], ReportService>(
      'SELECT id, key, name, account_number AS accountNumber FROM service WHERE company_id = ? ORDER BY name, id',
    )
    .all(ledger.company.id);
}

export interface ReportDocument {
  /** Null: it belongs to no contract yet. */
  readonly contract_id: number | null;
  readonly invoice_id: number;
  readonly key: string;
  readonly kind: string;
  readonly date: string;
  readonly currency: string;
  readonly rate: string | null;
  readonly origin_key: string | null;
  readonly client: string | null;
  /** Net of the holder's own lines. */
  readonly net: number;
}

const PARTS =
  'i.id AS invoice_id, i.key, i.kind, i.date, i.currency, i.rate, i.origin_key, sum(coalesce(l.net, 0)) AS net';

/** Every counted document with its part in each contract, and what belongs to none: contracts in order, documents by date. */
export function reportDocuments(ledger: Ledger): ReportDocument[] {
  return [...linkedDocuments(ledger), ...looseDocuments(ledger)];
}

/** Counted documents with their part in each contract: contracts in order, documents by date. */
export function linkedDocuments(ledger: Ledger, [from, to]: Span = ALL): ReportDocument[] {
  return ledger
    .prepare<[number, number, number], ReportDocument>(
      `SELECT l.contract_id, NULL AS client, ${PARTS} FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
       WHERE i.company_id = ? AND l.contract_id BETWEEN ? AND ? GROUP BY l.contract_id, i.id
       ORDER BY l.contract_id, i.date, i.kind DESC, i.key`,
    )
    .all(ledger.company.id, from, to);
}

/** Counted documents, or parts of them, that belong to no contract. */
export function looseDocuments(ledger: Ledger): ReportDocument[] {
  return ledger
    .prepare<[number], ReportDocument>(
      `SELECT NULL AS contract_id, k.code AS client, ${PARTS} FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
         LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = ? AND i.excluded IS NULL AND l.contract_id IS NULL
         AND (l.service_id IS NOT NULL OR i.blocked = 'SERVICE_UNKNOWN') AND coalesce(i.blocked, '') <> 'INVOICE_DUPLICATE_HARD'
       GROUP BY i.id ORDER BY i.key`,
    )
    .all(ledger.company.id);
}

export interface ReportPosted {
  readonly contract_id: number;
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
  readonly functional: number;
}

/** What is posted per contract, month and kind, contra postings included, contracts in order. */
export function reportPosted(ledger: Ledger): IterableIterator<ReportPosted> {
  return ledger.db
    .prepare<[], ReportPosted>(
      `SELECT contract_id, month, kind, sum(amount) AS amount, sum(functional_amount) AS functional FROM posting
       GROUP BY contract_id, month, kind HAVING sum(amount) <> 0 OR sum(functional_amount) <> 0 ORDER BY contract_id, month`,
    )
    .iterate();
}

export interface ReportNote {
  readonly contract_id: number;
  readonly month: string;
  readonly kind: string;
  readonly note: string;
}

/** Notes of prior-period and opening postings: what each is made of. Contra postings carry none, so theirs is taken back by sign. */
export function reportNotes(ledger: Ledger, [from, to]: Span = ALL): ReportNote[] {
  return ledger
    .prepare<[number, number], ReportNote>(
      `SELECT p.contract_id, p.month, p.kind, p.note FROM posting p
       WHERE p.contract_id BETWEEN ? AND ? AND p.note IS NOT NULL AND p.kind IN ('prior_period', 'opening')
         AND p.contra_of IS NULL AND NOT EXISTS (
           SELECT 1 FROM posting c WHERE c.contract_id = p.contract_id AND c.month = p.month AND c.contra_of = p.id) ORDER BY p.id`,
    )
    .all(from, to);
}

/** All postings of each contract up to and with a month, straight from the rows: contract and company currency. */
export function recognisedToDate(
  ledger: Ledger,
  month: string,
): { readonly key: string; readonly amount: number; readonly functional: number }[] {
  return ledger
    .prepare<[number, string], { key: string; amount: number; functional: number }>(
      `SELECT c.key, sum(p.amount) AS amount, sum(p.functional_amount) AS functional FROM posting p JOIN contract c ON c.id = p.contract_id
       WHERE p.company_id = ? AND p.month <= ? GROUP BY p.contract_id`,
    )
    .all(ledger.company.id, month);
}

/** Ids of postings of a contract, of one month and of some kinds when they are given. */
export function postingIds(
  ledger: Ledger,
  contract: number,
  month: string | null,
  kinds: readonly string[] | null,
  limit: number,
): number[] {
  const wanted = kinds === null ? null : JSON.stringify(kinds);
  return ledger
    .prepare<[number, string | null, string | null, string | null, string | null, number], number>(
      `SELECT id FROM posting WHERE contract_id = ? AND (? IS NULL OR month = ?)
       AND (? IS NULL OR kind IN (SELECT value FROM json_each(?))) ORDER BY month DESC, id DESC LIMIT ?`,
    )
    .pluck()
    .all(contract, month, month, wanted, wanted, limit);
}

/** Services that contracts had in closed months, each with the last month that had it; only of contracts that changed theirs. */
export function servicesInClosedMonths(ledger: Ledger): {
  readonly holder: string;
  readonly service: string | null;
  readonly account: string | null;
  readonly month: string;
}[] {
  const changed = ledger
    .prepare<[], string>(
      `SELECT DISTINCT c.key FROM change h JOIN contract c ON c.id = h.row_id
       WHERE h.table_name = 'contract' AND h.op = 'update' AND json_extract(h.before, '$.service_id') IS NOT NULL`,
    )
    .pluck()
    .all();
  if (changed.length === 0) return [];
  return ledger
    .prepare<[number, string], { holder: string; service: string | null; account: string | null; month: string }>(
      `SELECT json_extract(r.content, '$.id') AS holder, json_extract(r.content, '$.service') AS service,
         max(json_extract(r.content, '$.account')) AS account, max(v.month) AS month
       FROM close_row r JOIN close_version v ON v.id = r.close_id
       WHERE v.company_id = ? AND r.part = 'roll-forward' AND NOT EXISTS (SELECT 1 FROM close_reopened o WHERE o.close_id = v.id)
         AND json_extract(r.content, '$.id') IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    )
    .all(ledger.company.id, JSON.stringify(changed));
}
