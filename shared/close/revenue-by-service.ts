/** Revenue by service and month, from the rows of the roll-forward, so that the two can only agree. */
import type { Currency, Minor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';
import { type RollRow, revenueOf } from './roll-forward.ts';
import { compareText, grouped, sumOf } from './sums.ts';

export interface RevenueCell {
  readonly month: Month;
  readonly serviceMinor: Minor;
  readonly priorPeriodMinor: Minor;
  readonly breakageMinor: Minor;
  readonly totalMinor: Minor;
}

export interface ServiceRevenue {
  readonly currency: Currency;
  /** Null: no service yet. */
  readonly service: string | null;
  /** One cell for every month asked for, zero or not. */
  readonly cells: readonly RevenueCell[];
  readonly totalMinor: Minor;
}

/** One line a currency and service, the largest revenue first. Rows of other months are passed over. */
export function revenueByService(rows: Iterable<RollRow>, months: readonly Month[]): ServiceRevenue[] {
  const lines: ServiceRevenue[] = [];
  for (const group of grouped(rows, ({ currency, service }) => `${currency} ${service ?? ''}`).values()) {
    const first = group[0];
    if (!first) continue;
    const byMonth = grouped(group, ({ month }) => month);
    const cells = months.map((month) => cellOf(month, byMonth.get(month) ?? []));
    const totalMinor = sumOf(cells, (cell) => cell.totalMinor);
    lines.push({ currency: first.currency, service: first.service, cells, totalMinor });
  }
  return lines.sort(
    (a, b) =>
      compareText(a.currency, b.currency) ||
      b.totalMinor - a.totalMinor ||
      compareText(a.service ?? '', b.service ?? ''),
  );
}

function cellOf(month: Month, rows: readonly RollRow[]): RevenueCell {
  return {
    month,
    serviceMinor: sumOf(rows, (row) => row.serviceRevenueMinor),
    priorPeriodMinor: sumOf(rows, (row) => row.priorPeriodMinor),
    breakageMinor: sumOf(rows, (row) => row.breakageMinor),
    totalMinor: sumOf(rows, revenueOf),
  };
}
