/**
 * What several places mean together. Places without a stop are one set of days. A stop that another place follows soon enough is
 * a transfer: the rest of the money waits from the day after the last class and goes on with the new place, always prospectively,
 * so that what was earned before stays. A stop that nothing follows leaves the rest waiting.
 */
import { addDays, type CivilDate, maxDate, minDate } from '../../shared/domain/civil-date.ts';
import type { ServiceEvent } from '../../shared/recognition/types.ts';
import type { Place, Stop } from './enrolment-places.ts';
import type { RecognitionPolicy } from './facts.ts';

export interface DayRange {
  readonly start: CivilDate;
  readonly end: CivilDate;
}

export interface Timeline {
  /** Days planned before any stop; overlaps count once. */
  readonly periods: readonly DayRange[];
  readonly events: readonly ServiceEvent[];
  /** The stop that nothing follows. */
  readonly open: Stop | null;
}

interface Stage {
  readonly members: readonly Place[];
  /** First day the stage may serve; null for the first stage. */
  readonly from: CivilDate | null;
  /** The stop that ends it. */
  readonly endedBy: Place | null;
}

/** The days and events of the contract's places, which are in order of start. */
export function timelineOf(places: readonly Place[], policy: RecognitionPolicy): Timeline {
  if (places.length === 0) return { periods: [], events: [], open: null };
  const stages = stagesOf(places, policy.transferWindowDays);
  let periods: readonly DayRange[] = [];
  const events: ServiceEvent[] = [];
  let open: Stop | null = null;
  let waitingSince: CivilDate | null = null;
  for (const stage of stages) {
    const last = stage === stages.at(-1);
    const days = daysOf(stage, last);
    const stopped = stage.endedBy?.stop ?? null;
    if (waitingSince !== null && stopped !== null && days.ranges.every(({ start }) => start > stopped.lastDay)) {
      // Left again before the first day there: the money has been waiting since the stop before.
      if (last) open = { lastDay: waitingSince, kind: stopped.kind };
      continue;
    }
    if (stage.from === null) periods = days.ranges;
    else events.push(...returnTo(days.ranges, stage.from));
    for (const { effective, newEnd } of days.extensions)
      events.push({ type: 'extend_end', effective, newEnd, mode: policy.extension });
    if (days.completedOn !== null) events.push({ type: 'complete', date: days.completedOn });
    if (stopped === null) continue;
    events.push({ type: 'pause', from: addDays(stopped.lastDay, 1), to: null });
    waitingSince = stopped.lastDay;
    if (last) open = stopped;
  }
  return { periods, events, open };
}

function stagesOf(places: readonly Place[], windowDays: number): Stage[] {
  const stages: Stage[] = [];
  let group = places;
  let from: CivilDate | null = null;
  const stopped = places
    .flatMap((place) => (place.stop === null ? [] : [{ place, lastDay: place.stop.lastDay }]))
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0));
  for (const { place, lastDay } of stopped) {
    const at = group.indexOf(place);
    if (at < 0) continue; // belongs to a stage that is over
    const dayAfter = addDays(lastDay, 1);
    // Another place that began earlier still runs: days of this one fall away, but nothing stops.
    if (group.slice(0, at).some((other) => other.start <= dayAfter && other.lastServed > lastDay)) continue;
    const followers = group.slice(at + 1).filter((other) => other.lastServed > lastDay);
    const soonest = addDays(lastDay, windowDays);
    const transferred = followers.some((other) => other.start <= soonest);
    const members = group.filter(
      (other) => other === place || (other.start <= lastDay && !(transferred && followers.includes(other))),
    );
    stages.push({ members, from, endedBy: place });
    if (!transferred) return stages;
    group = followers;
    from = dayAfter;
  }
  stages.push({ members: group, from, endedBy: null });
  return stages;
}

interface StageDays {
  readonly ranges: readonly DayRange[];
  readonly extensions: Place['extensions'];
  readonly completedOn: CivilDate | null;
}

function daysOf({ members, from, endedBy }: Stage, last: boolean): StageDays {
  const only = members.length === 1 ? members[0] : undefined;
  // The end of a union is nobody's own: moves of it are told apart only where one place makes the stage.
  const cutoff = endedBy?.stop?.lastDay ?? only?.completedOn ?? null;
  const extensions = (only?.extensions ?? []).filter(
    ({ effective }) => (from === null || effective > from) && (cutoff === null || effective <= cutoff),
  );
  const completed = last && endedBy === null ? lastCompletion(members) : null;
  const ranges = members.map((place): DayRange => {
    if (place === only) return { start: place.start, end: endBefore(place, extensions.length) };
    const planned = place === endedBy || (completed !== null && place.completedOn === completed);
    return { start: place.start, end: planned ? place.end : place.lastServed };
  });
  return { ranges: ranges.filter(({ start, end }) => start <= end), extensions, completedOn: completed };
}

/** The end in force before the moves that still count; those that came too early to matter are simply in it. */
function endBefore(place: Place, counted: number): CivilDate {
  if (place.extensions.length === 0) return place.end;
  if (counted === place.extensions.length) return place.plannedEnd;
  // A move after the stop came too late to change the rate up to it.
  const stoppedOn = place.stop?.lastDay ?? place.completedOn;
  const inForce = place.extensions.filter(({ effective }) => stoppedOn === null || effective <= stoppedOn);
  return inForce[inForce.length - counted - 1]?.newEnd ?? place.plannedEnd;
}

/** An early completion completes the contract only if no place goes on after it. */
function lastCompletion(members: readonly Place[]): CivilDate | null {
  const last = members.reduce<Place | null>(
    (best, p) => (best === null || p.lastServed > best.lastServed ? p : best),
    null,
  );
  const completedOn = last?.completedOn ?? null;
  return members.every((place) => completedOn !== null && place.lastServed <= completedOn) ? completedOn : null;
}

/** The resume into a stage; a gap between its places is a pause whose days fall away. */
function returnTo(ranges: readonly DayRange[], from: CivilDate): ServiceEvent[] {
  const sorted = ranges.filter(({ end }) => end >= from);
  const first = sorted[0];
  if (first === undefined) return [];
  const events: ServiceEvent[] = [];
  const start = maxDate(
    from,
    sorted.reduce((least, range) => minDate(least, range.start), first.start),
  );
  let covered = first.end;
  for (const range of sorted.slice(1)) {
    const gapFrom = addDays(covered, 1);
    if (range.start > gapFrom) events.push({ type: 'pause', from: gapFrom, to: range.start, mode: 'compress' });
    covered = maxDate(covered, range.end);
  }
  return [{ type: 'resume', from: start, newEnd: covered }, ...events];
}
