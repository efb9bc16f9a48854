import { describe, expect, it } from 'vitest';
import { type RecognitionInput, recognise, type ServiceEvent } from '../../../shared/recognition/index.ts';

const course: RecognitionInput = {
  method: 'daily',
  amountMinor: 120_000,
  serviceStart: '2025-01-01',
  serviceEnd: '2025-06-30',
};
const PLAIN = {
  '2025-01': 20_552,
  '2025-02': 18_564,
  '2025-03': 20_553,
  '2025-04': 19_889,
  '2025-05': 20_552,
  '2025-06': 19_890,
};

function run(input: Partial<RecognitionInput>) {
  const result = recognise({ ...course, ...input });
  if (!result.ok) throw new Error(result.error);
  const months: Record<string, number> = {};
  const special: Record<string, object> = {};
  for (const { month, amountMinor, parts } of result.months) {
    months[month] = amountMinor;
    if (parts.service !== amountMinor) special[month] = parts;
  }
  return { months, special, held: result.suspendedMinor, credited: result.creditedMinor, total: result.totalMinor };
}

const history = (...events: ServiceEvent[]) => run({ events });
const openPause: ServiceEvent = { type: 'pause', from: '2025-03-10', to: null };
const refused = (...events: ServiceEvent[]) => recognise({ ...course, events });

describe('catch-up', () => {
  it('keeps what a pause left before its month and replays the pause at the new price', () => {
    const pause: ServiceEvent = { type: 'pause', from: '2025-02-10', to: '2025-02-20', mode: 'extend' };
    const asItWas = history(pause);
    const asIfAlways = run({ amountMinor: 240_000, events: [pause] });
    const { months, special, total } = history(pause, {
      type: 'reprice',
      effective: '2025-04-01',
      newTotalMinor: 240_000,
      mode: 'catch_up',
    });
    const firstQuarter = (from: Record<string, number>) =>
      ['2025-01', '2025-02', '2025-03'].reduce((sum, month) => sum + (from[month] ?? 0), 0);
    expect(months).toMatchObject({
      '2025-01': asItWas.months['2025-01'],
      '2025-02': asItWas.months['2025-02'],
      '2025-03': asItWas.months['2025-03'],
      '2025-05': asIfAlways.months['2025-05'],
    });
    expect(special['2025-04']).toMatchObject({
      service: asIfAlways.months['2025-04'],
      catchUp: firstQuarter(asIfAlways.months) - firstQuarter(asItWas.months),
    });
    expect(total).toBe(240_000);
  });

  it('makes an earlier prospective price void: the last price is in force from the first day', () => {
    const { months, total } = history(
      { type: 'reprice', effective: '2025-02-01', newTotalMinor: 500_000, mode: 'prospective' },
      { type: 'reprice', effective: '2025-04-01', newTotalMinor: 120_000, mode: 'catch_up' },
    );
    expect(total).toBe(120_000);
    expect(months['2025-05']).toBe(PLAIN['2025-05']);
    expect(months['2025-06']).toBe(PLAIN['2025-06']);
  });

  it('twice in one month books the difference to the last price only', () => {
    const twice = history(
      { type: 'reprice', effective: '2025-04-01', newTotalMinor: 900_000, mode: 'catch_up' },
      { type: 'reprice', effective: '2025-04-20', newTotalMinor: 150_000, mode: 'catch_up' },
    );
    const once = history({ type: 'reprice', effective: '2025-04-20', newTotalMinor: 150_000, mode: 'catch_up' });
    expect(twice).toEqual(once);
  });

  it('of a new end leaves the last day where the new end says, pauses before it or not', () => {
    const { months, total } = history(
      { type: 'pause', from: '2025-02-01', to: '2025-03-01', mode: 'extend' },
      { type: 'extend_end', effective: '2025-05-01', newEnd: '2025-08-31', mode: 'catch_up' },
    );
    expect(Object.keys(months).at(-1)).toBe('2025-08');
    expect(months['2025-02']).toBeUndefined();
    expect(total).toBe(120_000);
  });

  it('then a later cut freezes the months before it at what they had', () => {
    const reprice: ServiceEvent = {
      type: 'reprice',
      effective: '2025-04-01',
      newTotalMinor: 150_000,
      mode: 'catch_up',
    };
    const { months, held } = history(reprice, { type: 'pause', from: '2025-05-01', to: null });
    expect(months).toEqual({ '2025-01': 20_552, '2025-02': 18_564, '2025-03': 20_553, '2025-04': 39_779 });
    expect(held).toBe(50_552);
  });
});

