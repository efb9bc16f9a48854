/**
 * Who looks after an issue and until when it is put aside. It is about the work, not the books: no figure, no total and no gate knows
 * of it. An issue is asleep only while it says what it said when it was put aside, so that it wakes by itself when its cause changes,
 * and needs nobody to write that down.
 */
import { type RawBuilder, sql } from 'kysely';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { ListedIssue } from './issues.ts';
import type { Ledger } from './ledger.ts';
import type { IssueCareEventRow } from './tables.ts';

/** What is known of the care for an issue `i`, beside its own columns. */
export interface IssueCare {
  readonly owner_id: number | null;
  readonly owner: string | null;
  /** The day on which it is to be back; null when it was not put aside or was brought back. */
  readonly snoozed_until: string | null;
  readonly snooze_reason: string | null;
  readonly snooze_who: string | null;
  readonly snooze_at: string | null;
  /** 1 while it says what it said when it was put aside. */
  readonly snooze_holds: number | null;
}

const SAME_CAUSE = 'i.details = e.details AND i.amount = e.amount AND i.reopened = e.reopened';

/** Columns and joins that turn an issue `i` into one with its care. */
export const CARE_COLUMNS = `c.operator_id AS owner_id, w.name AS owner, c.until AS snoozed_until, e.reason AS snooze_reason,
  e.who AS snooze_who, e.at AS snooze_at, (${SAME_CAUSE}) AS snooze_holds`;
export const CARE_JOINS = `LEFT JOIN issue_care c ON c.company_id = i.company_id AND c.fingerprint = i.fingerprint
  LEFT JOIN operator w ON w.id = c.operator_id LEFT JOIN issue_care_event e ON e.id = c.snooze_id`;

export interface CareFilter {
  /** The name of who looks after it. */
  readonly owner?: string;
  /** Only what nobody looks after. */
  readonly unowned?: boolean;
  readonly snoozed?: { readonly show: 'hide' | 'only'; readonly today: CivilDate };
}

/** The care that was asked for, as conditions on rows of `issue_list` called `l`. */
export function careConditions(ledger: Ledger, { owner, unowned, snoozed }: CareFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  const of = sql`SELECT i.id FROM issue_care c CROSS JOIN issue i ON i.company_id = c.company_id AND i.fingerprint = c.fingerprint`;
  if (owner !== undefined) {
    const operator = sql`SELECT id FROM operator WHERE company_id = ${ledger.company.id} AND name = ${owner}`;
    conditions.push(sql`l.issue_id IN (${of} WHERE c.operator_id IN (${operator}))`);
  }
  if (unowned === true) conditions.push(sql`l.issue_id NOT IN (${of} WHERE c.operator_id IS NOT NULL)`);
  // Where nobody put anything aside, no row has to be asked whether it is.
  if (snoozed !== undefined && (snoozed.show === 'only' || anyAside(ledger, snoozed.today))) {
    const asleep = sql`${of} CROSS JOIN issue_care_event e ON e.id = c.snooze_id
      WHERE c.until > ${snoozed.today} AND i.status = 'pending' AND ${sql.raw(SAME_CAUSE)}`;
    conditions.push(snoozed.show === 'only' ? sql`l.issue_id IN (${asleep})` : sql`l.issue_id NOT IN (${asleep})`);
  }
  return conditions;
}

function anyAside(ledger: Ledger, today: CivilDate): boolean {
  return ledger.prepare<[string], unknown>('SELECT 1 FROM issue_care WHERE until > ? LIMIT 1').get(today) !== undefined;
}

type CareEvent = Pick<IssueCareEventRow, 'act' | 'at' | 'who'> & {
  readonly operatorId?: number | null;
  readonly until?: CivilDate;
  readonly reason?: string;
};

/** Notes what a person did about some issues. */
export function noteCare(ledger: Ledger, issues: readonly ListedIssue[], event: CareEvent): void {
  const insert = ledger.prepare<unknown[]>(
    `INSERT INTO issue_care_event (company_id, fingerprint, act, at, who, operator_id, until, reason, details, amount, reopened)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { act, at, who, operatorId = null, until = null, reason = null } = event;
  for (const { fingerprint, details, amount, reopened } of issues) {
    const said = act === 'snoozed' ? [details, amount, reopened] : [null, null, null];
    insert.run(ledger.company.id, fingerprint, act, at, who, operatorId, until, reason, ...said);
  }
}

export interface CareMoment extends Pick<IssueCareEventRow, 'act' | 'at' | 'who' | 'until' | 'reason'> {
  /** Whom it was given to; null for nobody. */
  readonly owner: string | null;
}

/** What people did about one issue, oldest first. */
export function careMoments(ledger: Ledger, fingerprint: string): CareMoment[] {
  return ledger
    .prepare<[number, string], CareMoment>(
      `SELECT e.act, e.at, e.who, e.until, e.reason, w.name AS owner FROM issue_care_event e
       LEFT JOIN operator w ON w.id = e.operator_id WHERE e.company_id = ? AND e.fingerprint = ? ORDER BY e.id`,
    )
    .all(ledger.company.id, fingerprint);
}

/** Whether an issue is put aside today. */
export function isAsleep(issue: ListedIssue, today: CivilDate): boolean {
  return (
    issue.status === 'pending' &&
    issue.snoozed_until !== null &&
    issue.snoozed_until > today &&
    issue.snooze_holds === 1
  );
}
