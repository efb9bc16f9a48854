/** The list of enrolments. */
import { sql } from 'kysely';
import type { Ledger } from './ledger.ts';
import { allOf, among, byIds, countOf, type Paging, pageIds } from './list-page.ts';
import type { ClientRef } from './lists-clients.ts';
import { idsMatching } from './search-index.ts';

export interface ListedPeriod {
  readonly id: number;
  readonly client: ClientRef;
  readonly cohort: string;
  readonly serviceType: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly status: string | null;
  readonly statusDate: string | null;
  readonly contract: { readonly id: number; readonly code: string } | null;
}

const PLAIN = sql`service_period p`;
const ORDERS = {
  start: { from: PLAIN, order: ['p.start_date', 'p.id'] },
  end: { from: PLAIN, order: ['p.end_date', 'p.id'] },
  status: { from: PLAIN, order: ['p.status', 'p.id'] },
  client: {
    from: sql`client_figure k CROSS JOIN service_period p ON p.client_id = k.client_id`,
    order: ['k.sort_name', 'k.client_id', 'p.id'],
  },
  cohort: {
    from: sql`cohort c CROSS JOIN service_period p ON p.cohort_id = c.id`,
    order: ['c.slug', 'c.id', 'p.id'],
  },
} as const;

/** The same rows, not in their order. */
const FOUND_FIRST = {
  start: PLAIN,
  end: PLAIN,
  status: PLAIN,
  client: sql`service_period p CROSS JOIN client_figure k ON k.client_id = p.client_id`,
  cohort: sql`service_period p CROSS JOIN cohort c ON c.id = p.cohort_id`,
} as const;
const FEW = 5_000;

/** One page of enrolments. */
export function listPeriods(
  ledger: Ledger,
  filter: Paging & {
    readonly search?: string;
    readonly sort: keyof typeof ORDERS;
    readonly status?: string;
    readonly withoutContract?: boolean;
  },
): { rows: ListedPeriod[]; total: number } {
  const { status, withoutContract } = filter;
  const found = idsMatching('period', filter.search);
  const where = allOf([
    found && sql`p.id IN ${found}`,
    status === undefined ? null : sql`p.status = ${status}`,
    withoutContract === undefined
      ? null
      : withoutContract
        ? sql`p.contract_id IS NULL`
        : sql`p.contract_id IS NOT NULL`,
  ]);
  const total = countOf(ledger, PLAIN, where);
  // Few are found first and sorted then; with none there is nothing to look for.
  const { from, order } = ORDERS[filter.sort];
  const walked = total > FEW ? from : FOUND_FIRST[filter.sort];
  const ids = total > filter.offset ? pageIds(ledger, 'p.id', walked, where, order, filter) : [];
  return { rows: periodRows(ledger, ids), total };
}

type Row = Omit<ListedPeriod, 'client' | 'contract'> & {
  readonly client: number;
  readonly clientCode: string;
  readonly clientName: string;
  readonly contract: number | null;
};

/** Enrolments as a list shows them, in the order of the ids. */
export function periodRows(ledger: Ledger, ids: readonly number[]): ListedPeriod[] {
  return byIds(
    ledger,
    ids,
    sql<Row>`SELECT p.id, k.id AS client, k.code AS "clientCode", k.name AS "clientName", c.slug AS cohort, c.service_type AS "serviceType",
        p.start_date AS start, p.end_date AS end, coalesce(p.status, p.status_word) AS status, p.status_date AS "statusDate", p.contract_id AS contract
      FROM service_period p JOIN client k ON k.id = p.client_id JOIN cohort c ON c.id = p.cohort_id WHERE p.id IN ${among(ids)}`,
  ).map(({ client, clientCode, clientName, contract, ...row }) => ({
    ...row,
    client: { id: client, code: clientCode, name: clientName },
    contract: contract === null ? null : { id: contract, code: String(contract) },
  }));
}
