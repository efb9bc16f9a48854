/**
 * The facts about one client that decide which contracts there are, and what was decided from them. Everything is named by
 * natural keys, so that the same facts give the same contracts in whatever order they arrived.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentKind, PeriodStatus, ServiceType } from '../../../shared/domain/entities.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import type { Currency, Minor } from '../../../shared/domain/money.ts';

/** One line of a counted document (no draft, no void, no excluded duplicate) whose service is known. */
export interface LineFact {
  readonly lineId: number;
  /** `SYSTEM:DOCUMENT_ID` */
  readonly documentKey: string;
  readonly lineKey: string;
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly date: CivilDate;
  readonly currency: Currency;
  readonly serviceId: number;
  /** Stable name of the service: `SYSTEM:ACCOUNT_ID`. */
  readonly serviceKey: string;
  /** Signed, minor units. */
  readonly net: Minor;
  /** Document that a credit note corrects. */
  readonly originKey: string | null;
}

export interface EnrolmentFact {
  readonly periodId: number;
  /** `SYSTEM:ENROLMENT_ID` */
  readonly key: string;
  readonly cohort: string;
  readonly serviceType: ServiceType | null;
  readonly start: CivilDate | null;
  /** Inclusive. */
  readonly end: CivilDate | null;
  /** Null when the source's word is not mapped. */
  readonly status: PeriodStatus | null;
  /** Last day of service for a stop, when known. */
  readonly stoppedAfter: CivilDate | null;
}

export interface ServiceFact {
  readonly serviceId: number;
  readonly serviceKey: string;
  readonly name: string;
  readonly serviceType: ServiceType | null;
}

/** What people settled about this client's documents and enrolments. */
export interface MatchDecisions {
  /** Document (or `DOCUMENT#LINE`) -> the contract that holds this other document, or a contract of its own. */
  readonly contractOfDocument: ReadonlyMap<string, { readonly with: string } | 'new'>;
  /** Enrolment -> the contract that holds this document. */
  readonly contractOfEnrolment: ReadonlyMap<string, { readonly with: string }>;
  /** Documents (`DOCUMENT` or `DOCUMENT#LINE`) that a person took off every contract. */
  readonly unlinked: ReadonlySet<string>;
  /** Signed price by any document of the contract. */
  readonly signedPrice: ReadonlyMap<string, Minor>;
  /** First day of a price that was agreed anew, by any document of the contract: later invoices are billing only. */
  readonly priceAgreedFrom?: ReadonlyMap<string, CivilDate>;
  /** Findings a person confirmed as right, by `CODE|SUBJECT_KEY` or `CODE|SUBJECT_KEY|DISCRIMINATOR`. */
  readonly confirmed: ReadonlySet<string>;
}

export interface ClientFacts {
  /** `SYSTEM:EXTERNAL_ID` of the client's first party. */
  readonly clientKey: string;
  /** Shown in issues instead of a name. */
  readonly clientCode: string;
  readonly lines: readonly LineFact[];
  readonly enrolments: readonly EnrolmentFact[];
  readonly services: ReadonlyMap<number, ServiceFact>;
  readonly decisions: MatchDecisions;
  /** Days within which an enrolment after a stop continues it. */
  readonly transferWindowDays: number;
}

export interface DerivedContract {
  /** `SERVICE_KEY@DOCUMENT_KEY` of its canonically first document. */
  readonly key: string;
  readonly serviceId: number;
  readonly currency: Currency;
  readonly signedPrice: Minor | null;
  /** In canonical order. */
  readonly lines: readonly { readonly lineId: number; readonly why: string }[];
  readonly enrolments: readonly { readonly periodId: number; readonly why: string }[];
}

export interface MatchResult {
  readonly contracts: readonly DerivedContract[];
  /** Lines that belong to no contract; each has an issue that says why, or was unlinked by a person. */
  readonly unlinkedLines: readonly number[];
  readonly unlinkedPeriods: readonly number[];
  readonly issues: readonly IssueDraft[];
}
