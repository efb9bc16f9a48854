/** What people settled: rows of their own, an input of apply, undoable. */
import type { Ledger } from './ledger.ts';
import type { DecisionRow } from './tables.ts';

export const DECISION_KINDS = [
  'map-service',
  'map-status',
  'contract',
  'unlink',
  'enrolment',
  'merge',
  'different',
  'client',
  'dates',
  'stop-date',
  'duplicate',
  'gone',
  'confirm',
  'price',
  'price-change',
  'drop',
  'pause',
  'resume',
  'complete',
  'manual',
  'vat-rate',
  'exchange-rate',
  'policy',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export interface Decision {
  readonly id: number;
  readonly kind: DecisionKind;
  /** Natural key of what was decided about. */
  readonly subject: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly who: string;
  readonly decidedAt: string;
  readonly undoneAt: string | null;
}

function toDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    kind: row.kind as DecisionKind,
    subject: row.subject,
    value: JSON.parse(row.value),
    reason: row.reason,
    who: row.who,
    decidedAt: row.decided_at,
    undoneAt: row.undone_at,
  };
}

/** Decisions in force, oldest first: of two about one subject the later one counts. */
export function activeDecisions(ledger: Ledger): Decision[] {
  return ledger
    .prepare<[number], DecisionRow>('SELECT * FROM decision WHERE company_id = ? AND undone_at IS NULL ORDER BY id')
    .all(ledger.company.id)
    .map(toDecision);
}

export function allDecisions(ledger: Ledger): Decision[] {
  return ledger
    .prepare<[number], DecisionRow>('SELECT * FROM decision WHERE company_id = ? ORDER BY id')
    .all(ledger.company.id)
    .map(toDecision);
}

export function decisionById(ledger: Ledger, id: number): Decision | null {
  const row = ledger.prepare<[number], DecisionRow>('SELECT * FROM decision WHERE id = ?').get(id);
  return row ? toDecision(row) : null;
}

export function addDecision(
  ledger: Ledger,
  decision: Pick<Decision, 'kind' | 'subject' | 'value' | 'reason' | 'who' | 'decidedAt'>,
): number {
  const { lastInsertRowid } = ledger
    .prepare<unknown[]>(
      'INSERT INTO decision (company_id, kind, subject, value, reason, who, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      ledger.company.id,
      decision.kind,
      decision.subject,
      JSON.stringify(decision.value),
      decision.reason,
      decision.who,
      decision.decidedAt,
    );
  return Number(lastInsertRowid);
}

export function undoDecision(ledger: Ledger, id: number, at: string, who: string): void {
  ledger.prepare<unknown[]>('UPDATE decision SET undone_at = ?, undone_by = ? WHERE id = ?').run(at, who, id);
}

/** Notes the run that applied a decision; the first one stays, for it is the one to undo. */
export function noteDecisionRun(ledger: Ledger, id: number, run: number): void {
  ledger.prepare<[number, number]>('UPDATE decision SET run_id = coalesce(run_id, ?) WHERE id = ?').run(run, id);
}

export function runOfDecision(ledger: Ledger, id: number): number | null {
  return (
    ledger.prepare<[number], { run_id: number | null }>('SELECT run_id FROM decision WHERE id = ?').get(id)?.run_id ??
    null
  );
}
