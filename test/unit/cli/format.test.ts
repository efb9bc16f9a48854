import { describe, expect, it } from 'vitest';
import {
  amount,
  money,
  monthWords,
  plural,
  rangeWords,
  readerLocale,
  table,
  took,
} from '../../../electron/cli/format.ts';
import { paintFor, statusWord, wantsColour } from '../../../electron/cli/paint.ts';
import { addMonths, month } from '../../../shared/domain/month.ts';

const before = (text: string) => addMonths(month(text), -1);
const wide = { paint: paintFor(false), columns: Number.POSITIVE_INFINITY };

describe('figures', () => {
  it('stand with the reader’s separators, negatives in parentheses, zero as a dash', () => {
    expect(money(123_456_789, 'EUR', 'en-US')).toBe('1,234,567.89');
    expect(money(-421_000, 'EUR', 'en-US')).toBe('(4,210.00)');
    expect(money(100_000, 'EUR', 'es-ES')).toBe('1.000,00');
    expect(money(0, 'EUR', 'en-US')).toBe('-');
  });

  it('have the digits of their currency', () => {
    expect(money(1234, 'JPY', 'en-US')).toBe('1,234');
    expect(money(1_234_567, 'KWD', 'en-US')).toBe('1,234.567');
  });

  it('stay exact where a binary fraction would not', () => {
    expect(money(9_007_199_254_740_991, 'EUR', 'en-US')).toBe('90,071,992,547,409.91');
  });

  it('name their currency in sentences, where zero is written out', () => {
    expect(amount(0, 'EUR', 'en-US')).toBe('0.00 EUR');
    expect(amount(-5, 'EUR', 'en-US')).toBe('(0.05) EUR');
  });

  it('follow the environment, and English where it names nothing known', () => {
    expect(readerLocale({ LANG: 'es_ES.UTF-8' })).toBe('es-ES');
    expect(readerLocale({ LC_ALL: 'C', LANG: 'es_ES.UTF-8' })).toBe('en-US');
    expect(readerLocale({})).toBe('en-US');
  });
});

describe('months and times', () => {
  it('are words', () => {
    expect(monthWords('2025-03')).toBe('March 2025');
    expect(rangeWords('2025-03', '2025-07', before)).toBe('March to June 2025');
    expect(rangeWords('2024-12', '2025-02', before)).toBe('December 2024 to January 2025');
    expect(rangeWords('2025-03', '2025-04', before)).toBe('March 2025');
    expect(took(412)).toBe('0.4 s');
    expect(took(41_000)).toBe('41 s');
    expect(took(125_000)).toBe('2 min 5 s');
    expect(plural(1, 'en-US', 'issue')).toBe('1 issue');
    expect(plural(1338, 'en-US', 'issue')).toBe('1,338 issues');
  });
});

describe('a table', () => {
  const columns = [
    { head: 'name', max: 40 },
    { head: 'EUR', right: true },
  ];

  it('has its figures at the right', () => {
    expect(
      table(
        columns,
        [
          ['Ana', '1.00'],
          ['王小明', '1,000.00'],
        ],
        wide,
      ),
    ).toEqual(['name         EUR', 'Ana         1.00', '王小明  1,000.00']);
  });

  it('fits the terminal by cutting words, never figures', () => {
    const lines = table(columns, [['x'.repeat(200), '1,000,000.00']], { ...wide, columns: 30 });
    expect(lines[1]).toBe(`${'x'.repeat(15)}…  1,000,000.00`);
  });
});

describe('colour', () => {
  it('is asked for by a terminal, and refused by NO_COLOR', () => {
    expect(wantsColour(true, {})).toBe(true);
    expect(wantsColour(false, {})).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
  });

  it('never stands without its word', () => {
    expect(statusWord('completed', paintFor(true))).toBe('\x1b[32mdone\x1b[39m');
    expect(statusWord('failed', paintFor(false))).toBe('stops the month');
    expect(statusWord('running', paintFor(false))).toBe('running');
    expect(statusWord('pending', paintFor(false))).toBe('waits');
  });
});
