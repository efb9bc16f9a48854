/** Details of one thing, and why each figure is what it is: down to the record as it came. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { contractTarget } from '../close/contract-target.ts';
import { explained } from '../close/explain-case.ts';
import { monthsCarried, planOf, priceParts } from '../close/explain-contract.ts';
import { decisionInWords } from '../close/explain-decision.ts';
import { decisionTold, documentInWords, enrolmentInWords, type Known, type Names } from '../close/explain-facts.ts';
import { knownAt, TODAY } from '../close/explain-known.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { clientById, emailsOf, externalIdsOf } from '../ledger/clients.ts';
import { activeDecisions, allDecisions } from '../ledger/decisions.ts';
import { clientHistory, idsOfClient, mergedInto } from '../ledger/details-client.ts';
import {
  type ContractIssue,
  concerns,
  decisionsOfContract,
  issuesOfContract,
  linesOfContract,
  nameForDecisions,
  nameOfKey,
  periodIdsOf,
  postingById,
  postingsOfContract,
  statusHistory,
  subjectsOf,
} from '../ledger/details-contract.ts';
import { documentHistory, keyOfDocument, linesOfDocument, originOf, paymentIdsOf } from '../ledger/details-document.ts';
import { cohortsBehind, historyOf, recordsBehind, rowKnown, sourceOfRow } from '../ledger/details-provenance.ts';
import { mappingsTo, outsideIdsOfService } from '../ledger/details-service.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clientRows, serviceRows } from '../ledger/lists-clients.ts';
import { contractRows } from '../ledger/lists-contracts.ts';
import { documentRows, paymentRows } from '../ledger/lists-documents.ts';
import { periodRows } from '../ledger/lists-periods.ts';
import type { PostingRow } from '../ledger/tables.ts';
import type { SourceTrace } from '../ledger/trace-source.ts';
import { civilDateOfIso } from '../platform/time-zone.ts';
import type { UseCases } from './app.ts';

type Channels = 'clients/get' | 'services/get' | 'contracts/get' | 'postings/why' | 'documents/get' | 'rows/provenance';
type Provenance = NonNullable<OutputOf<'rows/provenance'>['source']>;
type Why = OutputOf<'postings/why'>;

export const browseDetails: UseCases<Channels> = {
  'clients/get': ({ ledger }, { id }) => {
    const [row] = clientRows(ledger, [id]);
    const client = clientById(ledger, id);
    if (!row || !client) return missing('client', id);
    return ok({
      client: {
        ...row,
        key: client.key,
        taxId: client.tax_id,
        phone: client.phone,
        organisation: client.organisation === null ? null : client.organisation === 1,
      },
      emails: emailsOf(ledger, id).map(({ email, system }) => ({ email, system })),
      externalIds: externalIdsOf(ledger, id).map(({ system, external_id: externalId, why }) => ({
        system,
        externalId,
        why,
      })),
      merged: mergedInto(ledger, id, activeDecisions(ledger)),
      contracts: contractRows(ledger, idsOfClient(ledger, 'contract', id)),
      documents: documentRows(ledger, idsOfClient(ledger, 'invoice', id)),
      periods: periodRows(ledger, idsOfClient(ledger, 'service_period', id)),
      changes: clientHistory(ledger, id),
    });
  },
  'services/get': ({ ledger }, { id }) => {
    const [service] = serviceRows(ledger, [id]);
    if (!service) return missing('service', id);
    return ok({
      service,
      externalIds: outsideIdsOfService(ledger, id),
      mappings: mappingsTo(ledger, id, activeDecisions(ledger)).map(({ id, subject, who, decidedAt, reason }) => ({
        id,
        subject,
        who,
        decidedAt,
        reason,
      })),
      changes: historyOf(ledger, 'service', [id]),
    });
  },
  'contracts/get': ({ ledger }, { id }) => {
    const [contract] = contractRows(ledger, [id]);
    const known = contract ? knownToday(ledger, id) : null;
    if (!contract || !known) return missing('contract', id);
    const target = contractTarget(known.facts, DEFAULT_POLICY);
    const open = ledger.firstOpenMonth();
    const names = namesIn(ledger);
    return ok({
      contract,
      key: nameForDecisions(ledger, id),
      price: priceParts(known, target, linesOfContract(ledger, id), names),
      plan: planOf(target),
      status: statusHistory(ledger, id),
      periods: periodRows(ledger, periodIdsOf(ledger, id)),
      months: monthsCarried(postingsOfContract(ledger, id).map(postingView), target.entitled).map((month) => ({
        ...month,
        closed: month.month < open,
      })),
      issues: issuesOfContract(ledger, id).map(({ id, code, details, status, amountAtRisk }) => ({
        id,
        code,
        title: issueTitle({ code, details }),
        status,
        amountAtRisk,
      })),
      decisions: decisionsOfContract(ledger, id).map((decision) => ({
        id: decision.id,
        kind: decision.kind,
        words: decisionInWords(decision, contract.price.currency, names),
        who: decision.who,
        decidedAt: decision.decidedAt,
        reason: decision.reason,
      })),
      changes: historyOf(ledger, 'contract', [id]),
    });
  },
  'postings/why': ({ ledger }, { id }) => {
    const posting = postingById(ledger, id);
    const [contract] = posting ? contractRows(ledger, [posting.contract_id]) : [];
    if (!posting || !contract) return missing('posting', id);
    const names = namesIn(ledger);
    const heldBy = issuesOfContract(ledger, contract.id)
      .filter(({ status, effect }) => status !== 'resolved' && effect === 'contract')
      .map(issueTitle);
    const found = explained(ledger, posting, {
      policy: DEFAULT_POLICY,
      names,
      service: contract.service.name,
      heldBy: [...new Set(heldBy)],
    });
    if (!found) return missing('posting', id);
    return ok({
      posting: postingView(posting),
      contract: {
        id: contract.id,
        code: contract.code,
        words: `${contract.service.name} · ${contract.client.name}`,
      },
      sentences: [...found.sentences],
      calculation: [...found.calculation],
      sources: sourcesOf(ledger, found.known, posting, names),
    });
  },
  'documents/get': ({ ledger }, { id }) => {
    const [document] = documentRows(ledger, [id]);
    if (!document) return missing('document', id);
    return ok({
      document,
      key: keyOfDocument(ledger, id),
      origin: originOf(ledger, id),
      lines: linesOfDocument(ledger, id),
      payments: paymentRows(ledger, paymentIdsOf(ledger, id)),
      source: provenanceOf(sourceOfRow(ledger, 'invoice', id)),
      changes: documentHistory(ledger, id),
    });
  },
  'rows/provenance': ({ ledger }, { table, id }) => {
    if (!rowKnown(ledger, table, id)) return missing(table.replaceAll('_', ' '), id);
    return ok({ source: provenanceOf(sourceOfRow(ledger, table, id)), changes: historyOf(ledger, table, [id]) });
  },
};

function missing(what: string, id: number) {
  return fail({
    code: 'NOT_IN_THE_LEDGER',
    message: `There is no ${what} ${id}.`,
    fix: 'Look it up in its list: an undo may have taken it away, and the next sync brings it back under another number.',
  });
}

function knownToday(ledger: Ledger, contract: number): Known | null {
  const subjects = subjectsOf(ledger, contract);
  return knownAt(ledger, contract, TODAY, allDecisions(ledger), (decision) => concerns(subjects, decision));
}

function namesIn(ledger: Ledger): Names {
  const zone = ledger.company.time_zone;
  return {
    dayOf: (instant) => civilDateOfIso(instant, zone) ?? instant.slice(0, 10),
    nameOf: (key) => nameOfKey(ledger, key),
  };
}

function issueTitle({ code, details }: Pick<ContractIssue, 'code' | 'details'>): string {
  return fillWords(issueKind(code as IssueCode).title, JSON.parse(details) as Record<string, unknown>);
}

function postingView(row: PostingRow) {
  return {
    id: row.id,
    month: row.month,
    kind: row.kind,
    amount: row.amount,
    currency: row.currency,
    functionalAmount: row.functional_amount,
    run: row.run_id,
    postedAt: row.posted_at,
  };
}

function provenanceOf(source: SourceTrace | null | undefined): Provenance | null {
  if (!source) return null;
  const { record, system, connection, stream, externalId, fetchedAt, run, version, versions, intact, payload } = source;
  return { record, system, connection, stream, externalId, fetchedAt, run, version, versions, intact, payload };
}

/** Every document, enrolment and decision behind a posting. A record that was read again since says so. */
function sourcesOf(ledger: Ledger, { facts, decisions }: Known, posting: PostingRow, names: Names): Why['sources'] {
  const documents = recordsBehind(
    ledger,
    'invoice',
    facts.documents.map(({ key }) => key),
  );
  const places = facts.enrolments.map(({ key }) => key);
  const enrolments = recordsBehind(ledger, 'service_period', places);
  const since = (source: SourceTrace | null | undefined) =>
    source && source.fetchedAt > posting.posted_at ? ' (the record as it was read since)' : '';
  const one = (words: string, source: SourceTrace | null | undefined) => ({
    words: `${words}${since(source)}`,
    provenance: provenanceOf(source),
  });
  return [
    ...facts.documents.map((document) => one(documentInWords(document), documents.get(document.key))),
    ...facts.enrolments.map((enrolment) => one(enrolmentInWords(enrolment), enrolments.get(enrolment.key))),
    ...cohortsBehind(ledger, places).map(({ slug, source }) => one(`Dates of the course ${slug}`, source)),
    ...decisions.map((decision) => one(`Decided: ${decisionTold(decision, posting.currency, names)}`, null)),
  ];
}
