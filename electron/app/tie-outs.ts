/** The lamps of a month as they are shown, and the issues that stand for those that are red. */
import { blocking } from '../../shared/close/tie-outs.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import { minorToText } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import { unbalancedEntries } from '../close/journal-balance.ts';
import { monthFacts } from '../close/month-facts.ts';
import type { Lamp } from '../close/month-reports.ts';
import { holderName } from '../close/reports/holder-names.ts';
import { journalOf, KINDS } from '../close/reports/journal-report.ts';
import { nameOf } from '../close/reports/roll-forward.ts';
import { lampsOf } from '../close/reports/tie-outs-of-month.ts';
import { openIssuesOfScope, settleIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerBalance } from '../ledger/month-words.ts';
import { endRun } from '../ledger/runs.ts';
import { Writer } from '../ledger/writer.ts';
import type { App } from './app.ts';
import { decisionRun } from './issues.ts';

/** Contracts named behind one lamp; the difference is theirs and of those that are not listed. */
const NAMED = 200;

export function lampsShown(ledger: Ledger, month: Month) {
  return shown(ledger, month, lampsOf(ledger, month));
}

function shown(ledger: Ledger, month: Month, lamps: readonly Lamp[]) {
  const facts = monthFacts(ledger);
  return {
    month,
    red: blocking(lamps).length,
    ledgerBalance: ledgerBalance(ledger, month),
    lamps: lamps.map((lamp) => ({
      id: lamp.id,
      words: lamp.words,
      left: { words: lamp.left, amount: lamp.leftMinor },
      right: { words: lamp.right, amount: lamp.rightMinor },
      difference: lamp.differenceMinor,
      unit: lamp.unit,
      currency: lamp.currency,
      state: lamp.state,
      overridable: lamp.overridable,
      override: lamp.override === null ? null : { reason: lamp.override.reason, who: lamp.override.by },
      leftOut: lamp.leftOut,
      behind: lamp.behind.slice(0, NAMED).map((each) => {
        const { contract, document, code, client } = holderName(facts, each.id);
        const { leftMinor: left, rightMinor: right, differenceMinor: difference } = each;
        return { key: each.id, contract, document, code, client, left, right, difference };
      }),
    })),
  };
}

/**
 * Works the lamps out and brings their issues in line. A balance of the books that nobody typed yet is a step of the checklist and
 * no issue; a lamp that somebody overrode is none either.
 */
export function settleLamps(app: App, month: Month, who: string) {
  const { ledger, clock } = app;
  const lamps = lampsOf(ledger, month);
  const drafts = draftsOf(ledger, month, lamps);
  const scope = `tie-outs:${month}`;
  const known = new Writer(ledger.db, 0).issueScopes.has(scope);
  if (drafts.length > 0 || known) {
    ledger.transaction(() => {
      const at = clock.now().toISOString();
      const run = decisionRun(app, who, { tieOuts: month });
      const writer = new Writer(ledger.db, run);
      settleIssues(
        ledger,
        writer,
        { scope, integration: 'monthend', operation: 'tie-outs', at, sourceRecord: null },
        drafts,
      );
      endRun(ledger, run, 'completed', at, null);
    });
  }
  return shown(ledger, month, lamps);
}

/** Looks again at what an earlier check found: a total that agrees by now closes its issue. Finds nothing new. */
export function settleKnownLamps(app: App, month: Month, who: string): void {
  const found = openIssuesOfScope(app.ledger, `tie-outs:${month}`, [
    'TIE_OUT_FAILED',
    'JOURNAL_UNBALANCED',
    'ACCOUNT_MISSING',
  ]);
  if (found.length > 0) settleLamps(app, month, who);
}

function draftsOf(ledger: Ledger, month: Month, lamps: readonly Lamp[]): IssueDraft[] {
  const drafts = lamps
    .filter(({ state }) => state === 'differs')
    .map((lamp): IssueDraft => {
      const words = (amount: number) =>
        lamp.unit === 'documents' ? String(amount) : `${minorToText(amount, lamp.currency)} ${lamp.currency}`;
      const money = lamp.unit === 'money' ? Math.abs(lamp.differenceMinor) : 0;
      return {
        code: 'TIE_OUT_FAILED',
        subject: { entity: 'month', key: month },
        discriminator: lamp.currency === ledger.currency ? String(lamp.id) : `${lamp.id} ${lamp.currency}`,
        details: { check: lamp.words, left: words(lamp.leftMinor), right: words(lamp.rightMinor) },
        amount: money,
        month,
      };
    });
  const facts = monthFacts(ledger);
  const made = journalOf(ledger, month);
  for (const { entryNo, currency, debitMinor, creditMinor } of unbalancedEntries(made, ledger.currency)) {
    drafts.push({
      code: 'JOURNAL_UNBALANCED',
      subject: { entity: 'month', key: month },
      discriminator: String(entryNo),
      details: { d: minorToText(debitMinor, currency), c: minorToText(creditMinor, currency) },
      amount: Math.abs(debitMinor - creditMinor),
      month,
    });
  }
  for (const { role, service } of made.missing) {
    const lines = made.entries
      .flatMap(({ lines: own }) => own)
      .filter((line) => line.role === role && line.account === null);
    drafts.push({
      code: 'ACCOUNT_MISSING',
      subject: { entity: 'month', key: month },
      discriminator: `${role} ${service ?? ''}`,
      details: { service: role === 'revenue' ? nameOf(facts, service) : 'The company', kind: KINDS[role] },
      amount: lines.reduce((sum, line) => sum + line.functionalDebitMinor + line.functionalCreditMinor, 0),
      month,
    });
  }
  return drafts;
}
