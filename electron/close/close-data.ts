/** Gathers a month's close from the ledger: the same figures that the screens show, as plain rows for whoever writes them down. */
import { createHash } from 'node:crypto';
import type {
  CloseData,
  CloseHead,
  DocumentRow,
  ExceptionRow,
  JournalRow,
  SourceControl,
} from '../../shared/close/close-data.ts';
import { type DetailHolder, detailRows } from '../../shared/close/detail-rows.ts';
import type { Gate } from '../../shared/close/gate.ts';
import { sumOf } from '../../shared/close/sums.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { currency } from '../../shared/domain/money.ts';
import {
  addMonths,
  firstDay,
  lastDay,
  type Month,
  monthInWords,
  month as monthOfText,
  monthsOf,
} from '../../shared/domain/month.ts';
import { closeOf } from '../ledger/close-versions.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import { issueTotals, type ListedIssue, listIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  clientNames,
  documentRates,
  packagedDocuments,
  packagedPayments,
  packageRows,
  postedSince,
  sentRecords,
} from '../ledger/package-queries.ts';
import { lastExecution } from '../ledger/runs.ts';
import { signaturesOf, standing } from '../ledger/signatures.ts';
import { type MonthFacts, monthFacts } from './month-facts.ts';
import { monthRecord } from './month-record.ts';
import { holderName } from './reports/holder-names.ts';
import { journalOf } from './reports/journal-report.ts';
import { agedOn } from './reports/receivables.ts';
import { receivedIn } from './reports/received-documents.ts';
import { waterfallMonth } from './reports/waterfall-month.ts';

/** What only the caller knows: policies in words, and the gate, which depend on what is decided and set. */
export interface CloseWords {
  readonly policies: CloseData['policies'];
  readonly gate: Gate;
}

