/** Puts the record of a month together, from the same figures that the screens show. */
import type { Month } from '../../shared/domain/month.ts';
import { accountMap, accountSettings } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerBalance } from '../ledger/month-words.ts';
import { monthFacts } from './month-facts.ts';
import type { CountedDocument, MonthRecord } from './month-reports.ts';
import { receivedIn } from './reports/received-documents.ts';
import { rollMonth } from './reports/roll-month.ts';
import { lampsOf, overridesOf } from './reports/tie-outs-of-month.ts';
import { waterfallMonth } from './reports/waterfall-month.ts';

/** The record of a month as the ledger stands now. */
export function monthRecord(ledger: Ledger, month: Month): MonthRecord {
  const facts = monthFacts(ledger);
  const { rows, functional } = rollMonth(ledger, month);
  const settings = accountSettings(ledger);
  const first = month === facts.firstMonth;
  const counted = facts.counted
    .filter(({ countedIn }) => (first ? countedIn <= month : countedIn === month))
    .map(({ countedIn: _, ...part }): CountedDocument => part)
    .sort(byText(({ documentId, holder, how }) => `${documentId} ${holder} ${how}`));
  const order = rows
    .map((row, at) => ({ row, company: functional[at] ?? row }))
    .sort(byText(({ row }) => `${row.currency} ${row.id}`));
  return {
    month,
    currency: facts.currency,
    rollForward: order.map(({ row }) => row),
    functional: order.map(({ company }) => company),
    waterfall: [...waterfallMonth(ledger, month).rows].sort(byText(({ currency, id }) => `${currency} ${id}`)),
    counted,
    tieOuts: lampsOf(ledger, month),
    overrides: overridesOf(ledger, month),
    ledgerBalance: ledgerBalance(ledger, month)?.amount ?? null,
    controlTotals: receivedIn(ledger, month).totals,
    accounts: accountMap(settings),
    style: settings.style,
  };
}

function byText<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [text(a), text(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
