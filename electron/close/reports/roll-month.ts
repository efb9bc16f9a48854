/** The roll-forward of one month, holder by holder, in each holder's currency and in the company's. */
import { type RollFigures, type RollRow, rollRows } from '../../../shared/close/roll-forward.ts';
import { addMonths, type Month, monthsOf } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileSameFacts } from '../../ledger/while-same-facts.ts';
import { type Holder, type MonthFacts, monthFacts } from '../month-facts.ts';

export interface RollMonth {
  readonly rows: readonly RollRow[];
  /** The same rows in the company's currency, in the same order. */
  readonly functional: readonly RollRow[];
}

/** Holders that began by the end of the month, in the order of the facts; a row in which everything is zero is left out. */
export function rollMonth(ledger: Ledger, month: Month): RollMonth {
  return whileSameFacts(ledger, `roll ${month}`, () => rollOf(monthFacts(ledger), [month]));
}

/** Rows of several months at once. For whoever sums: nothing is kept. */
export function rollOf({ holders }: Pick<MonthFacts, 'holders'>, months: readonly Month[]): RollMonth {
  const rows: RollRow[] = [];
  const functional: RollRow[] = [];
  for (const holder of holders) {
    for (const { native, company } of holderRows(holder, months)) {
      rows.push(native);
      functional.push(company);
    }
  }
  return { rows, functional };
}

/** The rows of a holder in which anything happened or stands, each in both currencies. */
export function holderRows(
  { lines, functional }: Holder,
  months: readonly Month[],
): { readonly native: RollRow; readonly company: RollRow }[] {
  const own = rollRows([lines], months);
  const company = functional === lines ? own : rollRows([functional], months);
  const rows: { native: RollRow; company: RollRow }[] = [];
  own.forEach((native, at) => {
    const other = company[at] ?? native;
    if (!isEmptyRow(native) || !isEmptyRow(other)) rows.push({ native, company: other });
  });
  return rows;
}

/** Whether nothing of a holder happens or stands in a month. */
export function isEmptyRow(row: RollFigures): boolean {
  return (
    row.billedToDateMinor === 0 &&
    row.recognisedToDateMinor === 0 &&
    row.openingDeferredMinor === 0 &&
    row.openingContractAssetMinor === 0 &&
    row.closingDeferredMinor === 0 &&
    row.billingsMinor === 0 &&
    row.creditNotesMinor === 0 &&
    row.serviceRevenueMinor === 0 &&
    row.priorPeriodMinor === 0 &&
    row.breakageMinor === 0 &&
    row.reclassificationMinor === 0
  );
}

/** The first month of a report that shows so many: never before the ledger. */
export function firstShown(facts: Pick<MonthFacts, 'firstMonth'>, month: Month, count: number): Month {
  const wanted = [addMonths(month, 1 - count), facts.firstMonth].sort();
  return wanted.at(-1) ?? month;
}

/** The months from one up to and with another. */
export function monthsUpTo(from: Month, to: Month): Month[] {
  return to < from ? [] : monthsOf({ from, until: addMonths(to, 1) });
}
