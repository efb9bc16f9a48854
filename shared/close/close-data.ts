/**
 * A month's close as plain rows: what the workbook, the package and their readers are made of. Whoever gathers it knows the ledger;
 * whoever writes it down knows none.
 */
import type { CivilDate } from '../domain/civil-date.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';
import type { AgeBucket } from './ageing.ts';
import type { Gate } from './gate.ts';
import type { PostingStyle } from './journal-bookings.ts';
import type { MatchTier } from './payment-matching.ts';
import type { RollFigures } from './roll-forward.ts';
import type { TieOutId } from './tie-out-checks.ts';
import type { TieOut } from './tie-outs.ts';

/** Opens the thing it names, in the search of the app and with `monthend trace`: `domain/reference.ts` writes and reads them. */
export type Reference = string;

export interface CloseHead {
  readonly company: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly month: Month;
  /** First and last second of the month in that zone, UTC. */
  readonly instants: string;
  /** In words: `calculated`, `closed`, `reopened`. */
  readonly state: string;
  /** Version of the close; null while the month was never closed. */
  readonly version: number | null;
  readonly preparedBy: Signature | null;
  readonly reviewedBy: Signature | null;
  /** Runs whose figures these are, the accruals' last. */
  readonly run: string;
  /** Tells the ledger from any other: part of the references of figures. */
  readonly mark: string;
}

export interface Signature {
  readonly who: string;
  readonly at: string;
}

/** One contract, or document without one, in one month and one currency. Only these figures and the documents' are typed in. */
export interface DetailRow extends RollFigures {
  readonly ref: Reference;
  /** Key of the contract, or of the document that has none: it survives a rebuild, the reference need not. */
  readonly key: string;
  readonly client: string | null;
  readonly clientName: string | null;
  readonly service: string | null;
  readonly account: string | null;
  /** Month of the first invoice. */
  readonly cohort: Month | null;
  readonly month: Month;
  /** Of the figures of this row. A contract in another currency has rows in its own and rows in the company's. */
  readonly currency: Currency;
  readonly contractCurrency: Currency;
  /** Of months ahead: what they are to carry. */
  readonly plannedMinor: Minor;
  /** Of the month that the close is about: where the holder stands at its end. Null in all others. */
  readonly standing: DetailStanding | null;
  /** Which original months and kinds a prior-period figure is made of, in words. */
  readonly note: string;
}

/** A holder at the end of the month, in its own currency. */
export interface DetailStanding {
  readonly priceMinor: Minor;
  readonly earnedMinor: Minor;
  /** Scheduled beyond the months ahead that have rows. */
  readonly laterMinor: Minor;
  readonly notScheduledMinor: Minor;
  readonly notYetBilledMinor: Minor;
  readonly nonCurrentMinor: Minor;
  readonly suspendedMinor: Minor;
  readonly onHoldMinor: Minor;
  readonly refundsOwedMinor: Minor;
  readonly unpaidMinor: Minor;
}

export interface DocumentRow {
  readonly ref: Reference;
  readonly key: string;
  readonly number: string | null;
  readonly kind: 'invoice' | 'credit_note' | null;
  /** Null: the record was held or left out before anybody could read it. */
  readonly date: CivilDate | null;
  /** Month that counts it; null when none does. */
  readonly countedIn: Month | null;
  readonly state: 'counted' | 'held' | 'excluded';
  /** Why it is held or excluded. */
  readonly reason: string;
  /** References of its contracts. */
  readonly contracts: string;
  readonly client: string | null;
  readonly service: string;
  readonly currency: Currency;
  readonly netMinor: Minor | null;
  readonly vatMinor: Minor;
  readonly grossMinor: Minor;
  /** What the roll-forward of the month counts of it; a change of an earlier one is a row with the difference. */
  readonly countedMinor: Minor;
  readonly functionalCountedMinor: Minor;
}

export interface JournalRow {
  readonly ref: Reference;
  readonly entryNo: number;
  readonly lineNo: number;
  readonly date: CivilDate;
  readonly account: string | null;
  readonly accountName: string;
  /** Whether the line books revenue: service, prior period or breakage. */
  readonly revenue: boolean;
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
  readonly currency: Currency;
  readonly functionalDebitMinor: Minor;
  readonly functionalCreditMinor: Minor;
  readonly service: string | null;
  readonly contract: string | null;
  readonly client: string | null;
  readonly memo: string;
}

export interface AgeingLine {
  readonly ref: Reference;
  readonly number: string;
  readonly client: string | null;
  readonly currency: Currency;
  readonly due: CivilDate | null;
  readonly dueByTerms: boolean;
  readonly daysPastDue: number | null;
  readonly bucket: AgeBucket | 'unapplied';
  readonly openMinor: Minor;
}

