/** What a filled-in issues workbook would change here, and taking all of it over or nothing. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { type IssueStatus, PERIOD_STATUSES } from '../../shared/domain/entities.ts';
import { type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { type FilledRow, type Finding, readIssues } from '../exports/read-issues.ts';
import { cellText } from '../exports/workbook/cell-text.ts';
import { issueById, type ListedIssue } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerMark } from '../ledger/references.ts';
import { allServices } from '../ledger/services.ts';
import { storageProblem } from '../platform/paths.ts';
import type { App } from './app.ts';
import { checkedDecision, decide } from './decisions.ts';
import { booksToday } from './issue-care.ts';
import { issueView, updateIssues } from './issues.ts';

type Diff = OutputOf<'issues/import-preview'>;
type Change = Diff['changes'][number];

/** Larger than any list of issues, and small enough to be read whole. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What Mapping takes for a product that is no service. */
export const NO_COURSE = 'not a course';

type Draft = { readonly kind: string; readonly subject: string; readonly value: Record<string, unknown> };

interface Intent {
  readonly diff: Diff;
  readonly statuses: readonly { readonly issue: number; readonly status: IssueStatus; readonly reason: string }[];
  readonly decisions: readonly { readonly draft: Draft; readonly reason: string }[];
}

export function wordOfStatus(status: string): string {
  return status === 'pending' ? 'open' : status;
}

/** What can be mapped at an issue, in words; empty where nothing can. */
export function mappingWords(code: string): string {
  if (code === 'SERVICE_UNKNOWN') return `Name of the service it stands for, or "${NO_COURSE}"`;
  if (code === 'STATUS_UNMAPPED') return `One of: ${PERIOD_STATUSES.join(', ').toLowerCase()}`;
  return '';
}

/** What the file would do. Reads only. */
export function importDiff(app: Pick<App, 'ledger' | 'clock'>, path: string): Result<Diff> {
  const intent = intentOf(app, path);
  return intent.ok ? ok(intent.value.diff) : intent;
}

/** Takes over what the file says. Whoever calls it holds the run lock. */
export function importIssues(
  app: App,
  { path, sha256, who }: ParsedInputOf<'issues/import'>,
): Result<OutputOf<'issues/import'>> {
  const intent = intentOf(app, path);
  if (!intent.ok) return intent;
  const { diff, statuses, decisions } = intent.value;
  if (sha256 !== undefined && sha256 !== diff.sha256) {
    return fail({
      code: 'FILE_CHANGED',
      message: 'The file was saved again since you were shown what it would change.',
      meaning: 'Nothing of the file was taken over.',
      fix: 'Look at its changes once more, then take them over.',
    });
  }
  const stops = diff.findings.filter((finding) => finding.stops);
  const [first] = stops;
  if (first) {
    return fail({
      code: 'IMPORT_STOPPED',
      message: stops.length === 1 ? first.message : `${first.message} And ${stops.length - 1} more like it.`,
      meaning: 'Nothing of the file was taken over.',
      fix: first.fix,
      details: { findings: stops.slice(0, 100) },
    });
  }
  const checked = decisions.map(({ draft, reason }) => ({ draft: checkedDecision(app, draft), reason }));
  for (const { draft } of checked) if (!draft.ok) return draft;
  const refused = Symbol('refused');
  let refusal: Result<never> | null = null;
  try {
    app.ledger.transaction(() => {
      for (const { draft, reason } of checked) if (draft.ok) decide(app, draft.value, reason, who);
      const groups = Map.groupBy(statuses, ({ status, reason }) => JSON.stringify([status, reason]));
      for (const group of groups.values()) {
        const [one] = group;
        if (!one) continue;
        const ids = group.map(({ issue }) => issue);
        const done = updateIssues(app, { ids, status: one.status, reason: one.reason || undefined, who });
        if (done.ok) continue;
        refusal = done;
        throw refused;
      }
    });
  } catch (thrown) {
    if (thrown !== refused || refusal === null) throw thrown;
    return refusal;
  }
  return ok({ updated: statuses.length, decisions: checked.length, diff });
}

