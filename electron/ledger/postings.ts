/** Postings: append-only amounts per contract, month and kind; and the locks that close months. */
import type { Month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';

export interface MonthRevenue {
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
}

/** Recognised per month and kind, company currency. */
export function revenueByMonth(ledger: Ledger): MonthRevenue[] {
  return ledger
    .prepare<[number], MonthRevenue>(
      'SELECT month, kind, sum(functional_amount) AS amount FROM posting WHERE company_id = ? GROUP BY month, kind ORDER BY month, kind',
    )
    .all(ledger.company.id);
}

/** What the last closed month carries: the estimate of what a source that cannot be read may hold. 0 before the first close. */
export function lastClosedRevenue(ledger: Ledger): number {
  const month = ledger.lockedThrough();
  if (month === null) return 0;
  return Math.abs(revenueByMonth(ledger).reduce((sum, each) => (each.month === month ? sum + each.amount : sum), 0));
}

export interface TidyLine {
  readonly contract: string;
  readonly contract_id: number;
  readonly client_code: string;
  readonly client_name: string;
  readonly service: string;
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
  readonly currency: string;
  readonly functional_amount: number;
  readonly note: string | null;
  readonly run_id: number;
}

/** One row a posting, in the order of contracts and months. */
export function tidyLines(ledger: Ledger, from: Month, until: Month): IterableIterator<TidyLine> {
  return ledger.db
    .prepare<[number, string, string], TidyLine>(
      `SELECT c.key AS contract, c.id AS contract_id, k.code AS client_code, k.name AS client_name, s.name AS service, p.month, p.kind,
              p.amount, p.currency, p.functional_amount, p.note, p.run_id
       FROM posting p JOIN contract c ON c.id = p.contract_id JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE p.company_id = ? AND p.month >= ? AND p.month < ? ORDER BY c.key, p.month, p.id`,
    )
    .iterate(ledger.company.id, from, until);
}

export interface LockEntry {
  readonly month: Month;
  readonly action: 'lock' | 'unlock';
  readonly at: string;
  readonly who: string;
  readonly reason: string | null;
}

export function addLock(ledger: Ledger, entry: LockEntry): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO period_lock (company_id, month, action, at, who, reason) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(ledger.company.id, entry.month, entry.action, entry.at, entry.who, entry.reason);
}

export function lockHistory(ledger: Ledger): LockEntry[] {
  return ledger
    .prepare<[number], LockEntry>(
      'SELECT month, action, at, who, reason FROM period_lock WHERE company_id = ? ORDER BY id',
    )
    .all(ledger.company.id);
}
