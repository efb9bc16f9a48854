/** The small rules under the comparison with the old system: exact fractions, whole sessions, and its way of reading words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fraction, halfToEven, minus, plus, signOf, times, ZERO } from '../../../electron/close/parity/fraction.ts';
import { oldHistory } from '../../../electron/close/parity/old-history.ts';
import { plannedSessions, sessionsIn } from '../../../electron/close/parity/old-sessions.ts';
import { evidenceOf, oldStatus } from '../../../electron/close/parity/old-words.ts';
import { addDays, type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import { addMonths, firstDay, month } from '../../../shared/domain/month.ts';

const SERVICE = { name: 'ES - Full Stack', sessions: 60, sessionsPerWeek: 3 };
const place = (start: CivilDate, end: CivilDate) =>
  ({ key: 'one', start, end, status: 'ACTIVE', changed: null }) as const;

test.each([
  [1, 2, 0n],
  [3, 2, 2n],
  [5, 2, 2n],
  [-1, 2, 0n],
  [-3, 2, -2n],
  [7, 3, 2n],
  [-7, 3, -2n],
  [8, 3, 3n],
])('%i/%i rounds half to even', (over, under, whole) => {
  expect(halfToEven(fraction(over, under))).toBe(whole);
});

test('fractions are exact: what is taken away and put back is the same', () => {
  const any = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }));
  fc.assert(
    fc.property(any, any, ([a, b], [c, d]) => {
      const [x, y] = [fraction(a, b), fraction(c, d)];
      expect(minus(plus(x, y), y)).toEqual(x);
      expect(times(x, y)).toEqual(times(y, x));
    }),
  );
});

test('a day more or less than a stay makes no session of it', () => {
  const stay = place(civilDate('2024-01-01'), civilDate('2024-05-19'));
  expect(plannedSessions(stay, SERVICE)).toBe(60);
  expect(sessionsIn(stay, SERVICE, civilDate('2023-12-01'), civilDate('2023-12-31'))).toBe(0);
  expect(sessionsIn(stay, SERVICE, civilDate('2024-05-01'), civilDate('2024-05-31'))).toBe(8);
});

test('the old system never posts more than the documents, and never less than nothing, while a stay runs', () => {
  const stays = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 400 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), stays, (amount, [offset, length]) => {
      const start = addDays(civilDate('2023-01-01'), offset);
      const facts = {
        service: SERVICE,
        places: [place(start, addDays(start, length))],
        evidence: { kind: 'absent' },
      } as const;
      const worked = oldHistory(
        [{ date: start, number: null, amount: fraction(amount, 100) }],
        facts,
        addMonths(month('2023-01'), 48),
      );
      const posted = worked.reduce((sum, each) => plus(sum, each.amount), ZERO);
      expect(worked.every((each) => signOf(each.amount) >= 0)).toBe(true);
      expect(signOf(minus(fraction(amount, 100), posted))).toBeGreaterThanOrEqual(0);
    }),
  );
});

describe('months', () => {
  test('take in the documents that are dated in them before they are worked', () => {
    const stay = place(civilDate('2025-05-12'), civilDate('2025-08-27'));
    const service = { ...SERVICE, sessions: 32, sessionsPerWeek: 2 };
    const documents = ['2025-03-04', '2025-06-05'].map((date) => ({
      date: civilDate(date),
      number: null,
      amount: fraction(250),
    }));
    const facts = { service, places: [stay], evidence: { kind: 'absent' } } as const;
    const worked = oldHistory(documents, facts, month('2025-09'));
    expect(worked.map(({ month: at, late }) => [at, late])).toEqual([
      ['2025-03', null],
      ['2025-04', null],
      ['2025-05', null],
      ['2025-06', 'invoice'],
      ['2025-07', 'invoice'],
      ['2025-08', 'invoice'],
    ]);
    expect(worked.reduce((sum, { amount }) => plus(sum, amount), ZERO)).toEqual(fraction(500));
  });

  test('begin with the first document', () => {
    const facts = { service: SERVICE, places: [], evidence: { kind: 'absent' } } as const;
    expect(oldHistory([], facts, month('2025-09'))).toEqual([]);
    const document = { date: firstDay(month('2025-10')), number: null, amount: fraction(1) };
    expect(oldHistory([document], facts, month('2025-09'))).toEqual([]);
  });
});

test('words that it did not know were taken as running', () => {
  expect(['DROPPED', 'suspended', 'EARLY_POSTPONED', 'NOT_COMPLETING', 'ON_LEAVE', null].map(oldStatus)).toEqual([
    'DROPPED',
    'DROPPED',
    'POSTPONED',
    'ENDED',
    'ACTIVE',
    'ACTIVE',
  ]);
  expect(evidenceOf('GRADUATED', '2024-03-05')).toEqual({ kind: 'ended', changed: '2024-03-05' });
  expect(evidenceOf('DROPPED', null)).toEqual({ kind: 'dropped', changed: null });
  expect(evidenceOf(null, '2024-03-05')).toEqual({ kind: 'other' });
});
