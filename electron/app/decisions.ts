import { type Month, month } from '../../shared/domain/month.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { projectedRevenue } from '../close/run-accruals.ts';
import { noteAudit } from '../ledger/audit.ts';
import { touchedByRun } from '../ledger/contracts.ts';
import { DECISION_VALUES, DecisionIndex } from '../ledger/decision-index.ts';
import {
  activeDecisions,
  addDecision,
  allDecisions,
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
  decisionById,
  noteDecisionRun,
  runOfDecision,
  undoDecision,
} from '../ledger/decisions.ts';
import { issueById, issueTotals } from '../ledger/issues.ts';
import { endRun, lastExecution } from '../ledger/runs.ts';
import { awaitingRecords } from '../ledger/source-records.ts';
import { undoRun } from '../ledger/undo.ts';
import { Writer } from '../ledger/writer.ts';
import { applyAgain } from '../sync/apply/apply-records.ts';
import type { App, UseCases } from './app.ts';
import { appliedConnections } from './connections.ts';
import { type Affected, affectedBy, subjectProblem } from './decision-reach.ts';
import { decisionsForIssue } from './decisions-for-issue.ts';
import { exclusively } from './exclusively.ts';
import { decisionRun } from './issues.ts';
import { rederiveAccruals } from './rederive.ts';
import { accrualsInput, applyContext } from './run-context.ts';
import { effectBetween } from './sync.ts';

type Channels = 'decisions/preview' | 'decisions/make' | 'decisions/undo' | 'decisions/list' | 'decisions/for-issue';

