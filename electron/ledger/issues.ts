/** Issues on file: raised, seen again, closed by themselves, resolved or ignored by people. */
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { IssueStatus } from '../../shared/domain/entities.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { CARE_COLUMNS, CARE_JOINS, type CareFilter, careConditions, type IssueCare } from './issue-care.ts';
import type { Ledger } from './ledger.ts';
import { allOf, rowsOf } from './list-page.ts';
import { remembered } from './remembered.ts';
import type { IssueRow } from './tables.ts';
import type { Writer } from './writer.ts';

export interface IssueOrigin {
  /** Everything the caller re-derived at once: issues on file in this scope that are not among the drafts close by themselves. */
  readonly scope: string;
  readonly integration: string;
  readonly operation: string;
  readonly at: string;
  readonly sourceRecord: number | null;
}

/** Same code, subject and discriminator: same issue. */
export function fingerprint(draft: IssueDraft): string {
  return createHash('sha256')
    .update(JSON.stringify([draft.code, draft.subject.entity, draft.subject.key, draft.discriminator ?? '']))
    .digest('base64url')
    .slice(0, 22);
}

/** Brings the issues of a scope in line with what was just found. Writes nothing when nothing differs. */
export function settleIssues(ledger: Ledger, writer: Writer, origin: IssueOrigin, drafts: readonly IssueDraft[]): void {
  if (drafts.length === 0 && !writer.issueScopes.has(origin.scope)) return;
  const onFile = ledger
    .prepare<[number, string], IssueRow>('SELECT * FROM issue WHERE company_id = ? AND scope = ?')
    .all(ledger.company.id, origin.scope);
  const seen = new Set<string>();
  for (const draft of drafts) {
    const print = fingerprint(draft);
    if (seen.has(print)) continue;
    seen.add(print);
    raise(ledger, writer, origin, draft, print, onFile.find((row) => row.fingerprint === print) ?? null);
  }
  for (const row of onFile) {
    if (seen.has(row.fingerprint) || row.status === 'resolved') continue;
    writer.update(
      'issue',
      row,
      { status: 'resolved', reason: 'The cause is gone.', who: null, closed_at: origin.at },
      origin.sourceRecord,
    );
  }
}

function raise(
  ledger: Ledger,
  writer: Writer,
  origin: IssueOrigin,
  draft: IssueDraft,
  print: string,
  inScope: IssueRow | null,
): void {
  const known =
    inScope ??
    ledger
      .prepare<[number, string], IssueRow>('SELECT * FROM issue WHERE company_id = ? AND fingerprint = ?')
      .get(ledger.company.id, print) ??
    null;
  const kind = issueKind(draft.code);
  const details = JSON.stringify(draft.details);
  const message = fillWords(kind.meaning, draft.details);
  if (!known) {
    const id = writer.ids.next('issue');
    writer.insert(
      'issue',
      {
        id,
        company_id: ledger.company.id,
        code: draft.code,
        fingerprint: print,
        scope: origin.scope,
        integration: origin.integration,
        operation: origin.operation,
        entity_type: draft.subject.entity,
        external_id: draft.subject.key,
        discriminator: draft.discriminator ?? null,
        message,
        details,
        severity: draft.severity ?? kind.severity,
        effect: kind.effect,
        amount: draft.amount,
        month: draft.month,
        status: 'pending',
        reason: null,
        who: null,
        first_seen_at: origin.at,
        closed_at: null,
        reopened: 0,
        source_record_id: origin.sourceRecord,
      },
      origin.sourceRecord,
    );
    sight(ledger, writer, id, origin.at);
    return;
  }
  const changed = known.details !== details || known.amount !== draft.amount;
  // Resolved but here again: reopened. Ignored, but no longer what was ignored: looked at afresh.
  const again = known.status === 'resolved' || (known.status === 'ignored' && changed);
  writer.update(
    'issue',
    known,
    {
      scope: origin.scope,
      message,
      details,
      severity: draft.severity ?? kind.severity,
      amount: draft.amount,
      month: draft.month,
      ...(again
        ? {
            status: 'pending',
            reason: null,
            who: null,
            closed_at: null,
            reopened: known.reopened + (known.status === 'resolved' ? 1 : 0),
          }
        : {}),
    },
    origin.sourceRecord,
  );
  sight(ledger, writer, known.id, origin.at);
}

