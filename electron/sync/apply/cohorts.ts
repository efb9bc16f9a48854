/** Cohorts: classes with dates that students have places in. */
import { civilDate } from '../../../shared/domain/civil-date.ts';
import type { CohortDraft } from '../../../shared/domain/drafts.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { touchClients } from '../../ledger/clients.ts';
import { cohortByKey, periodsOfCohort, planVersionsOf, versionsOf } from '../../ledger/periods.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { CohortRow, ServicePeriodRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';
import { keyOf, type MappedRecord, settle } from './record.ts';

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
  const issues = cohortIssues(cohort, of.connection.connector.name);
  settle(context, mapped, issues);
  setRecordState(
    ledger,
    record,
    issues.length > 0 ? 'held' : 'applied',
    issues[0]?.code ?? null,
    of.connection.mapperStamp(of.stream),
  );
}

function cohortIssues(cohort: CohortRow, crm: string): IssueDraft[] {
  const subject = { entity: 'cohort', key: cohort.key } as const;
  const { start_date: start, end_date: end } = cohort;
  const month = start === null ? null : monthOf(civilDate(start));
  if (start === null || end === null) {
    const which = start === null ? (end === null ? 'start and end' : 'start') : 'end';
    return [{ code: 'DATES_MISSING', subject, details: { crm, cohort: cohort.slug, which }, amount: 0, month }];
  }
  if (end < start)
    return [{ code: 'DATES_REVERSED', subject, details: { crm, cohort: cohort.slug, start, end }, amount: 0, month }];
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
