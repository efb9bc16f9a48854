/** The list of contracts: sorted by figures that are kept beside the ledger, filtered, searched and paged. */
import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './ledger.ts';
import { allOf, among, byIds, countOf, type Paging, pageIds, rowsOf } from './list-page.ts';
import { idsMatching } from './search-index.ts';

export type ContractSort =
  | 'code'
  | 'client'
  | 'service'
  | 'start'
  | 'end'
  | 'price'
  | 'recognised'
  | 'deferred'
  | 'held';

export interface ContractFilter {
  readonly search?: string;
  readonly service?: number;
  readonly client?: number;
  readonly status?: string;
  readonly held?: boolean;
}

export interface ListedContract {
  readonly id: number;
  /** What an operator says on the phone: the id. */
  readonly code: string;
  readonly client: { readonly id: number; readonly code: string; readonly name: string };
  readonly service: { readonly id: number; readonly name: string };
  readonly status: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly price: { readonly amount: number; readonly currency: string };
  readonly recognised: number;
  readonly deferred: number;
  readonly held: number;
  readonly openIssues: number;
}

const COLUMNS = {
  code: 'f.contract_id',
  client: 'f.client_name',
  service: 'f.service_name',
  start: 'f.starts',
  end: 'f.ends',
  price: 'f.price',
  recognised: 'f.recognised',
  deferred: 'f.deferred',
  held: 'f.held',
} as const;

export function contractConditions(filter: ContractFilter): (RawBuilder<unknown> | null)[] {
  const found = idsMatching('contract', filter.search);
  return [
    found && sql`f.contract_id IN ${found}`,
    filter.service === undefined ? null : sql`f.service_id = ${filter.service}`,
    filter.client === undefined ? null : sql`f.client_id = ${filter.client}`,
    filter.status === undefined ? null : sql`f.status = ${filter.status}`,
  ];
}

/** One page of contracts and how many there are. */
export function listContracts(
  ledger: Ledger,
  filter: ContractFilter & Paging & { readonly sort: ContractSort },
): { rows: ListedContract[]; total: number } {
  const held = filter.held === undefined ? null : filter.held ? sql`f.held <> 0` : sql`f.held = 0`;
  const where = allOf([...contractConditions(filter), held]);
  const from = sql`contract_figure f`;
  const order = filter.sort === 'code' ? [COLUMNS.code] : [COLUMNS[filter.sort], COLUMNS.code];
  const ids = pageIds(ledger, 'f.contract_id', from, where, order, filter);
  return { rows: contractRows(ledger, ids), total: countOf(ledger, from, where) };
}

interface Row {
  readonly id: number;
  readonly client_id: number;
  readonly client_code: string;
  readonly client_name: string;
  readonly service_id: number;
  readonly service_name: string;
  readonly status: string;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly price: number;
  readonly currency: string;
  readonly recognised: number;
  readonly deferred: number;
  readonly held: number;
}

/** Contracts as a list shows them, in the order of the ids. */
export function contractRows(ledger: Ledger, ids: readonly number[]): ListedContract[] {
  const issues = openIssuesOf(ledger, ids);
  return byIds(
    ledger,
    ids,
    sql<Row>`SELECT f.contract_id AS id, k.id AS client_id, k.code AS client_code, k.name AS client_name, s.id AS service_id,
        s.name AS service_name, f.status, f.starts, f.ends, f.price, c.currency, f.recognised, f.deferred, f.held
      FROM contract_figure f JOIN contract c ON c.id = f.contract_id JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
      WHERE f.contract_id IN ${among(ids)}`,
  ).map((row) => ({
    id: row.id,
    code: String(row.id),
    client: { id: row.client_id, code: row.client_code, name: row.client_name },
    service: { id: row.service_id, name: row.service_name },
    status: row.status,
    start: row.starts,
    end: row.ends,
    price: { amount: row.price, currency: row.currency },
    recognised: row.recognised,
    deferred: row.deferred,
    held: row.held,
    openIssues: issues.get(row.id) ?? 0,
  }));
}

/** Open issues that concern contracts, by whatever natural key they name: the contract, its documents and places, its client. */
function openIssuesOf(ledger: Ledger, ids: readonly number[]): ReadonlyMap<number, number> {
  if (ids.length === 0) return new Map();
  const text = sql<{ id: number; n: number }>`
    WITH one AS MATERIALIZED (SELECT id, key, client_id FROM contract WHERE id IN ${among(ids)}),
      place AS MATERIALIZED (
        SELECT one.id, p.key, p.status_word, p.cohort_id FROM one CROSS JOIN service_period p ON p.contract_id = one.id),
      subject AS (
        SELECT id, 'contract' AS entity, key FROM one
        UNION SELECT one.id, 'invoice', i.key FROM one CROSS JOIN invoice_line l ON l.contract_id = one.id CROSS JOIN invoice i ON i.id = l.invoice_id
        UNION SELECT one.id, 'client', x.system || ':' || x.external_id FROM one CROSS JOIN client_external_id x ON x.client_id = one.client_id
        UNION SELECT id, 'period', key FROM place
        UNION SELECT id, 'status', status_word FROM place WHERE status_word IS NOT NULL
        UNION SELECT place.id, 'cohort', c.key FROM place CROSS JOIN cohort c ON c.id = place.cohort_id)
    SELECT subject.id, count(DISTINCT i.id) AS n FROM subject CROSS JOIN issue i
      ON i.entity_type = subject.entity AND i.external_id = subject.key AND i.status = 'pending' GROUP BY subject.id`;
  return new Map(rowsOf(ledger, text).map(({ id, n }) => [id, n]));
}
