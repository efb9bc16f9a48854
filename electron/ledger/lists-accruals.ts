/** Contract by month: what was recognised before, in each month of a range, and what is left at the end of one. */
import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './ledger.ts';
import { allOf, among, type Paging, rowsOf, sumsOf } from './list-page.ts';
import type { ClientRef } from './lists-clients.ts';
import { type ContractFilter, contractConditions } from './lists-contracts.ts';
import { query } from './query.ts';
import { whileUnchanged } from './while-unchanged.ts';

export interface AccrualsTotals {
  readonly before: number;
  readonly thisMonth: number;
  readonly late: number;
  readonly deferred: number;
  readonly held: number;
}

export interface AccrualsRow extends AccrualsTotals {
  readonly contract: { readonly id: number; readonly code: string };
  readonly client: ClientRef;
  readonly service: { readonly id: number; readonly name: string };
  readonly status: string;
  readonly months: Readonly<Record<string, number>>;
}

export interface AccrualsFilter extends Omit<ContractFilter, 'client'>, Paging {
  readonly from: string;
  readonly until: string;
  readonly month: string;
  readonly monthTotals: boolean;
  readonly sort: 'code' | 'client' | 'service' | 'before' | 'thisMonth' | 'deferred' | 'held';
}

interface AtMonth {
  /** Whether an index gives the order: any other has to be sorted whole, whichever page is asked for. */
  readonly indexed: boolean;
  readonly from: RawBuilder<unknown>;
  readonly before: RawBuilder<unknown>;
  readonly thisMonth: RawBuilder<unknown>;
  readonly late: RawBuilder<unknown>;
  readonly deferred: RawBuilder<unknown>;
  readonly held: RawBuilder<unknown>;
}

/**
 * Contracts at the end of a month. The last worked one, which is the one looked at most, stands in the contract's own row; any other
 * in its row of that month, after the last row what that one said, and nothing before the first.
 */
function atMonth(ledger: Ledger, month: string): AtMonth {
  if (ledger.prepare<[], string>('SELECT worked FROM figure_state').pluck().get() === month) {
    return {
      indexed: true,
      from: sql`contract_figure f`,
      before: sql`f.before`,
      thisMonth: sql`f.amount`,
      late: sql`f.late`,
      deferred: sql`f.deferred`,
      held: sql`f.held`,
    };
  }
  const over = sql`f.last_month < ${month}`;
  return {
    indexed: false,
    from: sql`contract_figure f LEFT JOIN contract_month m ON m.month = ${month} AND m.contract_id = f.contract_id`,
    before: sql`coalesce(m.before, CASE WHEN ${over} THEN f.last_recognised ELSE 0 END)`,
    thisMonth: sql`coalesce(m.amount, 0)`,
    late: sql`coalesce(m.late, 0)`,
    deferred: sql`coalesce(m.deferred, CASE WHEN ${over} THEN f.last_deferred ELSE 0 END)`,
    held: sql`coalesce(m.held, CASE WHEN ${over} THEN f.last_held ELSE 0 END)`,
  };
}

/**
 * One page of the grid, how many contracts it has and what they sum up to. A contract is in it when its postings reach into the
 * range, or when money is open at the end of the month.
 */
export function accrualsGrid(
  ledger: Ledger,
  filter: AccrualsFilter,
): {
  rows: AccrualsRow[];
  total: number;
  totals: AccrualsTotals;
  monthTotals: Readonly<Record<string, number>> | null;
} {
  const at = atMonth(ledger, filter.month);
  const where = allOf([
    ...contractConditions(filter),
    sql`((f.first_posted <= ${filter.until} AND f.last_posted >= ${filter.from}) OR ${at.deferred} <> 0 OR ${at.held} <> 0)`,
    filter.held === undefined ? null : filter.held ? sql`${at.held} <> 0` : sql`${at.held} = 0`,
  ]);
  const columns = {
    ...at,
    code: sql`f.contract_id`,
    client: sql`f.client_name`,
    service: sql`f.service_name`,
  };
  const direction = filter.descending ? sql`DESC` : sql`ASC`;
  const inOrder = sql<{ id: number }>`SELECT f.contract_id AS id FROM ${at.from} WHERE ${where}
      ORDER BY ${columns[filter.sort]} ${direction}, f.contract_id ${direction}`;
  const ids = at.indexed
    ? rowsOf(ledger, sql<{ id: number }>`${inOrder} LIMIT ${filter.limit} OFFSET ${filter.offset}`).map(({ id }) => id)
    : pageOfSorted(ledger, inOrder, filter);
  const sums = sumsOf(
    ledger,
    sql<AccrualsTotals & { total: number }>`SELECT count(*) AS total, coalesce(sum(${at.before}), 0) AS before,
        coalesce(sum(${at.thisMonth}), 0) AS "thisMonth", coalesce(sum(${at.late}), 0) AS late,
        coalesce(sum(${at.deferred}), 0) AS deferred, coalesce(sum(${at.held}), 0) AS held
      FROM ${at.from} WHERE ${where}`,
  );
  const { total = 0, ...totals } = sums ?? { before: 0, thisMonth: 0, late: 0, deferred: 0, held: 0 };
  const monthTotals = filter.monthTotals
    ? totalsByMonth(ledger, sql`SELECT f.contract_id FROM ${at.from} WHERE ${where}`, filter)
    : null;
  return { rows: gridRows(ledger, ids, filter, at), total, totals, monthTotals };
}

