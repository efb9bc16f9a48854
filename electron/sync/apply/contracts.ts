/**
 * Works out the contracts of some clients again from all their facts, and writes what came out differently. The stored rows keep
 * their ids as long as they stand for the same contract, because postings hang on them.
 */
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../../shared/domain/company-amount.ts';
import type { DocumentKind, PeriodStatus } from '../../../shared/domain/entities.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { currency } from '../../../shared/domain/money.ts';
import { clientById, untouchClients } from '../../ledger/clients.ts';
import { contractsOfClients, eventsOf, hasPostings } from '../../ledger/contracts.ts';
import { linesOfClients } from '../../ledger/documents.ts';
import { type IssueOrigin, settleIssues } from '../../ledger/issues.ts';
import { type PeriodOfClient, periodsOfClients } from '../../ledger/periods.ts';
import { recordsByIds, setRecordState } from '../../ledger/source-records.ts';
import type { ContractRow, InvoiceLineRow, InvoiceRow } from '../../ledger/tables.ts';
import type { ClientFacts, DerivedContract, EnrolmentFact, LineFact, MatchResult } from '../matching/facts.ts';
import { matchContracts } from '../matching/match-contracts.ts';
import type { Catalogue } from './catalogue.ts';
import type { ApplyContext } from './context.ts';
import { matchDecisions } from './match-decisions.ts';

/** A document whose rows are not written yet. Matching sets the contract of its lines. */
export interface PendingDocument {
  readonly existing: InvoiceRow | null;
  readonly row: InvoiceRow;
  readonly lines: readonly { readonly existing: InvoiceLineRow | null; readonly row: InvoiceLineRow }[];
}

export interface Rederived {
  /** Lines that should belong to a contract and do not. */
  readonly unlinked: ReadonlySet<number>;
  /** Takes away contracts that stand for nothing any more; once the pending lines have left them. */
  removeObsolete(): void;
}

interface StoredLine {
  readonly line: InvoiceLineRow;
  readonly invoice: InvoiceRow;
  /** Not in the ledger yet: the row itself is changed instead of the table. */
  readonly pending: boolean;
}

export function rederiveClients(
  context: ApplyContext,
  catalogue: Catalogue,
  clients: ReadonlySet<number>,
  pending: readonly PendingDocument[],
): Rederived {
  const ids = [...clients].sort((a, b) => a - b);
  const { ledger } = context;
  const lines = gatherLines(context, ids, pending);
  const periods = periodsOfClients(ledger, ids);
  const contracts = contractsOfClients(ledger, ids);
  const unlinked = new Set<number>();
  const obsolete: ContractRow[] = [];
  for (const id of ids) {
    const own = lines.get(id) ?? [];
    const ownPeriods = periods.get(id) ?? [];
    const stored = contracts.get(id) ?? [];
    const client = clientById(ledger, id);
    if (!client) continue;
    if (own.length === 0 && ownPeriods.length === 0 && stored.length === 0) {
      // Merged away, or left by the last of his facts: what was asked about him went with them.
      settleIssues(ledger, context.writer, matchingOrigin(context, client.key), []);
      continue;
    }
    const facts = clientFacts(context, catalogue, client.key, client.code, own, ownPeriods);
    const result = matchContracts(facts);
    obsolete.push(...writeContracts(context, id, stored, own, ownPeriods, result));
    for (const line of result.unlinkedLines) unlinked.add(line);
    const rateOf = new Map(own.map(({ invoice }) => [invoice.key, invoice.rate]));
    settleIssues(
      ledger,
      context.writer,
      matchingOrigin(context, client.key),
      result.issues
        .filter((issue) => isDue(context, issue, ownPeriods))
        .map((issue) => ({ ...issue, amount: toCompanyCurrency(issue.amount, rateOf.get(issue.subject.key) ?? null) })),
    );
  }
  untouchClients(ledger, ids);
  return {
    unlinked,
    removeObsolete() {
      for (const contract of obsolete) {
        for (const event of eventsOf(ledger, contract.id)) context.writer.remove('contract_event', event);
        context.writer.remove('contract', contract);
        forgetFindings(context, contract.key);
      }
    },
  };
}

function matchingOrigin(context: ApplyContext, clientKey: string): IssueOrigin {
  return {
    scope: `client:${clientKey}`,
    integration: 'monthend',
    operation: 'matching',
    at: context.at,
    sourceRecord: null,
  };
}

