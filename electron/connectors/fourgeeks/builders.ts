/** Whole raw records of the 4Geeks API from the few values that matter, for the sample company and for tests. */

export interface FourgeeksAcademy {
  id: number;
  slug: string;
  timezone: string | null;
  /** What our user's role may do there; absent: everything. */
  capabilities?: string[];
}

export interface FourgeeksStudent {
  id: number;
  first_name: string | null;
  last_name: string | null;
  user: { id: number; email: string; first_name: string; last_name: string; profile: null } | null;
  academy: { id: number; name: string; slug: string };
  role: { id: string; slug: string; display_slug: string; name: string };
  created_at: string;
  email: string | null;
  address: string | null;
  phone: string;
  status: string;
}

export interface FourgeeksCohort {
  id: number;
  slug: string;
  name: string;
  never_ends: boolean;
  kickoff_date: string | null;
  ending_date: string | null;
  stage: string;
  timezone: string | null;
  academy: { id: number; slug: string; name: string; [further: string]: unknown };
  micro_cohorts: { id: number; name: string; slug: string; syllabus_version: null }[];
  [further: string]: unknown;
}

export interface FourgeeksEnrolment {
  id: number;
  user: { id: number; first_name: string; last_name: string; email: string; last_login: string | null } | null;
  cohort: {
    id: number;
    slug: string;
    kickoff_date: string | null;
    ending_date: string | null;
    stage: string;
    [further: string]: unknown;
  };
  role: string;
  finantial_status: string | null;
  educational_status: string | null;
  created_at: string;
  updated_at: string;
  source_macro_cohort: { id: number; slug: string; name: string } | null;
  [further: string]: unknown;
}

interface StudentFacts {
  readonly profileId: number;
  /** Null: invited, no account yet. */
  readonly userId: number | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone?: string;
  readonly academy: FourgeeksAcademy;
  /** Instant. */
  readonly createdAt?: string;
}

/** A student's profile as `GET /v1/auth/academy/student` lists it. */
export function fourgeeksStudent(facts: StudentFacts): FourgeeksStudent {
  const { academy, firstName, lastName, email, userId } = facts;
  return {
    id: facts.profileId,
    first_name: firstName,
    last_name: lastName,
    user: userId === null ? null : { id: userId, email, first_name: firstName, last_name: lastName, profile: null },
    academy: { id: academy.id, name: titleOf(academy.slug), slug: academy.slug },
    role: { id: 'student', slug: 'student', display_slug: 'student', name: 'Student' },
    created_at: facts.createdAt ?? '2026-01-08T11:20:05.330112Z',
    email,
    address: null,
    phone: facts.phone ?? '',
    status: userId === null ? 'INVITED' : 'ACTIVE',
  };
}

export interface CohortFactsForBuilder {
  readonly id: number;
  readonly slug: string;
  readonly academy: FourgeeksAcademy;
  /** Instants, or days: a day becomes 08:00 and 16:00 UTC of it. */
  readonly kickoff: string | null;
  readonly ending: string | null;
  readonly neverEnds?: boolean;
  readonly timeZone?: string | null;
  readonly stage?: string;
  readonly micro?: readonly { readonly id: number; readonly slug: string }[];
}

/** A cohort as `GET /v1/admissions/academy/cohort` lists it. */
export function fourgeeksCohort(facts: CohortFactsForBuilder): FourgeeksCohort {
  const { academy } = facts;
  const spain = { id: 'es', code: 'es', name: 'Spain' };
  return {
    id: facts.id,
    slug: facts.slug,
    name: titleOf(facts.slug),
    never_ends: facts.neverEnds ?? false,
    remote_available: true,
    private: false,
    language: 'es',
    kickoff_date: instantOf(facts.kickoff, '08:00:00Z'),
    ending_date: instantOf(facts.ending, '16:00:00Z'),
    current_day: 14,
    current_module: 3,
    stage: facts.stage ?? 'STARTED',
    online_meeting_url: null,
    timezone: facts.timeZone === undefined ? 'Europe/Madrid' : facts.timeZone,
    schedule: { id: 7, name: 'Evenings', schedule_type: 'PART-TIME', description: 'Mon/Wed/Sat', syllabus: 22 },
    syllabus_version: {
      version: 4,
      status: 'PUBLISHED',
      slug: 'programme',
      name: 'Programme',
      syllabus: 22,
      duration_in_hours: 320,
      duration_in_days: 48,
      week_hours: 15,
      github_url: null,
      logo: null,
      private: false,
    },
    academy: {
      id: academy.id,
      slug: academy.slug,
      name: titleOf(academy.slug),
      country: spain,
      city: { id: 3, name: 'Valencia', country: spain },
      logo_url: 'https://img.example/l.png',
      is_hidden_on_prework: true,
      main_currency: { code: 'EUR', name: 'Euro' },
    },
    timeslots: [],
    is_hidden_on_prework: true,
    available_as_saas: false,
    shortcuts: null,
    micro_cohorts: (facts.micro ?? []).map(({ id, slug }) => ({
      id,
      slug,
      name: titleOf(slug),
      syllabus_version: null,
    })),
  };
}

interface EnrolmentFacts {
  readonly id: number;
  readonly student: FourgeeksStudent;
  readonly cohort: FourgeeksCohort;
  readonly status: string | null;
  /** Instant of the row's last edit. */
  readonly updatedAt: string;
  readonly createdAt?: string;
  readonly role?: string;
  /** The cohort that brought the student into this micro cohort. */
  readonly macro?: FourgeeksCohort;
}

/** An enrolment as `GET /v1/admissions/academy/cohort/user` lists it. */
export function fourgeeksEnrolment(facts: EnrolmentFacts): FourgeeksEnrolment {
  const { student, cohort, macro } = facts;
  const { user } = student;
  return {
    id: facts.id,
    user: user && {
      id: user.id,
      first_name: user.first_name,
      last_name: user.last_name,
      email: user.email,
      last_login: null,
    },
    cohort: {
      id: cohort.id,
      slug: cohort.slug,
      name: cohort.name,
      kickoff_date: cohort.kickoff_date,
      ending_date: cohort.ending_date,
      stage: cohort.stage,
      available_as_saas: false,
      shortcuts: null,
      micro_cohorts: cohort.micro_cohorts.map((micro) => micro.id),
      syllabus_version: { id: 310, version: 4, slug: 'programme', name: 'Programme', syllabus: 22 },
    },
    role: facts.role ?? 'STUDENT',
    finantial_status: 'UP_TO_DATE',
    educational_status: facts.status,
    watching: false,
    created_at: facts.createdAt ?? '2026-01-08T11:21:00.120000Z',
    updated_at: facts.updatedAt,
    profile_academy: {
      id: student.id,
      first_name: student.first_name,
      last_name: student.last_name,
      email: student.email,
      phone: student.phone,
    },
    completion: {
      strategy: { type: 'NO_COMPLETION_STRATEGY', source: 'legacy', requirements: {} },
      is_complete: false,
      used_macro_override: false,
      overall: { total: 0, completed: 0, percent: 0 },
      required: {},
      pending_required_slugs: {},
      pending_required_count: 0,
    },
    source_macro_cohort: macro ? { id: macro.id, slug: macro.slug, name: macro.name } : null,
  };
}

function instantOf(text: string | null, timeOfDay: string): string | null {
  return text?.length === 10 ? `${text}T${timeOfDay}` : text;
}

function titleOf(slug: string): string {
  return slug.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
}
