import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerVector } from '../../../shared/recognition/vector-answer.ts';
import { differences } from '../../../shared/recognition/vector-comparison.ts';
import { parseVectorFile, parseVectorInput } from '../../../shared/recognition/vector-file.ts';

const content = readFileSync(fileURLToPath(new URL('../../vectors/recognition.json', import.meta.url)), 'utf8');
const file = parseVectorFile(content);
const vectors = typeof file === 'string' ? [] : file.vectors;

describe('every reference vector comes out to the minor unit', () => {
  it('the file is read', () => {
    expect(vectors.length).toBeGreaterThan(60);
  });

  it.each(vectors.map(({ id, input, expected }) => ({ id, input, expected })))('$id', ({ input, expected }) => {
    const parsed = parseVectorInput(input);
    if (typeof parsed === 'string') throw new Error(parsed);
    expect(differences(expected, answerVector(parsed))).toEqual([]);
  });
});

describe('an input tells its kind by its own fields', () => {
  it.each([
    [{ grossMinor: 1 }, 'vat'],
    [{ targetMinor: {}, postedMinor: {}, lockedThrough: '2025-01' }, 'lateChange'],
    [{ method: 'daily', amountMinor: 1, invoices: [{ date: '2025-01-01', netMinor: 1 }] }, 'instalments'],
    [{ method: 'daily', amountMinor: 1, invoices: [{ date: '2025-01-01', netMinor: 1, rate: 0.9 }] }, 'fx'],
    [{ method: 'daily', amountMinor: 1, serviceStart: '2025-01-01', serviceEnd: '2025-01-31' }, 'recognition'],
  ])('%j is %s', (input, kind) => {
    const parsed = parseVectorInput(input);
    expect(typeof parsed === 'string' ? parsed : parsed.kind).toBe(kind);
  });

  it.each([[null], [7], [{}], [{ method: 3, amountMinor: 'x' }], [{ method: 'daily', amountMinor: 1.5 }]])(
    'an input of unknown shape (%j) is explained, not thrown',
    (input) => {
      expect(parseVectorInput(input)).toMatch(/^the input/);
    },
  );
});

describe('the comparison', () => {
  const months = [{ month: '2025-01', amountMinor: 5 }];

  it('takes an absent month and an absent total for 0', () => {
    const answer = { months: [...months, { month: '2025-02', amountMinor: 0 }], totalMinor: 5, suspendedMinor: 0 };
    expect(differences({ months, totalMinor: 5 }, answer)).toEqual([]);
    expect(differences({ months }, answer)).toHaveLength(1);
  });

  it('sees a month that was not expected', () => {
    expect(differences({ months: [], totalMinor: 5 }, { months, totalMinor: 5 })).toHaveLength(1);
  });

  it('looks at parts only where they are listed, and then at all of them', () => {
    const answer = { months: [{ month: '2025-01', amountMinor: 5, parts: { catchUp: 5 } }], totalMinor: 5 };
    const listing = (parts: object) => ({ months: [{ month: '2025-01', amountMinor: 5, parts }], totalMinor: 5 });
    expect(differences({ months, totalMinor: 5 }, answer)).toEqual([]);
    expect(differences(listing({ catchUp: 5 }), answer)).toEqual([]);
    expect(differences(listing({ service: 5 }), answer)).toHaveLength(2);
  });

  it('knows an expected refusal from an answer', () => {
    expect(differences({ error: 'NO_WEIGHT' }, { error: 'NO_WEIGHT' })).toEqual([]);
    expect(differences({ error: 'NO_WEIGHT' }, { months, totalMinor: 5 })).toHaveLength(1);
    expect(differences({ months, totalMinor: 5 }, { error: 'NO_WEIGHT' })).toHaveLength(1);
  });

  it('of a foreign contract compares what is listed, whatever its total is called', () => {
    const input = parseVectorInput({
      method: 'daily',
      amountMinor: 101,
      serviceStart: '2024-12-31',
      serviceEnd: '2025-01-01',
      currency: 'USD',
      functionalCurrency: 'EUR',
      invoices: [{ date: '2024-12-01', netMinor: 101, rate: '0.5' }],
    });
    if (typeof input === 'string') throw new Error(input);
    const functional = [
      { month: '2024-12', functionalMinor: 26 },
      { month: '2025-01', functionalMinor: 25 },
    ];
    expect(differences({ months: functional, totalFunctionalMinor: 51 }, answerVector(input))).toEqual([]);
    expect(differences({ months: functional, totalFunctionalMinor: 52 }, answerVector(input))).toHaveLength(1);
  });
});
