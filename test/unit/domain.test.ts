import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonthsToDate, civilDate, dateOfDay, dayNumber, parseCivilDate } from '../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import { fillWords, ISSUE_KINDS, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import {
  currency,
  currencyDigits,
  halfUpDiv,
  minorToText,
  parseDecimal,
  splitCumulative,
  toMinor,
} from '../../shared/domain/money.ts';
import { addMonths, month, monthInWords, monthOfFirstDay, monthsOf } from '../../shared/domain/month.ts';

describe('money', () => {
  test('minor digits are those of ISO 4217, not of a formatter', () => {
    expect(['EUR', 'HUF', 'COP', 'JPY', 'IQD', 'KWD'].map((code) => currencyDigits(currency(code)))).toEqual([
      2, 2, 2, 0, 3, 3,
    ]);
  });

  test.each([
    ['2988.2200000000003', 298822],
    ['461,82', 46182],
    ['1.234,56', 123456],
    ['1,234.56', 123456],
    ['-0.005', -1],
    ['0.005', 1],
    ['0.0049', 0],
    ['1e-7', 0],
    ['12', 1200],
  ])('%s is read digit by digit', (text, minor) => {
    const decimal = parseDecimal(text);
    expect(decimal && toMinor(decimal, currency('EUR'))).toBe(minor);
  });

  test.each(['', '-', '1.2.3', 'abc', '1 000', '--5', '=1+1'])('%j is no number', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  test('rounding is half away from zero, and negatives mirror positives', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(1n, 10n ** 9n), (n, d) => {
        expect(halfUpDiv(-n, d)).toBe(-halfUpDiv(n, d));
        const twice = 2n * (n < 0n ? -n : n);
        const rounded = halfUpDiv(n < 0n ? -n : n, d);
        expect(twice - 2n * rounded * d <= d && 2n * rounded * d - twice <= d).toBe(true);
      }),
    );
  });

  test('the parts of a split always sum to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.array(fc.bigInt(0n, 1000n), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const parts = splitCumulative(total, weights);
          const all = weights.reduce((sum, weight) => sum + weight, 0n);
          if (all === 0n && total !== 0) expect(parts).toBeNull();
          else expect(parts?.reduce((sum, part) => sum + part, 0)).toBe(total);
        },
      ),
    );
  });

  test('amounts beyond the safe integers are refused, not rounded', () => {
    const huge = parseDecimal('99999999999999999');
    expect(() => huge && toMinor(huge, currency('EUR'))).toThrow(RangeError);
  });

  test('text and company amounts', () => {
    expect([
      minorToText(-5, currency('EUR')),
      minorToText(100000, currency('JPY')),
      minorToText(1, currency('KWD')),
    ]).toEqual(['-0.05', '100000', '0.001']);
    expect([toCompanyCurrency(10_000, '0.92'), toCompanyCurrency(-10_001, '0.5'), toCompanyCurrency(7, null)]).toEqual([
      9200, -5001, 7,
    ]);
  });
});

describe('days and months', () => {
  test('only four, two and two digits that name a day of the calendar are a civil date', () => {
    const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
    const exists = (text: string) => {
      const [, year, month, day] = pattern.exec(text) ?? [];
      if (year === undefined) return false;
      const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
      const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0;
      return Number(day) >= 1 && Number(day) <= days;
    };
    const sign = fc.constantFrom(...'00112233456789-- +.٣eE');
    const shaped = fc.array(sign, { minLength: 8, maxLength: 8 }).map(([a, b, c, d, ...rest]) => {
      const [e, f, g, h] = rest;
      return `${a}${b}${c}${d}-${e}${f}-${g}${h}`;
    });
    const near = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    const written = near.map(([y, m, d]) =>
      [y, m, d].map((n, at) => String(n).padStart(at === 0 ? 4 : 2, '0')).join('-'),
    );
    fc.assert(
      fc.property(fc.oneof(shaped, written, fc.string({ maxLength: 12 })), (text) => {
        expect(parseCivilDate(text)).toBe(exists(text) ? text : null);
      }),
      { numRuns: 2000 },
    );
  });

  test('impossible days are no dates', () => {
    expect(
      ['2025-02-29', '2024-02-29', '2025-04-31', '2024-13-45', '2025-1-1'].map((text) => parseCivilDate(text) !== null),
    ).toEqual([false, true, false, false, false]);
  });

  test('a day is its number and back, over leap years and centuries', () => {
    fc.assert(fc.property(fc.integer({ min: -40_000, max: 80_000 }), (day) => dayNumber(dateOfDay(day)) === day));
  });

  test('months later is the same day number, or the last day of a shorter month', () => {
    expect(addMonthsToDate(civilDate('2025-03-10'), 3)).toBe('2025-06-10');
    expect(addMonthsToDate(civilDate('2025-11-30'), 3)).toBe('2026-02-28');
    expect(addMonthsToDate(civilDate('2024-01-31'), -11)).toBe('2023-02-28');
  });

  test('months count over year ends, and only first days name one', () => {
    expect(addMonths(month('2025-11'), 3)).toBe('2026-02');
    expect(monthsOf({ from: month('2024-11'), until: month('2025-02') })).toEqual(['2024-11', '2024-12', '2025-01']);
    expect([monthOfFirstDay('2025-03-01'), monthOfFirstDay('2025-03-02'), monthOfFirstDay('2025-02-30')]).toEqual([
      '2025-03',
      null,
      null,
    ]);
    expect(monthInWords(month('2025-03'))).toBe('March 2025');
  });
});

describe('the kinds of issues', () => {
  test('no sentence blames or uses words that frighten', () => {
    for (const { title, meaning, fix } of ISSUE_KINDS) {
      expect(`${title} ${meaning} ${fix}`).not.toMatch(/\b(error|failed|invalid|null|exception|oops)\b/i);
    }
  });

  test('a sentence is filled from the details, and what nobody knows is still readable', () => {
    expect(fillWords(issueKind('DATES_MISSING').fix, {})).toBe('Add it in the CRM.');
    expect(fillWords('{a} is {x}', { a: 'Net', x: 3 })).toBe('Net is 3');
  });
});
