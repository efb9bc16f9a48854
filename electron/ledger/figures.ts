/**
 * Figures that lists sort by, kept beside the ledger: written here, worked out by whoever knows what a contract means. They follow
 * from the ledger alone, so losing them loses nothing.
 */
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';
import { addChanges, keepMonths, type MonthChanges, type MonthFigure, takeAway } from './month-figures.ts';
import { sortName } from './sort-name.ts';

export interface ContractFigure {
  readonly contract: number;
  readonly client: number;
  readonly clientName: string;
  readonly service: number;
  readonly serviceName: string;
  readonly status: string;
  /** Contract currency. */
  readonly price: number;
  readonly starts: string | null;
  /** Inclusive. */
  readonly ends: string | null;
  readonly firstPosted: string | null;
  readonly lastPosted: string | null;
  /** Without a gap; before the first nothing was there, after the last nothing changes. */
  readonly months: readonly MonthFigure[];
}

/**
 * Works out the figures of some clients' contracts, or of all; handed in, because the ledger does not know what a contract means.
 */
export type FigureSource = (clients: readonly number[] | undefined) => Iterable<readonly ContractFigure[]>;

interface Kept {
  readonly contract_id: number;
  readonly first_month: Month | null;
  readonly last_month: Month | null;
}

/** Brings the figures of some clients and their contracts in line with the ledger. */
export function keepClients(ledger: Ledger, source: FigureSource, clients: readonly number[], worked: string): void {
  const list = JSON.stringify(clients);
  const gone = new Map(
    ledger
      .prepare<[string], Kept>(
        'SELECT contract_id, first_month, last_month FROM contract_figure WHERE client_id IN (SELECT value FROM json_each(?))',
      )
      .all(list)
      .map((row) => [row.contract_id, row]),
  );
  for (const chunk of source(clients)) {
    keepContracts(ledger, chunk, worked);
    for (const { contract } of chunk) gone.delete(contract);
  }
  const changes: MonthChanges = new Map();
  for (const each of gone.values()) {
    takeAway(ledger, changes, each);
    forgetMonths(ledger, each, null);
    ledger.prepare<[number]>('DELETE FROM contract_figure WHERE contract_id = ?').run(each.contract_id);
  }
  keepMonths(ledger, changes);
  keepClientSums(ledger, clients);
}

/** Brings contracts in line with what was worked out for them. */
export function keepContracts(ledger: Ledger, figures: readonly ContractFigure[], worked: string): void {
  const changes: MonthChanges = new Map();
  for (const figure of figures) {
    const kept = keptOf(ledger, figure.contract);
    if (kept) takeAway(ledger, changes, kept);
    addChanges(changes, figure.months, 1);
    keepContract(ledger, figure, kept, worked);
  }
  keepMonths(ledger, changes);
}

const FIGURES = [
  'contract_figure',
  'contract_month',
  'month_figure',
  'client_figure',
  'service_figure',
  'document_figure',
  'run_figure',
  'run_month_figure',
] as const;

/** Forgets every figure: the next refresh works all of them out. */
export function forgetFigures(ledger: Ledger): void {
  for (const table of FIGURES) ledger.prepare<[]>(`DELETE FROM ${table}`).run();
  ledger.prepare<[]>('DELETE FROM figure_decision').run();
  ledger.prepare<[]>('UPDATE figure_state SET change_id = 0, worked = NULL, counted = 0').run();
}

function keptOf(ledger: Ledger, contract: number): Kept | null {
  return (
    ledger
      .prepare<[number], Kept>('SELECT contract_id, first_month, last_month FROM contract_figure WHERE contract_id = ?')
      .get(contract) ?? null
  );
}

const CONTRACT_COLUMNS = [
  'client_id',
  'service_id',
  'status',
  'before',
  'amount',
  'late',
  'recognised',
  'deferred',
  'held',
  'price',
  'starts',
  'ends',
  'first_month',
  'last_month',
  'first_posted',
  'last_posted',
  'last_recognised',
  'last_deferred',
  'last_held',
  'client_name',
  'service_name',
] as const;

const KEEP_CONTRACT = keepStatement('contract_figure', 'contract_id', CONTRACT_COLUMNS);
const KEEP_CLIENT = keepStatement('client_figure', 'client_id', [
  'merged',
  'sort_name',
  'code',
  'contracts',
  'deferred',
]);

/**
 * Inserts a row or brings the one of its key in line; an equal one is not written. Not `INSERT OR REPLACE`, for which SQLite saves every
 * page of every index before each row, so that it could take the row back.
 */
function keepStatement(table: string, key: string, columns: readonly string[]): string {
  const excluded = columns.map((column) => `excluded.${column}`);
  return `INSERT INTO ${table} (${key}, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key}) DO UPDATE SET (${columns.join(', ')}) = (${excluded.join(', ')})
    WHERE ${columns.map((column) => `${column} IS NOT excluded.${column}`).join(' OR ')}`;
}