interface Draft {
  readonly kind: string;
  readonly subject: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export const decisionUseCases: UseCases<Channels> = {
  'decisions/preview': (app, input) => {
    const draft = checkedDecision(app, input);
    if (!draft.ok) return draft;
    return exclusively(app, () => ok(rehearse(app, () => decide(app, draft.value, '', 'preview').effect)));
  },
  'decisions/make': (app, input) => {
    const draft = checkedDecision(app, input);
    if (!draft.ok) return draft;
    if (draft.value.kind === 'manual' && input.reason.trim() === '') {
      return fail({
        code: 'REASON_MISSING',
        message: 'An amount entered by hand needs a reason.',
        meaning: 'It is printed with the month; without one nobody could review it. Nothing was saved.',
        fix: 'Say why, and who approved it.',
      });
    }
    return exclusively(app, () => ok(app.ledger.transaction(() => decide(app, draft.value, input.reason, input.who))));
  },
  'decisions/undo': (app, { id, who }) => {
    const decision = decisionById(app.ledger, id);
    if (!decision || decision.undoneAt !== null) {
      return fail({
        code: decision ? 'ALREADY_UNDONE' : 'UNKNOWN_DECISION',
        message: decision ? `Decision ${id} was undone before.` : `There is no decision ${id}.`,
        fix: 'List them with: monthend decide list.',
      });
    }
    return exclusively(app, () => ok(app.ledger.transaction(() => takeBack(app, decision, who))));
  },
  'decisions/list': ({ ledger }, { all }) =>
    ok((all ? allDecisions(ledger) : activeDecisions(ledger)).map(decisionView)),
  'decisions/for-issue': ({ ledger }, { issue: id }) => {
    const issue = issueById(ledger, id);
    if (!issue)
      return fail({
        code: 'UNKNOWN_ISSUE',
        message: `There is no issue ${id}.`,
        fix: 'List them with: monthend issues.',
      });
    return ok(decisionsForIssue(ledger, issue));
  },
};

export function decisionView(decision: Decision) {
  return { ...decision, value: { ...decision.value } };
}

/** A decision that can be made: its value read, its subject known. */
export function checkedDecision(
  app: App,
  draft: Draft,
): Result<{ kind: DecisionKind; subject: string; value: Record<string, unknown> }> {
  const kind = DECISION_KINDS.find((each) => each === draft.kind);
  if (!kind) {
    return fail({
      code: 'UNKNOWN_DECISION_KIND',
      message: `"${draft.kind}" is nothing that can be decided.`,
      fix: `Choose one of: ${DECISION_KINDS.join(', ')}.`,
    });
  }
  const value = DECISION_VALUES[kind].safeParse(draft.value);
  if (!value.success) {
    const first = value.error.issues[0];
    return fail({
      code: 'BAD_DECISION',
      message: `The decision lacks a usable ${first?.path.join('.') || 'value'}.`,
      fix: `What was expected: ${first?.message ?? 'another value'}.`,
    });
  }
  const problem: Problem | null = subjectProblem(app.ledger, kind, draft.subject, value.data);
  if (problem) return fail(problem);
  return ok({ kind, subject: draft.subject, value: kind === 'policy' ? dated(app, value.data) : value.data });
}

/** A policy that begins in a later month says which one was the first open when it was chosen: nobody else can say so. */
function dated({ ledger }: App, { chosenIn: _, ...value }: Record<string, unknown>): Record<string, unknown> {
  const open = ledger.firstOpenMonth();
  return value.from === open ? value : { ...value, chosenIn: open };
}

/** Does something in a transaction, looks at the outcome, and takes it all back. */
export function rehearse<T>(app: App, work: () => T): T {
  const rollback = Symbol('rollback');
  let outcome: { value: T } | undefined;
  try {
    app.ledger.transaction(() => {
      outcome = { value: work() };
      throw rollback;
    });
  } catch (thrown) {
    if (thrown !== rollback) throw thrown;
  }
  if (!outcome) throw new Error('A rehearsal must have an outcome');
  return outcome.value;
}

/**
 * Makes a decision and works out everything it reaches. The caller holds the transaction. Its effect is told up to the month that
 * accruals last worked, or up to a later one.
 */
export function decide(
  app: App,
  draft: { kind: DecisionKind; subject: string; value: Record<string, unknown> },
  reason: string,
  who: string,
  upTo: Month | null = null,
) {
  const change = () => addDecision(app.ledger, { ...draft, reason, who, decidedAt: app.clock.now().toISOString() });
  return withEffect(app, draft, 'decided', who, change, upTo);
}

/**
 * Takes a decision back by the journal of the run it made: links that came of it go with it, which applying again could not know.
 * Where later runs have built on those rows the decision alone is undone, and what is worked out again says what remains.
 */
function takeBack(app: App, decision: Decision, who: string) {
  return withEffect(app, decision, 'took back a decision', who, () => {
    const at = app.clock.now().toISOString();
    const run = runOfDecision(app.ledger, decision.id);
    const undone = run === null ? null : undoRun(app.ledger, run, { who, at });
    if (!undone?.ok) undoDecision(app.ledger, decision.id, at, who);
    return decision.id;
  });
}

/** Changes the decisions, applies everything concerned again offline, and measures what that did. */
function withEffect(
  app: App,
  draft: { kind: DecisionKind; subject: string; value: Readonly<Record<string, unknown>> },
  action: string,
  who: string,
  change: () => number,
  upTo: Month | null = null,
) {
  const { ledger } = app;
  const affected: Affected = affectedBy(ledger, draft.kind, draft.subject, draft.value);
  const before = { issues: issueTotals(ledger), revenue: projection(app, affected.clients, upTo) };
  const id = change();
  const run = decisionRun(app, who, { decision: id, kind: draft.kind, subject: draft.subject });
  noteDecisionRun(ledger, id, run);
  const writer = new Writer(ledger.db, run);
  const records = [...affected.records, ...awaitingRecords(ledger)];
  // Most policies change what is worked out and not what belongs together: nothing needs to be matched again.
  const matched = draft.kind === 'policy' && !draft.subject.startsWith('transferWindowDays') ? [] : affected.clients;
  applyAgain(applyContext(app, appliedConnections(app), writer), records, matched);
  const clients = [...new Set([...affected.clients, ...touchedByRun(ledger, run)])];
  rederiveAccruals(app, writer, clients);
  const at = app.clock.now().toISOString();
  noteAudit(ledger, {
    at,
    who,
    action,
    subject: draft.subject,
    detail: { decision: id, kind: draft.kind, ...draft.value },
  });
  endRun(ledger, run, 'completed', at, null);
  const after = { issues: issueTotals(ledger), revenue: projection(app, affected.clients, upTo) };
  const clearedByCode: Record<string, number> = {};
  let [clears, raises] = [0, 0];
  for (const code of new Set([...Object.keys(before.issues.byCode), ...Object.keys(after.issues.byCode)])) {
    const difference = (before.issues.byCode[code] ?? 0) - (after.issues.byCode[code] ?? 0);
    if (difference > 0) {
      clears += difference;
      clearedByCode[code] = difference;
    } else raises -= difference;
  }
  const decision = decisionById(ledger, id);
  if (!decision) throw new Error(`Decision ${id} has vanished`);
  return {
    decision: decisionView(decision),
    effect: {
      clears,
      raises,
      clearedByCode,
      records: affected.records.length,
      months: effectBetween(before.revenue, after.revenue),
    },
    run,
  };
}

/** What the open months would carry for some clients, up to the month that accruals last worked, or a later one. */
function projection(app: App, clients: readonly number[], upTo: Month | null): Map<string, number> {
  const last = lastExecution(app.ledger, 'accruals');
  if (clients.length === 0 || last?.month == null) return new Map();
  const worked = month(last.month);
  const until = upTo !== null && upTo > worked ? upTo : worked;
  const { writer: _writer, at: _at, ...input } = accrualsInput(app, new Writer(app.ledger.db, 0), until);
  return projectedRevenue({ ...input, decisions: new DecisionIndex(activeDecisions(app.ledger)) }, clients);
}
