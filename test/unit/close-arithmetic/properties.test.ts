import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageing, type OpenItem } from '../../../shared/close/ageing.ts';
import { cohortTriangle } from '../../../shared/close/cohort-triangle.ts';
import type { ContractLines } from '../../../shared/close/contract-lines.ts';
import { journal } from '../../../shared/close/journal.ts';
import { POSTING_STYLES } from '../../../shared/close/journal-bookings.ts';
import { bridgeRows, revenueBridge } from '../../../shared/close/revenue-bridge.ts';
import { revenueByService } from '../../../shared/close/revenue-by-service.ts';
import {
  closingByMovements,
  revenueOf,
  rollForward,
  rollForwardByService,
  rollRows,
} from '../../../shared/close/roll-forward.ts';
import { futureOf, waterfall, waterfallTotal } from '../../../shared/close/waterfall.ts';
import { addDays, civilDate } from '../../../shared/domain/civil-date.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { presetOf } from './account-preset.ts';
import { EUR, FIRST, histories, LAST, MONTHS, scheduledAt, work } from './histories.ts';

const preset = presetOf('spain-pgc');
const worked = histories.map(({ contracts, closes }) => contracts.map((history) => work(history, closes)));
const linesOf = (all: readonly { readonly lines: ContractLines }[]) => all.map(({ lines }) => lines);

