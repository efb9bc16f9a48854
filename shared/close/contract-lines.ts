/**
 * What the reports of a close are made of: what was billed and what was posted, holder by holder. A holder is a contract, or a
 * document that has no contract yet and stands for itself.
 */
import type { CivilDate } from '../domain/civil-date.ts';
import type { DocumentKind, PostingKind } from '../domain/entities.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';

/** A document, or the change of one, in the month that counts it: its own, or the first open one when its own was closed. */
export interface BilledEntry {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  readonly countedIn: Month;
  /** Signed: a credit note is negative, and so is an invoice that shrank or was voided later. */
  readonly netMinor: Minor;
}

/** A part of a prior-period figure: the month and kind it really belongs to. */
export interface OriginalPart {
  readonly month: Month;
  readonly kind: PostingKind;
  readonly amountMinor: Minor;
}

export interface PostedEntry {
  readonly month: Month;
  readonly kind: PostingKind;
  readonly amountMinor: Minor;
  /** Of a prior-period figure: what it is made of. */
  readonly note?: readonly OriginalPart[];
}

/** A document counted in an earlier month that changed its holder: positive where it came to, negative where it left. */
export interface MovedEntry {
  readonly month: Month;
  readonly documentId: string;
  readonly netMinor: Minor;
}

/** Where revenue of a contract belongs. */
export interface Place {
  /** Null: none yet. */
  readonly service: string | null;
  /** Revenue account of the service; null when nobody chose one. */
  readonly account: string | null;
}

export interface ContractLines extends Place {
  readonly id: string;
  readonly kind: 'contract' | 'document';
  readonly currency: Currency;
  /** Code of the client, not the name. */
  readonly client: string | null;
  readonly billed: readonly BilledEntry[];
  readonly posted: readonly PostedEntry[];
  readonly moved?: readonly MovedEntry[];
  /** Places the contract had before, each up to and not including a month. */
  readonly earlierPlaces?: readonly (Place & { readonly until: Month })[];
  /** In the company's currency only: what a later invoice was worth more than the revenue it was accrued at. */
  readonly fxResult?: readonly { readonly month: Month; readonly amountMinor: Minor }[];
}

/** What is billed and not earned, or earned and not billed: a holder has one of them at a time. */
export interface Balance {
  readonly deferredMinor: Minor;
  readonly contractAssetMinor: Minor;
}

/**
 * The balance of a holder. What was billed below zero, and a document without a contract, stay in deferred revenue with their
 * sign: neither is ever revenue to be billed.
 *
 * @param fxResultMinor exchange result so far, which left the balance without being revenue
 */
export function balanceOf(
  kind: ContractLines['kind'],
  billedToDateMinor: Minor,
  recognisedToDateMinor: Minor,
  fxResultMinor: Minor = 0,
): Balance {
  const open = billedToDateMinor - recognisedToDateMinor - fxResultMinor;
  if (kind === 'document' || billedToDateMinor < 0) return { deferredMinor: open, contractAssetMinor: 0 };
  return { deferredMinor: Math.max(open, 0), contractAssetMinor: open < 0 ? -open : 0 };
}

/** Where a contract belonged in a month. */
export function placeIn({ service, account, earlierPlaces = [] }: ContractLines, month: Month): Place {
  let place: (Place & { readonly until: Month }) | null = null;
  for (const earlier of earlierPlaces)
    if (month < earlier.until && (place === null || earlier.until < place.until)) place = earlier;
  return place === null ? { service, account } : { service: place.service, account: place.account };
}
