/** What happened to one issue: its rows in the journal with the runs that wrote them, and decisions about its subject. */
import type { Ledger } from './ledger.ts';

export interface IssueChange {
  readonly op: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly run: number;
  readonly kind: string;
  readonly who: string;
  readonly at: string;
}

/** Oldest first. */
export function changesOfIssue(ledger: Ledger, issue: number): IssueChange[] {
  return ledger
    .prepare<[number], Omit<IssueChange, 'before' | 'after'> & { before: string | null; after: string | null }>(
      `SELECT h.op, h.before, h.after, h.run_id AS run, r.kind, r.who, coalesce(r.completed_at, r.started_at) AS at
       FROM change h JOIN sync_run r ON r.id = h.run_id WHERE h.table_name = 'issue' AND h.row_id = ? ORDER BY h.id`,
    )
    .all(issue)
    .map((row) => ({ ...row, before: JSON.parse(row.before ?? '{}'), after: JSON.parse(row.after ?? '{}') }));
}

export interface SubjectDecision {
  readonly kind: string;
  readonly reason: string;
  readonly who: string;
  readonly decided_at: string;
  readonly run_id: number | null;
  readonly undone_at: string | null;
  readonly undone_by: string | null;
}

/** Decisions about what an issue is about, oldest first. A confirmation counts only for the kind of issue it confirms. */
export function decisionsOnSubject(ledger: Ledger, subject: string, code: string): SubjectDecision[] {
  return ledger
    .prepare<[number, string, string], SubjectDecision>(
      `SELECT kind, reason, who, decided_at, run_id, undone_at, undone_by FROM decision
       WHERE company_id = ? AND subject = ? AND (kind <> 'confirm' OR json_extract(value, '$.code') = ?) ORDER BY id`,
    )
    .all(ledger.company.id, subject, code);
}
