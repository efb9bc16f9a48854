/**
 * The school's front desk: where people, places in class and documents are written down while the school is being made up. It gives
 * out ids in order, so that what is written first keeps its ids however large the school becomes.
 */
import { addDays, type CivilDate, civilDate, minDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../shared/domain/entities.ts';
import type { Minor } from '../../shared/domain/money.ts';
import {
  grossOf,
  type SchoolCohort,
  type SchoolContact,
  type SchoolDocument,
  type SchoolEnrolment,
  type SchoolFlaw,
  type SchoolLine,
  type SchoolPage,
  type SchoolStudent,
  withheldOf,
} from './school-model.ts';
import { taxIdOf } from './school-names.ts';
import { programmeOf } from './school-programmes.ts';

/** One person in up to three systems; null where a system does not know them. */
export interface Person {
  readonly contact: SchoolContact | null;
  readonly student: SchoolStudent | null;
  readonly page: SchoolPage | null;
}

export interface PersonSpec {
  readonly name: string;
  /** Everybody's e-mail unless one of the next three says otherwise. */
  readonly email: string;
  readonly contactEmail?: string;
  readonly studentEmail?: string;
  readonly pageEmail?: string | null;
  readonly company?: boolean;
  /** Which systems know the person; all three when left out. */
  readonly in?: readonly ('books' | 'campus' | 'pages')[];
  readonly pageStatus?: string | null;
  readonly pageDate?: string;
  readonly since?: string;
}

export interface DocumentSpec {
  readonly date: string;
  /** Net of one line on the programme's account; or `lines`. */
  readonly net?: Minor;
  readonly lines?: readonly SchoolLine[];
  readonly programme?: string;
  readonly currency?: string;
  readonly rate?: number;
  readonly withholding?: number;
  /** Left out: paid in full after three days. */
  readonly paid?: readonly { readonly date: string; readonly amount: Minor }[];
  readonly state?: SchoolDocument['state'];
  readonly note?: string;
  readonly flaw?: SchoolFlaw;
}

export interface EnrolmentSpec {
  readonly cohort: SchoolCohort | string;
  readonly status: string | null;
  readonly on?: string;
  readonly source?: SchoolEnrolment['dateSource'];
  readonly createdOn?: string;
}

export interface CohortSpec {
  readonly slug: string;
  readonly name?: string;
  readonly programme: string | null;
  readonly kickoff: string | null;
  readonly end: string | null;
  readonly neverEnds?: boolean;
  readonly macro?: SchoolCohort;
}

/** Days that an ordinary payer takes. */
const PAYS_AFTER = 3;
const DUE_AFTER = 30;

export type SchoolDesk = ReturnType<typeof openDesk>;

/** An empty desk on the day `today`. */
export function openDesk(today: CivilDate) {
  const cohorts: SchoolCohort[] = [];
  const contacts: SchoolContact[] = [];
  const students: SchoolStudent[] = [];
  const pages: SchoolPage[] = [];
  const enrolments: SchoolEnrolment[] = [];
  const documents: SchoolDocument[] = [];
  const cohortsBySlug = new Map<string, SchoolCohort>();
  let people = 0;
  let atCase: string | null = null;

  function cohort(spec: CohortSpec): SchoolCohort {
    const made: SchoolCohort = {
      id: 1500 + cohorts.length,
      slug: spec.slug,
      name: spec.name ?? spec.slug.replaceAll('-', ' '),
      programme: spec.programme,
      fullTime: spec.programme !== null && programmeOf(spec.programme).fullTime,
      kickoff: spec.kickoff === null ? null : civilDate(spec.kickoff),
      end: spec.end === null ? null : civilDate(spec.end),
      neverEnds: spec.neverEnds ?? false,
      macroId: spec.macro?.id ?? null,
      case: atCase,
    };
    if (cohortsBySlug.has(made.slug)) throw new RangeError(`Two cohorts are called ${made.slug}`);
    cohortsBySlug.set(made.slug, made);
    cohorts.push(made);
    return made;
  }

  function cohortOf(slug: string): SchoolCohort {
    const found = cohortsBySlug.get(slug);
    if (!found) throw new RangeError(`No cohort ${slug}`);
    return found;
  }

  function person(spec: PersonSpec): Person {
    const known = spec.in ?? ['books', 'campus', 'pages'];
    const index = people++;
    const phone = `+34600${String(index).padStart(6, '0')}`;
    const since = civilDate(spec.since ?? '2024-01-02');
    const [firstName = '', ...rest] = spec.name.split(' ');
    const contact = known.includes('books')
      ? {
          id: `65c0${index.toString(16).padStart(20, '0')}`,
          name: spec.name,
          email: spec.contactEmail ?? spec.email,
          taxId: spec.company ? `B${String(10_000_000 + index)}` : taxIdOf(10_000_000 + index),
          phone,
          company: spec.company ?? false,
          case: atCase,
        }
      : null;
    const student = known.includes('campus')
      ? {
          id: 40_000 + index,
          firstName,
          lastName: rest.join(' '),
          email: spec.studentEmail ?? spec.email,
          phone,
          createdOn: since,
          case: atCase,
        }
      : null;
    const page = known.includes('pages')
      ? {
          id: `1a2b3c4d-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
          title: spec.name,
          email: spec.pageEmail === undefined ? spec.email : spec.pageEmail,
          status: spec.pageStatus === undefined ? 'Active' : spec.pageStatus,
          statusDate: spec.pageDate === undefined ? null : civilDate(spec.pageDate),
          createdOn: since,
          case: atCase,
        }
      : null;
    if (contact) contacts.push(contact);
    if (student) students.push(student);
    if (page) pages.push(page);
    return { contact, student, page };
  }

  function linesOf(spec: DocumentSpec): readonly SchoolLine[] {
    if (spec.lines) return spec.lines;
    const programme = programmeOf(spec.programme ?? 'fs-pt');
    return [
      {
        accountId: programme.accountId,
        text: programme.name,
        net: spec.net ?? programme.listPrice,
        vat: programme.vat,
      },
    ];
  }

  function document(kind: DocumentKind, payer: Person | null, spec: DocumentSpec, originId: string | null) {
    const date = civilDate(spec.date);
    const lines = linesOf(spec);
    const withholding = spec.withholding ?? 0;
    const payable = grossOf({ lines }) - withheldOf({ lines, withholding });
    const payday = addDays(date, PAYS_AFTER);
    const paid = spec.paid ?? (payable > 0 && payday <= today ? [{ date: payday, amount: payable }] : []);
    const made: SchoolDocument = {
      id: `65d0${documents.length.toString(16).padStart(20, '0')}`,
      kind,
      number: null,
      contactId: payer?.contact?.id ?? null,
      contactName: payer?.contact?.name ?? '',
      date,
      dueDate: addDays(date, DUE_AFTER),
      currency: spec.currency ?? 'EUR',
      rate: spec.rate ?? 1,
      lines,
      withholding,
      payments: spec.state === 'draft' ? [] : paid.map((p) => ({ date: civilDate(p.date), amount: p.amount })),
      state: spec.state ?? 'approved',
      originId,
      note: spec.note ?? '',
      flaw: spec.flaw ?? null,
      case: atCase,
    };
    documents.push(made);
    return made;
  }

  function enrol(who: Person, spec: EnrolmentSpec): SchoolEnrolment {
    if (!who.student) throw new RangeError('Somebody whom the campus does not know cannot be enrolled');
    const into = typeof spec.cohort === 'string' ? cohortOf(spec.cohort) : spec.cohort;
    const on = spec.on === undefined ? null : civilDate(spec.on);
    const made: SchoolEnrolment = {
      id: 81_000 + enrolments.length,
      studentId: who.student.id,
      cohortId: into.id,
      status: spec.status,
      statusDate: on,
      dateSource: spec.source ?? (on === null ? 'none' : 'history'),
      createdOn: civilDate(spec.createdOn ?? into.kickoff ?? '2024-01-02'),
      case: atCase,
    };
    enrolments.push(made);
    return made;
  }

  return {
    today,
    cohort,
    cohortOf,
    person,
    enrol,
    /** Writes an invoice to `payer`; null: to nobody. */
    invoice: (payer: Person | null, spec: DocumentSpec) => document('invoice', payer, spec, null),
    /** Writes a credit note to `payer`; `origin` is the invoice that it names, null when it names none. */
    credit: (payer: Person, origin: SchoolDocument | null, spec: DocumentSpec) =>
      document('credit_note', payer, { paid: [], ...spec }, origin?.id ?? null),
    /** Gives a person a place as most have it: graduated once the last class is over, in class until then. */
    attend(who: Person, place: SchoolCohort | string, createdOn?: string): SchoolEnrolment {
      const into = typeof place === 'string' ? cohortOf(place) : place;
      const over = into.end !== null && into.end < today;
      // Rows are edited when the certificates are printed, so the day of the edit lies after the last class.
      const edited =
        into.end && over ? { on: minDate(addDays(into.end, 3), today), source: 'record_edit' as const } : {};
      return enrol(who, { cohort: into, status: over ? 'GRADUATED' : 'ACTIVE', createdOn, ...edited });
    },
    /** Everything that `write` writes down belongs to the special case `id`. */
    within(id: string, write: () => void): void {
      atCase = id;
      write();
      atCase = null;
    },
    books: { cohorts, contacts, students, pages, enrolments, documents },
  };
}
