/** Gathers a month's close from the ledger: the same figures that the screens show, as plain rows for whoever writes them down. */
import { createHash } from 'node:crypto';
import type { CloseData, CloseHead, ExceptionRow, JournalRow } from '../../shared/close/close-data.ts';
import { type DetailHolder, detailRows } from '../../shared/close/detail-rows.ts';
import type { Gate } from '../../shared/close/gate.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { currency } from '../../shared/domain/money.ts';
import { addMonths, firstDay, type Month, monthsOf } from '../../shared/domain/month.ts';
import { figureReference, thingReference } from '../../shared/domain/reference.ts';
import { closeOf } from '../ledger/close-versions.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import { issueTotals, type ListedIssue, listIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { monthInstants } from '../ledger/month-instants.ts';
import { clientNames, documentRates } from '../ledger/package-queries.ts';
import { ledgerMark } from '../ledger/references.ts';
import { lastExecution } from '../ledger/runs.ts';
import { signaturesOf, standing } from '../ledger/signatures.ts';
import { lateChanges } from './change-rows.ts';
import { ageingRows, documentRows } from './document-rows.ts';
import { journalLines } from './journal-lines.ts';
import { type MonthFacts, monthFacts } from './month-facts.ts';
import { monthRecord } from './month-record.ts';
import { paymentRows, receivablesMoves } from './payment-rows.ts';
import { holderName } from './reports/holder-names.ts';
import { waterfallMonth } from './reports/waterfall-month.ts';
import { sourceRows } from './source-rows.ts';

/** What only the caller knows: policies in words, and the gate, which depend on what is decided and set. */
export interface CloseWords {
  readonly policies: CloseData['policies'];
  readonly gate: Gate;
  /** What became known of contracts since the last close, in sentences; asked only where revenue changed. */
  readonly learnt: () => ReadonlyMap<number, readonly string[]>;
}

/** The close of a month as the ledger stands now. */
export function closeData(ledger: Ledger, month: Month, words: CloseWords): CloseData {
  const facts = monthFacts(ledger);
  const record = monthRecord(ledger, month);
  const months = monthsUpTo(facts, month);
  const totals = issueTotals(ledger);
  const changes = lateChanges(ledger, month, words.learnt);
  return {
    head: headOf(ledger, month),
    policies: words.policies,
    gate: words.gate,
    lamps: record.tieOuts,
    openIssues: { count: totals.pending, atRiskMinor: totals.amountAtRisk },
    ledgerBalanceMinor: record.ledgerBalance,
    months,
    detail: detailOf(ledger, facts, month, months),
    documents: documentRows(ledger, facts, month),
    journal: journalRows(ledger, facts, month),
    journalStyle: record.style,
    ageing: ageingRows(ledger, month),
    reconciliation: paymentRows(ledger, month),
    receivables: receivablesMoves(ledger, month),
    exceptions: listIssues(ledger, {})
      .filter(({ status }) => status !== 'resolved')
      .map(exceptionOf),
    changes: changes.rows,
    changesSince: changes.since,
    sources: sourceRows(ledger, month),
    rates: documentRates(ledger, firstDay(month), firstDay(addMonths(month, 1))).map((row) => ({
      currency: currency(row.currency),
      date: civilDate(row.date),
      rate: row.rate,
      source: 'document',
    })),
    mappingsVersion: mappingsOf(ledger),
    services: [...facts.services.values()].map(({ id, name }) => ({ id, name })),
  };
}

function headOf(ledger: Ledger, month: Month): CloseHead {
  const { name, time_zone: timeZone } = ledger.company;
  const close = closeOf(ledger, month);
  const signed = standing(signaturesOf(ledger, month));
  const worked = lastExecution(ledger, 'accruals', month);
  const preparedBy = close ? { who: close.preparedBy, at: close.preparedAt } : signed.prepared;
  const reviewedBy = close ? { who: close.reviewedBy, at: close.reviewedAt } : signed.reviewed;
  const open = reviewedBy
    ? 'reviewed'
    : preparedBy
      ? 'prepared'
      : worked?.status === 'completed'
        ? 'calculated'
        : 'open';
  return {
    company: name,
    currency: ledger.currency,
    timeZone,
    month,
    instants: monthInstants(month, timeZone),
    state: close ? 'closed' : open,
    version: close?.version ?? null,
    preparedBy: preparedBy && { who: preparedBy.who, at: preparedBy.at },
    reviewedBy: reviewedBy && { who: reviewedBy.who, at: reviewedBy.at },
    run: worked === null ? 'none' : String(worked.run),
    mark: ledgerMark(ledger),
  };
}

