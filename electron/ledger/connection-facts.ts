/** What the ledger knows about each connection besides its row: age of its key, records, calls, and what is open about it. */
import type { Ledger } from './ledger.ts';
import type { IssueRow } from './tables.ts';

export interface ConnectionFacts {
  readonly keyStoredAt: string | null;
  readonly records: number;
  /** Calls in the last run that read from it. */
  readonly callsInLastRun: number;
  /** Open issues about reading it, newest first. */
  readonly issues: readonly IssueRow[];
}

export function connectionFacts(ledger: Ledger, connection: number): ConnectionFacts {
  const keyStoredAt = ledger
    .prepare<[number], string | null>('SELECT max(created_at) FROM secret WHERE connection_id = ?')
    .pluck()
    .get(connection);
  const records = ledger
    .prepare<[number], number>('SELECT count(*) FROM source_record WHERE connection_id = ?')
    .pluck()
    .get(connection);
  const calls = ledger
    .prepare<[number, number], number>(
      `SELECT coalesce(sum(l.calls), 0) FROM integration_log l JOIN step_execution e ON e.id = l.execution_id
       WHERE l.connection_id = ? AND e.run_id = (
         SELECT max(x.run_id) FROM integration_log m JOIN step_execution x ON x.id = m.execution_id WHERE m.connection_id = ?)`,
    )
    .pluck()
    .get(connection, connection);
  const issues = ledger
    .prepare<[number, string, string], IssueRow>(
      "SELECT * FROM issue WHERE company_id = ? AND status = 'pending' AND scope >= ? AND scope < ? ORDER BY id DESC",
    )
    .all(ledger.company.id, `connection:${connection}:`, `connection:${connection};`);
  return { keyStoredAt: keyStoredAt ?? null, records: Number(records), callsInLastRun: Number(calls), issues };
}