/** A place without an invoice is only a finding in months whose invoices were read. */
function isDue(context: ApplyContext, issue: IssueDraft, periods: readonly PeriodOfClient[]): boolean {
  if (issue.code === 'SERVICE_TYPE_MISMATCH') {
    // Days that a person entered for what was bought need no place in class.
    const { key } = issue.subject;
    return [key, key.slice(key.indexOf('@') + 1)].every((subject) => context.decisions.get('dates', subject) === null);
  }
  if (issue.code !== 'PERIOD_WITHOUT_CONTRACT') return true;
  const period = periods.find(({ key }) => key === issue.subject.key);
  const from = period?.start_date?.slice(0, 7);
  if (!period || from === undefined) return false;
  const to = period.end_date?.slice(0, 7) ?? from;
  for (const month of context.synced) if (month >= from && month <= to) return true;
  return false;
}

function gatherLines(
  context: ApplyContext,
  ids: readonly number[],
  pending: readonly PendingDocument[],
): Map<number, StoredLine[]> {
  const replaced = new Set(pending.map(({ row }) => row.id));
  const lines = new Map<number, StoredLine[]>();
  const add = (client: number, line: StoredLine) => {
    const list = lines.get(client);
    if (list) list.push(line);
    else lines.set(client, [line]);
  };
  for (const [client, stored] of linesOfClients(context.ledger, ids)) {
    for (const each of stored) if (!replaced.has(each.invoice.id)) add(client, { ...each, pending: false });
  }
  for (const { row, lines: own } of pending) {
    if (row.client_id === null) continue;
    for (const line of own) add(row.client_id, { line: line.row, invoice: row, pending: true });
  }
  return lines;
}

function counts({ line, invoice }: StoredLine): boolean {
  return invoice.excluded === null && invoice.blocked === null && line.service_id !== null && line.net !== null;
}

function clientFacts(
  context: ApplyContext,
  catalogue: Catalogue,
  clientKey: string,
  clientCode: string,
  lines: readonly StoredLine[],
  periods: readonly PeriodOfClient[],
): ClientFacts {
  const facts: LineFact[] = [];
  for (const each of lines) {
    const { line, invoice } = each;
    const service = line.service_id === null ? undefined : catalogue.facts.get(line.service_id);
    if (!counts(each) || !service) continue;
    facts.push({
      lineId: line.id,
      documentKey: invoice.key,
      lineKey: line.line_key,
      kind: invoice.kind as DocumentKind,
      number: invoice.number,
      date: civilDate(invoice.date),
      currency: currency(invoice.currency),
      serviceId: service.serviceId,
      serviceKey: service.serviceKey,
      net: line.net ?? 0,
      originKey: invoice.origin_key,
    });
  }
  return {
    clientKey,
    clientCode,
    lines: facts,
    enrolments: periods.map(enrolmentFact),
    services: catalogue.facts,
    decisions: matchDecisions(
      context.decisions,
      facts,
      periods.map(({ key }) => key),
    ),
    transferWindowDays: context.settings.transferWindowDays,
  };
}

function enrolmentFact(period: PeriodOfClient): EnrolmentFact {
  const stopped =
    period.status === 'POSTPONED' || period.status === 'DROPPED' || period.status_word === 'NOT_COMPLETING';
  return {
    periodId: period.id,
    key: period.key,
    cohort: period.slug,
    serviceType: period.service_type,
    start: period.start_date === null ? null : civilDate(period.start_date),
    end: period.end_date === null ? null : civilDate(period.end_date),
    status: period.status as PeriodStatus | null,
    stoppedAfter: stopped && period.status_date !== null ? civilDate(period.status_date) : null,
  };
}