/** A payment and the invoice it was set against, as the source states them, with the tier at which the two agree. */
export interface ReconciliationRow {
  readonly ref: Reference;
  readonly date: CivilDate;
  readonly number: string | null;
  /** Reference of the invoice. */
  readonly invoice: Reference;
  readonly invoiceDate: CivilDate;
  readonly due: CivilDate | null;
  readonly client: string | null;
  readonly currency: Currency;
  readonly paymentMinor: Minor;
  readonly invoiceMinor: Minor;
  /** Of the invoice before the payment, and after it. */
  readonly openBeforeMinor: Minor;
  readonly openMinor: Minor;
  readonly tier: MatchTier | null;
  readonly state: string;
  /** Whose word it is that the two belong together, and since when it is on file. */
  readonly matchedBy: string;
  readonly seen: string;
}

/** How what clients owe moved over the month, in one currency. */
export interface ReceivablesMove {
  readonly currency: Currency;
  readonly openingMinor: Minor;
  readonly documentsMinor: Minor;
  /** Payments of the month as the sources state them. */
  readonly paymentsMinor: Minor;
  /** Documents that are called paid without a payment that says when. */
  readonly paidByWordMinor: Minor;
  /** Payments of earlier months whose invoice is dated in this one. */
  readonly paidEarlyMinor: Minor;
  readonly closingMinor: Minor;
}

export interface ExceptionRow {
  readonly ref: Reference;
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  readonly severity: string;
  readonly status: string;
  /** Balance and month at risk, company currency. */
  readonly atRiskMinor: Minor;
  readonly monthAtRiskMinor: Minor;
  readonly owner: string | null;
  readonly decision: string;
  readonly reason: string | null;
}

/** Something that became known since the figures were handed out last. */
export interface ChangeRow {
  readonly ref: Reference;
  /** `late revenue`: belongs to a closed month and is taken into an open one. */
  readonly kind: 'late revenue' | 'revenue' | 'document' | 'enrolment' | 'decision';
  /** The month it belongs to; null where it belongs to none by itself. */
  readonly month: Month | null;
  readonly what: string;
  /** What it follows from, in sentences. */
  readonly why: string;
  readonly client: string | null;
  readonly service: string | null;
  readonly currency: Currency;
  /** Null where it has no money of its own. */
  readonly beforeMinor: Minor | null;
  readonly afterMinor: Minor | null;
  /** Reference of the run that brought it; null where a person did. */
  readonly run: Reference | null;
  readonly at: string;
}

/** What one list of a source sent: enough to ask it again and compare. */
export interface SourceControl {
  /** Reference of the run that read it. */
  readonly ref: Reference | null;
  readonly system: string;
  readonly account: string;
  readonly list: string;
  /** Days asked for, in the zone of the books; in words where the list has no days. */
  readonly range: string;
  /** The same as instants, UTC. */
  readonly instants: string;
  /** Settings of the connection that narrow what is read. */
  readonly filters: string;
  readonly started: string;
  readonly finished: string;
  readonly pages: number;
  readonly received: number;
  readonly counted: number;
  readonly excluded: number;
  readonly held: number;
  readonly netMinor: Minor | null;
  /** When the newest version of one of its records was fetched. */
  readonly newest: string;
  /** SHA-256 over sorted `id|amount|date|status`. */
  readonly sha256: string;
}

/** A service by its name here, and its number in references. */
export interface NamedService {
  readonly name: string;
  readonly id: number;
}

export interface Policy {
  readonly title: string;
  readonly words: string;
}

/** A lamp, and in which currency it was found. */
export interface Lamp extends TieOut {
  readonly id: TieOutId;
  readonly currency: Currency;
}

export interface ExchangeRate {
  readonly currency: Currency;
  readonly date: CivilDate;
  readonly rate: string;
  readonly source: string;
}

export interface CloseData {
  readonly head: CloseHead;
  readonly policies: readonly Policy[];
  readonly gate: Gate;
  readonly lamps: readonly Lamp[];
  readonly openIssues: { readonly count: number; readonly atRiskMinor: Minor };
  /** Balance of the deferred account as typed by the operator. */
  readonly ledgerBalanceMinor: Minor | null;
  /** Months that have happened, in order and without a gap, the close's own last. */
  readonly months: readonly Month[];
  /** Asked for once for the sums and once for the rows, so that it need not be held whole. Rows of a month need not be together. */
  readonly detail: () => Iterable<DetailRow>;
  readonly documents: readonly DocumentRow[];
  readonly journal: readonly JournalRow[];
  readonly journalStyle: PostingStyle;
  readonly ageing: readonly AgeingLine[];
  readonly reconciliation: readonly ReconciliationRow[];
  readonly receivables: readonly ReceivablesMove[];
  readonly exceptions: readonly ExceptionRow[];
  readonly changes: readonly ChangeRow[];
  /** Since when changes are listed, in words. */
  readonly changesSince: string;
  readonly sources: readonly SourceControl[];
  readonly rates: readonly ExchangeRate[];
  readonly mappingsVersion: string;
  readonly services: readonly NamedService[];
}
