/**
 * Reads each enrolment for itself: its days, the last day of class when it was stopped, and the day it was completed early.
 * What several enrolments mean together is `enrolment-timeline.ts`.
 */
import { type CivilDate, daysBetween, minDate } from '../../shared/domain/civil-date.ts';
import type { ContractFacts, EnrolmentPlan, Hold } from './facts.ts';
import { type Finding, finding } from './findings.ts';
import { type Extension, plannedDays } from './plan-changes.ts';

/** Longer than three years, or a single day, is asked about: both are usually a slip of the year or of the end date. */
const LONGEST_DAYS = 3 * 366;
const SHORTEST_DAYS = 2;

/** A stop that ends the place although the source files it among the finished ones, or under a word of its own. */
const STOP_WORDS = new Set(['NOT_COMPLETING', 'SUSPENDED']);

export interface Stop {
  /** Last day of class; may lie before the first day, when nothing was served. */
  readonly lastDay: CivilDate;
  readonly kind: 'pause' | 'drop';
}

/** A student's place in one cohort, with usable dates. */
export interface Place {
  readonly key: string;
  readonly cohort: string;
  readonly start: CivilDate;
  readonly end: CivilDate;
  /** End in force on the first day, when the end moved later. */
  readonly plannedEnd: CivilDate;
  readonly extensions: readonly Extension[];
  readonly stop: Stop | null;
  /** Last day of class of an early completion. */
  readonly completedOn: CivilDate | null;
  /** Last day on which the place was served, or is to be. */
  readonly lastServed: CivilDate;
}

export interface PlacesRead {
  /** In order of start, then end, then key. */
  readonly places: readonly Place[];
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
}

/** Reads the contract's enrolments; one that cannot be read holds the contract and says why. */
export function readPlaces(facts: ContractFacts): PlacesRead {
  const places: Place[] = [];
  const holds: Hold[] = [];
  const findings: Finding[] = [];
  for (const enrolment of facts.enrolments) {
    const dates = datesOf(facts, enrolment);
    if (dates === null) {
      const reversed = enrolment.start !== null && enrolment.end !== null;
      const code = reversed ? 'DATES_REVERSED' : 'DATES_MISSING';
      const details: Finding['details'] = reversed
        ? { cohort: enrolment.cohort, start: enrolment.start, end: enrolment.end }
        : { cohort: enrolment.cohort, which: missingDates(enrolment) };
      holds.push({ code, from: null });
      findings.push(finding(facts, code, { about: enrolment.key, details, date: enrolment.start }));
      continue;
    }
    const days = daysBetween(dates.start, dates.end) + 1;
    if (days < SHORTEST_DAYS || days > LONGEST_DAYS) {
      const details = { cohort: enrolment.cohort, days, usual: facts.usualMonths };
      findings.push(finding(facts, 'PERIOD_IMPLAUSIBLE', { about: enrolment.key, details, date: dates.start }));
    }
    const status = readStatus(facts, enrolment, dates);
    holds.push(...status.holds);
    findings.push(...status.findings);
    const planned = plannedDays(enrolment.planVersions, dates.start, dates.end);
    places.push({
      key: enrolment.key,
      cohort: enrolment.cohort,
      start: dates.start,
      end: dates.end,
      plannedEnd: planned.end,
      extensions: planned.extensions,
      stop: status.stop,
      completedOn: status.completedOn,
      lastServed: minDate(dates.end, status.stop?.lastDay ?? status.completedOn ?? dates.end),
    });
  }
  places.sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end) || compare(a.key, b.key));
  return { places, holds, findings };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The enrolment's own dates, or those a person entered where it gives none it could be spread over. */
function datesOf(facts: ContractFacts, { start, end }: EnrolmentPlan): { start: CivilDate; end: CivilDate } | null {
  if (start !== null && end !== null && start <= end) return { start, end };
  return facts.enrolments.length === 1 ? facts.decisions.dates : null;
}

function missingDates({ start, end }: EnrolmentPlan): string {
  if (start === null && end === null) return 'start and end';
  return start === null ? 'start' : 'end';
}

interface StatusRead {
  readonly stop: Stop | null;
  readonly completedOn: CivilDate | null;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
}

const RUNNING: StatusRead = { stop: null, completedOn: null, holds: [], findings: [] };

function readStatus(
  facts: ContractFacts,
  enrolment: EnrolmentPlan,
  { start, end }: { readonly start: CivilDate; readonly end: CivilDate },
): StatusRead {
  const kind = stopKind(enrolment);
  if (kind === null && enrolment.status !== 'ENDED') return RUNNING;
  const date = enrolment.statusDateSource === 'none' ? null : enrolment.statusDate;
  if (date === null) return withoutDate(facts, enrolment, kind, end);
  const edited = enrolment.statusDateSource === 'record_edit';
  const suspect = finding(facts, 'STATUS_DATE_SUSPECT', { about: enrolment.key, details: { date }, date });
  if (kind !== null) {
    // The day of an edit is only ever a day after the last class; it may stop revenue, but somebody should look.
    const findings = edited ? [suspect] : [];
    // On or after the last day the plan had run out: nothing was stopped.
    return date >= end ? { ...RUNNING, findings } : { ...RUNNING, stop: { lastDay: date, kind }, findings };
  }
  if (date >= end) return RUNNING;
  // A finish before the first day is a slip; the day of an edit never completes a course early.
  if (date < start || edited) return { ...RUNNING, findings: [suspect] };
  return { ...RUNNING, completedOn: date };
}

function stopKind({ status, statusWord }: EnrolmentPlan): Stop['kind'] | null {
  if (status === 'POSTPONED') return 'pause';
  if (status === 'DROPPED') return 'drop';
  return statusWord !== null && STOP_WORDS.has(statusWord.trim().toUpperCase()) ? 'drop' : null;
}

/** Without its day a status holds the contract, unless a person settled how the contract ended or paused. */
function withoutDate(
  facts: ContractFacts,
  enrolment: EnrolmentPlan,
  kind: Stop['kind'] | null,
  end: CivilDate,
): StatusRead {
  const { drop, pause, complete } = facts.decisions;
  const settled = drop?.lastDay || complete !== null || (kind === 'pause' && pause.length > 0);
  // First seen finished after the planned end: whichever day it was, the plan has run out.
  const ranOut = kind === null && enrolment.observedOn !== null && enrolment.observedOn >= end;
  if (settled || ranOut) return RUNNING;
  const missing = finding(facts, 'STATUS_DATE_MISSING', {
    about: enrolment.key,
    details: { status: enrolment.statusWord ?? enrolment.status, prefill: enrolment.observedOn },
  });
  return { ...RUNNING, holds: [{ code: 'STATUS_DATE_MISSING', from: null }], findings: [missing] };
}
