/**
 * The facts about one contract that decide its revenue. They are read from the ledger in one go and are all that the
 * calculation sees: no clock, no database, no network.
 */
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind, PeriodStatus, RecognitionMethod } from '../../shared/domain/entities.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import type { Currency, Minor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';

/** The contract's part of one counted document. */
export interface ContractDocument {
  /** `SYSTEM:DOCUMENT_ID` */
  readonly key: string;
  readonly number: string | null;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  /** Net of the contract's lines, signed (credit notes negative). */
  readonly net: Minor;
  /** Net paid on the contract's lines: the paid share of the document's gross, applied to `net`. */
  readonly paidNet: Minor;
  /** Company currency per unit of the contract's currency, decimal text; null when unknown. */
  readonly rate: string | null;
  readonly originKey: string | null;
  readonly creditReason: 'price_error' | 'goodwill' | 'cancellation' | null;
}

export interface EnrolmentPlan {
  readonly key: string;
  readonly cohort: string;
  readonly start: CivilDate | null;
  readonly end: CivilDate | null;
  readonly status: PeriodStatus | null;
  /** The source's own word; NOT_COMPLETING is a stop although it ends the place. */
  readonly statusWord: string | null;
  /** Date of the status as the source dates it (last day of service for a stop). Null: not known. */
  readonly statusDate: CivilDate | null;
  readonly statusDateSource: 'stated' | 'record_edit' | 'decided' | 'none';
  /** Day the status was first seen here: a prefill, never a fact. */
  readonly observedOn: CivilDate | null;
  /** Dates as each version of the source had them, oldest first, with the month that was first open when it was fetched. */
  readonly planVersions: readonly {
    readonly start: CivilDate | null;
    readonly end: CivilDate | null;
    readonly firstOpenMonth: Month;
  }[];
}

/** What people settled about the contract. Dates are as people say them: last day of class. */
export interface ContractDecisions {
  /** Answer to a held drop. `refund` in minor units of what was billed; `confirmedOwed` raises what counts as billed. */
  readonly drop: { readonly refund: Minor; readonly confirmedOwed: boolean; readonly lastDay: CivilDate | null } | null;
  readonly pause: readonly {
    readonly lastDay: CivilDate;
    readonly returnDay: CivilDate | null;
    /** Null: as the policy has it. */
    readonly mode: 'extend' | 'compress' | null;
  }[];
  readonly resume: readonly { readonly firstDay: CivilDate; readonly newEnd: CivilDate }[];
  readonly complete: { readonly lastDay: CivilDate } | null;
  /** Course dates that a person entered, with a reason, where no enrolment gives them. */
  readonly dates: { readonly start: CivilDate; readonly end: CivilDate } | null;
  /** Manual lines: month, amount, reason. */
  readonly manual: readonly { readonly month: Month; readonly amount: Minor; readonly reason: string }[];
  /** Changes of the whole price that were agreed, with the first day of each. Closes made before there were any do not have it. */
  readonly priceChanges?: readonly PriceChange[];
  /** A negative total or an over-sized credit that a person confirmed. */
  readonly negativeConfirmed: boolean;
}

/** The whole price from a day on, as it was agreed with the student. */
export interface PriceChange {
  readonly from: CivilDate;
  readonly amount: Minor;
  /** Null: as the policy has it. */
  readonly mode: 'prospective' | 'catch_up' | null;
}

/** A reason why nothing new may post, from a month on (null: from the beginning). */
export interface Hold {
  readonly code: IssueCode;
  readonly from: Month | null;
}

export interface ContractFacts {
  readonly contractId: number;
  readonly key: string;
  readonly clientCode: string;
  readonly service: string;
  readonly currency: Currency;
  readonly companyCurrency: Currency;
  readonly method: RecognitionMethod;
  /** Months a course of this service usually touches; null when not known. */
  readonly usualMonths: number | null;
  readonly signedPrice: Minor | null;
  readonly documents: readonly ContractDocument[];
  readonly enrolments: readonly EnrolmentPlan[];
  readonly decisions: ContractDecisions;
  /** From open issues of the sync steps that hold this contract. */
  readonly holds: readonly Hold[];
  /** Policies that were chosen for the company or for this service, where they are not what holds without a choice. */
  readonly policy?: Partial<RecognitionPolicy>;
  /** What held before a choice that was to begin in a later month, in order; `method` and `policy` are the last ones. */
  readonly formerly?: readonly FormerPolicy[];
}

/** What a contract followed in the months before one. */
export interface FormerPolicy {
  /** The first month in which it no longer holds. */
  readonly until: Month;
  readonly method: RecognitionMethod;
  readonly policy?: Partial<RecognitionPolicy>;
}

/** Company policy that the calculation follows; every one has a default in `policy.ts`. */
export interface RecognitionPolicy {
  readonly pauseMode: 'extend' | 'compress';
  readonly pauseLimitMonths: number;
  readonly transferWindowDays: number;
  readonly graceDays: number;
  readonly creditWithoutReason: 'catch_up' | 'prospective';
  readonly extension: 'prospective' | 'catch_up';
  /** A price that was agreed anew while the course runs. */
  readonly priceChange: 'prospective' | 'catch_up';
  readonly recogniseBeforeInvoice: boolean;
  /** Who left for good is not asked about: nothing is refunded, and what was paid becomes revenue. Needs a legal basis. */
  readonly releaseWithoutAsking: boolean;
}

/** One line already in the ledger for the contract. */
export interface PostedLine {
  readonly month: Month;
  readonly kind: import('../../shared/domain/entities.ts').PostingKind;
  readonly amount: Minor;
  readonly functionalAmount: Minor;
}
