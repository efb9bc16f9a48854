import { addDays, type CivilDate } from '../../../shared/domain/civil-date.ts';
import type { Draft, ExcludedDraft } from '../../../shared/domain/drafts.ts';
import { civilDateOfIso, isTimeZone } from '../../platform/time-zone.ts';
import { isExcludedSlug, preworkDaysOf, serviceTypeOf } from './cohort-rules.ts';
import type { FourgeeksSettings } from './settings.ts';
import type { CohortWire, EnrolmentWire, StatusChangeWire, StudentWire } from './wire.ts';

function excluded(reason: string): readonly ExcludedDraft[] {
  return [{ draft: 'excluded', reason }];
}

const REASONS = {
  part: 'part of a larger cohort',
  slug: 'a cohort that nobody pays for',
  endless: 'a cohort that never ends',
  deleted: 'its cohort is deleted in 4Geeks',
  role: 'not a student of the cohort',
};

/** A student is known by the account; somebody only invited has none yet and is known by the invitation's profile. */
export function studentId(student: Pick<StudentWire, 'id' | 'user'>): string {
  return student.user ? String(student.user.id) : `profile:${student.id}`;
}

/** A student's profile in an academy as a party, which becomes a client only when enrolled. */
export function mapStudent(student: StudentWire): readonly Draft[] {
  const { user } = student;
  const name = nameOf(user?.first_name, user?.last_name) ?? nameOf(student.first_name, student.last_name);
  const email = blankAsNull(user?.email) ?? blankAsNull(student.email);
  return [
    {
      draft: 'party',
      externalId: studentId(student),
      name: name ?? email ?? '',
      email,
      taxId: null,
      phone: blankAsNull(student.phone),
      creates: 'enrolled',
      evidence: null,
    },
  ];
}

/** A cohort's dates as days of its own zone, pre-work included where a rule says so. */
export function mapCohort({ cohort, microOf }: CohortWire, settings: FourgeeksSettings): readonly Draft[] {
  if (cohort.stage === 'DELETED') return excluded(REASONS.deleted);
  if (microOf !== null) return excluded(REASONS.part);
  if (isExcludedSlug(cohort.slug, settings.excludedCohorts)) return excluded(REASONS.slug);
  if (!cohort.ending_date && cohort.never_ends) return excluded(REASONS.endless);
  const kickoff = dateIn(cohort.kickoff_date, cohort.timezone, settings);
  const preworkDays = preworkDaysOf(cohort.slug, settings.prework);
  return [
    {
      draft: 'cohort',
      externalId: String(cohort.id),
      slug: cohort.slug,
      serviceType: serviceTypeOf(cohort.slug, settings.serviceTypes),
      start: kickoff && addDays(kickoff, -preworkDays),
      end: dateIn(cohort.ending_date, cohort.timezone, settings),
      preworkDays: kickoff ? preworkDays : 0,
    },
  ];
}

/**
 * A student's place in a cohort. The API keeps no date of the status: `updated_at` moves with any edit of the row, so it is handed on
 * as what it is, and only where there is a change to date.
 */
export function mapEnrolment({ enrolment, cohort }: EnrolmentWire, settings: FourgeeksSettings): readonly Draft[] {
  const slug = enrolment.cohort.slug ?? '';
  const roles = settings.studentRoles.map((role) => role.toUpperCase());
  if (enrolment.role && !roles.includes(enrolment.role.toUpperCase())) return excluded(REASONS.role);
  if (enrolment.cohort.stage === 'DELETED') return excluded(REASONS.deleted);
  if (enrolment.source_macro_cohort || (cohort && cohort.microOf !== null)) return excluded(REASONS.part);
  if (isExcludedSlug(slug, settings.excludedCohorts)) return excluded(REASONS.slug);
  if (cohort?.neverEnds) return excluded(REASONS.endless);
  const status = blankAsNull(enrolment.educational_status)?.toUpperCase() ?? null;
  const edited =
    status === null || status === 'ACTIVE' ? null : dateIn(enrolment.updated_at, cohort?.timeZone, settings);
  return [
    {
      draft: 'enrolment',
      externalId: String(enrolment.id),
      partyExternalId: enrolment.user ? String(enrolment.user.id) : `profile:${enrolment.profile_academy?.id}`,
      cohortExternalId: String(enrolment.cohort.id),
      status,
      statusDate: edited,
      statusDateSource: edited === null ? 'none' : 'record_edit',
      editedAt: enrolment.updated_at ?? null,
    },
  ];
}

/** Stable across reads: a log entry's place in its list is not. */
export function statusChangeId(change: StatusChangeWire): string {
  return `${change.cohort.id}:${change.user}:${change.status}:${change.at}`;
}

/** A dated change of a student's status in a cohort. */
export function mapStatusChange(change: StatusChangeWire, settings: FourgeeksSettings): readonly Draft[] {
  const date = dateIn(change.at, change.cohort.timeZone, settings);
  if (date === null) return excluded('a change of status without a readable date');
  return [
    {
      draft: 'status_change',
      externalId: statusChangeId(change),
      partyExternalId: change.user,
      cohortExternalId: String(change.cohort.id),
      status: change.status,
      date,
    },
  ];
}

/** The day an instant of the API (UTC) falls on where the cohort is taught. */
function dateIn(
  instant: string | null | undefined,
  zone: string | null | undefined,
  settings: FourgeeksSettings,
): CivilDate | null {
  if (!instant) return null;
  return civilDateOfIso(instant, zone && isTimeZone(zone) ? zone : settings.timeZone);
}

function nameOf(first: string | null | undefined, last: string | null | undefined): string | null {
  return blankAsNull([first, last].filter(Boolean).join(' '));
}

function blankAsNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}
