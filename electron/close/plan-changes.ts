/**
 * Course dates that changed at the source. What was posted under the old dates must be explicable later, so the difference is
 * made here between a course that was made longer (the new days carry what was left) and one whose dates were wrong all along.
 */
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { firstDay } from '../../shared/domain/month.ts';
import type { EnrolmentPlan } from './facts.ts';

/** A later end, agreed while the course ran: it counts from `effective`, and `newEnd` is the last day of class. */
export interface Extension {
  readonly effective: CivilDate;
  readonly newEnd: CivilDate;
}

/** The dates a course is spread over from its first day, and the moves of its end since. */
export interface PlannedDays {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly extensions: readonly Extension[];
}

/**
 * Reads the versions of an enrolment's dates. Only the end moved, to a day in an open month, while part of the course lies in
 * closed ones: the move counts from the first day of the month that was first open when the version was fetched. No closed month
 * touched, or anything else changed: the plan simply is the new one, and closed months are caught up.
 */
export function plannedDays(versions: EnrolmentPlan['planVersions'], start: CivilDate, end: CivilDate): PlannedDays {
  let plan: { start: CivilDate; end: CivilDate } | null = null;
  let current: { start: CivilDate; end: CivilDate } | null = null;
  let extensions: Extension[] = [];
  for (const version of versions) {
    if (version.start === null || version.end === null || version.end < version.start) continue;
    const next = { start: version.start, end: version.end };
    const firstOpen = firstDay(version.firstOpenMonth);
    if (current !== null && next.start === current.start && next.end === current.end) continue;
    const longer = current !== null && next.start === current.start && next.end >= firstOpen && next.start < firstOpen;
    if (longer) {
      extensions.push({ effective: firstOpen, newEnd: next.end });
    } else {
      plan = next;
      extensions = [];
    }
    current = next;
  }
  // Dates that no version explains were settled by a person: a correction.
  if (plan === null || current === null || current.start !== start || current.end !== end)
    return { start, end, extensions: [] };
  return { ...plan, extensions };
}
