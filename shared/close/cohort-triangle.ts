/** The cohort triangle: how long money of one month's new contracts stays deferred. A contract with wrong dates stands out. */
import type { CivilDate } from '../domain/civil-date.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { type Month, monthOf } from '../domain/month.ts';
import { compareText, grouped, sumOf } from './sums.ts';

export interface CohortContract {
  readonly id: string;
  readonly currency: Currency;
  /** Date of the first invoice; null for a contract that nobody billed. */
  readonly firstInvoice: CivilDate | null;
  readonly priceMinor: Minor;
  /** Posted revenue by month and, after the last posted month, the schedule. */
  readonly recognised: readonly { readonly month: Month; readonly amountMinor: Minor }[];
}

export interface CohortRow {
  readonly currency: Currency;
  /** Month of the contracts' first invoice; null for those without one. */
  readonly cohort: Month | null;
  /** In time order; months without revenue in any contract of the row are not listed. */
  readonly months: readonly { readonly month: Month; readonly amountMinor: Minor }[];
  readonly totalMinor: Minor;
  /** Net price of the contracts: what the total comes to once nothing waits any more. */
  readonly priceMinor: Minor;
  readonly contractIds: readonly string[];
}

/** One row a currency and cohort, earliest first, contracts without an invoice last. */
export function cohortTriangle(contracts: Iterable<CohortContract>): CohortRow[] {
  const cohortOf = ({ firstInvoice }: CohortContract) => (firstInvoice === null ? null : monthOf(firstInvoice));
  const rows: CohortRow[] = [];
  for (const [currency, inCurrency] of grouped(contracts, (contract) => contract.currency)) {
    for (const [cohort, group] of grouped(inCurrency, cohortOf)) {
      const byMonth = grouped(
        group.flatMap(({ recognised }) => recognised),
        ({ month }) => month,
      );
      const months = [...byMonth].map(([month, parts]) => ({ month, amountMinor: sumOf(parts, (p) => p.amountMinor) }));
      rows.push({
        currency,
        cohort,
        months: months.sort((a, b) => compareText(a.month, b.month)),
        totalMinor: sumOf(months, ({ amountMinor }) => amountMinor),
        priceMinor: sumOf(group, ({ priceMinor }) => priceMinor),
        contractIds: group.map(({ id }) => id),
      });
    }
  }
  return rows.sort(
    (a, b) =>
      compareText(a.currency, b.currency) ||
      Number(a.cohort === null) - Number(b.cohort === null) ||
      compareText(a.cohort ?? '', b.cohort ?? ''),
  );
}