/** First and last seen and how often live apart from the issue: seeing it again changes nothing about it. */
function sight(ledger: Ledger, writer: Writer, issue: number, at: string): void {
  ledger
    .prepare<unknown[]>(
      `INSERT INTO issue_sighting (issue_id, last_seen_at, times_seen, run_id) VALUES (?, ?, 1, ?)
       ON CONFLICT (issue_id) DO UPDATE SET last_seen_at = excluded.last_seen_at,
         times_seen = times_seen + (run_id <> excluded.run_id), run_id = excluded.run_id`,
    )
    .run(issue, at, writer.run);
}

export interface IssueFilter extends CareFilter {
  readonly integration?: string;
  readonly operation?: string;
  readonly status?: IssueStatus;
  readonly entityType?: string;
  readonly severity?: string;
  readonly code?: string;
  readonly month?: string;
  /** A cause, as `issueGroups` names it. */
  readonly group?: string;
  /** From 1 to 1,000. */
  readonly limit?: number;
  /** The last row of the page before. */
  readonly after?: { readonly amount: number; readonly id: number };
}

export type ListedIssue = IssueRow &
  IssueCare & {
    readonly last_seen_at: string;
    readonly times_seen: number;
    /** Balance at risk: what the record itself shows, or what the latest accruals found, if more. */
    readonly at_risk: number;
    readonly month_at_risk: number;
  };

/** Issues by money at risk, most first. */
export function listIssues(ledger: Ledger, filter: IssueFilter): ListedIssue[] {
  const { after, limit } = filter;
  const where = allOf([
    ...issueConditions(ledger, filter),
    after ? sql`(l.at_risk <= ${after.amount} AND (l.at_risk < ${after.amount} OR l.issue_id > ${after.id}))` : null,
  ]);
  return rowsOf(
    ledger,
    sql<ListedIssue>`SELECT i.*, l.last_seen_at, l.times_seen, l.month_at_risk, l.at_risk, ${sql.raw(CARE_COLUMNS)}
      FROM issue_list l JOIN issue i ON i.id = l.issue_id ${sql.raw(CARE_JOINS)} WHERE ${where}
      ORDER BY l.at_risk DESC, l.issue_id ${limit === undefined ? sql`` : sql`LIMIT ${limit}`}`,
  );
}

/** What a filter asks of rows of `issue_list` called `l`. */
export function issueConditions(
  ledger: Ledger,
  filter: Omit<IssueFilter, 'limit' | 'after'>,
): (RawBuilder<unknown> | null)[] {
  const is = (column: string, value: string | undefined) =>
    value === undefined || value === '' ? null : sql`l.${sql.ref(column)} = ${value}`;
  return [
    is('status', filter.status),
    is('integration', filter.integration),
    is('operation', filter.operation),
    is('entity_type', filter.entityType),
    is('severity', filter.severity),
    is('code', filter.code),
    is('month', filter.month),
    filter.group ? sql`l.cause = (SELECT id FROM issue_cause WHERE cause = ${filter.group})` : null,
    ...careConditions(ledger, filter),
  ];
}

export function issueById(ledger: Ledger, id: number): ListedIssue | null {
  return (
    ledger
      .prepare<[number], ListedIssue>(
        `SELECT i.*, l.last_seen_at, l.times_seen, l.month_at_risk, l.at_risk, ${CARE_COLUMNS}
         FROM issue i JOIN issue_list l ON l.issue_id = i.id ${CARE_JOINS} WHERE i.id = ?`,
      )
      .get(id) ?? null
  );
}

export interface IssueTotals {
  readonly pending: number;
  /** Of the pending ones, those that stop a month: effect month, or a source that cannot be believed. */
  readonly blocking: number;
  readonly byCode: Readonly<Record<string, number>>;
  /** Company currency; a subject counts once, with its largest issue. */
  readonly amountAtRisk: number;
}

