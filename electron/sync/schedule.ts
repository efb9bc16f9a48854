/**
 * When a month is run by itself: moments of a schedule, in the company's time zone. croner settles the days on which clocks change:
 * a time that does not exist is the moment the clock has jumped, one that exists twice is the first of them, so each day counts once.
 */
import { Cron } from 'croner';
import type { z } from 'zod';
import type { schedule as scheduleSchema } from '../../shared/contract/upkeep.ts';
import { type CivilDate, dayNumber } from '../../shared/domain/civil-date.ts';
import { addMonths, daysInMonth, type Month, monthOf } from '../../shared/domain/month.ts';
import { todayIn } from '../platform/time-zone.ts';

export type Schedule = z.output<typeof scheduleSchema>;
export type Rhythm = Schedule['rhythm'];

/** What a company has until somebody chooses otherwise: nothing runs by itself. */
export const NO_SCHEDULE: Schedule = { enabled: false, rhythm: { kind: 'workday', day: 3 }, time: '07:30' };

/** A moment this far back was missed: the machine slept, or the app was closed. */
export const MISSED_AFTER_MS = 5 * 60_000;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The next moments after an instant, soonest first; none when the schedule is switched off. */
export function nextMoments(schedule: Schedule, zone: string, after: Date, count: number): Date[] {
  if (!schedule.enabled) return [];
  const { rhythm } = schedule;
  if (rhythm.kind !== 'workday') return cron(schedule, zone).nextRuns(count, after);
  const moments: Date[] = [];
  let month = monthOf(todayIn(zone, after));
  while (moments.length < count) {
    const moment = momentOn(workday(month, rhythm.day), schedule.time, zone);
    if (moment && moment.getTime() > after.getTime()) moments.push(moment);
    month = addMonths(month, 1);
  }
  return moments;
}

/** The latest moment up to and with an instant; null when the schedule is switched off. */
export function latestMoment(schedule: Schedule, zone: string, upTo: Date): Date | null {
  if (!schedule.enabled) return null;
  const { rhythm } = schedule;
  if (rhythm.kind !== 'workday') {
    // croner looks for moments before its reference, and takes a started second for a whole one.
    const second = Math.floor(upTo.getTime() / 1000) * 1000;
    return cron(schedule, zone).previousRuns(1, new Date(second + 1000))[0] ?? null;
  }
  let month = monthOf(todayIn(zone, upTo));
  for (let tries = 0; tries < 3; tries++) {
    const moment = momentOn(workday(month, rhythm.day), schedule.time, zone);
    if (moment && moment.getTime() <= upTo.getTime()) return moment;
    month = addMonths(month, -1);
  }
  return null;
}

export interface DueInput {
  readonly schedule: Schedule;
  readonly zone: string;
  readonly now: Date;
  /** Moments before the schedule was saved were never promised. */
  readonly savedAt: Date;
  /** The latest moment that a run has answered. */
  readonly answered: Date | null;
}

export interface Due {
  readonly due: Date | null;
  readonly missed: boolean;
  readonly next: Date | null;
}

/**
 * Whether a run is due: the latest moment that none has answered. However many were missed, one run answers them all; and since
 * moments are compared and not clocks, a clock that is set back makes none due again.
 */
export function dueMoment({ schedule, zone, now, savedAt, answered }: DueInput): Due {
  const next = nextMoments(schedule, zone, now, 1)[0] ?? null;
  const latest = latestMoment(schedule, zone, now);
  const done = Math.max(savedAt.getTime(), answered?.getTime() ?? 0);
  if (latest === null || latest.getTime() <= done) return { due: null, missed: false, next };
  return { due: latest, missed: now.getTime() - latest.getTime() > MISSED_AFTER_MS, next };
}

/** A schedule as a sentence: "On the 3rd working day of each month at 07:30, Europe/Madrid time". */
export function scheduleInWords(schedule: Schedule, zone: string): string {
  if (!schedule.enabled) return 'Nothing runs by itself';
  return `${rhythmInWords(schedule.rhythm)} at ${schedule.time}, ${zone} time`;
}

function rhythmInWords(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case 'daily':
      return 'Every day';
    case 'weekly':
      return `Every ${WEEKDAYS[rhythm.weekday - 1]}`;
    case 'workday': {
      const place = ordinal(Math.abs(rhythm.day));
      if (rhythm.day > 0) return `On the ${place} working day of each month`;
      return rhythm.day === -1
        ? 'On the last working day of each month'
        : `On the ${place} to last working day of each month`;
    }
  }
}

function ordinal(n: number): string {
  const ending = n > 10 && n < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

/** The n-th working day of a month, Monday to Friday; from its end when negative. Every month has twenty. */
export function workday(month: Month, day: number): CivilDate {
  const days = Array.from(
    { length: daysInMonth(month) },
    (_, at) => `${month}-${String(at + 1).padStart(2, '0')}` as CivilDate,
  ).filter((date) => weekdayOf(date) <= 5);
  const found = days.at(day > 0 ? day - 1 : day);
  if (found === undefined) throw new RangeError(`${month} has no working day ${day}`);
  return found;
}

/** 1 is Monday. Day 0 of the count, 1970-01-01, was a Thursday. */
export function weekdayOf(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function cron({ rhythm, time }: Schedule, timezone: string): Cron {
  const [hour, minute] = time.split(':').map(Number);
  const weekday = rhythm.kind === 'weekly' ? rhythm.weekday : '*';
  return new Cron(`0 ${minute} ${hour} * * ${weekday}`, { timezone, mode: '6-part' });
}

/** The instant of a time on a day. Null where a zone left that day out. */
function momentOn(date: CivilDate, time: string, timezone: string): Date | null {
  const [hour, minute] = time.split(':').map(Number);
  const [year, month, day] = date.split('-').map(Number);
  const once = new Cron(`0 ${minute} ${hour} ${day} ${month} * ${year}`, { timezone, mode: '7-part' });
  return once.nextRun(new Date((dayNumber(date) - 2) * 86_400_000));
}
