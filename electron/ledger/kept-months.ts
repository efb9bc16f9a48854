/** The months of all contracts together, read from what is kept of them. */
import { addMonths, type Month, type MonthRange } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';
import type { MonthSums } from './month-figures.ts';
import { figuresWait } from './refresh-figures.ts';

/** No contract is drawn out over more months than these. */
const CERTAIN_MONTHS = 600;

/**
 * What all contracts carry at the end of each month of a range and, from the same state of the file, what `more` reads. Null where
 * that is not kept: before the ledger's first month, or while something was written that the figures do not know of yet.
 */
export function keptMonths<T>(
  ledger: Ledger,
  range: MonthRange,
  more: () => T,
): { readonly months: ReadonlyMap<Month, MonthSums>; readonly more: T } | null {
  const opening = addMonths(ledger.firstMonth, -1);
  if (range.from < opening || range.until > addMonths(opening, CERTAIN_MONTHS)) return null;
  const read = ledger.db.transaction(() => {
    if (figuresWait(ledger)) return null;
    const rows = ledger
      .prepare<[string], MonthSums & { readonly month: string }>(
        `SELECT month, recognised, deferred, held, contract_asset AS "contractAsset" FROM month_figure WHERE month < ? ORDER BY month`,
      )
      .all(range.until);
    return { months: addedUp(rows, range), more: more() };
  });
  return read.deferred();
}

function addedUp(
  rows: readonly (MonthSums & { readonly month: string })[],
  { from, until }: MonthRange,
): Map<Month, MonthSums> {
  const months = new Map<Month, MonthSums>();
  let [at, deferred, held, contractAsset] = [0, 0, 0, 0];
  for (let month = from; month < until; month = addMonths(month, 1)) {
    let recognised = 0;
    for (let row = rows[at]; row !== undefined && row.month <= month; row = rows[++at]) {
      deferred += row.deferred;
      held += row.held;
      contractAsset += row.contractAsset;
      if (row.month === month) recognised = row.recognised;
    }
    months.set(month, { recognised, deferred, held, contractAsset });
  }
  return months;
}
