/**
 * Money that comes or goes without an open invoice: what is agreed and not invoiced yet, and refunds that were promised. Gross, as
 * receivables are: the share of VAT is that of the invoices so far.
 */
import type { PlannedCash } from '../../shared/close/cash-forecast.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { proportion } from '../../shared/recognition/proportion.ts';
import { type Invoiced, invoicesByKey } from '../ledger/billing-plans.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { currentSums } from './sums/current-sums.ts';
import { type PlannedContract, plannedContracts } from './sums/planned-sums.ts';

/** Instalments come a month apart where nobody says otherwise. */
const APART = 30;

/**
 * What is planned after a day, by what was known of documents by then. A price that was signed and not invoiced to its end comes in
 * instalments like the last one, a month apart from it; a refund is due at once.
 *
 * @param terms days from invoice to due date where the source states none
 */
export function plannedCash(ledger: Ledger, asOf: CivilDate, terms: number): PlannedCash[] {
  const waiting = plannedContracts(currentSums(ledger, 'planned')).flatMap((contract) => {
    const known = knownOn(contract, asOf);
    return known.refundMinor === 0 && known.leftMinor <= 0 ? [] : [known];
  });
  const invoices = invoicesOf(ledger, waiting);
  return waiting.flatMap((known) => plannedOf(known, invoices.get(known.contract) ?? [], asOf, terms));
}

/** A contract as it was known on a day. */
interface Known {
  readonly contract: PlannedContract;
  readonly billed: PlannedContract['billed'];
  readonly refundMinor: Minor;
  /** Of the price, not invoiced yet. */
  readonly leftMinor: Minor;
}

function knownOn(contract: PlannedContract, asOf: CivilDate): Known {
  const { refundsOwedMinor, stoppedIn, priceMinor, isInvoicedInParts } = contract;
  const billed = contract.billed.filter(({ date }) => date <= asOf);
  const isRefundDue = stoppedIn === null || stoppedIn <= monthOf(asOf);
  return {
    contract,
    billed,
    refundMinor: isRefundDue ? refundsOwedMinor : 0,
    leftMinor: isInvoicedInParts ? billed.reduce((left, { netMinor }) => left - netMinor, priceMinor) : 0,
  };
}

/** The invoices of each contract in the order of their dates, all of them read at once. */
function invoicesOf(ledger: Ledger, contracts: readonly Known[]): ReadonlyMap<PlannedContract, readonly Invoiced[]> {
  const carrying = new Map<string, Set<PlannedContract>>();
  for (const { contract, billed } of contracts)
    for (const { documentId, kind } of billed) {
      if (kind !== 'invoice') continue;
      const own = carrying.get(documentId) ?? new Set();
      carrying.set(documentId, own.add(contract));
    }
  const found = new Map<PlannedContract, Invoiced[]>(contracts.map(({ contract }) => [contract, []]));
  for (const invoice of invoicesByKey(ledger, [...carrying.keys()]))
    for (const contract of carrying.get(invoice.key) ?? []) found.get(contract)?.push(invoice);
  return found;
}

function plannedOf(known: Known, invoices: readonly Invoiced[], asOf: CivilDate, terms: number): PlannedCash[] {
  const last = invoices.at(-1);
  if (last === undefined) return [];
  const { contract, billed, refundMinor, leftMinor } = known;
  const gross = grossOf(invoices);
  const { key: no, currency } = contract;
  const planned: PlannedCash[] = [];
  const add = (kind: PlannedCash['kind'], date: CivilDate, net: Minor) =>
    planned.push({ no, kind, currency, date, amountMinor: gross(net) });
  if (refundMinor > 0) add('refund', asOf, -refundMinor);
  const each = billed.reduce((sum, { documentId, netMinor }) => (documentId === last.key ? sum + netMinor : sum), 0);
  const date = civilDate(last.date);
  const wait = last.due === null ? terms : daysBetween(date, civilDate(last.due));
  instalments(leftMinor, each).forEach((net, at) => {
    add('instalment', addDays(date, APART * (at + 1) + wait), net);
  });
  return planned;
}

/** What is left, in parts like the last one; the last part takes the rest. */
function instalments(left: Minor, each: Minor): Minor[] {
  const parts: Minor[] = [];
  if (each <= 0) return left > 0 ? [left] : parts;
  for (let rest = left; rest > 0; rest -= each) parts.push(Math.min(rest, each));
  return parts;
}

/** An amount with VAT, as much of it as the invoices carry. */
function grossOf(invoices: readonly Invoiced[]): (net: Minor) => Minor {
  let [net, gross] = [0, 0];
  for (const each of invoices) {
    net += each.net ?? 0;
    gross += each.gross;
  }
  return (amount) => (net <= 0 || gross === net ? amount : proportion(amount, gross, net));
}