describe('on hold', () => {
  it('a price cut beyond what is held takes the excess back at once', () => {
    const { held, special } = history(openPause, {
      type: 'credit_note',
      date: '2025-04-02',
      amountMinor: 80_000,
      mode: 'prospective',
    });
    expect(held).toBe(0);
    expect(special['2025-04']).toMatchObject({ catchUp: 74_917 - 80_000 });
  });

  it('what is held, changes of price included, is spread over the days of the return', () => {
    const { months, held, total } = history(
      openPause,
      { type: 'reprice', effective: '2025-04-01', newTotalMinor: 130_000, mode: 'prospective' },
      { type: 'resume', from: '2025-06-01', newEnd: '2025-06-30' },
    );
    expect(months['2025-06']).toBe(84_917);
    expect([held, total]).toEqual([0, 130_000]);
  });

  it('a pause before the first day holds everything, or moves the whole course', () => {
    expect(history({ type: 'pause', from: '2024-12-01', to: null })).toMatchObject({ months: {}, held: 120_000 });
    const moved = history({ type: 'pause', from: '2024-12-01', to: '2025-02-01', mode: 'extend' });
    expect(Object.keys(moved.months)).toEqual(['2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07']);
  });

  it('a contract that never had days takes its days from a return', () => {
    const { months } = run({
      servicePeriods: [],
      events: [{ type: 'resume', from: '2025-06-01', newEnd: '2025-06-30' }],
    });
    expect(months).toEqual({ '2025-06': 120_000 });
  });
});

describe('dropped', () => {
  it('before the first day with a full refund nothing was ever earned', () => {
    const { months, total, credited } = history({ type: 'drop', date: '2024-12-20', refundMinor: 120_000 });
    expect({ months, total, credited }).toEqual({ months: {}, total: 0, credited: 120_000 });
  });

  it('with less billed than earned the difference is a reversal', () => {
    const { special, total } = history({ type: 'drop', date: '2025-03-20', refundMinor: 0, billedMinor: 40_000 });
    expect(special['2025-03']).toMatchObject({ service: 12_597, reversal: 40_000 - 51_713 });
    expect(total).toBe(40_000);
  });

  it('a later change of price is whole in its month, whatever its mode', () => {
    for (const mode of ['prospective', 'catch_up'] as const) {
      const { special, total } = history(
        { type: 'drop', date: '2025-03-20', refundMinor: 20_000 },
        { type: 'credit_note', date: '2025-05-05', amountMinor: 10_000, mode },
      );
      expect(special['2025-05']).toMatchObject({ catchUp: -10_000 });
      expect(total).toBe(90_000);
    }
  });

  it('neither pauses nor ends move it any more', () => {
    const drop: ServiceEvent = { type: 'drop', date: '2025-03-20', refundMinor: 0 };
    expect(history(drop, { type: 'pause', from: '2025-04-01', to: null })).toEqual(history(drop));
    expect(refused(drop, { type: 'resume', from: '2025-04-01', newEnd: '2025-05-01' })).toEqual({
      ok: false,
      error: 'NOT_PAUSED',
    });
  });
});

describe('events of one day', () => {
  it('run price first, then the stop: the drop is settled at the new price', () => {
    const { total } = history(
      { type: 'drop', date: '2025-03-20', refundMinor: 0 },
      { type: 'reprice', effective: '2025-03-20', newTotalMinor: 150_000, mode: 'prospective' },
    );
    expect(total).toBe(150_000);
  });

  it('return before the next pause', () => {
    const { held } = history(
      openPause,
      { type: 'pause', from: '2025-05-01', to: null },
      { type: 'resume', from: '2025-05-01', newEnd: '2025-06-30' },
    );
    expect(held).toBe(74_917);
  });
});

