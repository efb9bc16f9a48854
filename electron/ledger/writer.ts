/**
 * The one way business rows are written: with explicit ids, prepared statements, and a journal line that says which run and
 * which source record caused the change. An insert is journaled without content, since the row itself is the content until a
 * later line's `before` holds it; so the journal costs little and still rebuilds every earlier state. Only the figures of rows that
 * carry money are kept beside the row: what they say and what the app wrote can then be compared.
 */
import type { Statement } from 'better-sqlite3';
import type { Db } from './open-ledger.ts';
import type { Tables } from './tables.ts';
import { figuresWritten } from './written-figures.ts';

/** Tables whose rows are the ledger's content; all are journaled, hashed and undone. */
export const BUSINESS_TABLES = [
  'client',
  'client_external_id',
  'client_email',
  'service',
  'service_external_id',
  'cohort',
  'cohort_plan_version',
  'contract',
  'contract_event',
  'invoice',
  'invoice_line',
  'payment',
  'service_period',
  'period_status_event',
  'posting',
  'issue',
] as const satisfies readonly (keyof Tables)[];
export type BusinessTable = (typeof BUSINESS_TABLES)[number];

export interface TableCounts {
  created: number;
  updated: number;
  removed: number;
}

type Value = string | number | null | Buffer;

/** Ids are handed out by the single writer, so that rows can refer to one another before they are written. */
export class Ids {
  readonly #db: Db;
  readonly #next = new Map<string, number>();

  constructor(db: Db) {
    this.#db = db;
  }

  next(table: BusinessTable | 'source_record' | 'source_record_version'): number {
    let id = this.#next.get(table);
    if (id === undefined) {
      // Ids of rows that an undo took away are not given out again: the journal still speaks of them.
      const top = this.#db
        .prepare(
          `SELECT max(coalesce((SELECT max(id) FROM ${table}), 0), coalesce((SELECT max(row_id) FROM change WHERE table_name = ?), 0))`,
        )
        .pluck();
      id = Number(top.get(table)) + 1;
    }
    this.#next.set(table, id + 1);
    return id;
  }
}

export class Writer {
  readonly #db: Db;
  readonly #run: number;
  readonly #journal: Statement<Value[]>;
  readonly #statements = new Map<string, Statement<Value[]>>();
  readonly #inserts = new Map<
    BusinessTable,
    { readonly columns: readonly string[]; readonly statement: Statement<Value[]> }
  >();
  /** What this writer did, by table. */
  readonly counts = new Map<BusinessTable, TableCounts>();
  readonly ids: Ids;
  #scopes: Set<string> | null = null;
  #scopeKinds: Set<string> | null = null;

  constructor(db: Db, run: number) {
    this.#db = db;
    this.#run = run;
    this.ids = new Ids(db);
    this.#journal = db.prepare(
      'INSERT INTO change (run_id, table_name, row_id, op, before, after, source_record_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  get run(): number {
    return this.#run;
  }

  /**
   * Scopes that may have issues on file, read once and kept up with what is written here: a run settles a scope for every record,
   * and nearly all of them have none.
   */
  get issueScopes(): ReadonlySet<string> {
    this.#scopes ??= new Set(this.#db.prepare<[], string>('SELECT DISTINCT scope FROM issue').pluck().all());
    return this.#scopes;
  }

  /** Whether any scope of a kind (`twins` of `twins:C-2K4`) may have issues on file. */
  mayHaveIssues(kind: string): boolean {
    this.#scopeKinds ??= new Set([...this.issueScopes].map(kindOfScope));
    return this.#scopeKinds.has(kind);
  }

  #noteScope(scope: string): void {
    this.#scopes?.add(scope);
    this.#scopeKinds?.add(kindOfScope(scope));
  }

  insert<T extends BusinessTable>(table: T, row: Tables[T], source: number | null = null): void {
    let insert = this.#inserts.get(table);
    if (!insert) {
      const columns = Object.keys(row);
      const statement = this.#db.prepare<Value[]>(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      insert = { columns, statement };
      this.#inserts.set(table, insert);
    }
    const values = row as unknown as Record<string, Value>;
    // By place: SQLite would look each name up again for every row.
    insert.statement.run(...insert.columns.map((column) => values[column] ?? null));
    this.#journal.run(this.#run, table, row.id, 'insert', null, figuresWritten(table, values), source);
    if (table === 'issue') this.#noteScope(String(values.scope));
    this.#count(table).created += 1;
  }

  /** Writes only the columns of `next` that differ from `before`. Returns whether there was any. */
  update<T extends BusinessTable>(
    table: T,
    before: Tables[T],
    next: Partial<Tables[T]>,
    source: number | null = null,
  ): boolean {
    const old = before as unknown as Record<string, Value>;
    const wanted = Object.entries(next) as [string, Value][];
    const differing = wanted.filter(([column, value]) => old[column] !== value);
    if (differing.length === 0) return false;
    const columns = differing.map(([column]) => column);
    const key = `u:${table}:${columns.join()}`;
    let statement = this.#statements.get(key);
    if (!statement) {
      statement = this.#db.prepare(`UPDATE ${table} SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE id = ?`);
      this.#statements.set(key, statement);
    }
    statement.run(...differing.map(([, value]) => value), before.id);
    if (table === 'issue' && columns.includes('scope'))
      this.#noteScope(String((next as Partial<Tables['issue']>).scope));
    const was = Object.fromEntries(columns.map((column) => [column, old[column] ?? null]));
    this.#journal.run(
      this.#run,
      table,
      before.id,
      'update',
      JSON.stringify(was),
      JSON.stringify(Object.fromEntries(differing)),
      source,
    );
    this.#count(table).updated += 1;
    return true;
  }

  remove<T extends BusinessTable>(table: T, before: Tables[T], source: number | null = null): void {
    const key = `d:${table}`;
    let statement = this.#statements.get(key);
    if (!statement) {
      statement = this.#db.prepare(`DELETE FROM ${table} WHERE id = ?`);
      this.#statements.set(key, statement);
    }
    statement.run(before.id);
    this.#journal.run(this.#run, table, before.id, 'delete', JSON.stringify(before), null, source);
    this.#count(table).removed += 1;
  }

  #count(table: BusinessTable): TableCounts {
    let counts = this.counts.get(table);
    if (!counts) {
      counts = { created: 0, updated: 0, removed: 0 };
      this.counts.set(table, counts);
    }
    return counts;
  }
}

function kindOfScope(scope: string): string {
  const colon = scope.indexOf(':');
  return colon < 0 ? scope : scope.slice(0, colon);
}
