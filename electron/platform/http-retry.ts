import type { Random } from './random.ts';

/** What may be tried again, and when. All of it pure: the loop that waits is in `http.ts`. */

const baseMs = 500;
const capMs = 30_000;
// A header may hold any number of digits, and a date has to come of it.
const farthestMs = 365 * 86_400_000;

const transient: ReadonlySet<number> = new Set([
  408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529,
]);

/** Whether the same request may well be answered in a while. `also` names statuses that mean this for one provider only. */
export function isTransient(status: number, also: readonly number[] = []): boolean {
  return transient.has(status) || also.includes(status);
}

/** Whether the server is there but wants fewer calls. */
export function isSlowDown(status: number): boolean {
  return status === 429 || status === 529;
}

/**
 * How long to wait after try number `tried` (from 1): anywhere between nothing and a bound that doubles. Full jitter
 * spreads clients that failed together better than a wait with a little noise on it.
 */
export function backoffMs(tried: number, random: Random): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (tried - 1)));
}

/** Milliseconds a Retry-After header asks for: seconds or an HTTP date. `null` when there is none to be read. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), farthestMs);
  // Date.parse reads almost anything ("-5" is a year), so only the shape of an HTTP date is taken.
  const until = httpDate(value);
  if (until === null) return null;
  // A date is meant by the server's clock, which may differ from ours; its Date header says by how much. Whichever of the
  // two readings is nearer ahead is the one meant.
  const server = httpDate(headers.date ?? '');
  const waits = [until - now.getTime(), ...(server === null ? [] : [until - server])].filter((ms) => ms >= 0);
  return waits.length === 0 ? 0 : Math.min(...waits, farthestMs);
}

function httpDate(value: string): number | null {
  if (!/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