describe('the roll-forward', () => {
  it('chains: each month opens where the last one closed, and its movements lead to its closing', () => {
    fc.assert(
      fc.property(worked, (all) => {
        const lines = rollForward(rollRows(linesOf(all), MONTHS));
        lines.forEach((line, at) => {
          expect(closingByMovements(line)).toBe(line.closingDeferredMinor);
          const before = lines[at - 1];
          expect(line.openingDeferredMinor).toBe(before?.closingDeferredMinor ?? 0);
          expect(line.openingContractAssetMinor).toBe(before?.closingContractAssetMinor ?? 0);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('of a closed month stays as it was, whatever is learnt later', () => {
    fc.assert(
      fc.property(histories, ({ contracts: [history], closes }) => {
        const atClose = new Map<Month, unknown>();
        const final = work(history, closes, (_, locked, lines) => {
          if (locked === null || atClose.has(locked)) return;
          atClose.set(
            locked,
            rollRows([lines], MONTHS).find((row) => row.month === locked),
          );
        });
        const rows = rollRows([final.lines], MONTHS);
        for (const [month, row] of atClose) expect(rows.find((each) => each.month === month)).toEqual(row);
      }),
      { numRuns: 150 },
    );
  });

  it('ends with postings that are the entitlement to the cent, less what waits', () => {
    fc.assert(
      fc.property(worked, (all) => {
        for (const { lines, entitledMinor, suspendedMinor } of all)
          expect(lines.posted.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
            entitledMinor - suspendedMinor,
          );
      }),
      { numRuns: 150 },
    );
  });

  it('by service adds up to the total, line by line, and so does revenue by service', () => {
    fc.assert(
      fc.property(worked, (all) => {
        const rows = rollRows(linesOf(all), MONTHS);
        const services = rollForwardByService(rows);
        for (const line of rollForward(rows)) {
          const own = services.filter(({ month }) => month === line.month);
          expect(own.reduce((sum, each) => sum + each.closingDeferredMinor, 0)).toBe(line.closingDeferredMinor);
          expect(own.reduce((sum, each) => sum + revenueOf(each), 0)).toBe(revenueOf(line));
        }
        const revenue = revenueByService(rows, MONTHS).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
        expect(revenue).toBe(rows.reduce((sum, row) => sum + revenueOf(row), 0));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the journal', () => {
  it('balances in every style and level, with no negative side, and books the revenue of the roll-forward', () => {
    fc.assert(
      fc.property(worked, fc.constantFrom(...MONTHS), (all, month) => {
        const rows = rollRows(linesOf(all), MONTHS).filter((row) => row.month === month);
        const [line] = rollForward(rows);
        for (const style of POSTING_STYLES)
          for (const level of ['summary', 'detail'] as const) {
            const book = journal({ month, style, level, rows, accounts: preset });
            for (const { debitMinor, creditMinor, lines } of book.entries) {
              expect(debitMinor).toBe(creditMinor);
              expect(lines.every((each) => each.debitMinor >= 0 && each.creditMinor >= 0)).toBe(true);
              expect(lines.every((each) => (each.debitMinor === 0) !== (each.creditMinor === 0))).toBe(true);
            }
            expect(book.revenue).toEqual([
              {
                currency: EUR,
                serviceMinor: line?.serviceRevenueMinor ?? 0,
                priorPeriodMinor: line?.priorPeriodMinor ?? 0,
                breakageMinor: line?.breakageMinor ?? 0,
                totalMinor: line === undefined ? 0 : revenueOf(line),
              },
            ]);
            expect(book.missing).toEqual([]);
          }
      }),
      { numRuns: 80 },
    );
  });

  it('leaves the same balances on every account after any number of months, whatever the style', () => {
    fc.assert(
      fc.property(worked, (all) => {
        const rows = rollRows(linesOf(all), MONTHS);
        const [a, b, c] = POSTING_STYLES.map((style) => {
          const balances = new Map<string, number>();
          const add = (account: string | null, amount: number) =>
            balances.set(account ?? '', (balances.get(account ?? '') ?? 0) + amount);
          // Invoices as the company books them on issue, then a journal a month; the last reversal is still to come.
          for (const { account, billingsMinor, creditNotesMinor } of rows)
            add(style === 'balance_first' ? preset.roles.deferred : account, creditNotesMinor - billingsMinor);
          for (const month of MONTHS)
            for (const { purpose, lines } of journal({ month, style, level: 'summary', rows, accounts: preset })
              .entries)
              if (!(purpose === 'reversal' && month === LAST))
                for (const { account, debitMinor, creditMinor } of lines) add(account, debitMinor - creditMinor);
          return Object.fromEntries([...balances].filter(([, amount]) => amount !== 0).sort());
        });
        expect(b).toEqual(a);
        expect(c).toEqual(a);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the waterfall and the cohorts', () => {
  it('sum to closing deferred less contract asset and what is not yet billed; every row to its price', () => {
    fc.assert(
      fc.property(worked, fc.integer({ min: 12, max: 30 }), (all, columns) => {
        const fall = waterfall(
          all.map((contract) => scheduledAt(contract, LAST)),
          LAST,
          columns,
        );
        const total = waterfallTotal(fall.rows);
        expect(fall.rows.map((row) => row.differenceMinor)).toEqual([0, 0, 0]);
        const right = total.deferredMinor - total.contractAssetMinor + total.notYetBilledMinor;
        expect(futureOf(total)).toBe(right);
        const [line] = rollForward(rollRows(linesOf(all), MONTHS).filter(({ month }) => month === LAST));
        expect(total.deferredMinor).toBe(line?.closingDeferredMinor);
      }),
      { numRuns: 150 },
    );
  });

  it('hold at any month end when facts do not change', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...MONTHS), ({ contracts }, asOf) => {
        const all = contracts.flatMap(({ id, versions: [version] }) => {
          const known = version === undefined ? [] : [{ ...version, knownIn: FIRST }];
          return [work({ id, versions: known }, [])];
        });
        const fall = waterfall(
          all.map((contract) => scheduledAt(contract, asOf)),
          asOf,
        );
        expect(fall.months).toHaveLength(12);
        const total = waterfallTotal(fall.rows);
        expect(futureOf(total)).toBe(total.deferredMinor - total.contractAssetMinor + total.notYetBilledMinor);
        const [line] = rollForward(rollRows(linesOf(all), MONTHS).filter(({ month }) => month === asOf));
        expect(total.deferredMinor).toBe(line?.closingDeferredMinor);
        expect(total.recognisedToDateMinor).toBe(line?.recognisedToDateMinor);
        for (const row of fall.rows)
          expect(Math.abs(row.nonCurrentMinor)).toBeLessThanOrEqual(Math.abs(row.deferredMinor));
      }),
      { numRuns: 150 },
    );
  });

  it('a cohort row comes to the price of its contracts, less what waits', () => {
    fc.assert(
      fc.property(worked, (all) => {
        const rows = cohortTriangle(
          all.map(({ lines, entitledMinor, suspendedMinor }) => ({
            id: lines.id,
            currency: lines.currency,
            firstInvoice: lines.billed.map(({ date }) => date).sort()[0] ?? null,
            priceMinor: entitledMinor - suspendedMinor,
            recognised: lines.posted,
          })),
        );
        for (const row of rows) expect(row.totalMinor).toBe(row.priceMinor);
        expect(rows.flatMap(({ contractIds }) => contractIds).sort()).toEqual(['A', 'B', 'C']);
      }),
      { numRuns: 60 },
    );
  });
});

describe('ageing', () => {
  const asOf = civilDate('2025-06-30');
  const item: fc.Arbitrary<OpenItem> = fc
    .record({
      date: fc.integer({ min: -400, max: 30 }),
      due: fc.option(fc.integer({ min: 0, max: 90 })),
      total: fc.integer({ min: -50_000, max: 200_000 }),
      paid: fc.array(
        fc.record({ at: fc.integer({ min: 0, max: 450 }), amount: fc.integer({ min: -9_000, max: 90_000 }) }),
        { maxLength: 3 },
      ),
    })
    .map(({ date, due, total, paid }) => {
      const day = addDays(asOf, date);
      const settlements = paid.map(({ at, amount }) => ({ date: addDays(day, at), amountMinor: amount }));
      const base = { no: 'F', kind: 'invoice' as const, client: null, currency: EUR, date: day, settlements };
      return { ...base, due: due === null ? null : addDays(day, due), totalMinor: total };
    });

  it('buckets sum to what is open on the day, and a later payment changes no old report', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 12 }),
        fc.constantFrom('due' as const, 'invoice' as const),
        (items, by) => {
          const report = ageing(items, { asOf, by });
          const open = items
            .filter(({ date }) => date <= asOf)
            .reduce(
              (sum, { totalMinor, settlements }) =>
                sum +
                totalMinor -
                settlements.filter(({ date }) => date <= asOf).reduce((paid, { amountMinor }) => paid + amountMinor, 0),
              0,
            );
          expect(report.totals.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(open);
          for (const { bucketsMinor, totalMinor } of report.totals)
            expect(Object.values(bucketsMinor).reduce((sum, amount) => sum + amount, 0)).toBe(totalMinor);
          const later = items.map((each) => ({
            ...each,
            settlements: [...each.settlements, { date: addDays(asOf, 1), amountMinor: 1 }],
          }));
          expect(ageing(later, { asOf, by })).toEqual(report);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the revenue bridge', () => {
  const amount = fc.integer({ min: -50_000, max: 90_000 });
  const side = fc.record({
    serviceMinor: fc.oneof(amount, fc.constant(0)),
    otherMinor: amount,
    breakageMinor: amount,
    priorPeriodMinor: amount,
    days: fc.integer({ min: 0, max: 31 }),
  });

  it('leaves nothing unexplained, contract by contract and in total', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.string(), before: side, now: side })), (contracts) => {
        const rows = bridgeRows(contracts);
        expect(rows.every((row) => row.unexplainedMinor === 0)).toBe(true);
        expect(revenueBridge(rows).unexplainedMinor).toBe(0);
      }),
    );
  });
});
