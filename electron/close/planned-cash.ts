/**
 * Money that comes or goes without an open invoice: what is agreed and not invoiced yet, and refunds that were promised. Gross, as
 * receivables are: the share of VAT is that of the invoices so far.
 */
import type { PlannedCash } from '../../shared/close/cash-forecast.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { proportion } from '../../shared/recognition/proportion.ts';
import { type Invoiced, invoicesByKey, signedContracts } from '../ledger/billing-plans.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { monthFacts } from './month-facts.ts';
import { type Schedule, schedules } from './schedules.ts';

/** Instalments come a month apart where nobody says otherwise. */
const APART = 30;

/**
 * What is planned after a day, by what was known of documents by then. A price that was signed and not invoiced to its end comes in
 * instalments like the last one, a month apart from it; a refund is due at once.
 *
 * @param terms days from invoice to due date where the source states none
 */
export function plannedCash(ledger: Ledger, asOf: CivilDate, terms: number): PlannedCash[] {
  const signed = signedContracts(ledger);
  const { byKey } = monthFacts(ledger);
  const planned: PlannedCash[] = [];
  for (const [key, schedule] of schedules(ledger)) {
    if (schedule.refundsOwedMinor === 0 && !signed.has(key)) continue;
    const lines = byKey.get(key)?.lines;
    if (lines === undefined) continue;
    const known = lines.billed.filter(({ date }) => date <= asOf);
    const keys = known.flatMap(({ documentId, kind }) => (kind === 'invoice' ? [documentId] : []));
    const invoices = invoicesByKey(ledger, keys);
    const last = invoices.at(-1);
    if (last === undefined) continue;
    const gross = grossOf(invoices);
    const add = (kind: PlannedCash['kind'], date: CivilDate, net: Minor) =>
      planned.push({ no: key, kind, currency: lines.currency, date, amountMinor: gross(net) });
    if (isRefundDue(schedule, asOf)) add('refund', asOf, -schedule.refundsOwedMinor);
    if (!signed.has(key) || schedule.stoppedIn !== null) continue;
    const billed = known.reduce((sum, { netMinor }) => sum + netMinor, 0);
    const each = known.reduce((sum, { documentId, netMinor }) => (documentId === last.key ? sum + netMinor : sum), 0);
    const date = civilDate(last.date);
    const wait = last.due === null ? terms : daysBetween(date, civilDate(last.due));
    instalments(schedule.priceMinor - billed, each).forEach((net, at) => {
      add('instalment', addDays(date, APART * (at + 1) + wait), net);
    });
  }
  return planned;
}

function isRefundDue({ refundsOwedMinor, stoppedIn }: Schedule, asOf: CivilDate): boolean {
  return refundsOwedMinor > 0 && (stoppedIn === null || stoppedIn <= monthOf(asOf));
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
