/** How far a decision reaches: the records to look at again, and the clients whose contracts may come out differently. */
import type { Problem } from '../../shared/domain/problem.ts';
import { clientNamed, clientsOfRecords, clientsUnder, recordsOfClients } from '../ledger/clients.ts';
import { clientIdByAnyKey } from '../ledger/contract-facts.ts';
import { contractByKey } from '../ledger/contracts.ts';
import type { DecisionKind } from '../ledger/decisions.ts';
import { invoiceByKey, recordsNaming } from '../ledger/documents.ts';
import { issueOn } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { cohortByKey, periodByKey, periodsOfCohort, periodsWithStatus } from '../ledger/periods.ts';
import { parsePolicySubject } from '../ledger/policies.ts';
import { serviceByKey } from '../ledger/services.ts';
import { recordsOfParty } from '../ledger/source-records.ts';
import { policyProblem } from './policy-problem.ts';

export interface Affected {
  readonly records: readonly number[];
  readonly clients: readonly number[];
}

export function affectedBy(
  ledger: Ledger,
  kind: DecisionKind,
  subject: string,
  value: Readonly<Record<string, unknown>>,
): Affected {
  const records = new Set<number>();
  const clients = new Set<number>();
  if (kind === 'policy')
    return { records: [], clients: clientsUnder(ledger, parsePolicySubject(subject)?.service ?? null) };
  const named = [subject, value.with, value.into, value.from, value.client].filter(
    (name): name is string => typeof name === 'string',
  );
  for (const name of named) reach(ledger, name, records, clients);
  if (kind === 'map-service') for (const id of recordsNaming(ledger, { account: subject })) records.add(id);
  if (kind === 'map-status') {
    for (const period of periodsWithStatus(ledger, subject)) {
      records.add(period.source_record_id);
      clients.add(period.client_id);
    }
  }
  if (kind === 'merge' || kind === 'different')
    for (const id of recordsOfClients(ledger, [...clients])) records.add(id);
  for (const id of clientsOfRecords(ledger, [...records])) clients.add(id);
  return { records: [...records], clients: [...clients] };
}

/** Records and clients that an issue's subject names. */
export function affectedByIssue(
  ledger: Ledger,
  issue: { readonly entity_type: string; readonly external_id: string },
): Affected {
  const kind =
    issue.entity_type === 'service' ? 'map-service' : issue.entity_type === 'status' ? 'map-status' : 'confirm';
  return affectedBy(ledger, kind, issue.external_id, {});
}

/** Whatever a natural key names: a document (perhaps one line of it), a contract, a place, a cohort, a client, a party. */
function reach(ledger: Ledger, key: string, records: Set<number>, clients: Set<number>): void {
  const document = key.split('#')[0] ?? key;
  const invoice = invoiceByKey(ledger, document);
  if (invoice) {
    for (const id of recordsNaming(ledger, { document })) records.add(id);
    if (invoice.client_id !== null) clients.add(invoice.client_id);
  }
  const contract = contractByKey(ledger, key);
  if (contract) clients.add(contract.client_id);
  const period = periodByKey(ledger, key);
  if (period) {
    records.add(period.source_record_id);
    clients.add(period.client_id);
  }
  const cohort = cohortByKey(ledger, key);
  if (cohort) {
    records.add(cohort.source_record_id);
    for (const each of periodsOfCohort(ledger, cohort.id)) clients.add(each.client_id);
  }
  const client = clientNamed(ledger, key)?.id ?? clientIdByAnyKey(ledger, key);
  if (client !== null) clients.add(client);
  const split = key.indexOf(':');
  if (split > 0) for (const id of recordsOfParty(ledger, key.slice(0, split), key.slice(split + 1))) records.add(id);
}

/** Why a decision cannot be made about this subject; null when it can. A decision about nothing would be silently lost. */
export function subjectProblem(
  ledger: Ledger,
  kind: DecisionKind,
  subject: string,
  value: Readonly<Record<string, unknown>>,
): Problem | null {
  const document = (key: string) => invoiceByKey(ledger, key.split('#')[0] ?? key) !== null;
  const client = (key: string) => clientNamed(ledger, key) !== null;
  const contractish = (key: string) =>
    document(key) || contractByKey(ledger, key) !== null || periodByKey(ledger, key) !== null;
  const unknown = (what: string, key: string, list: string): Problem => ({
    code: 'UNKNOWN_SUBJECT',
    message: `There is no ${what} "${key}" in this ledger.`,
    fix: `The issue names it; or list them with: ${list}.`,
  });
  switch (kind) {
    case 'map-service':
      return value.service === null || serviceByKey(ledger, String(value.service))
        ? null
        : unknown('service', String(value.service), 'monthend trace invoice ID');
    case 'map-status':
      return null;
    case 'confirm':
      return issueOn(ledger, String(value.code), subject)
        ? null
        : {
            code: 'UNKNOWN_SUBJECT',
            message: `There is no issue ${String(value.code)} about "${subject}".`,
            fix: 'Give the kind and what it is about as "monthend issues" lists them.',
          };
    case 'contract':
      if (!document(subject)) return unknown('document', subject, 'monthend issues');
      return value.with === null || document(String(value.with))
        ? null
        : unknown('document', String(value.with), 'monthend issues');
    case 'enrolment':
      if (!periodByKey(ledger, subject)) return unknown('enrolment', subject, 'monthend issues');
      return document(String(value.with)) ? null : unknown('document', String(value.with), 'monthend issues');
    case 'merge':
    case 'different': {
      const other = String(value.into ?? value.from);
      if (subject === other)
        return { code: 'SAME_CLIENT', message: 'Both sides name the same client.', fix: 'Name two different ones.' };
      return client(subject)
        ? client(other)
          ? null
          : unknown('client', other, 'monthend issues')
        : unknown('client', subject, 'monthend issues');
    }
    case 'client':
      return client(String(value.client)) ? null : unknown('client', String(value.client), 'monthend issues');
    case 'stop-date':
      return periodByKey(ledger, subject) ? null : unknown('enrolment', subject, 'monthend issues');
    case 'dates': {
      const { start, end } = value as { start?: string | null; end?: string | null };
      if (start && end && end < start)
        return {
          code: 'DATES_REVERSED',
          message: `The last day (${end}) is before the first (${start}).`,
          fix: 'Swap or correct them.',
        };
      return contractish(subject) || cohortByKey(ledger, subject)
        ? null
        : unknown('contract, enrolment or cohort', subject, 'monthend issues');
    }
    case 'drop':
    case 'pause':
    case 'resume':
    case 'complete':
    case 'manual':
    case 'price-change':
      return contractish(subject) ? null : unknown('contract', subject, 'monthend issues');
    case 'gone':
      return document(subject) || periodByKey(ledger, subject)
        ? null
        : unknown('document or enrolment', subject, 'monthend issues');
    case 'policy':
      return policyProblem(ledger, subject, value);
    case 'unlink':
    case 'duplicate':
    case 'price':
    case 'vat-rate':
    case 'exchange-rate':
      return document(subject) ? null : unknown('document', subject, 'monthend issues');
  }
}