/** The close of a month as the ledger stands now. */
export function closeData(ledger: Ledger, month: Month, words: CloseWords): CloseData {
  const facts = monthFacts(ledger);
  const record = monthRecord(ledger, month);
  const months = monthsUpTo(facts, month);
  const totals = issueTotals(ledger);
  const last = packageRows(ledger, month)[0];
  return {
    head: headOf(ledger, month),
    policies: words.policies,
    gate: words.gate,
    lamps: record.tieOuts,
    openIssues: { count: totals.pending, atRiskMinor: totals.amountAtRisk },
    ledgerBalanceMinor: record.ledgerBalance,
    months,
    detail: detailOf(ledger, facts, month, months),
    documents: documentsOf(ledger, facts, month),
    journal: journalRows(ledger, facts, month),
    journalStyle: record.style,
    ageing: ageingOf(ledger, month),
    reconciliation: paymentsOf(ledger, month),
    exceptions: listIssues(ledger, {})
      .filter(({ status }) => status !== 'resolved')
      .map(exceptionOf),
    changes:
      last === undefined
        ? []
        : postedSince(ledger, last.posting_id, month).map((row) => ({
            ref: `C-${row.contract_id}`,
            month: monthOfText(row.month),
            what: `Revenue of ${monthInWords(monthOfText(row.month))} changed`,
            client: row.client,
            service: row.service,
            currency: currency(row.currency),
            beforeMinor: row.before,
            afterMinor: row.now,
          })),
    changesSince:
      last === undefined
        ? 'nothing was handed out for this month before'
        : `what changed since the package of ${last.at.slice(0, 10)}`,
    sources: sourcesOf(ledger, month),
    rates: documentRates(ledger, firstDay(month), firstDay(addMonths(month, 1))).map((row) => ({
      currency: currency(row.currency),
      date: civilDate(row.date),
      rate: row.rate,
      source: 'document',
    })),
    mappingsVersion: mappingsOf(ledger),
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
    state: close ? 'closed' : open,
    version: close?.version ?? null,
    preparedBy: preparedBy && { who: preparedBy.who, at: preparedBy.at },
    reviewedBy: reviewedBy && { who: reviewedBy.who, at: reviewedBy.at },
    run: worked === null ? 'none' : String(worked.run),
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
        ref: contractId === null ? `D-${invoiceId ?? 0}` : `C-${contractId}`,
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

function documentsOf(ledger: Ledger, facts: MonthFacts, month: Month): DocumentRow[] {
  const counted = Map.groupBy(
    facts.counted.filter((part) => part.countedIn === month && part.how === 'billed'),
    ({ documentId }) => documentId,
  );
  const states = new Map(receivedIn(ledger, month).documents.map((each) => [each.id, each]));
  const documents = packagedDocuments(ledger, firstDay(month), firstDay(addMonths(month, 1)), [...counted.keys()]);
  const known = new Set(documents.map(({ key }) => key));
  const rows = documents.map((row): DocumentRow => {
    const parts = counted.get(row.key) ?? [];
    const told = states.get(row.key);
    const date = civilDate(row.date);
    const isCounted = parts.length > 0;
    return {
      ref: `D-${row.id}`,
      key: row.key,
      number: row.number,
      kind: row.kind === 'invoice' ? 'invoice' : 'credit_note',
      date,
      countedIn: isCounted ? month : null,
      state: isCounted ? 'counted' : told?.state === 'held' ? 'held' : 'excluded',
      reason: isCounted
        ? date < firstDay(month)
          ? 'dated in a closed month, arrived or changed since'
          : ''
        : (told?.reason ?? 'counted in another month'),
      contracts: row.contracts ?? '',
      client: row.client,
      service: row.service ?? '',
      currency: currency(row.currency),
      netMinor: row.net,
      vatMinor: row.tax,
      grossMinor: row.gross,
      countedMinor: sumOf(parts, ({ netMinor }) => netMinor),
      functionalCountedMinor: sumOf(parts, ({ functionalMinor }) => functionalMinor),
    };
  });
  // What a source sent and nobody could read as a document is listed as well: nothing is passed over in silence.
  for (const { id, state, reason } of states.values())
    if (!known.has(id) && !counted.has(id) && state !== 'counted' && state !== null)
      rows.push(unread(ledger, id, state, reason));
  // Documents that are gone still take back what a closed month counted.
  for (const [key, parts] of counted)
    if (!known.has(key))
      rows.push({
        ...unread(ledger, key, 'excluded', 'taken back: no longer at the source'),
        state: 'counted',
        countedIn: month,
        countedMinor: sumOf(parts, ({ netMinor }) => netMinor),
        functionalCountedMinor: sumOf(parts, ({ functionalMinor }) => functionalMinor),
      });
  return rows;
}

function unread(ledger: Ledger, key: string, state: DocumentRow['state'], reason: string | null): DocumentRow {
  return {
    ref: key,
    key,
    number: null,
    kind: null,
    date: null,
    countedIn: null,
    state,
    reason: reason ?? '',
    contracts: '',
    client: null,
    service: '',
    currency: ledger.currency,
    netMinor: null,
    vatMinor: 0,
    grossMinor: 0,
    countedMinor: 0,
    functionalCountedMinor: 0,
  };
}

function journalRows(ledger: Ledger, facts: MonthFacts, month: Month): JournalRow[] {
  return journalOf(ledger, month, { level: 'summary', perService: true }).entries.flatMap((entry) =>
    entry.lines.map(
      (line): JournalRow => ({
        ref: line.contractId === null ? `J-${entry.entryNo}.${line.lineNo}` : holderName(facts, line.contractId).code,
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
    ),
  );
}

function ageingOf(ledger: Ledger, month: Month): CloseData['ageing'] {
  const { rows } = agedOn(ledger, lastDay(month), 'due');
  const documents = new Map(
    packagedDocuments(
      ledger,
      '9999-12-31',
      '9999-12-31',
      rows.map(({ no }) => no),
    ).map((row) => [row.key, row]),
  );
  return rows.map((row) => {
    const document = documents.get(row.no);
    return {
      ref: document ? `D-${document.id}` : row.no,
      number: document?.number ?? row.no,
      client: row.client,
      currency: row.currency,
      due: row.due,
      dueByTerms: row.dueByTerms,
      daysPastDue: row.daysPastDue,
      bucket: row.bucket,
      openMinor: row.openMinor,
    };
  });
}

function paymentsOf(ledger: Ledger, month: Month): CloseData['reconciliation'] {
  return packagedPayments(ledger, firstDay(month), firstDay(addMonths(month, 1))).map((row) => {
    const open = row.gross - row.paid;
    return {
      ref: `D-${row.invoice_id}`,
      date: civilDate(row.date),
      number: row.number,
      client: row.client,
      currency: currency(row.currency),
      paymentMinor: row.amount,
      invoiceMinor: row.gross,
      openMinor: open,
      state: open === 0 ? 'paid' : open < 0 ? 'paid beyond its amount' : 'paid in part',
    };
  });
}

function exceptionOf(row: ListedIssue): ExceptionRow {
  const kind = issueKind(row.code as IssueCode);
  const details: Record<string, unknown> = JSON.parse(row.details);
  return {
    ref: `I-${row.id}`,
    code: row.code,
    title: fillWords(kind.title, details),
    message: row.message,
    fix: fillWords(kind.fix, details),
    severity: row.severity,
    status: row.status === 'ignored' ? 'passed' : 'open',
    atRiskMinor: row.at_risk,
    monthAtRiskMinor: row.month_at_risk,
    owner: row.who,
    decision: row.status === 'ignored' ? 'passed with a reason' : '',
    reason: row.reason,
  };
}

function sourcesOf(ledger: Ledger, month: Month): SourceControl[] {
  const read = lastExecution(ledger, 'invoices', month);
  const totals = new Map(receivedIn(ledger, month).totals.map((each) => [each.source, each]));
  return [...Map.groupBy(sentRecords(ledger, month), ({ source }) => source)].map(([source, rows]) => {
    const total = totals.get(source);
    const ids = rows
      .map(({ external_id, gross, date, status }) => `${external_id}|${gross ?? ''}|${date ?? ''}|${status ?? ''}`)
      .sort();
    return {
      system: rows[0]?.provider ?? source,
      account: source,
      list: [...new Set(rows.map(({ stream }) => stream))].sort().join(', '),
      range: `${firstDay(month)} to ${lastDay(month)}`,
      started: read?.startedAt ?? '',
      finished: read?.completedAt ?? '',
      received: total?.received ?? rows.length,
      counted: total?.counted ?? 0,
      held: total?.held ?? 0,
      excluded: total?.excluded ?? 0,
      netMinor: total?.netMinor ?? null,
      sha256: createHash('sha256').update(ids.join('\n')).digest('hex'),
    };
  });
}

/** The mappings in force: how many, and a fingerprint that changes with any of them. */
function mappingsOf(ledger: Ledger): string {
  const mappings = activeDecisions(ledger).filter(({ kind }) => kind === 'map-service' || kind === 'map-status');
  const lines = mappings.map(({ kind, subject, value }) => `${kind} ${subject} ${JSON.stringify(value)}`).sort();
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
  return `${mappings.length} mappings, ${hash.slice(0, 16)}`;
}
