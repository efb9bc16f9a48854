/** How long money of one month's new contracts stays deferred: posted months, and what the schedule gives after them. */
import { type CohortRow, cohortTriangle } from '../../../shared/close/cohort-triangle.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { monthFacts } from '../month-facts.ts';
import { schedules } from '../schedules.ts';
import { monthsUpTo } from './roll-month.ts';
import { type Drilled, money, monthColumn, type ReportRow, type ReportTable, refOf, text } from './table.ts';

/** Columns shown; what lies beyond is one more. */
const WIDEST = 36;

interface Triangle {
  readonly rows: readonly CohortRow[];
  readonly months: readonly Month[];
}

function triangle(ledger: Ledger): Triangle {
  return whileUnchanged(ledger, 'cohorts', () => {
    const known = schedules(ledger);
    const rows = cohortTriangle(
      monthFacts(ledger).holders.flatMap(({ contractId, lines }) => {
        const schedule = known.get(lines.id);
        if (contractId === null || !schedule) return [];
        const due = schedule.heldFrom === '' ? [] : schedule.due;
        return [
          {
            id: lines.id,
            currency: lines.currency,
            firstInvoice: schedule.firstInvoice,
            priceMinor: schedule.priceMinor,
            recognised: [...lines.posted, ...due].map(({ month, amountMinor }) => ({ month, amountMinor })),
          },
        ];
      }),
    );
    const all = rows.flatMap((row) => row.months.map(({ month }) => month)).sort();
    const [first, last] = [all[0], all.at(-1)];
    return { rows, months: first === undefined || last === undefined ? [] : monthsUpTo(first, last).slice(0, WIDEST) };
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
      const amounts = new Map(row.months.map((each) => [each.month, each.amountMinor]));
      const key = `${row.currency} ${row.cohort ?? ''}`;
      const ref = (what: string) => refOf('cohort', row.currency, row.cohort ?? '', what);
      return {
        key,
        level: 'line',
        cells: {
          cohort: row.cohort ?? 'Not billed yet',
          currency: row.currency,
          contracts: row.contractIds.length,
          price: row.priceMinor,
          ...Object.fromEntries(months.map((each) => [each, amounts.get(each) ?? 0])),
          later: row.months.reduce((sum, each) => (each.month > last ? sum + each.amountMinor : sum), 0),
          waiting: row.priceMinor - row.totalMinor,
        },
        drill: { price: ref('price'), ...Object.fromEntries(months.map((each) => [each, ref(each)])) },
      };
    }),
    notes: ['A month that no calculation gives yet is not scheduled: paused, undecided, without dates, on hold.'],
  };
}

export function drillCohort(ledger: Ledger, currency: string, cohort: string, what: string): Drilled | null {
  const row = triangle(ledger).rows.find((each) => each.currency === currency && (each.cohort ?? '') === cohort);
  if (!row) return null;
  const known = schedules(ledger);
  const { byKey } = monthFacts(ledger);
  const parts = row.contractIds.flatMap((id) => {
    const schedule = known.get(id);
    if (what === 'price') return [{ id, amountMinor: schedule?.priceMinor ?? 0 }];
    const due = schedule?.heldFrom === '' ? [] : (schedule?.due ?? []);
    const amountMinor = [...(byKey.get(id)?.lines.posted ?? []), ...due].reduce(
      (sum, entry) => (entry.month === what ? sum + entry.amountMinor : sum),
      0,
    );
    return amountMinor === 0 ? [] : [{ id, amountMinor }];
  });
  const words = what === 'price' ? 'Price' : `Revenue of ${monthInWords(what as Month)}`;
  return {
    words: `${words}, contracts first invoiced ${cohort === '' ? 'never' : `in ${monthInWords(cohort as Month)}`}`,
    currency: currency as Currency,
    parts,
    month: what === 'price' ? null : (what as Month),
  };
}
