/**
 * What all contracts together carry month by month, kept as what changes from each month to the next: a contract that stands still
 * needs no row, and one that changed costs only its own months. Written in the transaction that writes the months of the contracts.
 */
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';

/** Company currency, minor units. */
export interface MonthSums {
  readonly recognised: number;
  readonly deferred: number;
  readonly held: number;
  readonly contractAsset: number;
}

/** A contract at the end of a month, company currency. */
export interface MonthFigure {
  readonly month: string;
  /** Recognised in the months before. */
  readonly before: number;
  readonly amount: number;
  /** Of the amount: what belongs to earlier months. */
  readonly late: number;
  readonly deferred: number;
  readonly held: number;
  readonly contractAsset: number;
}

const NOTHING: MonthSums = { recognised: 0, deferred: 0, held: 0, contractAsset: 0 };

/** What is to be added to the months. */
export type MonthChanges = Map<string, MonthSums>;

/** Adds what a contract changes in each of its months; with `sign` -1 takes away what it changed before. The months have no gap. */
export function addChanges(changes: MonthChanges, months: readonly MonthFigure[], sign: 1 | -1): void {
  let before: Pick<MonthFigure, 'deferred' | 'held' | 'contractAsset'> = NOTHING;
  for (const now of months) {
    const sum = changes.get(now.month) ?? NOTHING;
    changes.set(now.month, {
      recognised: sum.recognised + sign * now.amount,
      deferred: sum.deferred + sign * (now.deferred - before.deferred),
      held: sum.held + sign * (now.held - before.held),
      contractAsset: sum.contractAsset + sign * (now.contractAsset - before.contractAsset),
    });
    before = now;
  }
}

/** Takes away what contracts changed before, as their months on file say. */
export function takeAway(
  ledger: Ledger,
  changes: MonthChanges,
  contract: { readonly contract_id: number; readonly first_month: Month | null; readonly last_month: Month | null },
): void {
  const { contract_id, first_month, last_month } = contract;
  if (first_month === null || last_month === null) return;
  const read = ledger.prepare<[string, number], MonthFigure>(
    `SELECT month, before, amount, late, deferred, held, contract_asset AS "contractAsset" FROM contract_month
     WHERE month = ? AND contract_id = ?`,
  );
  const months: MonthFigure[] = [];
  for (let month = first_month; month <= last_month; month = addMonths(month, 1)) {
    const row = read.get(month, contract_id);
    if (row) months.push(row);
  }
  addChanges(changes, months, -1);
}

/** Writes down what changed. */
export function keepMonths(ledger: Ledger, changes: MonthChanges): void {
  const keep = ledger.prepare<[string, number, number, number, number]>(
    `INSERT INTO month_figure (month, recognised, deferred, held, contract_asset) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (month) DO UPDATE SET recognised = recognised + excluded.recognised, deferred = deferred + excluded.deferred,
       held = held + excluded.held, contract_asset = contract_asset + excluded.contract_asset`,
  );
  for (const [month, { recognised, deferred, held, contractAsset }] of changes) {
    if (recognised === 0 && deferred === 0 && held === 0 && contractAsset === 0) continue;
    keep.run(month, recognised, deferred, held, contractAsset);
  }
}