/** From the first month in which anything was billed or earned. */
function monthsUpTo({ holders, firstMonth }: MonthFacts, month: Month): Month[] {
  let first = firstMonth < month ? firstMonth : month;
  for (const { lines } of holders) {
    for (const { countedIn } of lines.billed) if (countedIn < first) first = countedIn;
    for (const { month: at } of lines.posted) if (at < first) first = at;
  }
  return monthsOf({ from: first, until: addMonths(month, 1) });
}

function detailOf(ledger: Ledger, facts: MonthFacts, month: Month, months: readonly Month[]): CloseData['detail'] {
  const { rows, standings, months: ahead } = waterfallMonth(ledger, month);
  const places = new Map(rows.map((row, at) => [row.id, { row, standing: standings[at] ?? null }]));
  const names = clientNames(ledger);
  const titles = (service: string | null) => (service === null ? null : (facts.services.get(service)?.name ?? service));
  const titled = (lines: MonthFacts['holders'][number]['lines']) => ({
    ...lines,
    service: titles(lines.service),
    ...(lines.earlierPlaces
      ? { earlierPlaces: lines.earlierPlaces.map((place) => ({ ...place, service: titles(place.service) })) }
      : {}),
  });
  function* holders(): Generator<DetailHolder, void, void> {
    for (const holder of facts.holders) {
      const { lines, contractId, invoiceId } = holder;
      const own = titled(lines);
      const place = places.get(lines.id);
      yield {
        ref:
          contractId !== null
            ? thingReference('contract', contractId, lines.id)
            : thingReference('document', invoiceId ?? 0, lines.id),
        clientName: lines.client === null ? null : (names.get(lines.client) ?? null),
        lines: own,
        functional: holder.functional === lines ? own : titled(holder.functional),
        waterfall: place?.row ?? null,
        standing: place?.standing ?? null,
      };
    }
  }
  return () => detailRows(holders(), months, ahead.slice(0, 12));
}

function journalRows(ledger: Ledger, facts: MonthFacts, month: Month): JournalRow[] {
  const mark = ledgerMark(ledger);
  return journalLines(ledger, month).map(
    ({ entry, line, parts }): JournalRow => ({
      ref: figureReference('journal', month, parts, mark),
      entryNo: entry.entryNo,
      lineNo: line.lineNo,
      date: entry.date,
      account: line.account,
      accountName: line.accountName,
      revenue: line.role === 'revenue' || line.role === 'priorPeriod' || line.role === 'breakage',
      debitMinor: line.debitMinor,
      creditMinor: line.creditMinor,
      currency: entry.currency,
      functionalDebitMinor: line.functionalDebitMinor,
      functionalCreditMinor: line.functionalCreditMinor,
      service: line.service === null ? null : (facts.services.get(line.service)?.name ?? line.service),
      contract: line.contractId === null ? null : holderName(facts, line.contractId).code,
      client: line.client,
      memo: line.memo,
    }),
  );
}

function exceptionOf(row: ListedIssue): ExceptionRow {
  const kind = issueKind(row.code as IssueCode);
  const details: Record<string, unknown> = JSON.parse(row.details);
  return {
    ref: thingReference('issue', row.id, row.fingerprint),
    code: row.code,
    title: fillWords(kind.title, details),
    message: row.message,
    fix: fillWords(kind.fix, details),
    severity: row.severity,
    status: row.status === 'ignored' ? 'passed' : 'open',
    atRiskMinor: row.at_risk,
    monthAtRiskMinor: row.month_at_risk,
    // Who looks after it; where nobody does, who passed it.
    owner: row.owner ?? row.who,
    decision: row.status === 'ignored' ? 'passed with a reason' : '',
    reason: row.reason,
  };
}

/** The mappings in force: how many, and a fingerprint that changes with any of them. */
function mappingsOf(ledger: Ledger): string {
  const mappings = activeDecisions(ledger).filter(({ kind }) => kind === 'map-service' || kind === 'map-status');
  const lines = mappings.map(({ kind, subject, value }) => `${kind} ${subject} ${JSON.stringify(value)}`).sort();
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
  return `${mappings.length} mappings, ${hash.slice(0, 16)}`;
}
