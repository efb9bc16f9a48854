import { Temporal } from 'temporal-polyfill';
import { addDays, type CivilDate, parseCivilDate } from '../../shared/domain/civil-date.ts';

// Offsets of a zone change a few times a year and a lookup costs microseconds, so remember them per zone and UTC hour.
const offsets = new Map<string, Map<number, number>>();

function offsetSeconds(epochSeconds: number, zone: string): number {
  let cache = offsets.get(zone);
  if (!cache) {
    cache = new Map();
    offsets.set(zone, cache);
  }
  const hour = Math.floor(epochSeconds / 3600);
  let offset = cache.get(hour);
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO(zone);
    offset = zoned.offsetNanoseconds / 1e9;
    cache.set(hour, offset);
  }
  return offset;
}

/** The civil date on which an instant (Unix seconds) falls in a zone. */
export function civilDateOfEpoch(epochSeconds: number, zone: string): CivilDate {
  const local = epochSeconds + offsetSeconds(epochSeconds, zone);
  return new Date(Math.floor(local / 86_400) * 86_400_000).toISOString().slice(0, 10) as CivilDate;
}

/** Unix seconds of the first instant of a civil date in a zone. Never derived by adding 86 400: days have 23 or 25 hours too. */
export function epochOfDate(date: CivilDate, zone: string): number {
  return Math.floor(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds / 1000);
}

/** The first instant of a civil date in a zone, as UTC text. */
export function instantOfDate(date: CivilDate, zone: string): string {
  return new Date(epochOfDate(date, zone) * 1000).toISOString();
}

/** Unix seconds of the last second of a civil date in a zone. */
export function lastEpochOfDate(date: CivilDate, zone: string): number {
  return epochOfDate(addDays(date, 1), zone) - 1;
}

/** The civil date of an ISO instant in a zone; a plain `YYYY-MM-DD` is that date whatever the zone. `null` when unreadable. */
export function civilDateOfIso(text: string, zone: string): CivilDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseCivilDate(text);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : civilDateOfEpoch(Math.floor(ms / 1000), zone);
}

/** Whether the machine knows a zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Today in a zone. */
export function todayIn(zone: string, now: Date): CivilDate {
  return civilDateOfEpoch(Math.floor(now.getTime() / 1000), zone);
}
