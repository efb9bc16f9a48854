/** What is not right about a place: each finding stands on the enrolment's own record. */
import { civilDate } from '../../../shared/domain/civil-date.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { clientById } from '../../ledger/clients.ts';
import type { CohortRow, ServicePeriodRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';
import type { MappedRecord } from './record.ts';

export function periodIssues(context: ApplyContext, period: ServicePeriodRow, cohort: CohortRow): IssueDraft[] {
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
export function disappeared(of: MappedRecord['of'], period: ServicePeriodRow): IssueDraft {
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
