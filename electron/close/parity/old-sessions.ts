/** The old system's measure of progress: whole sessions, rounded half to even, out of the sessions of the service. */
import { type CivilDate, daysBetween, maxDate, minDate } from '../../../shared/domain/civil-date.ts';
import { fraction, halfToEven } from './fraction.ts';
import type { OldPlace, OldService } from './old-contract.ts';

/** Days from one to the other, both included. */
function days(from: CivilDate, to: CivilDate): number {
  return daysBetween(from, to) + 1;
}

function rounded(over: number, under: number): number {
  return Number(halfToEven(fraction(over, under)));
}

/** Sessions of a stay at the usual pace, at most those of the service. */
export function plannedSessions({ start, end }: OldPlace, service: OldService): number {
  return Math.min(rounded(Math.max(0, days(start, end)) * service.sessionsPerWeek, 7), service.sessions);
}

/** Sessions of a stay that fall into a range of days, both included. */
export function sessionsIn(place: OldPlace, service: OldService, from: CivilDate, to: CivilDate): number {
  const served = days(maxDate(from, place.start), minDate(to, place.end));
  if (served <= 0) return 0;
  const planned = plannedSessions(place, service);
  if (planned === 0) return rounded(served * service.sessionsPerWeek, 7);
  return rounded(planned * served, days(place.start, place.end));
}
