/** The lists of clients and of services. */
import { sql } from 'kysely';
import type { Ledger } from './ledger.ts';
import { allOf, among, byIds, countOf, type Paging, pageIds, rowsOf } from './list-page.ts';
import { idsMatching } from './search-index.ts';

export interface ListedClient {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
  readonly systems: readonly string[];
  readonly contracts: number;
  readonly deferred: number;
  readonly mergedInto: number | null;
}

const CLIENT_COLUMNS = {
  name: 'f.sort_name',
  code: 'f.code',
  contracts: 'f.contracts',
  deferred: 'f.deferred',
} as const;

/** One page of clients; those that were merged into another one only when asked for. */
export function listClients(
  ledger: Ledger,
  filter: Paging & {
    readonly search?: string;
    readonly sort: keyof typeof CLIENT_COLUMNS;
    readonly merged: boolean;
  },
): { rows: ListedClient[]; total: number } {
  const found = idsMatching('client', filter.search);
  const from = sql`client_figure f`;
  const where = allOf([found && sql`f.client_id IN ${found}`, filter.merged ? null : sql`f.merged = 0`]);
  const ids = pageIds(ledger, 'f.client_id', from, where, [CLIENT_COLUMNS[filter.sort], 'f.client_id'], filter);
  return { rows: clientRows(ledger, ids), total: countOf(ledger, from, where) };
}

/** Clients as a list shows them, in the order of the ids. */
export function clientRows(ledger: Ledger, ids: readonly number[]): ListedClient[] {
  return byIds(
    ledger,
    ids,
    sql<Omit<ListedClient, 'systems'> & { systems: string }>`
      SELECT k.id, k.code, k.name, (SELECT e.email FROM client_email e WHERE e.client_id = k.id ORDER BY e.id LIMIT 1) AS email,
        (SELECT json_group_array(system) FROM (SELECT DISTINCT x.system FROM client_external_id x WHERE x.client_id = k.id ORDER BY x.system)) AS systems,
        f.contracts, f.deferred, k.merged_into AS "mergedInto"
      FROM client k JOIN client_figure f ON f.client_id = k.id WHERE k.id IN ${among(ids)}`,
  ).map((row) => ({ ...row, systems: JSON.parse(row.systems) as string[] }));
}

export interface ListedService {
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
  readonly type: string | null;
  readonly method: string;
  readonly usualMonths: number | null;
  readonly contracts: number;
}

const SERVICE_COLUMNS = {
  name: 's.sort_name',
  account: 's.account_number',
  type: 's.service_type',
  contracts: 's.contracts',
} as const;

/** One page of services: few enough to be counted afresh. */
export function listServices(
  ledger: Ledger,
  filter: Paging & { readonly search?: string; readonly sort: keyof typeof SERVICE_COLUMNS },
): { rows: ListedService[]; total: number } {
  const found = idsMatching('service', filter.search);
  const where = allOf([found && sql`s.id IN ${found}`]);
  const from = sql`(SELECT s.*, f.sort_name, (SELECT count(*) FROM contract_figure c WHERE c.service_id = s.id) AS contracts
    FROM service s JOIN service_figure f ON f.service_id = s.id) s`;
  const ids = pageIds(ledger, 's.id', from, where, [SERVICE_COLUMNS[filter.sort], 's.id'], filter);
  return { rows: serviceRows(ledger, ids), total: countOf(ledger, sql`service s`, where) };
}

/** Services as a list shows them, in the order of the ids. */
export function serviceRows(ledger: Ledger, ids: readonly number[]): ListedService[] {
  return byIds(
    ledger,
    ids,
    sql<ListedService>`SELECT s.id, s.name, s.account_number AS account, s.service_type AS type, s.method, s.usual_months AS "usualMonths",
        (SELECT count(*) FROM contract_figure c WHERE c.service_id = s.id) AS contracts
      FROM service s WHERE s.id IN ${among(ids)}`,
  );
}

export interface ClientRef {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** Clients by id, as other lists name them. */
export function clientRefs(ledger: Ledger, ids: readonly number[]): ReadonlyMap<number, ClientRef> {
  if (ids.length === 0) return new Map();
  const rows = rowsOf(ledger, sql<ClientRef>`SELECT id, code, name FROM client WHERE id IN ${among(ids)}`);
  return new Map(rows.map((row) => [row.id, row]));
}
