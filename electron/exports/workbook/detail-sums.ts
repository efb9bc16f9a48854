/** Sums over the detail, kept small: one set of figures a month, line, cohort and currency. They are the values beside formulas. */
import type { DetailRow } from '../../../shared/close/close-data.ts';
import type { Currency, Minor } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { figureOf, MONEY_COLUMNS, type MoneyColumn } from './detail-columns.ts';

interface Group {
  readonly month: Month;
  readonly service: string | null;
  readonly cohort: Month | null;
  readonly currency: Currency;
  readonly contractCurrency: Currency;
  readonly figures: Map<MoneyColumn, Minor>;
}

/** Which rows to sum; what is left out is not asked. */
export interface Which {
  readonly month?: Month;
  readonly year?: string;
  /** Months before this one. */
  readonly before?: Month;
  /** Months after this one. */
  readonly after?: Month;
  readonly service?: string | null;
  readonly cohort?: Month | null;
  readonly currency?: Currency;
  readonly contractCurrency?: Currency;
}

/** What tells one service from another in the workbook: names from outside could be read as a condition. */
export interface Line {
  readonly code: string;
  readonly service: string | null;
  readonly title: string;
}

export interface DetailSums {
  readonly rows: number;
  readonly rowsOfYear: ReadonlyMap<string, number>;
  readonly lines: readonly Line[];
  readonly cohorts: readonly (Month | null)[];
  readonly currencies: readonly Currency[];
  sum(column: MoneyColumn, which: Which): Minor;
  lineOf(service: string | null): Line;
}

/** Passes over the detail once. */
export function detailSums(rows: Iterable<DetailRow>): DetailSums {
  const groups = new Map<string, Group>();
  const rowsOfYear = new Map<string, number>();
  let count = 0;
  for (const row of rows) {
    count += 1;
    const year = row.month.slice(0, 4);
    rowsOfYear.set(year, (rowsOfYear.get(year) ?? 0) + 1);
    const { month, service, cohort, currency, contractCurrency } = row;
    const key = `${month} ${cohort ?? ''} ${currency} ${contractCurrency} ${service === null ? '' : `=${service}`}`;
    let group = groups.get(key);
    if (!group) {
      group = { month, service, cohort, currency, contractCurrency, figures: new Map() };
      groups.set(key, group);
    }
    for (const column of MONEY_COLUMNS) {
      const amount = figureOf(row, column);
      if (amount !== 0) group.figures.set(column, (group.figures.get(column) ?? 0) + amount);
    }
  }
  const all = [...groups.values()];
  const lines = linesOf(all);
  const byService = new Map(lines.map((line) => [line.service, line]));
  return {
    rows: count,
    rowsOfYear,
    lines,
    cohorts: [...new Set(all.map(({ cohort }) => cohort))].sort(nullLast),
    currencies: [...new Set(all.map(({ contractCurrency }) => contractCurrency))].sort(),
    sum(column, which) {
      let total = 0;
      for (const group of all) if (fits(group, which)) total += group.figures.get(column) ?? 0;
      return total;
    },
    lineOf(service) {
      const line = byService.get(service);
      if (!line) throw new Error('A service that no row of the detail has');
      return line;
    },
  };
}

function fits(group: Group, which: Which): boolean {
  return (
    (which.month === undefined || group.month === which.month) &&
    (which.year === undefined || group.month.startsWith(which.year)) &&
    (which.before === undefined || group.month < which.before) &&
    (which.after === undefined || group.month > which.after) &&
    (which.service === undefined || group.service === which.service) &&
    (which.cohort === undefined || group.cohort === which.cohort) &&
    (which.currency === undefined || group.currency === which.currency) &&
    (which.contractCurrency === undefined || group.contractCurrency === which.contractCurrency)
  );
}

function linesOf(groups: readonly Group[]): Line[] {
  const services = [...new Set(groups.map(({ service }) => service))].sort(nullLast);
  const digits = String(services.length).length;
  return services.map((service, at) => ({
    service,
    code: service === null ? 'L0' : `L${String(at + 1).padStart(digits, '0')}`,
    title: service ?? 'No service yet',
  }));
}

function nullLast<T extends string>(a: T | null, b: T | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}
