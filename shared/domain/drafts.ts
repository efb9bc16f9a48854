/**
 * What a connector's mapping hands over: domain entities as one record states them, with the outside ids that still need
 * resolving. Drafts are plain data, so that mapping can be tested without a ledger and applied without a network.
 */
import type { CivilDate } from './civil-date.ts';
import type { DocumentKind, DocumentStatus, ServiceType } from './entities.ts';
import type { Currency, Minor } from './money.ts';

/** A sellable programme as an accounting system lists it: an income account, or a product. */
export interface ServiceDraft {
  readonly draft: 'service';
  readonly externalId: string;
  readonly name: string;
  readonly accountNumber: string | null;
  readonly serviceType: ServiceType | null;
}

/** Somebody an outside system knows: a payer, a student, a page about a student. */
export interface PartyDraft {
  readonly draft: 'party';
  readonly externalId: string;
  readonly name: string;
  /** As the source writes it; resolution normalises. */
  readonly email: string | null;
  readonly taxId: string | null;
  readonly phone: string | null;
  /** An organisation, so nobody who could sit in a class. Null or absent: the source does not say. */
  readonly organisation?: boolean | null;
  /**
   * `always`: the party becomes a client at once. `enrolled`: only when enrolled in a synced month. `never`: it may only be
   * linked to a client who is known already.
   */
  readonly creates: 'always' | 'enrolled' | 'never';
  /** What a page says of the student's progress: evidence that may be proposed, never posted. */
  readonly evidence: { readonly status: string | null; readonly date: CivilDate | null } | null;
}

export interface DocumentLineDraft {
  /** Stable within the document: the source's line id, else the position. */
  readonly key: string;
  readonly description: string;
  /** Signed like the document (credit notes negative); null when the source gives no net and no rate to work it out. */
  readonly net: Minor | null;
  readonly tax: Minor | null;
  /** VAT in basis points (2100 = 21 %), null when unknown. */
  readonly taxRate: number | null;
  readonly accountExternalId: string | null;
  readonly productExternalId: string | null;
}

export interface PaymentDraft {
  readonly externalId: string;
  readonly date: CivilDate;
  readonly amount: Minor;
}

/** Something the mapping found wrong with an otherwise readable record; becomes an issue on it. */
export interface DraftFinding {
  readonly code:
    | 'NET_MISSING'
    | 'AMOUNT_MISMATCH'
    | 'VAT_MISMATCH'
    | 'PAID_FLAG_CONFLICT'
    | 'DATES_MISSING'
    | 'RATE_MISSING';
  /** Words and amounts (minor units) that fill the sentence; no personal data. */
  readonly details: Readonly<Record<string, string | number | null>>;
  /** Money in doubt, minor units, never negative. */
  readonly amount: Minor;
}

/** An invoice or a credit note. Amounts of credit notes are negative. */
export interface DocumentDraft {
  readonly draft: 'document';
  readonly externalId: string;
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly date: CivilDate;
  readonly dueDate: CivilDate | null;
  readonly currency: Currency;
  /** Company currency per unit of `currency`, decimal text; null when the document states none. */
  readonly rate: string | null;
  readonly net: Minor | null;
  readonly tax: Minor;
  readonly gross: Minor;
  /** Withheld from the payment; not part of the price. */
  readonly withholding: Minor;
  readonly paid: Minor;
  readonly status: DocumentStatus;
  readonly partyExternalId: string | null;
  readonly originExternalId: string | null;
  /** Why it was credited, when the source says: decides how revenue reacts. */
  readonly creditReason: 'price_error' | 'goodwill' | 'cancellation' | null;
  readonly lines: readonly DocumentLineDraft[];
  readonly payments: readonly PaymentDraft[];
  readonly findings: readonly DraftFinding[];
}

/** A class with dates that students are enrolled in. */
export interface CohortDraft {
  readonly draft: 'cohort';
  readonly externalId: string;
  readonly slug: string;
  readonly serviceType: ServiceType | null;
  /** First service day, pre-work included where the connection's rule says so. */
  readonly start: CivilDate | null;
  /** Last service day, inclusive. */
  readonly end: CivilDate | null;
  /** Service days before the kick-off that the connection's rule added. */
  readonly preworkDays: number;
}

/** One student's place in one cohort. */
export interface EnrolmentDraft {
  readonly draft: 'enrolment';
  readonly externalId: string;
  readonly partyExternalId: string;
  readonly cohortExternalId: string;
  /** The source's word for the status; null when it gives none. */
  readonly status: string | null;
  /** When the status took effect, as far as the record itself can tell. */
  readonly statusDate: CivilDate | null;
  /** `record_edit`: the date is merely that of the last edit of the record, and may be any later day. */
  readonly statusDateSource: 'stated' | 'record_edit' | 'none';
  /** When the source last touched the record, an instant: of two records for one student and cohort the later one counts. */
  readonly editedAt?: string | null;
}

/** A dated change of status from a history that the source keeps. */
export interface StatusChangeDraft {
  readonly draft: 'status_change';
  readonly externalId: string;
  readonly partyExternalId: string;
  readonly cohortExternalId: string;
  readonly status: string;
  readonly date: CivilDate;
}

/** The record is understood and deliberately not counted; `reason` is shown to the operator. */
export interface ExcludedDraft {
  readonly draft: 'excluded';
  readonly reason: string;
}

export type Draft =
  | ServiceDraft
  | PartyDraft
  | DocumentDraft
  | CohortDraft
  | EnrolmentDraft
  | StatusChangeDraft
  | ExcludedDraft;
