import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  dueMoment,
  latestMoment,
  nextMoments,
  type Rhythm,
  type Schedule,
  scheduleInWords,
  workday,
} from '../../../electron/sync/schedule.ts';
import { month } from '../../../shared/domain/month.ts';

const ZONES = ['Europe/Madrid', 'America/New_York', 'Asia/Tehran', 'Australia/Lord_Howe', 'UTC'] as const;
const START = Date.parse('2019-01-01T00:00:00Z');
const DAY = 86_400_000;

const daily = (time: string): Schedule => ({ enabled: true, rhythm: { kind: 'daily' }, time });
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString());

const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: 0, max: 8 * 366 * DAY }).map((ms) => new Date(START + ms));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.constant({ kind: 'daily' as const }),
  fc.integer({ min: 1, max: 7 }).map((weekday) => ({ kind: 'weekly' as const, weekday })),
  fc
    .integer({ min: -10, max: 15 })
    .filter((day) => day !== 0)
    .map((day) => ({ kind: 'workday' as const, day })),
);
const schedules: fc.Arbitrary<Schedule> = fc.record({ enabled: fc.constant(true), rhythm: rhythms, time: times });

function onTheWall(moment: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
}

describe('the days on which clocks change', () => {
  test('a time that the clock jumps over runs once, as soon as it has jumped', () => {
    const next = nextMoments(daily('02:30'), 'Europe/Madrid', new Date('2025-03-29T12:00:00Z'), 2);
    expect(iso(next)).toEqual(['2025-03-30T01:00:00.000Z', '2025-03-31T00:30:00.000Z']);
  });

  test('a time that the clock shows twice runs once, the first time', () => {
    const next = nextMoments(daily('02:30'), 'Europe/Madrid', new Date('2025-10-25T12:00:00Z'), 2);
    expect(iso(next)).toEqual(['2025-10-26T00:30:00.000Z', '2025-10-27T01:30:00.000Z']);
    const second = new Date('2025-10-26T01:30:00Z');
    expect(latestMoment(daily('02:30'), 'Europe/Madrid', second)?.toISOString()).toBe('2025-10-26T00:30:00.000Z');
  });

  test('half an hour of change, and a change at midnight, are no different', () => {
    const lordHowe = nextMoments(daily('02:15'), 'Australia/Lord_Howe', new Date('2025-10-04T00:00:00Z'), 2);
    expect(iso(lordHowe)).toEqual(['2025-10-04T15:30:00.000Z', '2025-10-05T15:15:00.000Z']);
    const tehran = nextMoments(daily('00:30'), 'Asia/Tehran', new Date('2021-03-21T00:00:00Z'), 2);
    expect(iso(tehran)).toEqual(['2021-03-21T20:30:00.000Z', '2021-03-22T20:00:00.000Z']);
  });

  test('a working day on which the clock changes counts once too', () => {
    const schedule: Schedule = { enabled: true, rhythm: { kind: 'workday', day: 15 }, time: '00:30' };
    expect(workday(month('2022-03'), 15)).toBe('2022-03-21');
    const last: Schedule = { enabled: true, rhythm: { kind: 'workday', day: -8 }, time: '00:30' };
    expect(workday(month('2022-03'), -8)).toBe('2022-03-22');
    const [moment, after] = nextMoments(last, 'Asia/Tehran', new Date('2022-03-20T00:00:00Z'), 2);
    expect(moment?.toISOString()).toBe('2022-03-21T20:30:00.000Z');
    expect(after?.toISOString().slice(0, 7)).toBe('2022-04');
    expect(nextMoments(schedule, 'UTC', new Date('2022-03-21T00:30:00Z'), 1)[0]?.toISOString()).toBe(
      '2022-04-21T00:30:00.000Z',
    );
  });
});

test('every moment falls on a day of the rhythm, at its time or right after a jump of the clock', () => {
  fc.assert(
    fc.property(schedules, zones, instants, (schedule, zone, after) => {
      for (const moment of nextMoments(schedule, zone, after, 3)) {
        const wall = onTheWall(moment, zone);
        const { rhythm } = schedule;
        if (rhythm.kind === 'weekly') expect(wall.dayOfWeek).toBe(rhythm.weekday);
        const date = wall.toPlainDate().toString();
        if (rhythm.kind === 'workday') expect(date).toBe(workday(month(date.slice(0, 7)), rhythm.day));
        const shown = wall.toPlainTime().toString().slice(0, 5);
        if (shown === schedule.time) continue;
        expect(shown > schedule.time).toBe(true);
        const asAsked = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(schedule.time));
        expect(() => asAsked.toZonedDateTime(zone, { disambiguation: 'reject' })).toThrow(RangeError);
      }
    }),
    { numRuns: 150 },
  );
});

