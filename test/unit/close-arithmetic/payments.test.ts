import { describe, expect, it } from 'vitest';
import type { AgeingRow } from '../../../shared/close/ageing.ts';
import { cashForecast, paymentHabits } from '../../../shared/close/cash-forecast.ts';
import { matchPayment, type OpenInvoice, type PaymentToMatch } from '../../../shared/close/payment-matching.ts';
import { checkPayout } from '../../../shared/close/payouts.ts';
import { daysSalesOutstanding } from '../../../shared/close/sales-outstanding.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { isoWeekOf } from '../../../shared/domain/iso-week.ts';
import { currency } from '../../../shared/domain/money.ts';

const open = (no: string, client: string, openMinor: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  no,
  client,
  currency: 'EUR',
  openMinor,
  date: civilDate('2025-03-01'),
  due: civilDate('2025-03-31'),
  ...more,
});
const payment = (amountMinor: number, more: Partial<PaymentToMatch> = {}): PaymentToMatch => ({
  amountMinor,
  currency: 'EUR',
  date: civilDate('2025-04-02'),
  payer: 'unknown',
  text: '',
  ...more,
});

describe('matching a payment', () => {
  const two = [open('F25-0101', 'Ana Ruiz', 500), open('F25-0102', 'Li Wei', 500)];

  it('a number inside a longer one is not meant', () => {
    const similar = [open('F25-1', 'Ana Ruiz', 500), open('F25-1-2', 'Li Wei', 500)];
    expect(matchPayment(payment(500, { text: 'pago F25/1/2' }), similar)).toMatchObject({
      tier: 'T1',
      invoices: ['F25-1-2'],
    });
  });

  it('punctuation may be missing altogether', () => {
    expect(matchPayment(payment(500, { text: 'FRA F250102' }), two)).toMatchObject({
      tier: 'T1',
      invoices: ['F25-0102'],
      automatic: true,
    });
  });

  it('two numbers and their sum are proposed, not matched', () => {
    const same = [open('F25-0101', 'Ana Ruiz', 500), open('F25-0103', 'Ana Ruiz', 300)];
    const match = matchPayment(payment(800, { text: 'F25-0101 F25-0103' }), same);
    expect(match).toMatchObject({
      tier: 'T5',
      status: 'proposed',
      invoices: ['F25-0101', 'F25-0103'],
      automatic: false,
    });
    expect(matchPayment(payment(900, { text: 'F25-0101 F25-0103' }), same)).toMatchObject({
      tier: 'T2',
      status: 'ambiguous',
      automatic: false,
    });
  });

  it('too much is proposed with what is over', () => {
    expect(matchPayment(payment(650, { text: 'F25-0101' }), two)).toMatchObject({ tier: 'T2', remainingMinor: -150 });
  });

  it('by amount and date matches by itself only for a payer somebody confirmed', () => {
    const one = [open('F25-0101', 'Ana Ruiz', 500)];
    expect(matchPayment(payment(500), one)).toMatchObject({ tier: 'T3', status: 'proposed' });
    expect(matchPayment(payment(500, { linkedClient: 'Ana Ruiz' }), one)).toMatchObject({
      tier: 'T3',
      status: 'matched',
      automatic: true,
    });
    expect(matchPayment(payment(500, { date: civilDate('2025-05-30') }), one).tier).toBe('T3');
    expect(matchPayment(payment(500, { date: civilDate('2025-05-31') }), one).tier).toBe('T6');
    expect(matchPayment(payment(500, { date: civilDate('2025-02-26') }), one).tier).toBe('T3');
    expect(matchPayment(payment(500, { date: civilDate('2025-02-25') }), one).tier).toBe('T6');
  });

  it('two sets of invoices that fit are ambiguous, and more than twelve are not tried', () => {
    const many = [1, 2, 3, 4].map((at) => open(`F${at}00`, 'Li Wei', at * 100));
    expect(matchPayment(payment(500, { payer: 'Wei Li' }), many)).toMatchObject({ tier: 'T5', status: 'ambiguous' });
    const crowd = Array.from({ length: 13 }, (_, at) => open(`F1${at}`, 'Li Wei', 10 ** 3 + 2 ** at));
    expect(matchPayment(payment(2_003, { payer: 'Wei Li' }), crowd).tier).toBe('T6');
    expect(matchPayment(payment(2_003, { payer: 'Wei Li' }), crowd.slice(0, 12)).tier).toBe('T5');
  });
});

