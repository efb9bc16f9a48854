/** The audit trail: what people did, and how each reading of an outside system went. Never personal data of clients, never secrets. */
import type { Ledger } from './ledger.ts';

export interface AuditEvent {
  readonly at: string;
  readonly who: string;
  /** A verb phrase: `decided`, `locked`, `exported`. */
  readonly action: string;
  /** Natural key or id of what it was done to. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export function noteAudit(ledger: Ledger, event: AuditEvent): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO audit_event (company_id, at, who, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(ledger.company.id, event.at, event.who, event.action, event.subject, JSON.stringify(event.detail));
}

export interface ReadingLog {
  readonly execution: number;
  readonly connection: number;
  readonly at: string;
  /** The list that was read. */
  readonly operation: string;
  /** `read`, or the code of what stood in the way. */
  readonly outcome: string;
  readonly calls: number;
  readonly ms: number;
}

export function noteReading(ledger: Ledger, reading: ReadingLog): void {
  const { execution, connection, at, operation, outcome, calls, ms } = reading;
  const note = ledger.prepare<unknown[]>(
    'INSERT INTO integration_log (execution_id, connection_id, at, operation, outcome, calls, ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  ledger.batch(() => note.run(execution, connection, at, operation, outcome, calls, ms));
}
