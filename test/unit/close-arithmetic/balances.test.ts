import { describe, expect, it } from 'vitest';
import type { ContractLines } from '../../../shared/close/contract-lines.ts';
import { journal } from '../../../shared/close/journal.ts';
import { POSTING_STYLES } from '../../../shared/close/journal-bookings.ts';
import { closingByMovements, rollForward, rollForwardByService, rollRows } from '../../../shared/close/roll-forward.ts';
import { closingNotes, waterfall, waterfallByService } from '../../../shared/close/waterfall.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { currency } from '../../../shared/domain/money.ts';
import { addMonths, month } from '../../../shared/domain/month.ts';
import { presetOf } from './account-preset.ts';

const [jan, feb] = [month('2025-01'), month('2025-02')];
const lines = (given: Partial<ContractLines>): ContractLines => ({
  id: 'A',
  kind: 'contract',
  currency: currency('EUR'),
  client: null,
  service: 'web',
  account: '705100',
  billed: [],
  posted: [],
  ...given,
});
const invoice = (netMinor: number, countedIn = jan, date = '2025-01-10') =>
  ({ documentId: 'F1', kind: 'invoice', date: civilDate(date), countedIn, netMinor }) as const;
const posted = (at: typeof jan, amountMinor: number, kind: 'service' | 'opening' = 'service') =>
  ({ month: at, kind, amountMinor }) as const;

describe('a document without a contract', () => {
  const waiting = lines({ id: 'doc F1', kind: 'document', service: null, account: null, billed: [invoice(-5_000)] });

  it('stays in deferred with its sign and is never a contract asset', () => {
    const [row] = rollRows([waiting], [jan]);
    expect(row).toMatchObject({ closingDeferredMinor: -5_000, closingContractAssetMinor: 0, service: null });
  });

  it('that finds its contract later is reclassified, and the total does not move', () => {
    const gone = { ...waiting, moved: [{ month: feb, documentId: 'F1', netMinor: 5_000 }] };
    const found = lines({ moved: [{ month: feb, documentId: 'F1', netMinor: -5_000 }] });
    const rows = rollRows([gone, found], [jan, feb]);
    const february = rollForward(rows)[1];
    expect(february).toMatchObject({ reclassificationMinor: 0, billingsMinor: 0, closingDeferredMinor: -5_000 });
    expect(
      rollForwardByService(rows)
        .slice(1)
        .map((line) => [line.month, line.service, line.reclassificationMinor]),
    ).toEqual([
      ['2025-01', null, 0],
      ['2025-02', 'web', -5_000],
      ['2025-02', null, 5_000],
    ]);
  });
});

describe('a contract that changes its service', () => {
  it.each([
    ['deferred', 12_000],
    ['contract asset', 0],
  ])('gives its %s away in the old service and takes it on in the new one', (_, net) => {
    const moved = lines({
      service: 'data',
      account: '705200',
      earlierPlaces: [{ service: 'web', account: '705100', until: feb }],
      billed: net === 0 ? [] : [invoice(net)],
      posted: [posted(jan, 2_000), posted(feb, 3_000)],
    });
    const rows = rollRows([moved], [jan, feb]);
    const services = rollForwardByService(rows).filter((line) => line.month === feb);
    const [data, web] = services;
    expect(services.map(closingByMovements)).toEqual(services.map((line) => line.closingDeferredMinor));
    expect([web?.closingDeferredMinor, web?.closingContractAssetMinor]).toEqual([0, 0]);
    expect(data?.serviceRevenueMinor).toBe(3_000);
    expect(rollForward(rows)[1]?.reclassificationMinor).toBe(0);
    for (const style of POSTING_STYLES) {
      const { entries } = journal({ month: feb, style, level: 'detail', rows, accounts: presetOf('neutral') });
      for (const { debitMinor, creditMinor } of entries) expect(debitMinor).toBe(creditMinor);
    }
  });
});

