/** Cohorts, enrolments and their dated status changes. */
import { type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import type { CohortDraft, EnrolmentDraft, StatusChangeDraft } from '../../../shared/domain/drafts.ts';
import type { PeriodStatus } from '../../../shared/domain/entities.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { clientById, touchClients } from '../../ledger/clients.ts';
import {
  cohortByKey,
  periodByKey,
  periodsOfCohort,
  planVersionsOf,
  recordByExternalId,
  recordById,
  statusEventsOf,
  versionsOf,
} from '../../ledger/periods.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { CohortRow, ServicePeriodRow } from '../../ledger/tables.ts';
import { type ApplyContext, streamNamed } from './context.ts';
import { applyParty, clientOfParty } from './parties.ts';
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

/** What the words of the known CRMs mean; a person maps the others once. NOT_COMPLETING ends a place as a stop, not a finish. */
const STATUS_OF_WORD: Readonly<Record<string, PeriodStatus>> = {
  ACTIVE: 'ACTIVE',
  POSTPONED: 'POSTPONED',
  EARLY_POSTPONED: 'POSTPONED',
  DROPPED: 'DROPPED',
  EARLY_DROPPED: 'DROPPED',
  SUSPENDED: 'DROPPED',
  NOT_COMPLETING: 'ENDED',
  GRADUATED: 'ENDED',
  ENDED: 'ENDED',
};

export function applyCohort(context: ApplyContext, mapped: MappedRecord, draft: CohortDraft): void {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const key = keyOf(of, draft.externalId);
  const decided = context.decisions.get('dates', key);
  const row = {
    slug: draft.slug,
    service_type: draft.serviceType,
    start_date: decided?.start ?? draft.start,
    end_date: decided?.end ?? draft.end,
    prework_days: draft.preworkDays,
  };
  let cohort = cohortByKey(ledger, key);
  if (cohort) {
    writer.update('cohort', cohort, row, record.id);
    cohort = { ...cohort, ...row };
  } else {
    cohort = { id: writer.ids.next('cohort'), company_id: ledger.company.id, key, ...row, source_record_id: record.id };
    writer.insert('cohort', cohort, record.id);
  }
  notePlanVersions(context, mapped, cohort);
  // The dates of a place are those of its cohort: places taken already move with it.
  for (const period of periodsOfCohort(ledger, cohort.id)) {
    if (movePeriod(context, period, cohort)) touchClients(ledger, [period.client_id]);
  }
  const issues = cohortIssues(cohort);
  settle(context, mapped, issues);
  setRecordState(
    ledger,
    record,
    issues.length > 0 ? 'held' : 'applied',
    issues[0]?.code ?? null,
    of.connection.mapperStamp(of.stream),
  );
}

function cohortIssues(cohort: CohortRow): IssueDraft[] {
  const subject = { entity: 'cohort', key: cohort.key } as const;
  const { start_date: start, end_date: end } = cohort;
  const month = start === null ? null : monthOf(civilDate(start));
  if (start === null || end === null) {
    const which = start === null ? (end === null ? 'start and end' : 'start') : 'end';
    return [{ code: 'DATES_MISSING', subject, details: { cohort: cohort.slug, which }, amount: 0, month }];
  }
  if (end < start)
    return [{ code: 'DATES_REVERSED', subject, details: { cohort: cohort.slug, start, end }, amount: 0, month }];
  return [];
}

/** Keeps the dates that each version of the record gave, with what was open when it was fetched: a later end is no correction. */
function notePlanVersions(context: ApplyContext, mapped: MappedRecord, cohort: CohortRow): void {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const versions = record.applied_version === null && record.state === 'new' ? null : versionsOf(ledger, record.id);
  const plans: { start: string | null; end: string | null; open: string }[] = [];
  for (const version of versions ?? []) {
    const parsed = of.stream.wire.safeParse(version.payload);
    const draft = parsed.success
      ? of.stream.map(parsed.data, of.connection.config as never).find((each) => each.draft === 'cohort')
      : undefined;
    if (!draft) continue;
    const last = plans.at(-1);
    if (last?.start === draft.start && last.end === draft.end) continue;
    plans.push({ start: draft.start, end: draft.end, open: version.firstOpenMonth });
  }
  // One plan for ever needs no history.
  const wanted = plans.length > 1 ? plans : [];
  const onFile = planVersionsOf(ledger, cohort.id);
  wanted.forEach((plan, seq) => {
    const row = { start_date: plan.start, end_date: plan.end, first_open_month: plan.open };
    const before = onFile.find((each) => each.seq === seq);
    if (before) writer.update('cohort_plan_version', before, row, record.id);
    else {
      writer.insert(
        'cohort_plan_version',
        { id: writer.ids.next('cohort_plan_version'), cohort_id: cohort.id, seq, ...row },
        record.id,
      );
    }
  });
  for (const extra of onFile) if (extra.seq >= wanted.length) writer.remove('cohort_plan_version', extra, record.id);
}

function movePeriod(context: ApplyContext, period: ServicePeriodRow, cohort: CohortRow): boolean {
  const decided = context.decisions.get('dates', period.key);
  return context.writer.update(
    'service_period',
    period,
    { start_date: decided?.start ?? cohort.start_date, end_date: decided?.end ?? cohort.end_date },
    period.source_record_id,
  );
}

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

/**
 * The day a status took effect: what a person entered, what the source's history states, what the record states. A record that
 * only knows when it was edited last keeps the first date seen for the status, since any later edit would move it.
 */
function statusDate(
  context: ApplyContext,
  draft: EnrolmentDraft,
  key: string,
  word: string,
  existing: ServicePeriodRow | null,
  decided: CivilDate | null,
): { date: CivilDate | null; source: 'decided' | 'stated' | 'record_edit' | 'none' } {
  if (decided !== null) return { date: decided, source: 'decided' };
  if (existing) {
    const stated = statusEventsOf(context.ledger, existing.id)
      .filter((event) => event.source === 'log' && event.status_word === word)
      .map((event) => event.effective_date ?? '')
      .sort()
      .at(-1);
    if (stated) return { date: civilDate(stated), source: 'stated' };
  }
  if (draft.statusDateSource === 'stated')
    return { date: draft.statusDate, source: draft.statusDate === null ? 'none' : 'stated' };
  if (word === 'ACTIVE' || draft.statusDate === null) return { date: null, source: 'none' };
  if (
    existing?.key === key &&
    existing.status_word === word &&
    existing.status_date_source === 'record_edit' &&
    existing.status_date
  ) {
    return { date: civilDate(existing.status_date), source: 'record_edit' };
  }
  return { date: draft.statusDate, source: 'record_edit' };
}

function noteStatus(context: ApplyContext, period: ServicePeriodRow, source: number): void {
  const events = statusEventsOf(context.ledger, period.id).filter((event) => event.source !== 'log');
  const last = events.at(-1);
  if (last && last.status_word === period.status_word && last.effective_date === period.status_date) return;
  if (last && last.status_word === period.status_word) {
    context.writer.update(
      'period_status_event',
      last,
      { effective_date: period.status_date, source: period.status_date_source },
      source,
    );
    return;
  }
  context.writer.insert(
    'period_status_event',
    {
      id: context.writer.ids.next('period_status_event'),
      period_id: period.id,
      seq: events.length,
      status_word: period.status_word ?? '(none)',
      effective_date: period.status_date,
      source: period.status_date_source,
      observed_on: period.observed_on,
    },
    source,
  );
}

function periodIssues(context: ApplyContext, period: ServicePeriodRow, cohort: CohortRow): IssueDraft[] {
  const subject = { entity: 'period', key: period.key } as const;
  const student = clientById(context.ledger, period.client_id)?.code ?? '';
  const month = period.status_date === null ? null : monthOf(civilDate(period.status_date));
  const word = period.status_word ?? '(none)';
  if (period.status === null) {
    const status = { entity: 'status', key: word } as const;
    return [
      {
        code: 'STATUS_UNMAPPED',
        subject: status,
        discriminator: period.key,
        details: { crm: '4Geeks', status: word, student },
        amount: 0,
        month,
      },
    ];
  }
  const stopped = period.status === 'POSTPONED' || period.status === 'DROPPED' || word === 'NOT_COMPLETING';
  if (stopped && period.status_date === null) {
    return [
      {
        code: 'STATUS_DATE_MISSING',
        subject,
        details: { student, status: word, cohort: cohort.slug, observed: period.observed_on },
        amount: 0,
        month,
      },
    ];
  }
  if (stopped && suspect(context, period)) {
    return [
      {
        code: 'STATUS_DATE_SUSPECT',
        subject,
        details: { student, date: period.status_date, status: word, cohort: cohort.slug },
        amount: 0,
        month,
      },
    ];
  }
  return [];
}

/** A place that the CRM no longer lists may have been taken back, or moved: until somebody says so its contract waits. */
function disappeared(of: MappedRecord['of'], period: ServicePeriodRow): IssueDraft {
  return {
    code: 'RECORD_DISAPPEARED',
    subject: { entity: 'period', key: period.key },
    details: { source: of.connection.connector.name, number: period.key },
    amount: 0,
    month: null,
  };
}

/** A stop date that is in the future, before the first day, or only the day on which somebody edited the record. */
function suspect(context: ApplyContext, period: ServicePeriodRow): boolean {
  if (period.status_date === null || period.status_date_source === 'decided') return false;
  if (period.end_date !== null && period.status_date >= period.end_date) return period.status_date > context.today;
  return (
    period.status_date_source === 'record_edit' ||
    period.status_date > context.today ||
    (period.start_date !== null && period.status_date < period.start_date)
  );
}

function removePeriod(context: ApplyContext, period: ServicePeriodRow): void {
  for (const event of statusEventsOf(context.ledger, period.id))
    context.writer.remove('period_status_event', event, period.source_record_id);
  context.writer.remove('service_period', period, period.source_record_id);
  touchClients(context.ledger, [period.client_id]);
}

/** A dated entry of the source's own history: the best evidence there is for when a status took effect. */
export function applyStatusChange(context: ApplyContext, mapped: MappedRecord, draft: StatusChangeDraft): Set<number> {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const stamp = of.connection.mapperStamp(of.stream);
  const again = new Set<number>();
  const cohort = cohortByKey(ledger, keyOf(of, draft.cohortExternalId));
  const client = clientOfParty(context, keyOf(of, draft.partyExternalId));
  const period =
    cohort && client !== null
      ? periodsOfCohort(ledger, cohort.id).find((each) => each.client_id === client)
      : undefined;
  if (!cohort || !period) {
    setRecordState(ledger, record, 'excluded', COHORT_NOT_COUNTED, stamp);
    return again;
  }
  const known = statusEventsOf(ledger, period.id).find(
    (event) => event.source === 'log' && event.status_word === draft.status && event.effective_date === draft.date,
  );
  if (!known) {
    writer.insert(
      'period_status_event',
      {
        id: writer.ids.next('period_status_event'),
        period_id: period.id,
        seq: 1000 + statusEventsOf(ledger, period.id).length,
        status_word: draft.status,
        effective_date: draft.date,
        source: 'log',
        observed_on: context.today,
      },
      record.id,
    );
    // The place's own record is looked at again, now that its date is known.
    again.add(period.source_record_id);
  }
  setRecordState(ledger, record, 'applied', null, stamp);
  return again;
}
