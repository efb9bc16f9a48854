/** What the control totals of a close look at, and how two lists of figures are compared. */
import type { Minor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';
import type { Journal } from './journal.ts';
import type { RollRow } from './roll-forward.ts';
import { sum } from './sums.ts';
import type { WaterfallRow } from './waterfall.ts';

/** An amount of one holder: contract, or document without one. */
export interface HolderAmount {
  readonly id: string;
  readonly amountMinor: Minor;
}

/** A document that a source sent for the month. */
export interface ReceivedDocument {
  readonly id: string;
  /** Null: nothing was done with it and nobody was told. */
  readonly state: 'counted' | 'excluded' | 'held' | null;
  /** Why it is excluded or held; without one it counts as passed over in silence. */
  readonly reason: string | null;
}

/** What the ten checks look at, all in one currency and for one month. Where a figure is stored, it is read and not recomputed. */
export interface TieOutEvidence {
  readonly month: Month;
  /** The roll-forward as it is shown. */
  readonly rows: readonly RollRow[];
  /** Closing deferred revenue of the month before as it was stored; null when the ledger begins with this month. */
  readonly storedClosing: readonly HolderAmount[] | null;
  /** Contract assets of the month before as they were stored; null or left out where they are not compared. */
  readonly storedAssets?: readonly HolderAmount[] | null;
  /** Deferred revenue in the detail rows, as they are handed over. */
  readonly detail: readonly HolderAmount[];
  readonly waterfall: readonly WaterfallRow[];
  readonly journal: Journal;
  /** Net of counted documents dated in the month, by holder, from the documents themselves. */
  readonly documents: readonly HolderAmount[];
  /** Net change, since their close, of documents dated in closed months, by holder. */
  readonly changesOfClosedMonths: readonly HolderAmount[];
  /** Net of all counted documents since the start, by holder. */
  readonly billedToDate: readonly HolderAmount[];
  /** All postings since the start, by holder. */
  readonly recognisedToDate: readonly HolderAmount[];
  readonly received: readonly ReceivedDocument[];
  /** How many documents the sources say they sent; the number of those received where they do not say. */
  readonly receivedCount: number;
  /** Balance of the deferred account in the company's books; null until somebody typed it. */
  readonly ledgerBalanceMinor: Minor | null;
  /** Recognised so far must lie between the least and the largest of these and 0; one or more a contract. */
  readonly limits: readonly {
    readonly id: string;
    readonly recognisedMinor: Minor;
    readonly limitsMinor: readonly Minor[];
  }[];
  /** By check, holders whose figures in the ledger are not those that the app wrote. A check names them even if its sums agree. */
  readonly altered?: ReadonlyMap<number, readonly Behind[]>;
  /** What the books are expected to show, where it is not the closing of the rows: several currencies, altered figures. */
  readonly booksClosingMinor?: Minor;
  /** Closing deferred revenue in the company's currency: stored by holder, and as the total shows it. */
  readonly functional: { readonly byHolder: readonly HolderAmount[]; readonly total: readonly HolderAmount[] };
}

/** A holder behind a difference. */
export interface Behind {
  readonly id: string;
  readonly leftMinor: Minor;
  readonly rightMinor: Minor;
  readonly differenceMinor: Minor;
}

/** What a check finds, before anybody overrides it. */
export interface Finding {
  readonly leftMinor: Minor;
  readonly rightMinor: Minor;
  readonly behind: readonly Behind[];
  /** The figure from outside is not there yet. */
  readonly notStated?: boolean;
}

/** Compares two lists of amounts holder by holder; a holder missing from one of them is 0 there. */
export function compareHolders(left: Iterable<HolderAmount>, right: Iterable<HolderAmount>): Finding {
  const ours = byHolder(left);
  const theirs = byHolder(right);
  const behind: Behind[] = [];
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [leftMinor, rightMinor] = [ours.get(id) ?? 0, theirs.get(id) ?? 0];
    if (leftMinor !== rightMinor) behind.push({ id, leftMinor, rightMinor, differenceMinor: leftMinor - rightMinor });
  }
  const all = (amounts: ReadonlyMap<string, Minor>) => sum(amounts.values());
  return { leftMinor: all(ours), rightMinor: all(theirs), behind };
}

function byHolder(amounts: Iterable<HolderAmount>): Map<string, Minor> {
  const sums = new Map<string, Minor>();
  for (const { id, amountMinor } of amounts) sums.set(id, (sums.get(id) ?? 0) + amountMinor);
  return sums;
}