describe('the lines of the roll-forward', () => {
  it('a document of a closed month counts in the open one, on a line of its own', () => {
    const [, row] = rollRows([lines({ billed: [invoice(9_000, feb)] })], [jan, feb]);
    expect(row).toMatchObject({ billingsMinor: 9_000, billingsOfClosedMonthsMinor: 9_000 });
  });

  it('what was earned before the ledger stands in the opening balance', () => {
    const before = lines({
      billed: [invoice(9_000, month('2024-12'), '2024-12-02')],
      posted: [posted(month('2024-12'), 4_000, 'opening')],
    });
    const [row] = rollRows([before], [jan]);
    expect(row).toMatchObject({ openingDeferredMinor: 5_000, priorPeriodMinor: 0, closingDeferredMinor: 5_000 });
  });

  it('an invoice at another rate than its revenue leaves an exchange result, which every style books apart', () => {
    const fx = lines({
      billed: [invoice(11_000, feb, '2025-02-03')],
      posted: [posted(jan, 10_000)],
      fxResult: [{ month: feb, amountMinor: 1_000 }],
    });
    const rows = rollRows([fx], [jan, feb]);
    const line = rollForward(rows)[1];
    expect(line).toMatchObject({ foreignExchangeMinor: -1_000, closingDeferredMinor: 0, closingContractAssetMinor: 0 });
    expect(line && closingByMovements(line)).toBe(0);
    for (const style of POSTING_STYLES) {
      const book = journal({ month: feb, style, level: 'summary', rows, accounts: presetOf('spain-pgc') });
      const gain = book.entries.flatMap((entry) => entry.lines).find(({ account }) => account === '768000');
      expect([gain?.debitMinor, gain?.creditMinor]).toEqual([0, 1_000]);
      for (const { debitMinor, creditMinor } of book.entries) expect(debitMinor).toBe(creditMinor);
      expect(book.revenue[0]?.totalMinor).toBe(0);
    }
  });

  it('currencies are never added up', () => {
    const dollars = lines({ id: 'B', currency: currency('USD'), billed: [invoice(100)] });
    expect(
      rollForward(rollRows([lines({ billed: [invoice(7)] }), dollars], [jan])).map((line) => [
        line.currency,
        line.billingsMinor,
      ]),
    ).toEqual([
      ['EUR', 7],
      ['USD', 100],
    ]);
  });
});

describe('accounts', () => {
  it('that nobody chose are named once each, and the journal still balances', () => {
    const neutral = presetOf('neutral');
    const accounts = { ...neutral, revenue: null, roles: { ...neutral.roles, deferred: null } };
    const rows = rollRows([lines({ account: null, billed: [invoice(500)], posted: [posted(jan, 200)] })], [jan]);
    const { missing, entries } = journal({ month: jan, style: 'balance_first', level: 'summary', rows, accounts });
    expect(missing).toEqual([
      { role: 'deferred', service: null },
      { role: 'revenue', service: 'web' },
    ]);
    expect(entries.map(({ debitMinor, creditMinor }) => [debitMinor, creditMinor])).toEqual([[200, 200]]);
  });
});

describe('the waterfall', () => {
  const scheduled = (id: string, price: number, more: object = {}) => ({
    ...lines({ id }),
    priceMinor: price,
    billedToDateMinor: price,
    recognisedToDateMinor: 0,
    schedule: [],
    suspendedMinor: 0,
    onHold: false,
    ...more,
  });
  const ahead = (count: number, amountMinor: number) => ({ month: addMonths(jan, count), amountMinor });

  it('only what is scheduled more than twelve months ahead is non-current, and never more than is deferred', () => {
    const long = { schedule: [ahead(12, 300), ahead(13, 700)] };
    const rows = [scheduled('A', 1_000, long), scheduled('B', 1_000, { ...long, billedToDateMinor: 400 })];
    const fall = waterfall(rows, jan);
    expect(fall.rows.map((row) => [row.nonCurrentMinor, row.laterMinor, row.notYetBilledMinor])).toEqual([
      [700, 700, 0],
      [100, 700, 600],
    ]);
    const standing = { suspendedMinor: 1, onHoldMinor: 2, refundsOwedMinor: 3, unpaidMinor: 4 };
    expect(closingNotes(fall.rows, [standing, standing])).toEqual({
      currentMinor: 600,
      nonCurrentMinor: 800,
      suspendedMinor: 2,
      onHoldMinor: 4,
      refundsOwedMinor: 6,
      unpaidMinor: 8,
    });
  });

  it('what is on hold, paused or without a contract has no month, and the largest comes first', () => {
    const held = scheduled('H', 900, { onHold: true, schedule: [ahead(1, 900)] });
    const paused = scheduled('P', 400, { suspendedMinor: 400 });
    const document = scheduled('D', -50, { kind: 'document', service: null });
    const [web, none] = waterfallByService(waterfall([document, paused, held], jan).rows);
    expect(web?.rows.map((row) => [row.id, row.notScheduledMinor])).toEqual([
      ['H', 900],
      ['P', 400],
    ]);
    expect([none?.service, none?.notScheduledMinor, none?.differenceMinor]).toEqual([null, -50, 0]);
  });
});
