/** A schedule as a sentence in the operator's language. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Say } from '../../i18n/words.ts';
import type { words } from './words.ts';

export type Schedule = WindowOutput<'schedule/get'>['schedule'];

export const NEW_RHYTHM: { readonly [K in Schedule['rhythm']['kind']]: Extract<Schedule['rhythm'], { kind: K }> } = {
  daily: { kind: 'daily' },
  weekly: { kind: 'weekly', weekday: 1 },
  workday: { kind: 'workday', day: 1 },
};

export function scheduleWords(schedule: Schedule, locale: string, say: Say<typeof words.en>): string {
  if (!schedule.enabled) return say('words.off');
  const { rhythm, time } = schedule;
  switch (rhythm.kind) {
    case 'daily':
      return say('words.daily', { time });
    case 'weekly':
      return say('words.weekly', { day: weekdayName(rhythm.weekday, locale), time });
    case 'workday':
      if (rhythm.day === -1) return say('words.last', { time });
      return say(rhythm.day > 0 ? 'words.workday' : 'words.fromEnd', { n: Math.abs(rhythm.day), time });
  }
}

/** 1 is Monday. */
export function weekdayName(weekday: number, locale: string): string {
  // The first of January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

/** An instant as a line of a plan: "Monday, 31 March 2025 at 07:30". */
export function plannedText(at: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(at));
}

export function sameSchedule(one: Schedule, other: Schedule): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
