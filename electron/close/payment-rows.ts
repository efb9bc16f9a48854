/** Payments of a month beside the invoices they were set against, and how what clients owe moved with them. */
import type { ReceivablesMove, ReconciliationRow } from '../../shared/close/close-data.ts';
import { type MatchTier, matchPayment } from '../../shared/close/payment-matching.ts';
import { addDays, type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';
import { type Currency, currency, type Minor, minorToText } from '../../shared/domain/money.ts';
import { addMonths, firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import { thingReference } from '../../shared/domain/reference.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type PackagedPayment, packagedPayments, paidByWord } from '../ledger/package-queries.ts';
import { owedDocuments, paymentsUntil } from '../ledger/report-queries-documents.ts';
import { agedOn } from './reports/receivables.ts';

/** Every payment dated in the month, then every document of it that is called paid without a payment to show for it. */
export function paymentRows(ledger: Ledger, month: Month): ReconciliationRow[] {
  const [from, until] = [firstDay(month), firstDay(addMonths(month, 1))];
  return [
    ...packagedPayments(ledger, from, until).map((row) => paymentRow(row, lastDay(month))),
    ...paidByWord(ledger, from, until).map((row): ReconciliationRow => {
      const code = currency(row.currency);
      const reference = thingReference('document', row.id, row.key);
      return {
        ref: reference,
        date: civilDate(row.date),
        number: row.number,
        invoice: reference,
        invoiceDate: civilDate(row.date),
        due: row.due === null ? null : civilDate(row.due),
        client: row.client,
        currency: code,
        paymentMinor: 0,
        invoiceMinor: row.gross,
        openBeforeMinor: row.gross - row.payments,
        openMinor: row.gross - row.payments,
        tier: null,
        state: `called paid by ${minorToText(row.paid, code)}, payments on file come to ${minorToText(row.payments, code)}`,
        matchedBy: row.source,
        seen: row.seen,
      };
    }),
  ];
}

function paymentRow(row: PackagedPayment, end: CivilDate): ReconciliationRow {
  const code = currency(row.currency);
  const openBefore = row.gross - row.before;
  const { tier, state } = agreement(row, code, openBefore, end);
  return {
    ref: thingReference('payment', row.id, `${row.key}#${row.external_id}`),
    date: civilDate(row.date),
    number: row.number,
    invoice: thingReference('document', row.invoice_id, row.key),
    invoiceDate: civilDate(row.invoice_date),
    due: row.due === null ? null : civilDate(row.due),
    client: row.client,
    currency: code,
    paymentMinor: row.amount,
    invoiceMinor: row.gross,
    openBeforeMinor: openBefore,
    openMinor: openBefore - row.amount,
    tier,
    state,
    matchedBy: `${row.source}, set against the invoice there`,
    seen: row.seen,
  };
}

/** At which tier payment and invoice agree, looked at as if the source had only named the number. */
function agreement(
  row: PackagedPayment,
  code: Currency,
  openBefore: Minor,
  end: CivilDate,
): { readonly tier: MatchTier | null; readonly state: string } {
  if (row.excluded !== null)
    return { tier: null, state: `not counted: the document is ${row.excluded.replaceAll('_', ' ')}` };
  if (row.invoice_date > end) return { tier: null, state: 'not counted yet: the invoice is dated later' };
  const date = civilDate(row.invoice_date);
  const invoice = {
    no: row.number ?? row.key,
    client: row.client ?? '',
    currency: code,
    openMinor: openBefore,
    date,
    due: row.due === null ? addDays(date, 30) : civilDate(row.due),
  };
  const match = matchPayment(
    {
      amountMinor: row.amount,
      currency: code,
      date: civilDate(row.date),
      payer: row.client ?? '',
      text: row.number ?? '',
      linkedClient: row.client,
    },
    [invoice],
  );
  const left = openBefore - row.amount;
  if (left === 0) return { tier: match.tier, state: 'paid' };
  return { tier: match.tier, state: left > 0 === openBefore > 0 ? 'paid in part' : 'paid beyond what was open' };
}

/** From what was open before the month to what is open after it, a line a currency. */
export function receivablesMoves(ledger: Ledger, month: Month): ReceivablesMove[] {
  const [end, before] = [lastDay(month), lastDay(addMonths(month, -1))];
  const documents = owedDocuments(ledger, end);
  const payments = Map.groupBy(paymentsUntil(ledger, end), ({ invoice_id }) => invoice_id);
  const [opening, closing] = [openBy(ledger, before), openBy(ledger, end)];
  const codes = [...new Set([...documents.map((row) => row.currency), ...opening.keys(), ...closing.keys()])].sort();
  const moves = codes.map((code): ReceivablesMove => {
    let [gross, paid, byWord, early] = [0, 0, 0, 0];
    for (const row of documents) {
      if (row.currency !== code) continue;
      const own = payments.get(row.id) ?? [];
      const fresh = row.date > before;
      if (fresh) gross += row.gross;
      if (fresh && own.length === 0) byWord += row.paid;
      for (const { date, amount } of own) {
        if (date > end) continue;
        if (date > before) paid += amount;
        else if (fresh) early += amount;
      }
    }
    return {
      currency: currency(code),
      openingMinor: opening.get(code) ?? 0,
      documentsMinor: gross,
      paymentsMinor: paid,
      paidByWordMinor: byWord,
      paidEarlyMinor: early,
      closingMinor: closing.get(code) ?? 0,
    };
  });
  // A currency in which nothing was open and nothing moved has nothing to show.
  return moves.filter(({ currency: code, ...sums }) => code === ledger.currency || Object.values(sums).some(Boolean));
}

function openBy(ledger: Ledger, day: CivilDate): ReadonlyMap<string, Minor> {
  return new Map(agedOn(ledger, day, 'due').totals.map((each) => [each.currency, each.totalMinor]));
}
