/** What reports open with, added up from every single holder: what the kept sums must come to. */
import { expect } from 'vitest';
import { bridgeOfHolder } from '../../electron/close/bridge-months.ts';
import { monthFacts } from '../../electron/close/month-facts.ts';
import { journalOf } from '../../electron/close/reports/journal-report.ts';
import { summaryOf } from '../../electron/close/reports/journal-summary.ts';
import { rollSums } from '../../electron/close/reports/roll-lines.ts';
import { monthsUpTo, rollMonth } from '../../electron/close/reports/roll-month.ts';
import { waterfallMonth } from '../../electron/close/reports/waterfall-month.ts';
import { closingNotesOf, waterfallSums } from '../../electron/close/reports/waterfall-sums.ts';
import { schedules } from '../../electron/close/schedules.ts';
import { BRIDGE_STEPS } from '../../electron/close/sums/bridge-sums.ts';
import { recognisedOf } from '../../electron/close/sums/cohort-sums.ts';
import { currentSums } from '../../electron/close/sums/current-sums.ts';
import { keyOf } from '../../electron/close/sums/sum-table.ts';
import type { Ledger } from '../../electron/ledger/ledger.ts';
import { cohortTriangle } from '../../shared/close/cohort-triangle.ts';
import { POSTING_STYLES } from '../../shared/close/journal-bookings.ts';
import { revenueBridge } from '../../shared/close/revenue-bridge.ts';
import { ROLL_FIGURES } from '../../shared/close/roll-figures.ts';
import type { RollFigures } from '../../shared/close/roll-forward.ts';
import { waterfallByService } from '../../shared/close/waterfall.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { expectLate, expectPlanned } from './planned-and-late.ts';

/** Holds the sums of a ledger, as reports read them, against every holder of it. */
export function expectSums(ledger: Ledger): void {
  const facts = monthFacts(ledger);
  const months = monthsUpTo(addMonths(facts.firstMonth, -1), addMonths(facts.lastMonth, 2));
  for (const month of months) {
    expect({ month, sums: rollSums(ledger, month, month) }).toEqual({ month, sums: rollExpected(ledger, month) });
    expectWaterfall(ledger, month);
    expectJournal(ledger, month);
    expectBridge(ledger, month);
    expectPlanned(ledger, month);
    expectLate(ledger, month);
  }
  const [first = facts.firstMonth, last = facts.firstMonth] = [months[0], months.at(-1)];
  expect(rollSums(ledger, first, last)).toEqual(months.flatMap((month) => rollExpected(ledger, month)));
  expectCohorts(ledger);
}

function rollExpected(ledger: Ledger, month: Month) {
  const { rows, functional } = rollMonth(ledger, month);
  const groups = Map.groupBy(
    rows.map((native, at) => ({ native, company: functional[at] ?? native })),
    ({ native }) => `${native.currency} ${native.service ?? ''}`,
  );
  const add = (own: readonly RollFigures[]) =>
    Object.fromEntries(ROLL_FIGURES.map((key) => [key, own.reduce((sum, row) => sum + row[key], 0)]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const first = own[0]?.native;
      if (!first) return [];
      const { currency, service } = first;
      const native = add(own.map((each) => each.native));
      return [{ month, currency, service, native, company: add(own.map(({ company }) => company)) }];
    });
}

function expectWaterfall(ledger: Ledger, month: Month): void {
  const fall = waterfallMonth(ledger, month);
  const { months, places } = waterfallSums(ledger, month);
  const shown = places.map(({ standing, ...place }) => ({ ...place, rows: standing.rows }));
  const expected = waterfallByService(fall.rows).map(({ rows, ...group }) => ({ ...group, rows: rows.length }));
  expect({ month, months, places: shown }).toEqual({ month, months: fall.months, places: expected });
  const off = places.reduce((sum, { standing }) => sum + standing.off, 0);
  expect(off).toBe(fall.rows.filter(({ differenceMinor }) => differenceMinor !== 0).length);
  for (const [currency, notes] of fall.notes)
    expect({ month, ...closingNotesOf(ledger, month, currency) }).toEqual({ month, ...notes });
}

function expectJournal(ledger: Ledger, month: Month): void {
  for (const style of POSTING_STYLES)
    for (const perService of [true, false]) {
      const [shown, expected] = [
        summaryOf(ledger, month, { style, perService }),
        journalOf(ledger, month, { style, perService, level: 'summary' }),
      ];
      expect({ month, style, entries: shown.entries }).toEqual({ month, style, entries: expected.entries });
      expect(new Set(shown.missing)).toEqual(new Set(expected.missing));
    }
}

function expectBridge(ledger: Ledger, month: Month): void {
  const known = schedules(ledger);
  const rows = monthFacts(ledger).holders.flatMap((holder) =>
    bridgeOfHolder(holder, known.get(holder.lines.id), [month]).map(({ row }) => row),
  );
  const sums = currentSums(ledger, 'bridge').get(month) ?? [];
  const bridge = revenueBridge(rows);
  expect({ month, steps: BRIDGE_STEPS.map((_, at) => sums[at] ?? 0) }).toEqual({
    month,
    steps: BRIDGE_STEPS.map((step) => bridge[step]),
  });
}

function expectCohorts(ledger: Ledger): void {
  const known = schedules(ledger);
  const rows = cohortTriangle(
    monthFacts(ledger).holders.flatMap(({ contractId, lines }) => {
      const schedule = known.get(lines.id);
      if (contractId === null || !schedule) return [];
      const { firstInvoice, priceMinor } = schedule;
      return [
        { id: lines.id, currency: lines.currency, firstInvoice, priceMinor, recognised: recognisedOf(lines, schedule) },
      ];
    }),
  );
  const sums = currentSums(ledger, 'cohorts');
  for (const { currency, cohort, contractIds, priceMinor, months } of rows) {
    const head = sums.get(keyOf(currency, cohort ?? '', '')) ?? [];
    expect([currency, cohort, head[0], head[1] ?? 0]).toEqual([currency, cohort, contractIds.length, priceMinor]);
    for (const { month, amountMinor } of months)
      expect([cohort, month, sums.get(keyOf(currency, cohort ?? '', month))?.[0] ?? 0]).toEqual([
        cohort,
        month,
        amountMinor,
      ]);
  }
  const cells = rows.reduce((sum, { months }) => sum + months.length, rows.length);
  expect(sums.size).toBe(cells);
}
