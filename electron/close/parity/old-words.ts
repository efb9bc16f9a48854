/** How the words of the campus and of the pages were read by the old system: what it did not know was taken as running. */
import { parseCivilDate } from '../../../shared/domain/civil-date.ts';
import type { PeriodStatus } from '../../../shared/domain/entities.ts';
import type { Evidence } from './old-contract.ts';

const STATUSES: Readonly<Record<string, PeriodStatus>> = {
  DROPPED: 'DROPPED',
  EARLY_DROPPED: 'DROPPED',
  SUSPENDED: 'DROPPED',
  POSTPONED: 'POSTPONED',
  EARLY_POSTPONED: 'POSTPONED',
  GRADUATED: 'ENDED',
  NOT_COMPLETING: 'ENDED',
};

export function oldStatus(word: string | null): PeriodStatus {
  return STATUSES[(word ?? '').toUpperCase()] ?? 'ACTIVE';
}

/** What a page about a client meant. */
export function evidenceOf(word: string | null, date: string | null): Evidence {
  const status = oldStatus(word);
  const changed = date === null ? null : parseCivilDate(date);
  if (status === 'DROPPED') return { kind: 'dropped', changed };
  return status === 'ENDED' ? { kind: 'ended', changed } : { kind: 'other' };
}