describe('methods of whole months', () => {
  const even = (...events: ServiceEvent[]) => run({ method: 'monthly_even', amountMinor: 60_000, events });

  it('a return in the month of the stop starts with the next month, because that month is settled', () => {
    const { months } = even(
      { type: 'pause', from: '2025-03-10', to: null },
      { type: 'resume', from: '2025-03-20', newEnd: '2025-05-31' },
    );
    expect(months).toEqual({
      '2025-01': 10_000,
      '2025-02': 10_000,
      '2025-03': 10_000,
      '2025-04': 15_000,
      '2025-05': 15_000,
    });
  });

  it('a change counts from the first of its month', () => {
    const { months } = even({ type: 'reprice', effective: '2025-04-20', newTotalMinor: 90_000, mode: 'prospective' });
    expect(months['2025-03']).toBe(10_000);
    expect(months['2025-04']).toBe(20_000);
  });

  it('a stop on the first leaves its own month out', () => {
    const { special, months } = even({ type: 'drop', date: '2025-04-01', refundMinor: 30_000 });
    expect(special).toEqual({});
    expect(Object.keys(months)).toEqual(['2025-01', '2025-02', '2025-03']);
  });
});

describe('sessions and deliveries', () => {
  const sessions = { '2025-01': 10, '2025-02': 20, '2025-03': 30 };
  const total = (totalSessions: number, ...events: ServiceEvent[]) =>
    run({ method: 'sessions_total', amountMinor: 60_000, sessions, totalSessions, events });

  it('undelivered sessions are held', () => {
    expect(total(120)).toMatchObject({ held: 30_000, total: 30_000 });
  });

  it('a price event gives its whole month to the new price, a stop takes its whole month', () => {
    const { months } = total(60, {
      type: 'reprice',
      effective: '2025-02-28',
      newTotalMinor: 110_000,
      mode: 'prospective',
    });
    expect(months).toEqual({ '2025-01': 10_000, '2025-02': 40_000, '2025-03': 60_000 });
    const { special } = total(60, { type: 'drop', date: '2025-02-01', refundMinor: 0 });
    expect(special['2025-02']).toMatchObject({ service: 20_000, breakage: 30_000 });
  });

  it('after the last listed month a new price changes what is undelivered', () => {
    const { held } = total(120, {
      type: 'reprice',
      effective: '2025-05-01',
      newTotalMinor: 70_000,
      mode: 'prospective',
    });
    expect(held).toBe(40_000);
  });

  it('a completion brings what is undelivered', () => {
    const { special } = total(120, { type: 'complete', date: '2025-03-31' });
    expect(special['2025-03']).toMatchObject({ service: 15_000, catchUp: 30_000 });
  });

  it('the day of delivery decides what is before and what is after', () => {
    const fee = (...events: ServiceEvent[]) => run({ method: 'point_in_time', recogniseOn: '2025-04-17', events });
    const reprice = (effective: string): ServiceEvent => ({
      type: 'reprice',
      effective,
      newTotalMinor: 100_000,
      mode: 'prospective',
    });
    expect(fee(reprice('2025-04-17')).special).toEqual({});
    expect(fee(reprice('2025-04-18')).special['2025-04']).toMatchObject({ service: 120_000, catchUp: -20_000 });
    expect(fee({ type: 'drop', date: '2025-04-17', refundMinor: 0 }).special['2025-04']).toMatchObject({
      breakage: 120_000,
    });
    expect(fee({ type: 'drop', date: '2025-04-18', refundMinor: 0 }).special).toEqual({});
  });
});

describe('periods', () => {
  it('a stop in the middle cuts its own period only', () => {
    const { months } = run({
      amountMinor: 59_00,
      servicePeriods: [
        { start: '2025-01-01', end: '2025-06-30', stoppedOn: '2025-02-01' },
        { start: '2025-02-01', end: '2025-02-28' },
      ],
    });
    expect(months).toEqual({ '2025-01': 31_00, '2025-02': 28_00 });
  });

  it('a stop after the last day changes nothing', () => {
    const { months, held } = run({
      servicePeriods: [{ start: '2025-01-01', end: '2025-06-30', stoppedOn: '2025-07-01' }],
    });
    expect({ months, held }).toEqual({ months: PLAIN, held: 0 });
  });

  it('a stop before the first day holds everything', () => {
    const { months, held } = run({
      servicePeriods: [{ start: '2025-01-10', end: '2025-06-30', stoppedOn: '2025-01-05' }],
    });
    expect({ months, held }).toEqual({ months: {}, held: 120_000 });
  });
});
