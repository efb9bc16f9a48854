import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, formatInstant, formatMonth, formatMonthRange } from '../../../renderer/format/dates.ts';
import { formatDuration } from '../../../renderer/format/duration.ts';
import { formatMoney, plainMoney } from '../../../renderer/format/money.ts';
import { tsv, tsvCell } from '../../../renderer/format/tsv.ts';

describe('money', () => {
  test('has the separators of the reader, and parentheses when it is negative', () => {
    expect(formatMoney(123_450, 'EUR', 'en-GB')).toBe('1,234.50');
    expect(formatMoney(123_450, 'EUR', 'es-ES')).toBe('1.234,50');
    expect(formatMoney(-123_456_789, 'EUR', 'de-DE')).toBe('(1.234.567,89)');
    expect(formatMoney(5, 'EUR', 'en-GB')).toBe('0.05');
  });
  test('has the digits of ISO, not those of Intl', () => {
    expect(formatMoney(123_450, 'HUF', 'en-GB')).toBe('1,234.50');
    expect(formatMoney(123_450, 'JPY', 'en-GB')).toBe('123,450');
    expect(formatMoney(123_450, 'KWD', 'en-GB')).toBe('123.450');
  });
  test('is a dash when it is zero, unless a figure is asked for', () => {
    expect(formatMoney(0, 'EUR', 'es-ES')).toBe('–');
    expect(formatMoney(0, 'EUR', 'es-ES', 'figure')).toBe('0,00');
  });
  test('is exact at the largest amount there is', () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'EUR', 'en-GB')).toBe('90,071,992,547,409.91');
  });
  test('keeps every digit, whatever the locale groups', () => {
    const locales = fc.constantFrom('en-GB', 'es-ES', 'de-CH', 'hu-HU', 'en-IN');
    fc.assert(
      fc.property(fc.maxSafeInteger(), locales, (minor, locale) => {
        const digits = formatMoney(minor, 'EUR', locale, 'figure').replace(/\D/g, '');
        expect(BigInt(digits)).toBe(BigInt(Math.abs(minor)));
      }),
    );
  });
  test('for a spreadsheet has no grouping and a plain minus', () => {
    expect(plainMoney(-123_456, 'EUR', 'es-ES')).toBe('-1234,56');
    expect(plainMoney(0, 'EUR', 'en-GB')).toBe('0.00');
    expect(plainMoney(123_456, 'EUR', 'fa-IR')).toMatch(/^1234[.,]56$/);
  });
});

describe('dates', () => {
  test('a civil date is that day in every zone of the machine', () => {
    expect(formatDate('2025-03-31', 'es-ES')).toBe('31/03/2025');
    expect(formatDate('2025-01-01', 'en-US')).toBe('01/01/2025');
  });
  test('what is no date stays as it is', () => {
    expect(formatDate('2025-02-30', 'en-GB')).toBe('2025-02-30');
    expect(formatMonth('soon', 'en-GB')).toBe('soon');
  });
  test('a range names its year once when it can', () => {
    const to = (from: string, until: string) => `${from} to ${until}`;
    expect(formatMonthRange('2025-03', '2025-06', 'en-GB', to)).toBe('March to June 2025');
    expect(formatMonthRange('2024-11', '2025-02', 'en-GB', to)).toBe('November 2024 to February 2025');
    expect(formatMonthRange('2025-03', '2025-03', 'en-GB', to)).toBe('March 2025');
  });
  test('an instant is told by the clock of the company', () => {
    expect(formatInstant('2025-03-31T22:30:00.000Z', 'en-GB', 'Europe/Madrid')).toBe('01/04/2025, 00:30');
  });
});

test('a time is told in as few figures as are honest', () => {
  const words = {
    seconds: (value: string) => `${value} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  };
  const told = (ms: number) => formatDuration(ms, 'en-GB', words);
  expect([0, 40, 400, 41_000, 59_700, 125_000, 3_725_000].map(told)).toEqual([
    '0.0 s',
    '0.04 s',
    '0.4 s',
    '41 s',
    '1 min 0 s',
    '2 min 5 s',
    '1 h 2 min',
  ]);
});

describe('cells for a spreadsheet', () => {
  test.each(['=1+1', '+34 600', '-2', '@x', '\t=1', ' =1', '\u200f=1'])('%j cannot become a formula', (text) => {
    expect(tsvCell({ text, kind: 'text' })).toMatch(/^'/);
  });
  test('a negative figure of ours stays a number', () => {
    expect(tsvCell({ text: '-1234,56', kind: 'figure' })).toBe('-1234,56');
  });
  test('a name never breaks out of its cell', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (names) => {
        const text = tsv([names.map((name) => ({ text: name, kind: 'text' as const }))]);
        expect(text.split('\t')).toHaveLength(names.length);
        expect(text).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
