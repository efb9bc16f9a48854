/** What a test says of the records it adds to a small world; everything that a scenario does not care about may be left out. */
import type { Minor } from '../../shared/domain/money.ts';
import type { FourgeeksStudent } from '../connectors/fourgeeks/builders.ts';
import type { HoldedRaw } from '../connectors/holded/builders.ts';
import type { NotionPage } from '../connectors/notion/builders.ts';
import type { SchoolDocument, SchoolEnrolment } from './school-model.ts';

export interface StudentSpec {
  readonly name: string;
  /** In all systems, unless `contactEmail` or `pageEmail` differ. Null: nowhere. */
  readonly email: string | null;
  readonly contactEmail?: string;
  readonly pageEmail?: string | null;
  /** Which systems know the student; `books` and `campus` when left out. */
  readonly in?: readonly ('books' | 'campus' | 'pages')[];
  readonly pageStatus?: string;
  readonly pageDate?: string;
  readonly taxId?: string;
  readonly company?: boolean;
}

/** A student added to the worlds; null where a system does not know them. */
export interface AddedStudent {
  readonly name: string;
  readonly contact: HoldedRaw | null;
  readonly contactId: string | null;
  readonly student: FourgeeksStudent | null;
  readonly page: NotionPage | null;
}

export interface LineSpec {
  /** Key of a programme, e.g. `fs-pt`, whose account the line names. */
  readonly service: string;
  /** Minor units of the document's currency. */
  readonly net: Minor;
  /** Per cent; exempt when left out. */
  readonly vat?: number;
  /** Names this account in place of the programme's. */
  readonly account?: string;
}

export interface DocumentSpec {
  /** Null: a document that names nobody. */
  readonly student: AddedStudent | null;
  readonly date: string;
  /** One line ... */
  readonly service?: string;
  readonly net?: Minor;
  readonly vat?: number;
  readonly account?: string;
  /** ... or several. */
  readonly lines?: readonly LineSpec[];
  /** Given in order when left out. */
  readonly number?: string;
  readonly currency?: string;
  /** EUR per unit of the currency. */
  readonly rate?: number;
  readonly withholding?: number;
  /** Minor units paid on the document's date; all of it when left out, nothing of a credit note. */
  readonly paid?: Minor;
  readonly state?: SchoolDocument['state'];
}

export interface CreditNoteSpec extends DocumentSpec {
  /** The invoice that the credit note names. */
  readonly origin?: AddedDocument;
  /** The reason as a tag: `error`, `goodwill` or `cancelacion`. */
  readonly reason?: 'error' | 'goodwill' | 'cancelacion';
}

/** A document added to the worlds. */
export interface AddedDocument {
  readonly id: string;
  readonly number: string | null;
  readonly raw: HoldedRaw;
}

export interface EnrolmentSpec {
  readonly student: AddedStudent;
  /** Slug; an existing cohort is joined, else one is opened from `start` to `end`. Left out: a new one of the service. */
  readonly cohort?: string;
  /** Key of a programme; `fs-pt` when left out. */
  readonly service?: string;
  /** First day of service. */
  readonly start?: string | null;
  /** Last day of service. */
  readonly end?: string | null;
  readonly status?: string | null;
  /** As the campus dates it: the last day of class for a stop. */
  readonly statusDate?: string;
  /** `history` when left out and there is a date: the campus keeps a dated change. */
  readonly source?: SchoolEnrolment['dateSource'];
}