test('a day has one moment, and every day of a daily schedule has it', () => {
  fc.assert(
    fc.property(times, zones, instants, (time, zone, after) => {
      const days = nextMoments(daily(time), zone, after, 5).map((moment) => onTheWall(moment, zone).toPlainDate());
      for (const [at, day] of days.entries()) {
        const before = days[at - 1];
        if (before) expect(before.until(day).days).toBe(1);
      }
    }),
    { numRuns: 150 },
  );
});

test('the latest moment is the one that came next before it', () => {
  fc.assert(
    fc.property(schedules, zones, instants, (schedule, zone, after) => {
      const [first, second] = nextMoments(schedule, zone, after, 2);
      if (!first || !second) throw new Error('a schedule goes on');
      expect(first.getTime()).toBeGreaterThan(after.getTime());
      expect(second.getTime()).toBeGreaterThan(first.getTime());
      expect(latestMoment(schedule, zone, first)).toEqual(first);
      expect(latestMoment(schedule, zone, new Date(second.getTime() - 1))).toEqual(first);
      expect(latestMoment(schedule, zone, new Date(first.getTime() - 1))?.getTime()).toBeLessThan(first.getTime());
    }),
    { numRuns: 150 },
  );
});

describe('what is due', () => {
  test('a moment that was answered is never due again, wherever the clock is set', () => {
    fc.assert(
      fc.property(schedules, zones, instants, instants, instants, (schedule, zone, savedAt, then, later) => {
        const first = dueMoment({ schedule, zone, now: then, savedAt, answered: null });
        if (first.due === null) return;
        const again = dueMoment({ schedule, zone, now: later, savedAt, answered: first.due });
        if (again.due !== null) expect(again.due.getTime()).toBeGreaterThan(first.due.getTime());
      }),
      { numRuns: 200 },
    );
  });

  test('moments missed while the machine slept are answered by one run', () => {
    fc.assert(
      fc.property(schedules, zones, instants, fc.integer({ min: 1, max: 400 }), (schedule, zone, savedAt, days) => {
        const now = new Date(savedAt.getTime() + days * DAY);
        const { due } = dueMoment({ schedule, zone, now, savedAt, answered: null });
        if (due === null) return;
        expect(due.getTime()).toBeGreaterThan(savedAt.getTime());
        expect(dueMoment({ schedule, zone, now, savedAt, answered: due }).due).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  test('a moment is missed once it lies more than five minutes back', () => {
    const saved = { schedule: daily('07:30'), zone: 'UTC', savedAt: new Date('2025-06-01T00:00:00Z'), answered: null };
    expect(dueMoment({ ...saved, now: new Date('2025-06-01T07:29:59Z') }).due).toBeNull();
    expect(dueMoment({ ...saved, now: new Date('2025-06-01T07:30:00Z') })).toMatchObject({ missed: false });
    expect(dueMoment({ ...saved, now: new Date('2025-06-01T07:35:00Z') })).toMatchObject({ missed: false });
    expect(dueMoment({ ...saved, now: new Date('2025-06-01T07:35:01Z') })).toMatchObject({
      missed: true,
      due: new Date('2025-06-01T07:30:00Z'),
      next: new Date('2025-06-02T07:30:00Z'),
    });
  });

  test('moments before the schedule was saved were never promised, and a schedule that is off has none', () => {
    const now = new Date('2025-06-01T09:00:00Z');
    const input = { zone: 'UTC', now, savedAt: new Date('2025-06-01T08:00:00Z'), answered: null };
    expect(dueMoment({ ...input, schedule: daily('07:30') }).due).toBeNull();
    expect(dueMoment({ ...input, schedule: { ...daily('08:30'), enabled: false } })).toEqual({
      due: null,
      missed: false,
      next: null,
    });
  });
});

test('a schedule is said in words', () => {
  const words = (rhythm: Rhythm) => scheduleInWords({ enabled: true, rhythm, time: '07:30' }, 'Europe/Madrid');
  expect(words({ kind: 'daily' })).toBe('Every day at 07:30, Europe/Madrid time');
  expect(words({ kind: 'weekly', weekday: 7 })).toBe('Every Sunday at 07:30, Europe/Madrid time');
  expect(words({ kind: 'workday', day: 3 })).toBe('On the 3rd working day of each month at 07:30, Europe/Madrid time');
  expect(words({ kind: 'workday', day: 11 })).toMatch(/^On the 11th working day/);
  expect(words({ kind: 'workday', day: -1 })).toMatch(/^On the last working day/);
  expect(words({ kind: 'workday', day: -2 })).toMatch(/^On the 2nd to last working day/);
});
