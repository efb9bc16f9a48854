import { addDays, type CivilDate, civilDate, dayNumber } from './civil-date.ts';

/** An ISO 8601 week as `YYYY-Www`. Text order is time order. */
export type IsoWeek = string & { readonly __brand: 'IsoWeek' };

/** The week a day is in. Weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeekOf(date: CivilDate): IsoWeek {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((dayNumber(thursday) - dayNumber(civilDate(`${year}-01-01`))) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}` as IsoWeek;
}

/** The Monday of a day's week. */
export function mondayOf(date: CivilDate): CivilDate {
  // Day 0, 1 January 1970, was a Thursday.
  const weekday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return addDays(date, -weekday);
}
