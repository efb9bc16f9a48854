/**
 * Escuela Lumen, the sample company: a language and coding school over 2024 and 2025, made up from a seed. The same seed and size
 * give the same school on every machine; the clock only says how far its present has come.
 */
import { civilDate } from '../../shared/domain/civil-date.ts';
import type { Clock } from '../platform/clock.ts';
import { seededRandom } from '../platform/random.ts';
import { openChannels, openMicroCohorts, openTerms } from './school-calendar.ts';
import { openDesk } from './school-desk.ts';
import type { CaseSummary, School, SchoolCohort } from './school-model.ts';
import { numbered } from './school-numbering.ts';
import { PROGRAMMES } from './school-programmes.ts';
import { sellPlaces } from './school-students.ts';
import { EVERYDAY_CASES, SPECIAL_CASES } from './special-cases.ts';

/** The instant at which the sample company stands: December 2025 is about to be closed. */
export const SAMPLE_NOW = '2026-01-09T08:00:00.000Z';
export const SAMPLE_SEED = 20_240_101;

/** Ordinary sales at size 1; the special cases come on top, most of them in 2025. */
const SALES = [
  { year: '2024', count: 300 },
  { year: '2025', count: 236 },
] as const;
/** Programmes whose cohorts the campus also keeps in parts. */
const IN_PARTS: readonly string[] = ['fs-pt', 'ds-pt'];

export interface SchoolOptions {
  readonly seed: number;
  /** 1: some 600 invoices. Scales the ordinary students; the special cases stay as they are. */
  readonly size: number;
  readonly clock: Pick<Clock, 'now'>;
  /** `all`: the rare special cases too. */
  readonly cases?: 'everyday' | 'all';
}

/** Makes up the school. */
export function generateSchool({ seed, size, clock, cases = 'everyday' }: SchoolOptions): School {
  const desk = openDesk(civilDate(clock.now().toISOString().slice(0, 10)));
  // First what every size has, so that its ids do not depend on the size: terms, channels, special cases.
  const terms = openTerms(desk, 1);
  const { general } = openChannels(desk);
  const specials = cases === 'all' ? SPECIAL_CASES : EVERYDAY_CASES;
  for (const special of specials) desk.within(special.id, () => special.build(desk));
  for (let group = 2; group <= Math.round(size); group++) terms.push(...openTerms(desk, group));
  const microOf = new Map<number, readonly SchoolCohort[]>();
  for (const cohort of terms) {
    if (cohort.programme !== null && IN_PARTS.includes(cohort.programme)) {
      microOf.set(cohort.id, openMicroCohorts(desk, cohort));
    }
  }
  const random = seededRandom(seed);
  const counts = { sales: 0, people: 0 };
  for (const { year, count } of SALES) {
    const cohorts = terms.filter((cohort) => cohort.kickoff?.startsWith(year));
    sellPlaces({ desk, random, cohorts, microOf, general, counts }, Math.round(count * size));
  }
  return {
    name: 'Escuela Lumen',
    today: desk.today,
    programmes: PROGRAMMES,
    ...desk.books,
    documents: numbered(desk.books.documents),
    cases: specials.map(({ id, about, outcome, issues }): CaseSummary => ({ id, about, outcome, issues })),
  };
}

/** The records of one special case. Throws on an id that no case has. */
export function recordsOfCase(school: School, id: string) {
  if (!school.cases.some((known) => known.id === id)) throw new RangeError(`No special case ${id}`);
  const ofCase = (record: { readonly case: string | null }) => record.case === id;
  return {
    cohorts: school.cohorts.filter(ofCase),
    contacts: school.contacts.filter(ofCase),
    students: school.students.filter(ofCase),
    pages: school.pages.filter(ofCase),
    enrolments: school.enrolments.filter(ofCase),
    documents: school.documents.filter(ofCase),
  };
}