/** Every month of the range over all contracts under the filter: summed once, until something is written. */
function totalsByMonth(
  ledger: Ledger,
  contracts: RawBuilder<unknown>,
  { from, until }: AccrualsFilter,
): Readonly<Record<string, number>> {
  const sums = sql<{ month: string; amount: number }>`SELECT month, sum(functional_amount) AS amount FROM posting
    WHERE month >= ${from} AND month <= ${until} AND contract_id IN (${contracts}) GROUP BY month ORDER BY month`;
  const { sql: text, parameters } = sums.compile(query);
  return whileUnchanged(ledger, `${text} ${JSON.stringify(parameters)}`, () =>
    Object.fromEntries(rowsOf(ledger, sums).map(({ month, amount }) => [month, amount])),
  );
}

/** Sorted once for all pages, until something is written. */
function pageOfSorted(ledger: Ledger, inOrder: RawBuilder<{ id: number }>, { offset, limit }: Paging): number[] {
  const { sql: text, parameters } = inOrder.compile(query);
  const sorted = whileUnchanged(ledger, `${text} ${JSON.stringify(parameters)}`, () =>
    Uint32Array.from(rowsOf(ledger, inOrder), ({ id }) => id),
  );
  return [...sorted.subarray(offset, offset + limit)];
}

interface Row extends AccrualsTotals {
  readonly id: number;
  readonly client_id: number;
  readonly client_code: string;
  readonly client_name: string;
  readonly service_id: number;
  readonly service_name: string;
  readonly status: string;
}

function gridRows(ledger: Ledger, ids: readonly number[], { from, until }: AccrualsFilter, at: AtMonth): AccrualsRow[] {
  if (ids.length === 0) return [];
  const rows = rowsOf(
    ledger,
    sql<Row>`SELECT f.contract_id AS id, k.id AS client_id, k.code AS client_code, k.name AS client_name, s.id AS service_id,
        s.name AS service_name, f.status, ${at.before} AS before, ${at.thisMonth} AS "thisMonth", ${at.late} AS late,
        ${at.deferred} AS deferred, ${at.held} AS held
      FROM ${at.from} JOIN contract c ON c.id = f.contract_id JOIN client k ON k.id = c.client_id
        JOIN service s ON s.id = c.service_id
      WHERE f.contract_id IN ${among(ids)}`,
  );
  // With a posting, even when its lines come to nothing.
  const posted = rowsOf(
    ledger,
    sql<{
      id: number;
      month: string;
      amount: number;
    }>`SELECT contract_id AS id, month, sum(functional_amount) AS amount FROM posting
      WHERE contract_id IN ${among(ids)} AND month >= ${from} AND month <= ${until} GROUP BY contract_id, month ORDER BY month`,
  );
  const months = Map.groupBy(posted, ({ id }) => id);
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids
    .flatMap((id) => known.get(id) ?? [])
    .map((row) => ({
      contract: { id: row.id, code: String(row.id) },
      client: { id: row.client_id, code: row.client_code, name: row.client_name },
      service: { id: row.service_id, name: row.service_name },
      status: row.status,
      before: row.before,
      thisMonth: row.thisMonth,
      late: row.late,
      deferred: row.deferred,
      held: row.held,
      months: Object.fromEntries((months.get(row.id) ?? []).map(({ month: each, amount }) => [each, amount])),
    }));
}
