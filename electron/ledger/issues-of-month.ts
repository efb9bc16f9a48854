/** Open issues as a month looks at them: what stops it, and what may put its money in doubt. */
import { ISSUE_KINDS } from '../../shared/domain/issue-taxonomy.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OpenIssue } from './issues.ts';
import type { Ledger } from './ledger.ts';

/** Kinds that stop a month by their effect on it, and those that stop all months because their source cannot be believed. */
const STOPS_ITS_MONTH = ISSUE_KINDS.flatMap(({ code, effect }) => (effect === 'month' ? [code] : []));
const STOPS_ALL = ISSUE_KINDS.flatMap(({ code, effect, severity }) =>
  effect === 'source' && severity === 'blocker' ? [code] : [],
);

/** How many open issues stop a month. What is wrong with a later month stops that one and not those before it. */
export function blockingIssues(ledger: Ledger, month: Month): number {
  return (
    ledger
      .prepare<[number, string, string, string], number>(
        `SELECT count(*) FROM issue WHERE company_id = ? AND status = 'pending' AND (
           code IN (SELECT value FROM json_each(?)) OR (code IN (SELECT value FROM json_each(?)) AND (month IS NULL OR month <= ?)))`,
      )
      .pluck()
      .get(ledger.company.id, JSON.stringify(STOPS_ALL), JSON.stringify(STOPS_ITS_MONTH), month) ?? 0
  );
}

/** An open issue with what the latest accruals found its share of a month to be. */
export type IssueWithShare = OpenIssue & { readonly share: number };

/** Issues that wait for somebody; those that were ignored with a reason are settled. */
export function pendingIssues(ledger: Ledger): IssueWithShare[] {
  return ledger
    .prepare<[number], IssueWithShare>(
      `SELECT i.id, i.code, i.entity_type, i.external_id, i.amount, i.month, coalesce(s.month_at_risk, 0) AS share
       FROM issue i LEFT JOIN issue_sighting s ON s.issue_id = i.id WHERE i.company_id = ? AND i.status = 'pending' ORDER BY i.id`,
    )
    .all(ledger.company.id);
}
