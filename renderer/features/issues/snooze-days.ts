/** The days that an issue is usually put aside until. Pure. */
import { addDays, type CivilDate, civilDate, dayNumber } from '../../../shared/domain/civil-date.ts';
import { addMonths, firstDay, month } from '../../../shared/domain/month.ts';

export interface SnoozeDays {
  readonly tomorrow: CivilDate;
  readonly monday: CivilDate;
  readonly month: CivilDate;
}

/** Day 0 was a Thursday. */
const weekday = (date: CivilDate): number => (dayNumber(date) + 3) % 7;

export function snoozeDays(today: CivilDate): SnoozeDays {
  return {
    tomorrow: addDays(today, 1),
    monday: addDays(today, 7 - weekday(today)),
    month: firstDay(addMonths(month(today.slice(0, 7)), 1)),
  };
}

/** Today by the company's calendar. */
export function todayOf(timeZone: string, now: Date): CivilDate {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const part = (type: string) => parts.formatToParts(now).find((each) => each.type === type)?.value ?? '';
  return civilDate(`${part('year')}-${part('month')}-${part('day')}`);
}