export function issueTotals(ledger: Ledger): IssueTotals {
  const rows = ledger
    .prepare<[], { code: IssueCode; n: number }>(
      `SELECT c.code, sum(g.n) AS n FROM (
         SELECT cause, count(*) AS n FROM issue_list INDEXED BY issue_list_cause WHERE status = 'pending' GROUP BY cause) g
       JOIN issue_cause c ON c.id = g.cause GROUP BY c.code ORDER BY c.code`,
    )
    .all();
  const { amount } = moneyAtRisk(ledger);
  const count = (of: typeof rows) => of.reduce((sum, { n }) => sum + n, 0);
  return {
    blocking: count(rows.filter(({ code }) => stopsMonth(code))),
    pending: count(rows),
    byCode: Object.fromEntries(rows.map(({ code, n }) => [code, n])),
    amountAtRisk: amount,
  };
}

/** What open issues put at risk, in all and in the month that was last worked out; a subject counts once, with its largest. */
export function moneyAtRisk(ledger: Ledger): { readonly amount: number; readonly month: number } {
  return remembered(ledger, 'money at risk', () => {
    const row = ledger
      .prepare<[], { amount: number; month: number }>(
        `SELECT coalesce(sum(largest), 0) AS amount, coalesce(sum(month), 0) AS month FROM (
           SELECT max(at_risk) AS largest, max(month_at_risk) AS month FROM issue_list INDEXED BY issue_list_subject
           WHERE status = 'pending' GROUP BY subject)`,
      )
      .get();
    return row ?? { amount: 0, month: 0 };
  });
}

function stopsMonth(code: IssueCode): boolean {
  const { effect, severity } = issueKind(code);
  return effect === 'month' || (effect === 'source' && severity === 'blocker');
}

/** Open issues of some kinds in a scope. */
export function openIssuesOfScope(ledger: Ledger, scope: string, codes: readonly string[]): IssueRow[] {
  return ledger
    .prepare<[number, string], IssueRow>(
      "SELECT * FROM issue WHERE company_id = ? AND scope = ? AND status <> 'resolved'",
    )
    .all(ledger.company.id, scope)
    .filter((row) => codes.includes(row.code));
}

/** What the accruals of a month found to be at risk in an open issue. Bookkeeping: it says nothing about the issue itself. */
export function setRisk(ledger: Ledger, issue: number, balance: number, month: number): void {
  ledger
    .prepare<unknown[]>('UPDATE issue_sighting SET balance_at_risk = ?, month_at_risk = ? WHERE issue_id = ?')
    .run(balance, month, issue);
}

export interface OpenIssue {
  readonly id: number;
  readonly code: string;
  readonly entity_type: string;
  readonly external_id: string;
  readonly amount: number;
  readonly month: string | null;
}

export function openIssues(ledger: Ledger): OpenIssue[] {
  return ledger
    .prepare<[number], OpenIssue>(
      "SELECT id, code, entity_type, external_id, amount, month FROM issue WHERE company_id = ? AND status <> 'resolved' ORDER BY id",
    )
    .all(ledger.company.id);
}

/** What a person says of an issue. */
export function setIssueStatus(
  writer: Writer,
  row: ListedIssue,
  to: { readonly status: IssueStatus; readonly reason: string | null; readonly who: string; readonly at: string },
): void {
  writer.update('issue', row, {
    status: to.status,
    reason: to.reason,
    who: to.who,
    closed_at: to.status === 'pending' ? null : to.at,
  });
}

/** Whether an issue of a kind was ever raised about a subject. */
export function issueOn(ledger: Ledger, code: string, externalId: string): boolean {
  return (
    ledger
      .prepare<[number, string, string], unknown>(
        'SELECT 1 FROM issue WHERE company_id = ? AND code = ? AND external_id = ? LIMIT 1',
      )
      .get(ledger.company.id, code, externalId) !== undefined
  );
}

/** Takes open and closed issues of one scope into another: what they are about has a new name. */
export function moveIssues(ledger: Ledger, writer: Writer, from: string, to: string): void {
  const rows = ledger
    .prepare<[number, string], IssueRow>('SELECT * FROM issue WHERE company_id = ? AND scope = ?')
    .all(ledger.company.id, from);
  for (const row of rows) writer.update('issue', row, { scope: to });
}
