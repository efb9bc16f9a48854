/** Signing, closing and opening a month again: every way to do so goes through here, and so through the same gate. */
import { type Month, monthInWords } from '../../shared/domain/month.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { newClose, rowOf } from '../close/close-record.ts';
import { monthRecord } from '../close/month-record.ts';
import { BALANCE_LAMP } from '../close/month-state.ts';
import { lampsOf } from '../close/reports/tie-outs-of-month.ts';
import { noteAudit } from '../ledger/audit.ts';
import {
  addClose,
  type CloseRow,
  type CloseVersion,
  closeOf,
  lastLock,
  noteReopened,
} from '../ledger/close-versions.ts';
import { listIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { addTieOutOverride } from '../ledger/month-words.ts';
import { addLock } from '../ledger/postings.ts';
import { clearSignature, type Signature, signaturesOf, standing } from '../ledger/signatures.ts';
import { Writer } from '../ledger/writer.ts';
import type { App } from './app.ts';
import { journalOff, notReady, totalsOff } from './month-ready.ts';
import { clearStale, figuresHash, sign } from './month-signatures.ts';
import { policiesToKeep } from './policy-list.ts';
import { accrualsInput } from './run-context.ts';

type Books = Pick<App, 'ledger' | 'clock'>;

/** Signs as preparer: the figures are fresh, nothing stops the month, and its control totals agree. */
export function prepareMonth(app: Books, month: Month, who: string): Result<Signature> {
  const problem = notReady(app, month) ?? totalsOff(lampsOf(app.ledger, month), false) ?? journalOff(app.ledger, month);
  if (problem) return fail(problem);
  const hash = figuresHash(app, month);
  const { prepared } = clearStale(app, month, hash);
  if (prepared !== null) return fail(alreadySigned(month, 'prepared', prepared.who));
  const signature = app.ledger.transaction(() => {
    const written = sign(app, month, 'prepared', who, hash);
    noteAudit(app.ledger, { at: written.at, who, action: 'signed as preparer', subject: month, detail: { hash } });
    return written;
  });
  return ok(signature);
}

/** Signs as reviewer what somebody has prepared. */
export function reviewMonth(
  app: Books,
  month: Month,
  who: string,
): Result<{ signature: Signature; samePerson: boolean }> {
  const problem = notReady(app, month) ?? totalsOff(lampsOf(app.ledger, month), false) ?? journalOff(app.ledger, month);
  if (problem) return fail(problem);
  const hash = figuresHash(app, month);
  const { prepared, reviewed } = clearStale(app, month, hash);
  if (prepared === null) return fail(notSigned(month, 'prepared'));
  if (reviewed !== null) return fail(alreadySigned(month, 'reviewed', reviewed.who));
  const samePerson = prepared.who === who;
  const signature = app.ledger.transaction(() => {
    const written = sign(app, month, 'reviewed', who, hash);
    const detail = { hash, samePerson };
    noteAudit(app.ledger, { at: written.at, who, action: 'signed as reviewer', subject: month, detail });
    return written;
  });
  return ok({ signature, samePerson });
}

/** Closes a month that both have signed. */
export function closeMonth(app: Books, month: Month, who: string): Result<CloseVersion> {
  const { ledger } = app;
  const problem = notReady(app, month) ?? totalsOff(lampsOf(ledger, month), true) ?? journalOff(ledger, month);
  if (problem) return fail(problem);
  const { prepared, reviewed } = clearStale(app, month, figuresHash(app, month));
  if (prepared === null) return fail(notSigned(month, 'prepared'));
  if (reviewed === null) return fail(notSigned(month, 'reviewed'));
  return ok(ledger.transaction(() => write(app, month, who, prepared, reviewed)));
}

/** Signs whatever is not signed yet, and closes: one person, in one go, printed as such. All of it or nothing. */
export function closeAtOnce(app: Books, month: Month, who: string): Result<CloseVersion> {
  const { ledger } = app;
  const lamps = lampsOf(ledger, month);
  const problem = notReady(app, month) ?? totalsOff(lamps, false) ?? journalOff(ledger, month);
  if (problem) return fail(problem);
  const balance = lamps.find(({ id }) => id === BALANCE_LAMP);
  if (balance?.state === 'differs') return fail(totalsOff([balance], true) ?? notSigned(month, 'reviewed'));
  const hash = figuresHash(app, month);
  const signed = clearStale(app, month, hash);
  return ok(
    ledger.transaction(() => {
      if (balance?.state === 'not_stated')
        addTieOutOverride(ledger, month, {
          tieOut: BALANCE_LAMP,
          reason: 'Closed in one go; the balance of the books was not typed in.',
          who,
          at: app.clock.now().toISOString(),
        });
      const prepared = signed.prepared ?? sign(app, month, 'prepared', who, hash);
      const reviewed = signed.reviewed ?? sign(app, month, 'reviewed', who, hash);
      return write(app, month, who, prepared, reviewed);
    }),
  );
}

function write(app: Books, month: Month, who: string, prepared: Signature, reviewed: Signature): CloseVersion {
  const { ledger } = app;
  const at = app.clock.now().toISOString();
  const record = monthRecord(ledger, month);
  addLock(ledger, { month, action: 'lock', at, who, reason: null });
  const close = newClose(accrualsInput(app, new Writer(ledger.db, 0), month), {
    at,
    who,
    prepared,
    reviewed,
    lock: lastLock(ledger),
    record,
    printed: printedWith(ledger, month, prepared.who === reviewed.who),
  });
  addClose(ledger, close);
  const detail = { version: close.version, hash: close.hash, preparedBy: prepared.who, reviewedBy: reviewed.who };
  noteAudit(ledger, { at, who, action: 'closed', subject: month, detail });
  const written = closeOf(ledger, month);
  if (written === null) throw new Error('A close must stand once it is written');
  return written;
}

/** What is printed with a close beside its figures: policies in words, open issues, and who did what. */
function printedWith(ledger: Ledger, month: Month, samePerson: boolean): CloseRow[] {
  const issues = [...listIssues(ledger, { status: 'pending' }), ...listIssues(ledger, { status: 'ignored' })];
  return [
    ...policiesToKeep(ledger, month).map(({ key, content }) => rowOf('policy', key, content)),
    ...issues.map((row) =>
      rowOf('issue', row.fingerprint, {
        code: row.code,
        about: `${row.entity_type} ${row.external_id}`,
        status: row.status,
        reason: row.reason,
        who: row.who,
        atRisk: row.at_risk,
        monthAtRisk: row.month_at_risk,
      }),
    ),
    rowOf('signatures', 'signatures', {
      samePerson,
      words: samePerson ? 'Prepared and reviewed by the same person.' : 'Prepared and reviewed by two people.',
    }),
  ];
}

/** Opens the latest closed month again. Its close is kept as a version; the next one is a new version. */
export function reopenMonth(app: Books, month: Month, who: string, reason: string): Result<CloseVersion | null> {
  const { ledger, clock } = app;
  const locked = ledger.lockedThrough();
  if (month !== locked) {
    return fail({
      code: 'OUT_OF_ORDER',
      message:
        locked === null
          ? 'No month is closed.'
          : `Only the latest closed month can be opened again, and that is ${monthInWords(locked)}.`,
      fix:
        locked === null
          ? 'There is nothing to open.'
          : `To reach ${monthInWords(month)}, open one month after the other, from ${monthInWords(locked)} back.`,
    });
  }
  if (reason.trim() === '') {
    return fail({
      code: 'REASON_MISSING',
      message: 'A month is opened again for a reason.',
      meaning: 'Nothing was changed.',
      fix: 'Say why in a few words: it is printed with the month.',
    });
  }
  const at = clock.now().toISOString();
  const close = closeOf(ledger, month);
  ledger.transaction(() => {
    addLock(ledger, { month, action: 'unlock', at, who, reason });
    if (close !== null) noteReopened(ledger, close.id, { at, who, reason, lock: lastLock(ledger) });
    const { prepared, reviewed } = standing(signaturesOf(ledger, month));
    for (const signature of [prepared, reviewed])
      if (signature) clearSignature(ledger, signature.id, at, `The month was opened again by ${who}: ${reason}`);
    noteAudit(ledger, { at, who, action: 'opened again', subject: month, detail: { reason } });
  });
  return ok(close);
}

function alreadySigned(month: Month, role: Signature['role'], who: string): Problem {
  return {
    code: 'ALREADY_SIGNED',
    message: `${monthInWords(month)} is ${role} already, by ${who}.`,
    meaning: 'Nothing was changed.',
    fix: role === 'prepared' ? 'The next signature is the reviewer’s.' : 'Close the month.',
  };
}

function notSigned(month: Month, role: Signature['role']): Problem {
  return {
    code: 'NOT_SIGNED',
    message: `${monthInWords(month)} is not ${role}, or its figures changed since.`,
    meaning: 'A month closes on two signatures that stand for its figures; one person may give both.',
    fix: role === 'prepared' ? 'Sign as preparer first.' : 'Have it reviewed and signed first.',
  };
}