function intentOf({ ledger, clock }: Pick<App, 'ledger' | 'clock'>, path: string): Result<Intent> {
  const file = fileAt(path);
  if (!file.ok) return file;
  const read = readIssues(file.value);
  const findings: Finding[] = [...read.findings];
  const changes: Change[] = [];
  const statuses: Intent['statuses'][number][] = [];
  const decided = new Map<string, { draft: Draft; reason: string; text: string }>();
  const same = read.ledger === ledgerMark(ledger);
  if (!same && read.ledger !== '')
    findings.push({
      row: null,
      message: 'This file was written from another ledger.',
      fix: 'Open the ledger it came from, or export the issues of this one.',
      stops: true,
    });
  for (const row of same ? read.rows : []) {
    const statusChanged = row.status !== row.statusBefore;
    const noteChanged = row.note !== row.noteBefore;
    if (!statusChanged && !noteChanged && row.mapping === '') continue;
    const issue = issueById(ledger, row.issue);
    const stopped = issue === null ? unknown(row) : conflict(row, issue);
    if (stopped || issue === null) {
      if (stopped) findings.push(stopped);
      continue;
    }
    const view = issueView(issue, booksToday({ ledger, clock }));
    const change = (field: Change['field'], before: string, after: string, words: string) =>
      changes.push({ issue: issue.id, row: row.row, code: issue.code, title: view.title, field, before, after, words });
    if (statusChanged) change('status', row.statusBefore, row.status, `Issue ${issue.id} becomes ${row.status}`);
    if (noteChanged)
      change('note', row.noteBefore, row.note, row.note === '' ? 'The note is taken out' : 'The note is kept with it');
    if (statusChanged || noteChanged)
      statuses.push({
        issue: issue.id,
        status: row.status === 'open' ? 'pending' : row.status === 'ignored' ? 'ignored' : 'resolved',
        reason: row.note,
      });
    if (row.mapping === '') continue;
    const draft = mappingOf(ledger, issue, row.mapping);
    if ('message' in draft) {
      findings.push({ ...draft, row: row.row, stops: true });
      continue;
    }
    const key = `${draft.kind} ${draft.subject}`;
    const before = decided.get(key);
    if (before && JSON.stringify(before.draft.value) !== JSON.stringify(draft.value)) {
      findings.push({
        row: row.row,
        message: `${outside(issue)} is mapped to "${before.text}" and to "${row.mapping}" in one file.`,
        fix: 'Keep one of the two.',
        stops: true,
      });
      continue;
    }
    decided.set(key, { draft, reason: row.note, text: row.mapping });
    change('mapping', '', row.mapping, `${outside(issue)} is mapped to ${row.mapping}, once for all such lines`);
  }
  const ready = changes.length > 0 && !findings.some(({ stops }) => stops);
  return ok({
    diff: {
      sha256: createHash('sha256').update(file.value).digest('hex'),
      rows: read.rows.length,
      changes,
      findings,
      ready,
    },
    statuses,
    decisions: [...decided.values()],
  });
}

function fileAt(path: string): Result<Uint8Array> {
  try {
    if (statSync(path).size > MOST_BYTES) {
      return fail({
        code: 'FILE_TOO_LARGE',
        message: 'The file is larger than any list of issues that was exported from here.',
        meaning: 'Nothing was read.',
        fix: 'Choose the file that was exported from the issues.',
      });
    }
    return ok(readFileSync(path));
  } catch (thrown) {
    const problem = storageProblem(thrown, path);
    if (!problem) throw thrown;
    return fail({
      ...problem,
      message: `${path} cannot be read.`,
      meaning: 'Nothing was changed.',
      fix: 'Choose a file that is there and that you may read.',
    });
  }
}

function unknown({ row, issue }: FilledRow): Finding {
  return {
    row,
    message: `There is no issue ${issue} here (row ${row}).`,
    fix: 'Take the row out, or export the issues again.',
    stops: true,
  };
}

/** What somebody or a run did to the issue since the file was written wins over the file. */
function conflict(row: FilledRow, issue: ListedIssue): Finding | null {
  const status = wordOfStatus(issue.status);
  const note = plain(cellText(issue.reason ?? ''));
  if (status !== row.statusBefore || note !== plain(row.noteBefore))
    return {
      row: row.row,
      message: `Issue ${issue.id} changed here since the file was written: it is ${status} now.`,
      fix: 'Export the issues again and fill that one in anew.',
      stops: true,
    };
  if (row.status === 'ignored' && row.note.trim() === '')
    return {
      row: row.row,
      message: `Issue ${issue.id} is to be ignored without a reason (row ${row.row}).`,
      fix: 'Say why in its note: it is printed with the month.',
      stops: true,
    };
  return null;
}

/** Programs that save a workbook do not all keep blanks the same. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function mappingOf(
  ledger: Ledger,
  issue: ListedIssue,
  text: string,
): Draft | { readonly message: string; readonly fix: string } {
  const wanted = text.toLowerCase();
  if (issue.code === 'SERVICE_UNKNOWN') {
    if (wanted === NO_COURSE) return { kind: 'map-service', subject: issue.external_id, value: { service: null } };
    const found = allServices(ledger).filter(
      ({ name, key }) => name.toLowerCase() === wanted || key.toLowerCase() === wanted,
    );
    const [one] = found;
    if (one && found.length === 1)
      return { kind: 'map-service', subject: issue.external_id, value: { service: one.key } };
    return {
      message:
        found.length === 0
          ? `There is no service called "${text.slice(0, 60)}".`
          : `Several services are called "${text.slice(0, 60)}".`,
      fix: `Write a name from the sheet About, or "${NO_COURSE}".`,
    };
  }
  if (issue.code === 'STATUS_UNMAPPED') {
    const status = PERIOD_STATUSES.find((each) => each.toLowerCase() === wanted);
    if (status) return { kind: 'map-status', subject: issue.external_id, value: { status } };
    return {
      message: `"${text.slice(0, 60)}" is no status of a course.`,
      fix: `Choose one of: ${PERIOD_STATUSES.join(', ').toLowerCase()}.`,
    };
  }
  return {
    message: `Issue ${issue.id} (${issueKind(issue.code as IssueCode).title}) takes no mapping.`,
    fix: 'Empty the cell; this one is settled in the app.',
  };
}

function outside({ external_id, code }: ListedIssue): string {
  return code === 'SERVICE_UNKNOWN' ? `Product ${external_id.slice(external_id.indexOf(':') + 1)}` : `"${external_id}"`;
}
