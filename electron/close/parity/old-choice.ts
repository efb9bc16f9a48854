/** Which of several stays stood for a month in the old system: always exactly one, the days of the others were lost. */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import { firstDay, lastDay, type Month } from '../../../shared/domain/month.ts';
import type { OldPlace } from './old-contract.ts';

/** Up to this day of the month the stay that goes on takes the whole month. */
const SWITCH_DAY = 16;

export function overlaps({ start, end }: OldPlace, month: Month): boolean {
  return start <= lastDay(month) && end >= firstDay(month);
}

/** The stay that counts in a month, or none. */
export function chosenPlace(places: readonly OldPlace[], month: Month): OldPlace | null {
  const inMonth = places.filter((place) => overlaps(place, month));
  if (inMonth.length <= 1) return inMonth[0] ?? null;
  const postponed = places
    .flatMap((place) => (place.status === 'POSTPONED' && place.changed !== null ? [{ place, on: place.changed }] : []))
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  for (const { place, on } of postponed) {
    const chosen = acrossPostponement(place, on, places, month);
    if (chosen !== null) return chosen;
  }
  return activeFirst(inMonth)[0] ?? null;
}

function acrossPostponement(
  postponed: OldPlace,
  on: CivilDate,
  places: readonly OldPlace[],
  month: Month,
): OldPlace | null {
  if (lastDay(month) < on) return overlaps(postponed, month) ? postponed : null;
  const next = continuing(places, on);
  if (next === null || firstDay(month) > on) return next;
  const touch = next.start <= postponed.end && next.end >= postponed.start;
  return touch && Number(on.slice(8)) > SWITCH_DAY ? postponed : next;
}

/** The stay in which the student went on: one that spans the day, else the first that begins after it. */
function continuing(places: readonly OldPlace[], on: CivilDate): OldPlace | null {
  const others = places.filter(({ status }) => status !== 'POSTPONED');
  const spanning = activeFirst(others.filter(({ start, end }) => start <= on && on <= end));
  if (spanning[0]) return spanning[0];
  return others.filter(({ start }) => start > on).sort((a, b) => (a.start < b.start ? -1 : 1))[0] ?? null;
}

function activeFirst(places: readonly OldPlace[]): OldPlace[] {
  const rank = ({ status }: OldPlace) => (status === 'ACTIVE' ? 0 : 1);
  return [...places].sort((a, b) => rank(a) - rank(b) || (a.start > b.start ? -1 : Number(a.start < b.start)));
}
