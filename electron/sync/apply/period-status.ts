/** What a place's status means, and since when: the word, its date, and the history behind both. */
import { type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import type { EnrolmentDraft, StatusChangeDraft } from '../../../shared/domain/drafts.ts';
import type { PeriodStatus } from '../../../shared/domain/entities.ts';
import { cohortByKey, periodsOfCohort, statusEventsOf } from '../../ledger/periods.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { ServicePeriodRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';
import { clientOfParty } from './parties.ts';
import { COHORT_NOT_COUNTED, keyOf, type MappedRecord } from './record.ts';

/** What the words of the known CRMs mean; a person maps the others once. NOT_COMPLETING ends a place as a stop, not a finish. */
export const STATUS_OF_WORD: Readonly<Record<string, PeriodStatus>> = {
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

/**
 * The day a status took effect: what a person entered, what the source's history states, what the record states. A record that
 * only knows when it was edited last keeps the first date seen for the status, since any later edit would move it.
 */
export function statusDate(
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

export function noteStatus(context: ApplyContext, period: ServicePeriodRow, source: number): void {
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
