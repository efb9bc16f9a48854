/**
 * What the documents of a contract mean for its price. An invoice is billing: it only adds to the price, whatever its date. A
 * credit note is an event on its own date, except where it merely pays out a drop or corrects an invoice that was written again.
 * From the day of a price that was agreed anew, documents are billing only: what is owed is that price.
 */
import { addDays, type CivilDate } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import type { ServiceEvent } from '../../shared/recognition/types.ts';
import { waitsOn } from './decided-events.ts';
import type { ContractDocument, ContractFacts, PriceChange, RecognitionPolicy } from './facts.ts';

/** A credited invoice counts as written again when another one follows within this many days of the credit note. */
const REISSUE_DAYS = 31;

export interface ContractPrice {
  /** Price in force from the first day, minor units of the contract's currency. */
  readonly base: Minor;
  /** Credit notes that change the price, in date order. */
  readonly credits: readonly ContractDocument[];
  /** Prices that were agreed anew, in the order of their days. */
  readonly agreed: readonly PriceChange[];
  /** Invoices that came when nothing was left to deliver; they count whole in the month of their date. */
  readonly afterwards: readonly ContractDocument[];
  /** Billed net of credit notes that are no refund of the drop. */
  readonly billed: Minor;
  /** Paid on those documents. */
  readonly paid: Minor;
  /** Credit notes, as a positive amount, that pay out the decided drop. */
  readonly refundIssued: Minor;
  /** Price when every document has had its say, before a drop takes its refund. */
  readonly price: Minor;
}

/**
 * Reads the documents.
 *
 * @param dropOn first day without service of a decided drop
 * @param endedOn first day after a decided drop or an early completion: nothing is left to deliver from here
 */
export function contractPrice(
  facts: ContractFacts,
  dropOn: CivilDate | null,
  endedOn: CivilDate | null,
): ContractPrice {
  const documents = inDateOrder(facts.documents);
  // People leave and are credited on the same day, so a credit note of the last day of class already pays out the drop.
  const refundFrom = dropOn === null ? null : addDays(dropOn, -1);
  const reissued = withoutReissued(documents);
  const agreed = inDayOrder(facts.decisions.priceChanges ?? []);
  const agreedFrom = agreed[0]?.from ?? null;
  const credits: ContractDocument[] = [];
  const afterwards: ContractDocument[] = [];
  let [invoiced, billed, paid, refundIssued] = [0, 0, 0, 0];
  for (const document of documents) {
    const credit = document.kind === 'credit_note';
    if (credit && refundFrom !== null && document.date >= refundFrom) {
      refundIssued -= document.net;
      continue;
    }
    billed += document.net;
    paid += document.paidNet;
    if (facts.signedPrice !== null || reissued.has(document.key)) continue;
    if (agreedFrom !== null && document.date >= agreedFrom) continue;
    if (credit) credits.push(document);
    else if (endedOn !== null && document.date > endedOn) afterwards.push(document);
    else invoiced += document.net;
  }
  const base = facts.signedPrice ?? invoiced;
  const changes = [...credits, ...afterwards].reduce((total, { net }) => total + net, 0);
  const price = agreed.at(-1)?.amount ?? base + changes;
  return { base, credits, agreed, afterwards, billed, paid, refundIssued, price };
}

/** Of two prices for one day the later decision counts. */
function inDayOrder(changes: readonly PriceChange[]): readonly PriceChange[] {
  if (changes.length < 2) return changes;
  const byDay = new Map(changes.map((change) => [change.from, change]));
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The price in force on a day: the last one agreed by then, else what the documents make it. */
export function priceBy({ base, credits, agreed }: ContractPrice, day: CivilDate): Minor {
  const last = agreed.findLast(({ from }) => from <= day);
  return last?.amount ?? base + credits.reduce((total, { net }) => total + net, 0);
}

/** The agreed prices as events, each in its own way or else as the policy has it. */
export function priceEvents(agreed: readonly PriceChange[], { priceChange }: RecognitionPolicy): ServiceEvent[] {
  return agreed.map(({ from, amount, mode }) => ({
    type: 'reprice',
    effective: from,
    newTotalMinor: amount,
    mode: mode ?? priceChange,
  }));
}

export function inDateOrder(documents: readonly ContractDocument[]): readonly ContractDocument[] {
  if (documents.length < 2) return documents;
  return [...documents].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.key < b.key ? -1 : 1));
}

/** A full credit note and the invoice it cancels leave the price together when the invoice was written again. */
function withoutReissued(documents: readonly ContractDocument[]): ReadonlySet<string> {
  const gone = new Set<string>();
  if (documents.length < 3) return gone;
  for (const credit of documents) {
    if (credit.kind !== 'credit_note' || credit.originKey === null) continue;
    if (credit.creditReason === 'goodwill' || credit.creditReason === 'cancellation') continue;
    const original = documents.find(({ key, kind }) => kind === 'invoice' && key === credit.originKey);
    if (original === undefined || original.net + credit.net !== 0) continue;
    const until = addDays(credit.date, REISSUE_DAYS);
    const again = documents.some(
      (other) =>
        other.kind === 'invoice' && other.key !== original.key && other.date >= credit.date && other.date <= until,
    );
    if (!again) continue;
    gone.add(credit.key);
    gone.add(original.key);
  }
  return gone;
}

/**
 * The credit notes as events. Price error or no reason: the price was wrong from the first day. Goodwill: for what is still to
 * come. Cancellation, or no reason on a stopped contract: it takes from what is held.
 */
export function creditEvents(
  credits: readonly ContractDocument[],
  schedule: readonly ServiceEvent[],
  policy: RecognitionPolicy,
): ServiceEvent[] {
  return credits.map((credit): ServiceEvent => {
    const { creditReason, date } = credit;
    const amountMinor = -credit.net;
    if (creditReason === 'price_error') return { type: 'credit_note', date, amountMinor, mode: 'catch_up' };
    if (creditReason === 'goodwill') return { type: 'credit_note', date, amountMinor, mode: 'prospective' };
    // On the last day of class the contract is stopped already for whoever writes the credit note: it takes from what is held
    // from tomorrow on, and nothing from what was taught until today.
    const tomorrow = addDays(date, 1);
    if (waitsOn(schedule, tomorrow)) {
      const since = waitsOn(schedule, date) ? date : tomorrow;
      return { type: 'credit_note', date: since, amountMinor, mode: 'prospective' };
    }
    const mode = creditReason === 'cancellation' ? 'prospective' : policy.creditWithoutReason;
    return { type: 'credit_note', date, amountMinor, mode };
  });
}
