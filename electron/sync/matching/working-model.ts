/**
 * What matching works on while it puts one client's contracts together: parts of documents, chains of enrolments, and contracts
 * that grow as both find their place. These are mutable and never leave the room; what leaves is a `MatchResult`.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentKind, ServiceType } from '../../../shared/domain/entities.ts';
import type { Currency, Minor } from '../../../shared/domain/money.ts';
import type { EnrolmentFact, LineFact } from './facts.ts';

/** The lines of one document that pay for one service. */
export interface DocumentPart {
  readonly documentKey: string;
  /** The number people know the document by, else its key. */
  readonly label: string;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  readonly day: number;
  readonly currency: Currency;
  readonly serviceId: number;
  readonly serviceKey: string;
  readonly originKey: string | null;
  /** Place in the canonical order of the client's parts. */
  readonly order: number;
  readonly lines: LineFact[];
  readonly decision: { readonly with: string } | 'new' | null;
  /** A person took it off every contract. */
  readonly unlinked: boolean;
  net: Minor;
  /** The only part of its document, so that the document's key alone names it. */
  whole: boolean;
  /** The fully credited part that this invoice was issued for again. */
  replaces: DocumentPart | null;
  state: 'waiting' | 'placing' | 'done';
  contract: OpenContract | null;
}

/** One enrolment or several that continue each other after a stop. */
export interface EnrolmentChain {
  readonly serviceType: ServiceType | null;
  readonly enrolments: EnrolmentFact[];
  /** Document of the contract a person gave it to. */
  readonly decidedWith: string | null;
  /** First day of service, as day number; null when unknown. */
  readonly start: number | null;
  /** Planned last day; null when an enrolment has no end. */
  end: number | null;
  /** Last day really served: the stop for somebody who left, else the planned end. */
  servedUntil: number | null;
  contract: OpenContract | null;
}

/** A contract while it is being put together. */
export interface OpenContract {
  readonly serviceId: number;
  readonly serviceKey: string;
  readonly serviceName: string;
  readonly serviceType: ServiceType | null;
  readonly currency: Currency;
  readonly parts: { readonly part: DocumentPart; readonly why: string }[];
  readonly chains: { readonly chain: EnrolmentChain; readonly why: string }[];
  /** Sum of the linked nets. */
  net: Minor;
  signedPrice: Minor | null;
  /** Known once all documents are placed; until then empty. */
  key: string;
  /** First day of service, planned last day and last day really served, as day numbers; null while unknown. */
  start: number | null;
  end: number | null;
  servedUntil: number | null;
}