function keepContract(ledger: Ledger, figure: ContractFigure, kept: Kept | null, worked: string): void {
  const { months } = figure;
  const [first, last] = [months[0], months.at(-1)];
  if (kept) forgetMonths(ledger, kept, first && last ? { from: first.month, until: last.month } : null);
  const month = ledger.prepare<unknown[]>(
    `INSERT INTO contract_month (month, contract_id, before, amount, late, deferred, held, contract_asset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (month, contract_id) DO UPDATE SET before = excluded.before, amount = excluded.amount, late = excluded.late,
       deferred = excluded.deferred, held = excluded.held, contract_asset = excluded.contract_asset
     WHERE (before, amount, late, deferred, held, contract_asset)
       <> (excluded.before, excluded.amount, excluded.late, excluded.deferred, excluded.held, excluded.contract_asset)`,
  );
  for (const row of months)
    month.run(row.month, figure.contract, row.before, row.amount, row.late, row.deferred, row.held, row.contractAsset);
  const now = atEndOf(worked, months);
  ledger
    .prepare<unknown[]>(KEEP_CONTRACT)
    .run(
      figure.contract,
      figure.client,
      figure.service,
      figure.status,
      now.before,
      now.amount,
      now.late,
      now.before + now.amount,
      now.deferred,
      now.held,
      figure.price,
      figure.starts,
      figure.ends,
      first?.month ?? null,
      last?.month ?? null,
      figure.firstPosted,
      figure.lastPosted,
      last ? last.before + last.amount : 0,
      last?.deferred ?? 0,
      last?.held ?? 0,
      sortName(figure.clientName),
      sortName(figure.serviceName),
    );
}

const NOTHING = { before: 0, amount: 0, late: 0, deferred: 0, held: 0, contractAsset: 0 } as const;

/** What a contract carries at the end of a month: the same after its last one as then, but for what is recognised. */
function atEndOf(month: string, months: readonly MonthFigure[]): Omit<MonthFigure, 'month'> {
  const last = months.at(-1);
  if (last && month > last.month) return { ...last, before: last.before + last.amount, amount: 0, late: 0 };
  return months.find((row) => row.month === month) ?? NOTHING;
}

/** Takes months away that the contract no longer has: its months have no gap, so they can be named without looking. */
function forgetMonths(
  ledger: Ledger,
  { contract_id, first_month, last_month }: Kept,
  stays: { readonly from: string; readonly until: string } | null,
): void {
  if (first_month === null || last_month === null) return;
  const forget = ledger.prepare<[string, number]>('DELETE FROM contract_month WHERE month = ? AND contract_id = ?');
  for (let month = first_month; month <= last_month; month = addMonths(month, 1)) {
    if (stays === null || month < stays.from || month > stays.until) forget.run(month, contract_id);
  }
}

interface ClientNow {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly merged: number;
  readonly contracts: number;
  readonly deferred: number;
  /** What he was sorted by; null when he was not kept before. */
  readonly sorted: string | null;
}

/** Brings clients in line, after their contracts. */
export function keepClientSums(ledger: Ledger, clients: readonly number[]): void {
  const list = JSON.stringify(clients);
  ledger
    .prepare<[string]>(
      'DELETE FROM client_figure WHERE client_id IN (SELECT value FROM json_each(?)) AND client_id NOT IN (SELECT id FROM client)',
    )
    .run(list);
  const keep = ledger.prepare<unknown[]>(KEEP_CLIENT);
  const rename = ledger.prepare<[string, number, string]>(
    `UPDATE document_figure SET client_name = ?
     WHERE id IN (SELECT id FROM invoice WHERE client_id = ?) AND client_name <> ?`,
  );
  const now = ledger
    .prepare<[string], ClientNow>(
      `SELECT c.id, c.name, c.code, c.merged_into IS NOT NULL AS merged, k.sort_name AS sorted,
         (SELECT count(*) FROM contract_figure f WHERE f.client_id = c.id) AS contracts,
         (SELECT coalesce(sum(f.deferred), 0) FROM contract_figure f WHERE f.client_id = c.id) AS deferred
       FROM client c LEFT JOIN client_figure k ON k.client_id = c.id WHERE c.id IN (SELECT value FROM json_each(?))`,
    )
    .all(list);
  for (const { id, name, code, merged, contracts, deferred, sorted } of now) {
    const sort = sortName(name);
    keep.run(id, merged, sort, code, contracts, deferred);
    if (sort !== sorted) rename.run(sort, id, sort);
  }
}

/**
 * Brings the figures of some documents in line, after their clients. A line is unlinked when its money waits for a contract: the same
 * lines that the table of months counts as held, not those of documents that do not count or of what is no course.
 */
export function keepDocuments(ledger: Ledger, invoices: readonly number[]): void {
  const list = JSON.stringify(invoices);
  ledger
    .prepare<[string]>(
      'DELETE FROM document_figure WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM invoice)',
    )
    .run(list);
  ledger
    .prepare<[string]>(
      `INSERT OR REPLACE INTO document_figure (id, client_id, client_name, kind, date, unlinked)
       SELECT i.id, i.client_id, coalesce(k.sort_name, ''), i.kind, i.date, (
         SELECT count(*) FROM invoice_line l WHERE l.invoice_id = i.id AND l.contract_id IS NULL AND i.excluded IS NULL
           AND (l.service_id IS NOT NULL OR i.blocked = 'SERVICE_UNKNOWN') AND coalesce(i.blocked, '') <> 'INVOICE_DUPLICATE_HARD')
       FROM invoice i LEFT JOIN client_figure k ON k.client_id = i.client_id WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .run(list);
}

/** Names of services as they are sorted: few, so all of them each time. */
export function keepServices(ledger: Ledger): void {
  ledger.prepare<[]>('DELETE FROM service_figure WHERE service_id NOT IN (SELECT id FROM service)').run();
  const keep = ledger.prepare<[number, string]>(
    `INSERT INTO service_figure (service_id, sort_name) VALUES (?, ?)
     ON CONFLICT (service_id) DO UPDATE SET sort_name = excluded.sort_name WHERE sort_name <> excluded.sort_name`,
  );
  for (const { id, name } of ledger.prepare<[], { id: number; name: string }>('SELECT id, name FROM service').all())
    keep.run(id, sortName(name));
}
