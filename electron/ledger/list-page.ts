/** Puts a list's query together: the ids of one page in the asked order, how many there are, and then only that page's rows. */
import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './ledger.ts';
import type { Db } from './open-ledger.ts';
import { query } from './query.ts';
import { whileUnchanged } from './while-unchanged.ts';

type Value = Parameters<ReturnType<Db['prepare']>['all']>[number];

export interface Paging {
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Runs what was put together from fragments; values are always parameters. */
export function rowsOf<Row>(ledger: Ledger, text: RawBuilder<Row>): Row[] {
  const { sql: statement, parameters } = text.compile(query);
  return ledger.prepare<unknown[], Row>(statement).all(...(parameters as Value[]));
}

/** All conditions that were asked for. */
export function allOf(conditions: readonly (RawBuilder<unknown> | null)[]): RawBuilder<unknown> {
  const wanted = conditions.filter((condition) => condition !== null);
  return wanted.length === 0 ? sql`1` : sql.join(wanted, sql` AND `);
}

/** In this order, the last column an id: so that it is total, and pages neither overlap nor leave anything out. */
export function inOrder(columns: readonly string[], { descending }: Pick<Paging, 'descending'>): RawBuilder<unknown> {
  const direction = descending ? sql`DESC` : sql`ASC`;
  return sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction}`));
}

/** The ids of one page. */
export function pageIds(
  ledger: Ledger,
  id: string,
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
  order: readonly string[],
  paging: Paging,
): number[] {
  const text = sql<{ id: number }>`SELECT ${sql.ref(id)} AS id FROM ${from} WHERE ${where}
    ORDER BY ${inOrder(order, paging)} LIMIT ${paging.limit} OFFSET ${paging.offset}`;
  return rowsOf(ledger, text).map((row) => row.id);
}

/** What rows under a filter come to. */
export function sumsOf<Row>(ledger: Ledger, text: RawBuilder<Row>): Row | undefined {
  const { sql: statement, parameters } = text.compile(query);
  return whileUnchanged(ledger, `${statement} ${JSON.stringify(parameters)}`, () => rowsOf(ledger, text)[0]);
}

export function countOf(ledger: Ledger, from: RawBuilder<unknown>, where: RawBuilder<unknown>): number {
  return sumsOf(ledger, sql<{ n: number }>`SELECT count(*) AS n FROM ${from} WHERE ${where}`)?.n ?? 0;
}

/** Rows in the order of the ids they were asked by. */
export function byIds<Row extends { readonly id: number }>(
  ledger: Ledger,
  ids: readonly number[],
  text: RawBuilder<Row>,
): Row[] {
  if (ids.length === 0) return [];
  const rows = new Map(rowsOf(ledger, text).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** `(1, 2, 3)` as a table of one column. */
export function among(ids: readonly number[]): RawBuilder<number> {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