describe('payouts', () => {
  it('one that lists no lines cannot be taken apart, and says so', () => {
    expect(checkPayout(500, null)).toMatchObject({ status: 'not_listed', journal: null });
  });

  it('money taken back beyond its charges credits the bank', () => {
    const { journal } = checkPayout(-700, [{ type: 'refund', grossMinor: -700, feeMinor: 0 }]);
    expect(journal).toEqual([
      { account: 'bank', debitMinor: 0, creditMinor: 700 },
      { account: 'receivables (refunds, disputes)', debitMinor: 700, creditMinor: 0 },
    ]);
  });
});

describe('the forecast', () => {
  const row = (no: string, client: string | null, due: string): AgeingRow => ({
    no,
    kind: 'invoice',
    client,
    currency: currency('EUR'),
    due: civilDate(due),
    dueByTerms: false,
    openMinor: 1_000,
    daysPastDue: 0,
    bucket: 'current',
  });
  const paid = (client: string, late: number) => ({
    client,
    due: civilDate('2025-01-10'),
    paidOn: civilDate(`2025-01-${10 + late}`),
  });

  it('a client has a habit of its own from three paid invoices on', () => {
    const habits = paymentHabits([paid('A', 1), paid('A', 2), paid('A', 4), paid('B', 21), paid('B', 21)]);
    expect([habits.allDays, [...habits.byClient]]).toEqual([10, [['A', 2]]]);
    expect(paymentHabits([])).toEqual({ allDays: 0, byClient: new Map() });
    const rows = [row('F1', 'A', '2025-05-20'), row('F2', 'B', '2025-05-20')];
    const forecast = cashForecast({ asOf: civilDate('2025-04-30'), rows, habits });
    expect(forecast.rows.map(({ expectedDate }) => expectedDate)).toEqual(['2025-05-22', '2025-05-30']);
  });

  it('shows thirteen weeks, zero or not, and everything after them as later', () => {
    const habits = { allDays: 0, byClient: new Map<string, number>() };
    const planned = [
      {
        no: 'R1',
        kind: 'refund' as const,
        currency: currency('EUR'),
        date: civilDate('2025-01-02'),
        amountMinor: -300,
      },
    ];
    const forecast = cashForecast({
      asOf: civilDate('2024-12-30'),
      rows: [row('F1', null, '2025-09-01')],
      habits,
      planned,
    });
    const [own] = forecast.currencies;
    expect(own?.weeks.map(({ isoWeek }) => isoWeek).slice(0, 2)).toEqual(['2025-W01', '2025-W02']);
    expect(own?.weeks).toHaveLength(13);
    expect(own?.weeks[0]?.expectedMinor).toBe(-300);
    expect([own?.later, own?.totalExpectedMinor]).toEqual([{ nominalMinor: 1_000, expectedMinor: 980 }, 680]);
  });

  it.each([
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-30', '2025-W01'],
    ['2027-01-01', '2026-W53'],
    ['1969-12-29', '1970-W01'],
  ])('%s is in %s', (date, week) => {
    expect(isoWeekOf(civilDate(date))).toBe(week);
  });
});

it('days outstanding need billings to be told', () => {
  expect(daysSalesOutstanding({ closingReceivablesMinor: 5, grossBillingsMinor: 0, days: 90 })).toBeNull();
  expect(daysSalesOutstanding({ closingReceivablesMinor: 9e13, grossBillingsMinor: 9e13, days: 90 })).toBe(9_000);
});
