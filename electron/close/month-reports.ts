/**
 * The record of a month: every figure that its close is judged by, as plain rows of whole numbers, so that it can be stored,
 * hashed, and compared later with what the ledger says then. Holders are named by their keys, which survive a rebuild.
 */
import type { AccountMap } from '../../shared/close/accounts.ts';
import type { PostingStyle } from '../../shared/close/journal-bookings.ts';
import type { RollRow } from '../../shared/close/roll-forward.ts';
import type { TieOut, TieOutOverride } from '../../shared/close/tie-outs.ts';
import type { WaterfallRow } from '../../shared/close/waterfall.ts';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../shared/domain/entities.ts';
import type { Currency, Minor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';

/** A document's part in one holder, as a month counted it; the sum over closed months is what was counted so far. */
export interface CountedDocument {
  /** Key of the document, `SYSTEM:ID`. */
  readonly documentId: string;
  /** Key of the contract; the document's own key while it has none. */
  readonly holder: string;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  readonly currency: Currency;
  readonly netMinor: Minor;
  /** In the company's currency. */
  readonly functionalMinor: Minor;
  /** `moved`: the document changed its holder; nothing was billed. */
  readonly how: 'billed' | 'moved';
}

/** What one source sent for the month and what became of it. */
export interface ControlTotal {
  /** Label of the connection. */
  readonly source: string;
  /** The company's. */
  readonly currency: Currency;
  readonly received: number;
  readonly counted: number;
  readonly held: number;
  readonly excluded: number;
  /** Net of the documents counted, credit notes negative. */
  readonly netMinor: Minor;
  /** SHA-256 over the sorted ids of all documents received. */
  readonly idsHash: string;
}

/** A tie-out of the month. With several currencies it is told for the one that differs, else for the company's. */
export interface Lamp extends TieOut {
  readonly currency: Currency;
  /** Holders that an earlier check names already, which this one therefore leaves out. */
  readonly leftOut: number;
}

export interface MonthRecord {
  readonly month: Month;
  readonly currency: Currency;
  /** Rows of holders in which anything is not zero, each in the holder's own currency. */
  readonly rollForward: readonly RollRow[];
  /** The same rows in the company's currency, in the same order. */
  readonly functional: readonly RollRow[];
  /** Holders with anything left to come, in their own currency. */
  readonly waterfall: readonly WaterfallRow[];
  /** What the month counted of documents: late ones and changes of closed months included. */
  readonly counted: readonly CountedDocument[];
  readonly tieOuts: readonly Lamp[];
  readonly overrides: readonly TieOutOverride[];
  /** The balance of the books as somebody typed it. */
  readonly ledgerBalance: Minor | null;
  readonly controlTotals: readonly ControlTotal[];
  readonly accounts: AccountMap;
  readonly style: PostingStyle;
}

/** What the months after a closed one need of it. */
export interface StoredMonth {
  readonly month: Month;
  readonly rollForward: readonly RollRow[];
  readonly functional: readonly RollRow[];
  readonly counted: readonly CountedDocument[];
  readonly tieOuts: readonly Lamp[];
}
