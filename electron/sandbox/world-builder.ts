/**
 * Small worlds stated in a few lines, for tests and scenarios that run the real connectors over loopback. Whatever is added lands in the
 * three systems' raw shapes at once; records may be changed or taken away between two syncs, as people do upstream.
 *
 * @example
 * const world = worldBuilder();
 * const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
 * world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
 * world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
 * const server = await serveWorlds(world.worlds);
 */
import { type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../shared/domain/entities.ts';
import type { FourgeeksCohort, FourgeeksEnrolment, FourgeeksStudent } from '../connectors/fourgeeks/builders.ts';
import type { HoldedRaw } from '../connectors/holded/builders.ts';
import {
  rawChannel,
  rawCohort,
  rawContact,
  rawDocument,
  rawEnrolment,
  rawPage,
  rawStatusChange,
  rawStudent,
} from './raw-records.ts';
import { grossOf, type SchoolContact, type SchoolEnrolment, type SchoolStudent, withheldOf } from './school-model.ts';
import { taxIdOf } from './school-names.ts';
import { PROGRAMMES, programmeOf } from './school-programmes.ts';
import { blankWorlds, type SampleWorlds } from './world.ts';
import type {
  AddedDocument,
  AddedStudent,
  CreditNoteSpec,
  DocumentSpec,
  EnrolmentSpec,
  StudentSpec,
} from './world-specs.ts';

export type * from './world-specs.ts';

export type WorldBuilder = ReturnType<typeof worldBuilder>;

/** Three systems with the sample school's income accounts and nobody in them. */
export function emptyWorlds(): SampleWorlds {
  const worlds = blankWorlds();
  worlds.holded.saleschannels.push(...PROGRAMMES.map(rawChannel));
  return worlds;
}

/** A builder that adds to `worlds`. */
export function worldBuilder(worlds: SampleWorlds = emptyWorlds()) {
  // Scenarios may lie in any year, so no day of theirs is after the builder's today.
  const today = civilDate('2099-12-31');
  const cohorts = new Map<string, FourgeeksCohort>();
  const specs = new Map<FourgeeksEnrolment, EnrolmentSpec>();
  let added = 0;

  function student(spec: StudentSpec): AddedStudent {
    const known = spec.in ?? ['books', 'campus'];
    const index = ++added;
    const [firstName = '', ...rest] = spec.name.split(' ');
    const createdOn = civilDate('2024-01-02');
    const contact: SchoolContact = {
      id: `65c1${index.toString(16).padStart(20, '0')}`,
      name: spec.name,
      email: spec.contactEmail ?? spec.email ?? '',
      taxId: spec.taxId ?? taxIdOf(20_000_000 + index),
      phone: '',
      company: spec.company ?? false,
      case: null,
    };
    const enrolled: SchoolStudent = {
      id: 60_000 + index,
      firstName,
      lastName: rest.join(' '),
      email: spec.email ?? '',
      phone: '',
      createdOn,
      case: null,
    };
    const page = rawPage({
      id: `1a2b3c4d-0000-4000-8000-1${index.toString(16).padStart(11, '0')}`,
      title: spec.name,
      email: spec.pageEmail === undefined ? spec.email : spec.pageEmail,
      status: spec.pageStatus ?? null,
      statusDate: spec.pageDate === undefined ? null : civilDate(spec.pageDate),
      createdOn,
      case: null,
    });
    const raw: AddedStudent = {
      name: spec.name,
      contact: known.includes('books') ? rawContact(contact) : null,
      contactId: known.includes('books') ? contact.id : null,
      student: known.includes('campus') ? rawStudent(enrolled) : null,
      page: known.includes('pages') ? page : null,
    };
    if (raw.contact) worlds.holded.contacts.push(raw.contact);
    if (raw.student) worlds.fourgeeks.students.push(raw.student);
    if (raw.page) worlds.notion.pages.push(raw.page);
    return raw;
  }

  function rawOf(kind: DocumentKind, spec: CreditNoteSpec, id: string, number: string | null): HoldedRaw {
    const date = civilDate(spec.date);
    const lines = (spec.lines ?? [{ ...spec, service: spec.service ?? 'fs-pt', net: spec.net ?? 0 }]).map((line) => ({
      accountId: line.account ?? programmeOf(line.service).accountId,
      text: programmeOf(line.service).name,
      net: line.net,
      vat: line.vat ?? null,
    }));
    const withholding = spec.withholding ?? 0;
    const payable = grossOf({ lines }) - withheldOf({ lines, withholding });
    const paid = spec.paid ?? (kind === 'invoice' && spec.state !== 'draft' ? payable : 0);
    return rawDocument({
      id,
      kind,
      number,
      contactId: spec.student?.contactId ?? null,
      contactName: spec.student?.name ?? '',
      date,
      dueDate: date,
      currency: spec.currency ?? 'EUR',
      rate: spec.rate ?? 1,
      lines,
      withholding,
      payments: paid === 0 ? [] : [{ date, amount: paid }],
      state: spec.state ?? 'approved',
      originId: spec.origin?.id ?? null,
      note: spec.reason ?? '',
      flaw: null,
      case: null,
    });
  }

  function add(kind: DocumentKind, spec: CreditNoteSpec): AddedDocument {
    const index = ++added;
    const id = `65d1${index.toString(16).padStart(20, '0')}`;
    const prefix = kind === 'invoice' ? 'F' : 'CN';
    const given = spec.number ?? `${prefix}${spec.date.slice(2, 4)}${String(index).padStart(5, '0')}`;
    const number = spec.state === 'draft' ? null : given;
    const raw = rawOf(kind, spec, id, number);
    (kind === 'invoice' ? worlds.holded.invoices : worlds.holded.creditnotes).push(raw);
    return { id, number, raw };
  }

  function openCohort(spec: EnrolmentSpec): FourgeeksCohort {
    const index = ++added;
    const programme = programmeOf(spec.service ?? 'fs-pt');
    // Not `spain-...`: those families have pre-work days, and a scenario states the first day of service itself.
    const slug = spec.cohort ?? `${programme.slug.replace('spain', 'campus')}-${index}`;
    const found = cohorts.get(slug);
    if (found) return found;
    const date = (text: string | null | undefined): CivilDate | null => (text ? civilDate(text) : null);
    const made = rawCohort(
      {
        id: 3000 + index,
        slug,
        name: slug,
        programme: programme.key,
        fullTime: programme.fullTime,
        kickoff: date(spec.start),
        end: date(spec.end),
        neverEnds: false,
        macroId: null,
        case: null,
      },
      [],
    );
    cohorts.set(slug, made);
    worlds.fourgeeks.cohorts.push(made);
    return made;
  }

  function rowOf(id: number, spec: EnrolmentSpec, who: FourgeeksStudent, cohort: FourgeeksCohort): FourgeeksEnrolment {
    const statusDate = spec.statusDate === undefined ? null : civilDate(spec.statusDate);
    const enrolment: SchoolEnrolment = {
      id,
      studentId: who.user?.id ?? 0,
      cohortId: cohort.id,
      status: spec.status === undefined ? 'ACTIVE' : spec.status,
      statusDate,
      dateSource: spec.source ?? (statusDate === null ? 'none' : 'history'),
      createdOn: civilDate('2024-01-02'),
      case: null,
    };
    const change = rawStatusChange(enrolment);
    const { log } = worlds.fourgeeks;
    if (change) log[cohort.id] = [...(log[cohort.id] ?? []), change];
    return rawEnrolment(enrolment, who, cohort, undefined, today);
  }

  return {
    worlds,
    student,
    invoice: (spec: DocumentSpec) => add('invoice', spec),
    creditNote: (spec: CreditNoteSpec) => add('credit_note', spec),
    /** Writes an invoice anew under its id and number, as an edit in the accounting system does. */
    editInvoice(document: AddedDocument, spec: DocumentSpec): void {
      const next = rawOf('invoice', spec, document.id, spec.number ?? document.number);
      for (const key of Object.keys(document.raw)) delete document.raw[key];
      Object.assign(document.raw, next);
    },
    /** Takes a document away, as a deletion upstream does. */
    removeDocument(document: AddedDocument): void {
      for (const list of [worlds.holded.invoices, worlds.holded.creditnotes]) {
        const at = list.indexOf(document.raw);
        if (at >= 0) list.splice(at, 1);
      }
    },
    /** Gives a student a place. Throws when the campus does not know the student. */
    enrolment(spec: EnrolmentSpec): FourgeeksEnrolment {
      if (!spec.student.student) throw new RangeError('Somebody whom the campus does not know cannot be enrolled');
      const row = rowOf(90_000 + ++added, spec, spec.student.student, openCohort(spec));
      worlds.fourgeeks.enrolments.push(row);
      specs.set(row, spec);
      return row;
    },
    /** Changes an enrolment's status later on; a dated change is added to the cohort's log and earlier ones stay in it. */
    changeStatus(row: FourgeeksEnrolment, change: Pick<EnrolmentSpec, 'status' | 'statusDate' | 'source'>): void {
      const spec = specs.get(row);
      const cohort = worlds.fourgeeks.cohorts.find((one) => one.id === row.cohort.id);
      if (!spec?.student.student || !cohort) throw new RangeError('Not an enrolment of this builder');
      Object.assign(row, rowOf(row.id, { ...spec, ...change }, spec.student.student, cohort));
    },
    /** Moves a cohort's days, in the cohort and in every row that repeats them. */
    moveCohort(slug: string, days: { readonly start?: string; readonly end?: string }): void {
      const cohort = cohorts.get(slug);
      if (!cohort) throw new RangeError(`No cohort ${slug}`);
      if (days.start) cohort.kickoff_date = `${days.start}T08:00:00Z`;
      if (days.end) cohort.ending_date = `${days.end}T16:00:00Z`;
      const { kickoff_date, ending_date } = cohort;
      for (const row of worlds.fourgeeks.enrolments) {
        if (row.cohort.id === cohort.id) Object.assign(row.cohort, { kickoff_date, ending_date });
      }
    },
  };
}
