import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IssueStatus } from '../../shared/domain/entities.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { exportIssues } from '../exports/issues-csv.ts';
import { issueIds } from '../ledger/issue-lists.ts';
import { issueById, issueTotals, type ListedIssue, listIssues, setIssueStatus } from '../ledger/issues.ts';
import { recordById, versionsOf } from '../ledger/periods.ts';
import { createRun, endRun } from '../ledger/runs.ts';
import { Writer } from '../ledger/writer.ts';
import { applyAgain } from '../sync/apply/apply-records.ts';
import type { App, UseCases } from './app.ts';
import { appliedConnections } from './connections.ts';
import { affectedByIssue } from './decision-reach.ts';
import { exclusively } from './exclusively.ts';
import { booksToday, caredFor, careView, unknownIssue } from './issue-care.ts';
import { rederiveAccruals } from './rederive.ts';
import { applyContext } from './run-context.ts';

type Channels = 'issues/list' | 'issues/get' | 'issues/update' | 'issues/retry' | 'issues/export' | 'issues/totals';

/** An issue as the operator sees it on a day: the words of its kind, filled in. */
export function issueView(row: ListedIssue, today: CivilDate) {
  const kind = issueKind(row.code as IssueCode);
  const details = JSON.parse(row.details) as Record<string, unknown>;
  const words = keyOutOfReach(details) ?? {
    title: fillWords(kind.title, details),
    message: row.message,
    fix: fillWords(kind.fix, details),
  };
  return {
    id: row.id,
    code: row.code,
    fingerprint: row.fingerprint,
    integration: row.integration,
    operation: row.operation,
    entityType: row.entity_type,
    entityExternalId: row.external_id,
    ...words,
    severity: row.severity,
    effect: row.effect,
    details,
    amountAtRisk: row.at_risk,
    monthAtRisk: row.month_at_risk,
    month: row.month,
    status: row.status as IssueStatus,
    reason: row.reason,
    who: row.who,
    ...careView(row, today),
    firstSeen: row.first_seen_at,
    lastSeen: row.last_seen_at,
    timesSeen: row.times_seen,
    reopened: row.reopened,
  };
}

/** The system was never asked, because its key could not be had on this computer: then its own refusal is not what happened. */
export function keyOutOfReach({ source, said, what }: Record<string, unknown>) {
  if (typeof said !== 'string') return null;
  return { title: `The key of ${String(source)} cannot be reached on this computer`, message: said, fix: String(what) };
}

export const issueUseCases: UseCases<Channels> = {
  'issues/list': (app, { cursor, limit, ...wanted }) => {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (after === null) {
      return fail({
        code: 'BAD_CURSOR',
        message: 'That is not where a page ended.',
        fix: 'Use the cursor that the page before gave, or leave it out.',
      });
    }
    const rows = listIssues(app.ledger, { ...caredFor(app, wanted), limit: limit + 1, after });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      issues: page.map((row) => issueView(row, booksToday(app))),
      cursor: rows.length > limit && last ? `${last.at_risk}.${last.id}` : null,
    });
  },
  'issues/get': (app, { id }) => {
    const { ledger } = app;
    const row = issueById(ledger, id);
    if (!row) return unknownIssue(id);
    const record = row.source_record_id === null ? null : recordById(ledger, row.source_record_id);
    const version = record ? versionsOf(ledger, record.id).at(-1) : undefined;
    return ok({
      issue: issueView(row, booksToday(app)),
      payload: version?.payload ?? null,
      payloadFetchedAt: version?.fetchedAt ?? null,
    });
  },
  'issues/update': (app, input) => exclusively(app, () => updateIssues(app, input)),
  'issues/retry': (app, input) => exclusively(app, () => retry(app, input)),
  'issues/export': (app, { path, who, search, ids, ...asked }) => {
    const filter = caredFor(app, asked);
    const rows = listIssues(app.ledger, filter);
    // What is on screen is what is written: a search or a selection narrows the file, too.
    const found =
      search || ids ? new Set(issueIds(app.ledger, { ...filter, search, ids }, Math.max(rows.length, 1)).ids) : null;
    const wanted = found === null ? rows : rows.filter(({ id }) => found.has(id));
    const today = booksToday(app);
    const views = wanted.map((row) => issueView(row, today));
    return exportIssues(app.ledger, views, { path, who, at: app.clock.now().toISOString() });
  },
  'issues/totals': ({ ledger }) => ok(issueTotals(ledger)),
};

/** What a person says of issues, all or none of them. Whoever calls it holds the run lock. */
export function updateIssues(
  app: App,
  { ids, status, reason, who }: ParsedInputOf<'issues/update'>,
): Result<{ updated: number }> {
  const { ledger } = app;
  if (status === 'ignored' && (reason === undefined || reason.trim() === '')) {
    return fail({
      code: 'REASON_MISSING',
      message: 'An issue is ignored for a reason.',
      fix: 'Say why in a few words: it is printed with the month.',
    });
  }
  const rows = ids.map((id) => issueById(ledger, id));
  const missing = ids.find((_, at) => rows[at] === null);
  if (missing !== undefined) return unknownIssue(missing);
  const at = app.clock.now().toISOString();
  const run = decisionRun(app, who, { issues: ids, status });
  ledger.transaction(() => {
    const writer = new Writer(ledger.db, run);
    for (const row of rows) if (row) setIssueStatus(writer, row, { status, reason: reason?.trim() || null, who, at });
    endRun(ledger, run, 'completed', at, null);
  });
  return ok({ updated: ids.length });
}

function retry(app: App, { ids, who }: ParsedInputOf<'issues/retry'>): Result<OutputOf<'issues/retry'>> {
  const { ledger, clock } = app;
  const rows = ids.map((id) => issueById(ledger, id));
  const missing = ids.find((_, at) => rows[at] === null);
  if (missing !== undefined) return unknownIssue(missing);
  const records = new Set<number>();
  const clients = new Set<number>();
  for (const row of rows) {
    if (!row) continue;
    if (row.source_record_id !== null) records.add(row.source_record_id);
    const affected = affectedByIssue(ledger, row);
    for (const id of affected.records) records.add(id);
    for (const id of affected.clients) clients.add(id);
  }
  const at = clock.now().toISOString();
  const run = createRun(ledger, {
    kind: 'retry',
    trigger: 'manual',
    from: null,
    until: null,
    options: { issues: ids },
    who,
    at,
    executions: [],
  });
  const writer = new Writer(ledger.db, run);
  const context = applyContext(app, appliedConnections(app), writer);
  ledger.transaction(() => {
    applyAgain(context, [...records], [...clients]);
    rederiveAccruals(app, writer, [...clients]);
    endRun(ledger, run, 'completed', at, null);
  });
  const open = ids.filter((id) => issueById(ledger, id)?.status === 'pending').length;
  return ok({ retried: records.size, cleared: ids.length - open, stillOpen: open, run });
}

function readCursor(text: string): { amount: number; id: number } | null {
  const match = /^(\d+)\.(\d+)$/.exec(text);
  return match ? { amount: Number(match[1]), id: Number(match[2]) } : null;
}

/** A run that holds what a person decided, so that it is journaled and can be undone like any other. */
export function decisionRun(app: App, who: string, options: Record<string, unknown>): number {
  return createRun(app.ledger, {
    kind: 'decision',
    trigger: 'manual',
    from: null,
    until: null,
    options,
    who,
    at: app.clock.now().toISOString(),
    executions: [],
  });
}
