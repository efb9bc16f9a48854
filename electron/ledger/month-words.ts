/** What people said about a month that is no figure of the ledger: overrides, balances of the books, comments. The last word counts. */
import type { Ledger } from './ledger.ts';

export interface Override {
  readonly tieOut: number;
  readonly reason: string;
  readonly who: string;
  readonly at: string;
}

/** Overrides in force for a month; one with an empty reason took an earlier one back. */
export function tieOutOverrides(ledger: Ledger, month: string): Override[] {
  return ledger
    .prepare<[number, string], Override>(
      `SELECT tie_out AS tieOut, reason, who, at FROM tie_out_override WHERE id IN (
         SELECT max(id) FROM tie_out_override WHERE company_id = ? AND month = ? GROUP BY tie_out) AND reason <> '' ORDER BY tie_out`,
    )
    .all(ledger.company.id, month);
}

export function addTieOutOverride(ledger: Ledger, month: string, override: Override): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO tie_out_override (company_id, month, tie_out, reason, who, at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(ledger.company.id, month, override.tieOut, override.reason, override.who, override.at);
}

/** The balance of the deferred account as the company's books show it at the end of a month; null until somebody typed it. */
export function ledgerBalance(ledger: Ledger, month: string): { amount: number; who: string; at: string } | null {
  return (
    ledger
      .prepare<[number, string], { amount: number; who: string; at: string }>(
        'SELECT amount, who, at FROM ledger_balance WHERE company_id = ? AND month = ? ORDER BY id DESC LIMIT 1',
      )
      .get(ledger.company.id, month) ?? null
  );
}

export function addLedgerBalance(ledger: Ledger, month: string, amount: number, who: string, at: string): void {
  ledger
    .prepare<unknown[]>('INSERT INTO ledger_balance (company_id, month, amount, who, at) VALUES (?, ?, ?, ?, ?)')
    .run(ledger.company.id, month, amount, who, at);
}

/** Comments on the changes of a month against another, by line. */
export function fluxComments(ledger: Ledger, month: string, comparedWith: string): ReadonlyMap<string, string> {
  const rows = ledger
    .prepare<[number, string, string], { line: string; comment: string }>(
      `SELECT line, comment FROM flux_comment WHERE id IN (
         SELECT max(id) FROM flux_comment WHERE company_id = ? AND month = ? AND compared_with = ? GROUP BY line)`,
    )
    .all(ledger.company.id, month, comparedWith);
  return new Map(rows.map(({ line, comment }) => [line, comment]));
}

export function addFluxComment(
  ledger: Ledger,
  comment: {
    readonly month: string;
    readonly comparedWith: string;
    readonly line: string;
    readonly comment: string;
    readonly who: string;
    readonly at: string;
  },
): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO flux_comment (company_id, month, compared_with, line, comment, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      ledger.company.id,
      comment.month,
      comment.comparedWith,
      comment.line,
      comment.comment,
      comment.who,
      comment.at,
    );
}
