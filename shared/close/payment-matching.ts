/**
 * Which invoice a payment is for. Tiers run from the surest down; a tier that finds several hands them to the next ones, and
 * only a number, an amount and a currency that all agree match without asking.
 */
import { addDays, type CivilDate } from '../domain/civil-date.ts';
import { numberRuns } from '../domain/document-number.ts';
import type { Minor } from '../domain/money.ts';
import { nameScore, SAME_NAME_SCORE } from '../domain/similar-names.ts';
import { grouped } from './sums.ts';

export interface OpenInvoice {
  readonly no: string;
  readonly client: string;
  readonly currency: string;
  readonly openMinor: Minor;
  readonly date: CivilDate;
  readonly due: CivilDate;
}

export interface PaymentToMatch {
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly date: CivilDate;
  readonly payer: string;
  /** The reference as the bank gives it. */
  readonly text: string;
  /** Client that somebody confirmed for this payer's account earlier. */
  readonly linkedClient?: string | null;
}

export type MatchTier = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6';

export interface PaymentMatch {
  readonly tier: MatchTier;
  readonly status: 'matched' | 'proposed' | 'ambiguous' | 'currency_mismatch' | 'unmatched';
  /** Invoices the payment is for; empty unless matched or proposed. */
  readonly invoices: readonly string[];
  /** What there is to choose from, when it is ambiguous. */
  readonly candidates: readonly string[];
  readonly automatic: boolean;
  /** Open after the payment, when its amount is not the invoice's; negative when it is too much. */
  readonly remainingMinor: Minor | null;
  /** Likeness of payer and client, where the name decided. */
  readonly nameScore: number | null;
}

/** Most open invoices of one payer that are tried in combination. */
const COMBINED = 12;

/** Finds what a payment is for among open invoices. */
export function matchPayment(payment: PaymentToMatch, open: readonly OpenInvoice[]): PaymentMatch {
  const named = referenced(payment.text, open);
  const exact = named.filter((invoice) => fits(payment, invoice));
  const [only] = exact;
  if (only && exact.length === 1) return found('T1', [only], true);
  if (exact.length > 1) return continued(payment, exact, 'T1');
  const [other] = named;
  if (other && named.length === 1) {
    if (other.currency !== payment.currency) return { ...nothing('T2'), status: 'currency_mismatch' };
    return { ...found('T2', [other], false), remainingMinor: other.openMinor - payment.amountMinor };
  }
  if (named.length > 1) return continued(payment, named, 'T2');
  return continued(payment, open, null);
}

/** Tiers 3 to 5, over all open invoices or over those that an earlier tier could not choose between. */
function continued(payment: PaymentToMatch, open: readonly OpenInvoice[], from: 'T1' | 'T2' | null): PaymentMatch {
  let several: { readonly tier: MatchTier; readonly candidates: readonly OpenInvoice[] } | null =
    from === null ? null : { tier: from, candidates: open };
  const pool = () => several?.candidates ?? open;
  const byDate = pool().filter((invoice) => fits(payment, invoice) && inWindow(payment.date, invoice));
  const [dated] = byDate;
  if (dated && byDate.length === 1) {
    return found('T3', [dated], several === null && payment.linkedClient === dated.client);
  }
  if (byDate.length > 1) several = { tier: several?.tier ?? 'T3', candidates: byDate };
  const byName = pool().filter((invoice) => fits(payment, invoice) && isPayer(payment, invoice.client));
  const [known] = byName;
  if (known && byName.length === 1)
    return { ...found('T4', [known], false), nameScore: nameScore(payment.payer, known.client) };
  if (byName.length > 1) several = { tier: several?.tier ?? 'T4', candidates: byName };
  const combined = combinations(payment, pool(), several !== null);
  const [combination] = combined;
  if (combination && combined.length === 1) return found('T5', combination, false);
  if (several !== null) return ambiguous(several.tier, several.candidates);
  if (combined.length > 1)
    return ambiguous(
      'T5',
      open.filter((one) => combined.some((set) => set.includes(one))),
    );
  return nothing('T6');
}

function fits(payment: PaymentToMatch, invoice: OpenInvoice): boolean {
  return invoice.openMinor === payment.amountMinor && invoice.currency === payment.currency;
}

function inWindow(date: CivilDate, invoice: OpenInvoice): boolean {
  return date >= addDays(invoice.date, -3) && date <= addDays(invoice.due, 60);
}

function isPayer(payment: PaymentToMatch, client: string): boolean {
  return payment.linkedClient === client || nameScore(payment.payer, client) >= SAME_NAME_SCORE;
}

/** Invoices whose number stands in the text. A number inside a longer one that stands there too is not meant. */
function referenced(text: string, open: readonly OpenInvoice[]): OpenInvoice[] {
  const words = text.split(/\s+/u).map((word) => word.replace(/[^\p{L}\p{Nd}]/gu, '').toLowerCase());
  const runs = numberRuns(text);
  const hits = open.flatMap((invoice) => {
    const number = numberRuns(invoice.no);
    // One or two signs stand in too many texts to be a reference.
    if (number.join('').length < 3) return [];
    const at = runs.findIndex((_, start) => number.every((run, index) => runs[start + index] === run));
    if (at >= 0) return [{ invoice, from: at, to: at + number.length }];
    const plain = invoice.no.replace(/[^\p{L}\p{Nd}]/gu, '').toLowerCase();
    return words.includes(plain) ? [{ invoice, from: -1, to: -1 }] : [];
  });
  return hits
    .filter(
      ({ from, to }) =>
        !hits.some((other) => from >= 0 && other.from <= from && other.to >= to && other.to - other.from > to - from),
    )
    .map(({ invoice }) => invoice);
}

/**
 * The sets of two or more open invoices of one payer that add up to the payment; at most two, as two already say that nothing is
 * certain. `given` invoices were named or narrowed down before, so the payer's name is not asked for again.
 */
function combinations(payment: PaymentToMatch, open: readonly OpenInvoice[], given: boolean): OpenInvoice[][] {
  const found: OpenInvoice[][] = [];
  const inCurrency = open.filter(({ currency, openMinor }) => currency === payment.currency && openMinor > 0);
  for (const [client, own] of grouped(inCurrency, (invoice) => invoice.client)) {
    if (own.length < 2 || own.length > COMBINED || (!given && !isPayer(payment, client))) continue;
    for (let mask = 1; mask < 1 << own.length && found.length < 2; mask++) {
      const set = own.filter((_, at) => (mask & (1 << at)) !== 0);
      if (set.length > 1 && set.reduce((total, { openMinor }) => total + openMinor, 0) === payment.amountMinor)
        found.push(set);
    }
  }
  return found;
}

function found(tier: MatchTier, invoices: readonly OpenInvoice[], automatic: boolean): PaymentMatch {
  const status = automatic ? 'matched' : 'proposed';
  return { ...nothing(tier), status, invoices: invoices.map(({ no }) => no), automatic };
}

function ambiguous(tier: MatchTier, candidates: readonly OpenInvoice[]): PaymentMatch {
  return { ...nothing(tier), status: 'ambiguous', candidates: candidates.map(({ no }) => no) };
}

function nothing(tier: MatchTier): PaymentMatch {
  const none = { invoices: [], candidates: [], automatic: false, remainingMinor: null, nameScore: null };
  return { tier, status: 'unmatched', ...none };
}
