import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, parseDecimal } from '../../../shared/domain/money.ts';
import { month } from '../../../shared/domain/month.ts';
import {
  functionalMonths,
  functionalToDate,
  instalmentRows,
  type Layer,
  lateChange,
  layerOf,
  shrunk,
  splitVat,
} from '../../../shared/recognition/index.ts';

function rate(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === null) throw new Error(text);
  return decimal;
}

const layer = (when: string, netMinor: number, at: string): Layer =>
  layerOf({ month: month(when), netMinor, rate: rate(at) });
const earned = (...months: [string, number][]) =>
  months.map(([when, amountMinor]) => ({ month: month(when), amountMinor }));

describe('functional currency', () => {
  it('the earliest advance is earned first, each at the rate of its own date', () => {
    const layers = [layer('2025-01', 10_000, '0.90'), layer('2025-02', 10_000, '1.10')];
    expect([5_000, 10_000, 15_000, 20_000].map((toDate) => functionalToDate(layers, toDate))).toEqual([
      4_500, 9_000, 14_500, 20_000,
    ]);
    expect(functionalMonths(layers, earned(['2025-02', 15_000], ['2025-03', 5_000]))).toMatchObject({
      ok: true,
      months: [{ functionalMinor: 14_500 }, { functionalMinor: 5_500 }],
    });
  });

  it('months always add up to the layers, however the revenue falls', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 99_999 }), fc.boolean(), (amounts, units, negative) => {
        const sign = negative ? -1 : 1;
        const total = amounts.reduce((sum, amount) => sum + amount, 0) * sign;
        const first = Math.trunc(total / 3);
        const at = { units: BigInt(units), scale: 4 };
        const start = month('2025-01');
        const layers = [first, total - first].map((netMinor) => layerOf({ month: start, netMinor, rate: at }));
        const revenue = amounts.map((amount, index) => ({
          month: month(`2025-${String(index + 1).padStart(2, '0')}`),
          amountMinor: amount * sign,
        }));
        const result = functionalMonths(layers, revenue);
        if (!result.ok) throw new Error(result.error);
        const sum = result.months.reduce((all, { functionalMinor }) => all + functionalMinor, 0);
        expect(sum).toBe(layers.reduce((all, { functionalMinor }) => all + functionalMinor, 0));
      }),
    );
  });

  it('revenue beyond billing takes the month-end rate, and the later invoice only brings an FX result', () => {
    const layers = [layer('2025-01', 10_000, '1'), layer('2025-03', 10_000, '1.20')];
    const revenue = earned(['2025-01', 10_000], ['2025-02', 5_000], ['2025-03', 5_000]);
    expect(functionalMonths(layers, revenue, () => rate('1.10'))).toEqual({
      ok: true,
      months: [
        { month: '2025-01', amountMinor: 10_000, functionalMinor: 10_000, fxResultMinor: 0 },
        { month: '2025-02', amountMinor: 5_000, functionalMinor: 5_500, fxResultMinor: 0 },
        { month: '2025-03', amountMinor: 5_000, functionalMinor: 6_000, fxResultMinor: 500 },
      ],
    });
    expect(functionalMonths(layers, revenue)).toEqual({ ok: false, error: 'RATE_MISSING' });
  });

  it('a credit note shrinks its layer at the layer’s own rate', () => {
    expect(shrunk(layer('2025-01', 10_000, '0.90'), 4_000)).toMatchObject({
      amountMinor: 6_000,
      functionalMinor: 5_400,
    });
  });

  it('minor digits of both currencies count', () => {
    const yen = layerOf({ month: month('2025-01'), netMinor: 100_000, rate: rate('0.0061') }, { from: 0, to: 2 });
    expect(yen.functionalMinor).toBe(61_000);
  });
});

describe('net and tax', () => {
  it.each([
    [121_000, 2_100, 100_000],
    [-99_900, 2_100, -82_562],
    [10_000, 0, 10_000],
  ])('%i at %i basis points is net %i', (grossMinor, vatRateBasisPoints, netMinor) => {
    expect(splitVat({ grossMinor, vatRateBasisPoints })).toEqual({
      ok: true,
      netMinor,
      vatMinor: grossMinor - netMinor,
    });
  });

  it('a stated net is taken as it is', () => {
    expect(splitVat({ grossMinor: 121, vatRateBasisPoints: 2_100, netMinor: 99 })).toMatchObject({ vatMinor: 22 });
  });

  it('neither net nor rate is refused, not guessed', () => {
    expect(splitVat({ grossMinor: 121, vatRateBasisPoints: null })).toEqual({ ok: false, error: 'NET_MISSING' });
  });
});

describe('late changes', () => {
  it('nothing closed means nothing prior', () => {
    expect(lateChange({ targetMinor: { '2025-02': 5 }, postedMinor: {}, lockedThrough: null })).toEqual({
      priorPeriodAdjustmentMinor: 0,
      postings: [{ month: '2025-02', currentMinor: 5, priorPeriodMinor: 0, totalMinor: 5 }],
      restatement: [],
    });
  });

  it('open months post the difference to what they carry already', () => {
    const { postings } = lateChange({
      targetMinor: { '2025-03': 7 },
      postedMinor: { '2025-03': 5, '2025-04': 2 },
      lockedThrough: month('2025-02'),
    });
    expect(postings.map(({ totalMinor }) => totalMinor)).toEqual([2, -2]);
  });

  it('all postings together always bring the contract to its target', () => {
    const amounts = fc.dictionary(
      fc.integer({ min: 1, max: 9 }).map((value) => `2025-0${value}`),
      fc.integer({ min: -1_000, max: 1_000 }),
    );
    const total = (values: Record<string, number>) => Object.values(values).reduce((sum, value) => sum + value, 0);
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 9 }), (targetMinor, postedMinor, lock) => {
        const change = lateChange({ targetMinor, postedMinor, lockedThrough: month(`2025-0${lock}`) });
        const posted = change.postings.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
        expect(total(postedMinor) + posted).toBe(total(targetMinor));
        expect(change.restatement.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)).toBe(
          change.priorPeriodAdjustmentMinor,
        );
      }),
    );
  });
});

describe('instalments', () => {
  it('every month is either ahead of its billing or behind it, never both', () => {
    const rows = instalmentRows(earned(['2025-02', 30], ['2025-03', 70]), [
      { month: month('2025-01'), netMinor: 20 },
      { month: month('2025-04'), netMinor: 80 },
    ]);
    expect(
      rows.map(({ month: when, deferredMinor, contractAssetMinor }) => [when, deferredMinor, contractAssetMinor]),
    ).toEqual([
      ['2025-01', 20, 0],
      ['2025-02', 0, 10],
      ['2025-03', 0, 80],
      ['2025-04', 0, 0],
    ]);
  });

  it('no document and no revenue give no rows', () => {
    expect(instalmentRows([], [])).toEqual([]);
  });
});
