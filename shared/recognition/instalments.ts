import type { Minor } from '../domain/money.ts';
import { type Month, monthIndex, monthOfIndex } from '../domain/month.ts';

/** A document of the contract: month of its civil date and signed net (credit notes negative). */
export interface BilledAmount {
  readonly month: Month;
  readonly netMinor: Minor;
}

/** Where a contract stands at the end of a month. */
export interface InstalmentRow {
  readonly month: Month;
  readonly billedToDateMinor: Minor;
  readonly recognisedMinor: Minor;
  readonly recognisedToDateMinor: Minor;
  /** Billed and not earned yet. */
  readonly deferredMinor: Minor;
  /** Earned and not billed yet. */
  readonly contractAssetMinor: Minor;
}

/**
 * Billing beside recognition, month by month from the first to the last month with either. Revenue follows the service and ignores
 * the billing plan; the two only meet in what is deferred or not yet billed, of which a contract has one at a time.
 */
export function instalmentRows(
  recognised: readonly { readonly month: Month; readonly amountMinor: Minor }[],
  billed: readonly BilledAmount[],
): InstalmentRow[] {
  const earned = new Map<number, Minor>();
  const invoiced = new Map<number, Minor>();
  for (const { month, amountMinor } of recognised) addTo(earned, monthIndex(month), amountMinor);
  for (const { month, netMinor } of billed) addTo(invoiced, monthIndex(month), netMinor);
  const indexes = [...earned.keys(), ...invoiced.keys()];
  const rows: InstalmentRow[] = [];
  if (indexes.length === 0) return rows;
  const last = Math.max(...indexes);
  let billedToDateMinor = 0;
  let recognisedToDateMinor = 0;
  for (let index = Math.min(...indexes); index <= last; index++) {
    const recognisedMinor = earned.get(index) ?? 0;
    billedToDateMinor += invoiced.get(index) ?? 0;
    recognisedToDateMinor += recognisedMinor;
    rows.push({
      month: monthOfIndex(index),
      billedToDateMinor,
      recognisedMinor,
      recognisedToDateMinor,
      deferredMinor: Math.max(billedToDateMinor - recognisedToDateMinor, 0),
      contractAssetMinor: Math.max(recognisedToDateMinor - billedToDateMinor, 0),
    });
  }
  return rows;
}

function addTo(amounts: Map<number, Minor>, key: number, amount: Minor): void {
  amounts.set(key, (amounts.get(key) ?? 0) + amount);
}
