import type { EnrolmentDraft } from '../../../shared/domain/drafts.ts';
import { touchClients } from '../../ledger/clients.ts';
import {
  cohortByKey,
  periodByKey,
  periodsOfCohort,
  recordByExternalId,
  recordById,
  statusEventsOf,
} from '../../ledger/periods.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { CohortRow, ServicePeriodRow } from '../../ledger/tables.ts';
import { type ApplyContext, streamNamed } from './context.ts';
import { applyParty, clientOfParty } from './parties.ts';
import { disappeared, periodIssues } from './period-issues.ts';
import { noteStatus, STATUS_OF_WORD, statusDate } from './period-status.ts';
import {
  COHORT_NOT_COUNTED,
  GONE,
  keyOf,
  type MappedRecord,
  mapRecord,
  NOT_ENROLLED,
  PERSON_UNKNOWN,
  settle,
} from './record.ts';

export function applyEnrolment(context: ApplyContext, mapped: MappedRecord, draft: EnrolmentDraft): void {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const stamp = of.connection.mapperStamp(of.stream);
  const key = keyOf(of, draft.externalId);
  const existing = periodByKey(ledger, key);
  const cohort = cohortByKey(ledger, keyOf(of, draft.cohortExternalId));
  const skip = (reason: string) => {
    if (existing) removePeriod(context, existing);
    settle(context, mapped, []);
    setRecordState(ledger, record, 'excluded', reason, stamp);
  };
  if (
    !cohort ||
    recordByExternalId(ledger, of.connection.row.id, cohortStream(of), draft.cohortExternalId)?.state === 'excluded'
  ) {
    skip(COHORT_NOT_COUNTED);
    return;
  }
  const person = personOf(context, mapped, draft, cohort);
  if (typeof person === 'string') {
    skip(person);
    return;
  }

  const gone = record.state === 'gone';
  if (gone && context.decisions.get('gone', key)) {
    skip('a person confirmed that it is gone');
    return;
  }
  if (!isLatestCopy(context, draft, key, person, cohort)) {
    skip(OLDER_COPY);
    return;
  }

  const word = draft.status ?? '(none)';
  const decidedStop = context.decisions.get('stop-date', key);
  const status = context.decisions.status(word) ?? STATUS_OF_WORD[word] ?? null;
  const dated = statusDate(context, draft, key, word, existing, decidedStop?.lastDay ?? null);
  const dates = context.decisions.get('dates', key);
  const row: ServicePeriodRow = {
    id: existing?.id ?? writer.ids.next('service_period'),
    company_id: ledger.company.id,
    key,
    client_id: person,
    cohort_id: cohort.id,
    contract_id: existing?.contract_id ?? null,
    why: existing?.why ?? null,
    start_date: dates?.start ?? cohort.start_date,
    end_date: dates?.end ?? cohort.end_date,
    status,
    status_word: word,
    status_date: dated.date,
    status_date_source: dated.source,
    observed_on: existing?.status_word === word ? existing.observed_on : context.today,
    source_record_id: record.id,
  };
  if (existing) {
    if (writer.update('service_period', existing, row, record.id)) touchClients(ledger, [person, existing.client_id]);
  } else {
    writer.insert('service_period', row, record.id);
    touchClients(ledger, [person]);
  }
  noteStatus(context, row, record.id);
  const issues = [...periodIssues(context, row, cohort), ...(gone ? [disappeared(of, row)] : [])];
  settle(context, mapped, issues);
  const blocking = issues.find((issue) => issue.code !== 'STATUS_DATE_SUSPECT');
  if (gone) setRecordState(ledger, record, 'gone', GONE, stamp);
  else setRecordState(ledger, record, blocking ? 'held' : 'applied', blocking?.code ?? null, stamp);
}

const OLDER_COPY = 'an older copy of the same place';

/** CRMs have been seen to list one student's place in one cohort twice: the row edited last counts, on a tie the higher key. */
function isLatestCopy(
  context: ApplyContext,
  draft: EnrolmentDraft,
  key: string,
  person: number,
  cohort: CohortRow,
): boolean {
  const { ledger } = context;
  const mine = draft.editedAt ?? '';
  for (const other of periodsOfCohort(ledger, cohort.id)) {
    if (other.client_id !== person || other.key === key) continue;
    const record = recordById(ledger, other.source_record_id);
    const of = record ? streamNamed(context.connections, record.connection_id, record.stream) : null;
    const copy =
      record && of ? mapRecord(context, record, of)?.drafts.find((each) => each.draft === 'enrolment') : undefined;
    const theirs = copy?.editedAt ?? '';
    if (theirs > mine || (theirs === mine && other.key > key)) return false;
    removePeriod(context, other);
    if (record && of) setRecordState(ledger, record, 'excluded', OLDER_COPY, of.connection.mapperStamp(of.stream));
  }
  return true;
}

/** The stream of this connection whose records are cohorts, by the convention that a CRM's cohorts feed the same step. */
function cohortStream(of: MappedRecord['of']): string {
  return (
    of.connection.connector.streams.find((stream) => stream.step === of.stream.step && stream.name === 'cohorts')
      ?.name ?? 'cohorts'
  );
}

/** The client that a place belongs to, made from the member list when enrolment is what makes him one; or why there is none. */
function personOf(
  context: ApplyContext,
  mapped: MappedRecord,
  draft: EnrolmentDraft,
  cohort: CohortRow,
): number | string {
  const { of } = mapped;
  const known = clientOfParty(context, keyOf(of, draft.partyExternalId));
  if (known !== null) return known;
  const enrolled = !context.settings.onlyEnrolledStudents || overlapsSynced(context, cohort);
  for (const stream of of.connection.connector.streams) {
    if (stream.step !== 'crm-clients') continue;
    const record = recordByExternalId(context.ledger, of.connection.row.id, stream.name, draft.partyExternalId);
    if (!record) continue;
    if (!enrolled) return NOT_ENROLLED;
    const person = mapRecord(context, record, { connection: of.connection, stream });
    const party = person?.drafts.find((each) => each.draft === 'party');
    if (!person || !party) continue;
    const client = applyParty(context, person, party, true);
    if (client !== null) return client;
  }
  return PERSON_UNKNOWN;
}

function overlapsSynced(context: ApplyContext, cohort: CohortRow): boolean {
  const from = cohort.start_date?.slice(0, 7);
  const to = cohort.end_date?.slice(0, 7) ?? from;
  if (from === undefined || to === undefined) return false;
  for (const month of context.synced) if (month >= from && month <= to) return true;
  return false;
}

function removePeriod(context: ApplyContext, period: ServicePeriodRow): void {
  for (const event of statusEventsOf(context.ledger, period.id))
    context.writer.remove('period_status_event', event, period.source_record_id);
  context.writer.remove('service_period', period, period.source_record_id);
  touchClients(context.ledger, [period.client_id]);
}
