/** How each of the three systems says what the school knows: records in the shapes of their APIs, by the connectors' own builders. */
import { addDays, minDate } from '../../shared/domain/civil-date.ts';
import {
  type FourgeeksAcademy,
  type FourgeeksCohort,
  type FourgeeksEnrolment,
  type FourgeeksStudent,
  fourgeeksCohort,
  fourgeeksEnrolment,
  fourgeeksStudent,
} from '../connectors/fourgeeks/builders.ts';
import {
  type HoldedRaw,
  holdedChannel,
  holdedContact,
  holdedCreditNote,
  holdedInvoice,
} from '../connectors/holded/builders.ts';
import { type NotionPage, notionPage } from '../connectors/notion/builders.ts';
import {
  grossOf,
  type Programme,
  type SchoolCohort,
  type SchoolContact,
  type SchoolDocument,
  type SchoolEnrolment,
  type SchoolPage,
  type SchoolStudent,
  vatOf,
  withheldOf,
} from './school-model.ts';

export const ACADEMY: FourgeeksAcademy = { id: 6, slug: 'escuela-lumen', timezone: 'Europe/Madrid' };
export const DATABASE_ID = 'b1d4c0de-0000-4000-8000-00000000d001';
export const DATA_SOURCE_ID = 'd5d5d5d5-0000-4000-8000-00000000d101';

/** An income account. */
export function rawChannel(account: Pick<Programme, 'accountId' | 'accountNumber' | 'name'>): HoldedRaw {
  return holdedChannel({ id: account.accountId, name: account.name, accountNum: account.accountNumber });
}

export function rawContact(contact: SchoolContact): HoldedRaw {
  const { id, name, email, taxId, phone } = contact;
  return holdedContact({ id, name, email, taxId, phone, raw: { isperson: contact.company ? 0 : 1 } });
}

/** An invoice or a credit note; which list it belongs to is `document.kind`. */
export function rawDocument(document: SchoolDocument): HoldedRaw {
  const foreign = document.currency !== 'EUR';
  const seed = {
    number: document.number,
    date: document.date,
    dueDate: document.dueDate,
    contact: document.contactId ?? undefined,
    contactName: document.contactName,
    lines: document.lines.map((line) => ({
      name: line.text,
      net: line.net,
      taxRate: line.vat ?? 0,
      account: line.accountId,
      retention: document.withholding,
    })),
    // The list mixes both cases; half and half by the day keeps it reproducible.
    currency: Number(document.date.slice(8)) % 2 === 0 ? document.currency : document.currency.toLowerCase(),
    // Holded states units of the document's currency per euro.
    currencyChange: foreign ? Number((1 / document.rate).toFixed(6)) : 1,
    payments: document.payments,
    void: document.state === 'void',
    tags: document.kind === 'credit_note' && document.note !== '' ? [document.note] : [],
    notes: document.note,
    raw: { id: document.id, ...flawOf(document) },
  };
  return document.kind === 'invoice' ? holdedInvoice(seed) : holdedCreditNote({ ...seed, origin: document.originId });
}

/** The raw fields in which a document contradicts itself. */
function flawOf(document: SchoolDocument): HoldedRaw {
  const { flaw } = document;
  if (flaw === null) return {};
  if (flaw.kind === 'no_rate') return { currencyChange: 0 };
  if (flaw.kind === 'paid_flag') return { status: 1 };
  const total = (grossOf(document) - withheldOf(document) + flaw.by) / 100;
  if (flaw.kind === 'total') return { total, paymentsPending: total };
  const tax = (document.lines.reduce((sum, line) => sum + vatOf(line), 0) + flaw.by) / 100;
  return { tax, total, paymentsPending: total };
}

export function rawStudent(student: SchoolStudent): FourgeeksStudent {
  const { id, firstName, lastName, email, phone } = student;
  const createdAt = `${student.createdOn}T11:20:05.330112Z`;
  return fourgeeksStudent({
    profileId: id + 10_000,
    userId: id,
    firstName,
    lastName,
    email,
    phone,
    createdAt,
    academy: ACADEMY,
  });
}

/** A cohort with its parts. */
export function rawCohort(cohort: SchoolCohort, micro: readonly SchoolCohort[]): FourgeeksCohort {
  return {
    ...fourgeeksCohort({
      id: cohort.id,
      slug: cohort.slug,
      academy: ACADEMY,
      kickoff: cohort.kickoff,
      ending: cohort.end,
      neverEnds: cohort.neverEnds,
      micro,
    }),
    name: cohort.name,
  };
}

/** A place in class. `macro` is the cohort that a micro cohort is a part of. */
export function rawEnrolment(
  enrolment: SchoolEnrolment,
  student: FourgeeksStudent,
  cohort: FourgeeksCohort,
  macro: FourgeeksCohort | undefined,
  today: SchoolPage['createdOn'],
): FourgeeksEnrolment {
  const { id, status, createdOn } = enrolment;
  return fourgeeksEnrolment({
    id,
    student,
    cohort,
    macro,
    status,
    createdAt: `${createdOn}T11:21:00.120000Z`,
    updatedAt: editedAt(enrolment, today),
  });
}

/** When the row was last edited: on the day of the status at the earliest, and some days later where a history has the true day. */
function editedAt(enrolment: SchoolEnrolment, today: SchoolPage['createdOn']): string {
  const { statusDate, dateSource, status, createdOn } = enrolment;
  if (dateSource === 'record_edit' && statusDate) return `${statusDate}T10:15:00.401000Z`;
  if (dateSource === 'history' && statusDate) return `${minDate(addDays(statusDate, 4), today)}T10:15:00.401000Z`;
  // Rows moved over from an older system came without the time of their last edit.
  return status === 'ACTIVE' ? `${createdOn}T11:21:00.120000Z` : '';
}

/** The cohort's log entry of a dated change of status; null where the campus keeps none. */
export function rawStatusChange(enrolment: SchoolEnrolment): Record<string, unknown> | null {
  if (enrolment.dateSource !== 'history' || enrolment.statusDate === null) return null;
  return {
    user: enrolment.studentId,
    educational_status: enrolment.status,
    date: `${enrolment.statusDate}T12:00:00Z`,
  };
}

export function rawPage(page: SchoolPage): NotionPage {
  const finished = page.status === 'Graduated';
  return notionPage({
    id: page.id,
    dataSourceId: DATA_SOURCE_ID,
    databaseId: DATABASE_ID,
    name: page.title,
    email: page.email,
    status: page.status,
    dropDate: finished ? null : page.statusDate,
    certificatedAt: finished ? page.statusDate : null,
    createdAt: `${page.createdOn}T11:25:00.000Z`,
  });
}