/** Writes contracts and links; gives the contracts that nothing belongs to any more and that may go. */
function writeContracts(
  context: ApplyContext,
  client: number,
  stored: readonly ContractRow[],
  lines: readonly StoredLine[],
  periods: readonly PeriodOfClient[],
  result: MatchResult,
): ContractRow[] {
  const { ledger, writer } = context;
  const byLine = new Map(lines.map((each) => [each.line.id, each]));
  const byPeriod = new Map(periods.map((period) => [period.id, period]));
  const free = new Set(stored);
  const linkOf = new Map<number, { contract: number; why: string }>();
  const linkOfPeriod = new Map<number, { contract: number; why: string }>();

  for (const derived of result.contracts) {
    const same = sameContract(derived, free, byLine);
    let id: number;
    if (same) {
      free.delete(same);
      id = same.id;
      if (same.key !== derived.key) forgetFindings(context, same.key);
      writer.update('contract', same, {
        key: derived.key,
        service_id: derived.serviceId,
        currency: derived.currency,
        signed_price: derived.signedPrice,
      });
    } else {
      id = writer.ids.next('contract');
      const source = byLine.get(derived.lines[0]?.lineId ?? -1)?.invoice.source_record_id ?? null;
      writer.insert(
        'contract',
        {
          id,
          company_id: ledger.company.id,
          key: derived.key,
          client_id: client,
          service_id: derived.serviceId,
          currency: derived.currency,
          signed_price: derived.signedPrice,
          status: 'ACTIVE',
        },
        source,
      );
    }
    for (const line of derived.lines) linkOf.set(line.lineId, { contract: id, why: line.why });
    for (const period of derived.enrolments) linkOfPeriod.set(period.periodId, { contract: id, why: period.why });
  }

  const relinked = new Set<InvoiceRow>();
  for (const { line, invoice, pending } of lines) {
    const link = linkOf.get(line.id) ?? null;
    if (pending) {
      line.contract_id = link?.contract ?? null;
      line.why = link?.why ?? null;
    } else if (
      writer.update(
        'invoice_line',
        line,
        { contract_id: link?.contract ?? null, why: link?.why ?? null },
        invoice.source_record_id,
      )
    ) {
      relinked.add(invoice);
    }
  }
  for (const period of byPeriod.values()) {
    const link = linkOfPeriod.get(period.id) ?? null;
    const { slug: _slug, service_type: _type, ...row } = period;
    writer.update(
      'service_period',
      row,
      { contract_id: link?.contract ?? null, why: link?.why ?? null },
      period.source_record_id,
    );
  }
  noteStates(context, [...relinked], new Set(result.unlinkedLines), lines);

  // A contract with postings stays: what was posted is answered by the next accruals, never taken away.
  return [...free].filter((contract) => !hasPostings(ledger, contract.id));
}

/** What accruals found about a contract goes with it, or with the name it had: nobody could answer it any more. */
function forgetFindings({ ledger, writer, at }: ApplyContext, key: string): void {
  settleIssues(
    ledger,
    writer,
    { scope: `contract:${key}`, integration: 'monthend', operation: 'accruals', at, sourceRecord: null },
    [],
  );
}

/** The stored contract that a derived one is: by its key, else the one most of its lines belonged to. */
function sameContract(
  derived: DerivedContract,
  free: ReadonlySet<ContractRow>,
  byLine: ReadonlyMap<number, StoredLine>,
): ContractRow | null {
  if (free.size === 0) return null;
  for (const contract of free) if (contract.key === derived.key) return contract;
  for (const { lineId } of derived.lines) {
    const before = byLine.get(lineId)?.line.contract_id;
    for (const contract of free)
      if (contract.id === before && contract.service_id === derived.serviceId) return contract;
  }
  return null;
}

/** Documents of earlier runs may find a contract, or lose it, when their client's other facts change. */
function noteStates(
  context: ApplyContext,
  invoices: readonly InvoiceRow[],
  unlinked: ReadonlySet<number>,
  lines: readonly StoredLine[],
): void {
  if (invoices.length === 0) return;
  const records = new Map(
    recordsByIds(
      context.ledger,
      invoices.map((row) => row.source_record_id),
    ).map((row) => [row.id, row]),
  );
  for (const invoice of invoices) {
    const record = records.get(invoice.source_record_id);
    if (!record || record.applied_mapper === null || (record.state !== 'applied' && record.state !== 'held')) continue;
    const waits = lines.some((each) => each.invoice.id === invoice.id && unlinked.has(each.line.id));
    const held = invoice.blocked !== null || waits;
    if ((record.state === 'held') !== held && record.applied_version === record.latest_version) {
      setRecordState(
        context.ledger,
        record,
        held ? 'held' : 'applied',
        held ? 'it belongs to no contract yet' : null,
        record.applied_mapper,
      );
    }
  }
}
