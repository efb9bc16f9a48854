/** The cohorts of the sample school: every programme's terms, their parts, and the groups that are no courses at all. */
import { addDays, civilDate } from '../../shared/domain/civil-date.ts';
import type { SchoolDesk } from './school-desk.ts';
import type { Programme, SchoolCohort } from './school-model.ts';
import { PROGRAMMES } from './school-programmes.ts';

/** Slug of a channel that every coding student sits in and that never ends. */
export const GENERAL_CHANNEL = 'spain-pt-general';
/** Slug of the free classes of the lockdown, with dates like any cohort; settings leave it out. */
export const FREE_CLASSES = 'yomequedoencasa';

/** `spain-fs-pt-2025-01`; parallel groups from the second on are marked. */
function slugOf(programme: Programme, kickoff: string, group: number): string {
  return `${programme.slug}-${kickoff.slice(0, 7)}${group === 1 ? '' : `-g${group}`}`;
}

/** Opens one parallel group of every term and returns its cohorts, in order of their first class. */
export function openTerms(desk: SchoolDesk, group: number): SchoolCohort[] {
  return PROGRAMMES.flatMap((programme) =>
    programme.kickoffs.map((kickoff) => {
      // From a Monday through the Friday of the last week.
      const end = addDays(civilDate(kickoff), programme.weeks * 7 - 3);
      return desk.cohort({ slug: slugOf(programme, kickoff, group), programme: programme.key, kickoff, end });
    }),
  ).sort((a, b) => ((a.kickoff ?? '') < (b.kickoff ?? '') ? -1 : 1));
}

/** The parts of a course that the campus keeps as cohorts of their own; nobody pays for them apart. */
export function openMicroCohorts(desk: SchoolDesk, macro: SchoolCohort): SchoolCohort[] {
  return ['first-steps', 'final-project'].map((part) =>
    desk.cohort({
      slug: `${part}-${macro.slug}`,
      programme: macro.programme,
      kickoff: macro.kickoff,
      end: part === 'final-project' ? macro.end : null,
      macro,
    }),
  );
}

/** Groups without a course. */
export function openChannels(desk: SchoolDesk): { readonly general: SchoolCohort } {
  const general = desk.cohort({
    slug: GENERAL_CHANNEL,
    programme: null,
    kickoff: '2023-01-09',
    end: null,
    neverEnds: true,
  });
  desk.cohort({ slug: FREE_CLASSES, programme: null, kickoff: '2025-01-13', end: '2025-12-19' });
  return { general };
}
