import type { Statement } from 'better-sqlite3';
import type { Currency } from '../../shared/domain/money.ts';
import { addMonths, type Month, month } from '../../shared/domain/month.ts';
import type { Db } from './open-ledger.ts';
import type { CompanyRow } from './tables.ts';
import { BUSINESS_TABLES } from './writer.ts';

/** An open ledger of one company, with its statements prepared once. */
export class Ledger {
  readonly db: Db;
  readonly path: string;
  readonly #statements = new Map<string, Statement>();
  #company: Readonly<CompanyRow> | null = null;

  constructor(db: Db, path: string) {
    this.db = db;
    this.path = path;
  }

  /** Prepares a statement, or gives the one prepared before for the same text. */
  prepare<Params extends unknown[], Row = unknown>(text: string): Statement<Params, Row> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement as unknown as Statement<Params, Row>;
  }

  /** All or nothing. Takes the write lock at once, so that a batch never fails half-way for want of it. */
  transaction<T>(work: () => T): T {
    return this.db.transaction(work).immediate();
  }

  /**
   * One of many transactions of a run, and what follows from the ledger anyway: as whole as any other, but it does not wait for the
   * disk. The next `transaction` takes it there. If power fails before that, the ledger is as it was some batches ago, and the
   * run or the next opening goes on from there; if the app itself ends, nothing is lost.
   */
  batch<T>(work: () => T): T {
    if (this.db.inTransaction) return this.transaction(work);
    this.db.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.db.exec('PRAGMA synchronous = FULL');
    }
  }

  /**
   * The company whose ledger this is. Throws when `init` has not been run. What never changes is kept; name and time zone are read
   * each time, since the operator may change them, perhaps through another connection.
   */
  get company(): Readonly<CompanyRow> {
    if (!this.#company) {
      const row = this.#companyRow();
      const now = () => this.#companyRow();
      this.#company = {
        ...row,
        get name() {
          return now().name;
        },
        get time_zone() {
          return now().time_zone;
        },
      };
    }
    return this.#company;
  }

  #companyRow(): CompanyRow {
    const row = this.prepare<[], CompanyRow>('SELECT * FROM company ORDER BY id LIMIT 1').get();
    if (!row) throw new Error('The ledger has no company yet');
    return row;
  }

  hasCompany(): boolean {
    return this.prepare<[], unknown>('SELECT 1 FROM company LIMIT 1').get() !== undefined;
  }

  get currency(): Currency {
    return this.company.base_currency as Currency;
  }

  /** The first month of the ledger: months before it count as closed. */
  get firstMonth(): Month {
    return month(this.company.first_month);
  }

  /** The last closed month, or null: one ordered watermark. */
  lockedThrough(): Month | null {
    const row = this.prepare<[number], { month: string; action: string }>(
      'SELECT month, action FROM period_lock WHERE company_id = ? ORDER BY id DESC LIMIT 1',
    ).get(this.company.id);
    if (!row) return null;
    if (row.action === 'lock') return month(row.month);
    const before = addMonths(month(row.month), -1);
    return before < this.firstMonth ? null : before;
  }

  firstOpenMonth(): Month {
    const locked = this.lockedThrough();
    return locked === null ? this.firstMonth : addMonths(locked, 1);
  }

  close(): void {
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    this.db.close();
  }
}

/** The last line of the journal: as long as it is the same, no business row was written. */
export function lastChange(ledger: Ledger): number {
  return ledger.prepare<[], number>('SELECT coalesce(max(id), 0) FROM change').pluck().get() ?? 0;
}

/** Rows by business table. */
export function rowCounts(ledger: Ledger): Record<string, number> {
  return Object.fromEntries(
    BUSINESS_TABLES.map((table) => [
      table,
      Number(ledger.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()),
    ]),
  );
}
