/** Who works here, by name. What each of them may do is another matter. */
import type { Ledger } from './ledger.ts';

export interface Operator {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly active: number;
}

export function operators(ledger: Ledger): Operator[] {
  return ledger
    .prepare<[number], Row>('SELECT id, name, active FROM operator WHERE company_id = ? ORDER BY active DESC, name')
    .all(ledger.company.id)
    .map((row) => ({ ...row, active: row.active === 1 }));
}

/** Adds somebody, or says whether somebody known still works here. */
export function saveOperator(ledger: Ledger, operator: { name: string; active: boolean; at: string }): void {
  ledger
    .prepare<unknown[]>(
      `INSERT INTO operator (company_id, name, active, created_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (company_id, name) DO UPDATE SET active = excluded.active`,
    )
    .run(ledger.company.id, operator.name, operator.active ? 1 : 0, operator.at);
}
