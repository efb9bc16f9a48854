/** Cohorts and enrolments (service periods), with their histories. */
import type { Ledger } from './ledger.ts';
import { bySeq } from './order.ts';
import type {
  CohortPlanVersionRow,
  CohortRow,
  PeriodStatusEventRow,
  ServicePeriodRow,
  SourceRecordRow,
} from './tables.ts';

export function cohortByKey(ledger: Ledger, key: string): CohortRow | null {
  return (
    ledger
      .prepare<[number, string], CohortRow>('SELECT * FROM cohort WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

export function planVersionsOf(ledger: Ledger, cohort: number): CohortPlanVersionRow[] {
  return ledger
    .prepare<[number], CohortPlanVersionRow>('SELECT * FROM cohort_plan_version WHERE cohort_id = ? ORDER BY seq')
    .all(cohort);
}

export function periodByKey(ledger: Ledger, key: string): ServicePeriodRow | null {
  return (
    ledger
      .prepare<[number, string], ServicePeriodRow>('SELECT * FROM service_period WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

export function periodsOfCohort(ledger: Ledger, cohort: number): ServicePeriodRow[] {
  return ledger.prepare<[number], ServicePeriodRow>('SELECT * FROM service_period WHERE cohort_id = ?').all(cohort);
}

export function statusEventsOf(ledger: Ledger, period: number): PeriodStatusEventRow[] {
  return ledger
    .prepare<[number], PeriodStatusEventRow>('SELECT * FROM period_status_event WHERE period_id = ?')
    .all(period)
    .sort(bySeq);
}

export type PeriodOfClient = ServicePeriodRow & { readonly slug: string; readonly service_type: string | null };

export function periodsOfClients(ledger: Ledger, clients: readonly number[]): Map<number, PeriodOfClient[]> {
  const rows = ledger
    .prepare<[string], PeriodOfClient>(
      `SELECT p.*, c.slug, c.service_type FROM service_period p JOIN cohort c ON c.id = p.cohort_id
       WHERE p.client_id IN (SELECT value FROM json_each(?)) ORDER BY p.start_date, p.key`,
    )
    .all(JSON.stringify(clients));
  const result = new Map<number, PeriodOfClient[]>();
  for (const row of rows) {
    const list = result.get(row.client_id) ?? [];
    list.push(row);
    result.set(row.client_id, list);
  }
  return result;
}

/** A stored record of a stream by its outside id. */
export function recordByExternalId(
  ledger: Ledger,
  connection: number,
  stream: string,
  externalId: string,
): SourceRecordRow | null {
  return (
    ledger
      .prepare<[number, string, string], SourceRecordRow>(
        'SELECT * FROM source_record WHERE connection_id = ? AND stream = ? AND external_id = ?',
      )
      .get(connection, stream, externalId) ?? null
  );
}

export function recordById(ledger: Ledger, id: number): SourceRecordRow | null {
  return ledger.prepare<[number], SourceRecordRow>('SELECT * FROM source_record WHERE id = ?').get(id) ?? null;
}

/** Earlier versions' payloads of a record with what was open when they were fetched, oldest first. */
export function versionsOf(
  ledger: Ledger,
  record: number,
): { id: number; payload: unknown; firstOpenMonth: string; fetchedAt: string }[] {
  return ledger
    .prepare<[number], { id: number; payload: string; first_open_month: string; fetched_at: string }>(
      'SELECT id, payload, first_open_month, fetched_at FROM source_record_version WHERE source_record_id = ? ORDER BY id',
    )
    .all(record)
    .map((row) => ({
      id: row.id,
      payload: JSON.parse(row.payload),
      firstOpenMonth: row.first_open_month,
      fetchedAt: row.fetched_at,
    }));
}

/** Contracts of the places that an issue on a place, a cohort or a status word concerns. */
export function periodContracts(ledger: Ledger, entity: 'period' | 'cohort' | 'status', key: string): number[] {
  const where = entity === 'period' ? 'p.key = ?' : entity === 'cohort' ? 'c.key = ?' : 'p.status_word = ?';
  return ledger
    .prepare<[string], { id: number }>(
      `SELECT DISTINCT p.contract_id AS id FROM service_period p JOIN cohort c ON c.id = p.cohort_id WHERE ${where} AND p.contract_id IS NOT NULL`,
    )
    .all(key)
    .map((row) => row.id);
}

export function periodsWithStatus(ledger: Ledger, word: string): ServicePeriodRow[] {
  return ledger
    .prepare<[number, string], ServicePeriodRow>(
      'SELECT * FROM service_period WHERE company_id = ? AND status_word = ?',
    )
    .all(ledger.company.id, word);
}

/** Clients with a place in a synced month that belongs to no contract. */
export function clientsWithFreePlaces(ledger: Ledger): number[] {
  return ledger
    .prepare<[number], { id: number }>(
      `SELECT DISTINCT p.client_id AS id FROM service_period p
       WHERE p.company_id = ? AND p.contract_id IS NULL AND EXISTS (
         SELECT 1 FROM synced_month m WHERE m.month >= substr(p.start_date, 1, 7) AND m.month <= substr(coalesce(p.end_date, p.start_date), 1, 7))`,
    )
    .all(ledger.company.id)
    .map((row) => row.id);
}
