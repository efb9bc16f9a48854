/** How long money of one month's new contracts stays deferred: posted months, and what the schedule gives after them. */
import { compareText } from '../../../shared/close/sums.ts';
import type { Currency, Minor } from '../../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { monthFacts } from '../month-facts.ts';
import { schedules } from '../schedules.ts';
import { recognisedOf } from '../sums/cohort-sums.ts';
import { currentSums } from '../sums/current-sums.ts';
import { wordsOfKey } from '../sums/sum-table.ts';
import { monthsUpTo } from './roll-month.ts';
import { type Drilled, money, monthColumn, type ReportRow, type ReportTable, refOf, text } from './table.ts';

/** Columns shown; what lies beyond is one more. */
const WIDEST = 36;

interface Cohort {
  readonly currency: Currency;
  /** Month of the first invoice; null for contracts without one. */
  readonly cohort: Month | null;
  readonly contracts: number;
  readonly priceMinor: Minor;
  readonly months: ReadonlyMap<string, Minor>;
}

interface Triangle {
  readonly rows: readonly Cohort[];
  readonly months: readonly Month[];
}

/** The triangle as the kept sums give it: earliest first, contracts without an invoice last. */
function triangle(ledger: Ledger): Triangle {
  return whileUnchanged(ledger, 'cohorts', () => {
    const rows = new Map<string, Cohort & { months: Map<string, Minor> }>();
    for (const [key, [first = 0, second = 0]] of [...currentSums(ledger, 'cohorts')].sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      const [currency = '', cohort = '', month = ''] = wordsOfKey(key);
      if (month === '')
        rows.set(`${currency} ${cohort}`, {
          currency: currency as Currency,
          cohort: cohort === '' ? null : (cohort as Month),
          contracts: first,
          priceMinor: second,
          months: new Map(),
        });
      // Entries that come to nothing are a month all the same.
      else if (second > 0) rows.get(`${currency} ${cohort}`)?.months.set(month, first);
    }
    const all = [...rows.values()].flatMap((row) => [...row.months.keys()]).sort();
    const [from, to] = [all[0], all.at(-1)];
    const inOrder = [...rows.values()].sort(
      (a, b) =>
        compareText(a.currency, b.currency) ||
        Number(a.cohort === null) - Number(b.cohort === null) ||
        compareText(a.cohort ?? '', b.cohort ?? ''),
    );
    const months = from === undefined || to === undefined ? [] : monthsUpTo(from as Month, to as Month);
    return { rows: inOrder, months: months.slice(0, WIDEST) };
  });
}

export function cohortReport(ledger: Ledger, month: Month): ReportTable {
  const { rows, months } = triangle(ledger);
  const shown = rows.filter(({ cohort }) => cohort === null || cohort <= month);
  const last = months.at(-1) ?? month;
  return {
    title: 'Cohort triangle',
    subtitle: `Contracts by the month of their first invoice, up to ${monthInWords(month)}`,
    currency: ledger.currency,
    columns: [
      text('cohort', 'First invoice'),
      text('currency', 'Currency'),
      { key: 'contracts', label: 'Contracts', kind: 'int' },
      money('price', 'Net price'),
      ...months.map(monthColumn),
      money('later', 'Later'),
      money('waiting', 'Not scheduled'),
    ],
    rows: shown.map((row): ReportRow => {
      const total = [...row.months.values()].reduce((sum, amount) => sum + amount, 0);
      const key = `${row.currency} ${row.cohort ?? ''}`;
      const ref = (what: string) => refOf('cohort', row.currency, row.cohort ?? '', what);
      return {
        key,
        level: 'line',
        cells: {
          cohort: row.cohort ?? 'Not billed yet',
          currency: row.currency,
          contracts: row.contracts,
          price: row.priceMinor,
          ...Object.fromEntries(months.map((each) => [each, row.months.get(each) ?? 0])),
          later: [...row.months].reduce((sum, [each, amount]) => (each > last ? sum + amount : sum), 0),
          waiting: row.priceMinor - total,
        },
        drill: { price: ref('price'), ...Object.fromEntries(months.map((each) => [each, ref(each)])) },
      };
    }),
    notes: ['A month that no calculation gives yet is not scheduled: paused, undecided, without dates, on hold.'],
  };
}

export function drillCohort(ledger: Ledger, currency: string, cohort: string, what: string): Drilled | null {
  if (!triangle(ledger).rows.some((row) => row.currency === currency && (row.cohort ?? '') === cohort)) return null;
  const known = schedules(ledger);
  const parts = monthFacts(ledger).holders.flatMap(({ contractId, lines }) => {
    const schedule = known.get(lines.id);
    if (contractId === null || !schedule || lines.currency !== currency) return [];
    if ((schedule.firstInvoice?.slice(0, 7) ?? '') !== cohort) return [];
    if (what === 'price') return [{ id: lines.id, amountMinor: schedule.priceMinor }];
    const amountMinor = recognisedOf(lines, schedule).reduce(
      (sum, entry) => (entry.month === what ? sum + entry.amountMinor : sum),
      0,
    );
    return amountMinor === 0 ? [] : [{ id: lines.id, amountMinor }];
  });
  const words = what === 'price' ? 'Price' : `Revenue of ${monthInWords(what as Month)}`;
  return {
    words: `${words}, contracts first invoiced ${cohort === '' ? 'never' : `in ${monthInWords(cohort as Month)}`}`,
    currency: currency as Currency,
    parts,
    month: what === 'price' ? null : (what as Month),
  };
}
