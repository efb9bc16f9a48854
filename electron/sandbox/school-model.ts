/**
 * What the sample school knows about itself, in its own words: the contacts its accountant keeps, the students its campus keeps and
 * the pages its coordinators keep are three lists that only mostly agree, as in life. How each system says them is in
 * `raw-records.ts`.
 */
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../shared/domain/entities.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import type { Minor } from '../../shared/domain/money.ts';

/** The special case that a record belongs to; null for the ordinary school. */
export type CaseId = string;

/** A course on offer and the income account that it is invoiced to. */
export interface Programme {
  readonly key: string;
  readonly accountId: string;
  readonly accountNumber: number;
  /** As the accountant calls the income account. */
  readonly name: string;
  readonly serviceType: string;
  readonly fullTime: boolean;
  readonly weeks: number;
  /** List price without VAT, EUR cents. */
  readonly listPrice: Minor;
  /** VAT in per cent; null when the course is exempt. */
  readonly vat: number | null;
  /** First words of the slugs of its cohorts. */
  readonly slug: string;
  /** First class days of its cohorts. */
  readonly kickoffs: readonly string[];
}

export interface SchoolCohort {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** Null for channels and other groups that teach no programme. */
  readonly programme: string | null;
  readonly fullTime: boolean;
  readonly kickoff: CivilDate | null;
  /** Last class day. */
  readonly end: CivilDate | null;
  readonly neverEnds: boolean;
  /** The cohort that this micro cohort is a part of. */
  readonly macroId: number | null;
  readonly case: CaseId | null;
}

/** A payer as the accountant knows them. */
export interface SchoolContact {
  readonly id: string;
  readonly name: string;
  /** Empty when nobody asked for it. */
  readonly email: string;
  readonly taxId: string;
  readonly phone: string;
  readonly company: boolean;
  readonly case: CaseId | null;
}

/** A student as the campus knows them. `id` is the user's. */
export interface SchoolStudent {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly createdOn: CivilDate;
  readonly case: CaseId | null;
}

/** A coordinator's page about a student. */
export interface SchoolPage {
  readonly id: string;
  readonly title: string;
  readonly email: string | null;
  readonly status: string | null;
  readonly statusDate: CivilDate | null;
  readonly createdOn: CivilDate;
  readonly case: CaseId | null;
}

export interface SchoolEnrolment {
  readonly id: number;
  readonly studentId: number;
  readonly cohortId: number;
  readonly status: string | null;
  /** Last day of service for a stop; the day of graduation. Null: nobody wrote it down. */
  readonly statusDate: CivilDate | null;
  /** `history`: the campus keeps a dated change; `record_edit`: only the day of the last edit is known. */
  readonly dateSource: 'history' | 'record_edit' | 'none';
  readonly createdOn: CivilDate;
  readonly case: CaseId | null;
}

export interface SchoolLine {
  readonly accountId: string;
  readonly text: string;
  /** Without VAT, minor units of the document's currency. */
  readonly net: Minor;
  /** VAT in per cent; null when exempt. */
  readonly vat: number | null;
}

export interface SchoolPayment {
  readonly date: CivilDate;
  readonly amount: Minor;
}

/** What the accounting system says that its own figures contradict: for cases about findings only. */
export interface SchoolFlaw {
  readonly kind: 'vat' | 'total' | 'paid_flag' | 'no_rate';
  /** Minor units by which the stated figure is off. */
  readonly by: Minor;
}

/** An invoice or a credit note. Amounts are positive on both, as the accounting system writes them. */
export interface SchoolDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  /** Null on drafts. Given after all documents are known, because numbers follow the dates. */
  readonly number: string | null;
  readonly contactId: string | null;
  readonly contactName: string;
  readonly date: CivilDate;
  readonly dueDate: CivilDate;
  readonly currency: string;
  /** EUR per unit of the currency. */
  readonly rate: number;
  readonly lines: readonly SchoolLine[];
  /** Withheld by the payer, per cent of net. */
  readonly withholding: number;
  readonly payments: readonly SchoolPayment[];
  readonly state: 'draft' | 'approved' | 'void';
  readonly originId: string | null;
  /** Free text; on credit notes the reason, where one is known. */
  readonly note: string;
  readonly flaw: SchoolFlaw | null;
  readonly case: CaseId | null;
}

/** What a special case promises, without how it is made. */
export interface CaseSummary {
  readonly id: CaseId;
  /** What it exercises. */
  readonly about: string;
  /** What must come of it, in words. */
  readonly outcome: string;
  /** Codes of the issues that a sync of 2025 and the accruals after it raise for its records; empty: none. */
  readonly issues: readonly IssueCode[];
}

export interface School {
  readonly name: string;
  /** The day on which everything is as the records say. */
  readonly today: CivilDate;
  readonly programmes: readonly Programme[];
  readonly cohorts: readonly SchoolCohort[];
  readonly contacts: readonly SchoolContact[];
  readonly students: readonly SchoolStudent[];
  readonly pages: readonly SchoolPage[];
  readonly enrolments: readonly SchoolEnrolment[];
  readonly documents: readonly SchoolDocument[];
  readonly cases: readonly CaseSummary[];
}

/** Net of a document, minor units, positive on credit notes too. */
export function netOf(document: Pick<SchoolDocument, 'lines'>): Minor {
  return document.lines.reduce((sum, line) => sum + line.net, 0);
}

/** VAT of one line, rounded to the cent as an invoice prints it. */
export function vatOf(line: SchoolLine): Minor {
  return Math.round((line.net * (line.vat ?? 0)) / 100);
}

/** Net and VAT of a document. */
export function grossOf(document: Pick<SchoolDocument, 'lines'>): Minor {
  return document.lines.reduce((sum, line) => sum + line.net + vatOf(line), 0);
}

/** What the payer withholds for the tax office. */
export function withheldOf(document: Pick<SchoolDocument, 'lines' | 'withholding'>): Minor {
  return Math.round((netOf(document) * document.withholding) / 100);
}
