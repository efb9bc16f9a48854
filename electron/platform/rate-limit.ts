import type { Clock } from './clock.ts';

/** Spaces the calls of one connection. Calls queue in the order they ask. */
export interface Pace {
  /** Resolves to the milliseconds waited once the call may go. `null`: it may go at once, without a wait to await. */
  turn(signal?: AbortSignal): Promise<number> | null;
  /** Nothing goes before `ms` from now: the server asked everybody on this connection to wait, not one call. */
  hold(ms: number): void;
}

/**
 * At most `perSecond` calls in any second, evenly spaced; `null` for no limit. Spacing rather than a bucket that may be
 * emptied at once: providers count in windows of their own, and a burst at a window's edge breaks the limit of both.
 */
export function pace(perSecond: number | null, clock: Clock): Pace {
  const interval = perSecond === null ? 0 : 1000 / perSecond;
  let next = 0;
  return {
    turn(signal) {
      // The common case of a simulator: no limit and no hold, so not even the clock is asked.
      if (interval === 0 && next === 0) return null;
      const now = clock.now().getTime();
      const wait = Math.max(0, next - now);
      if (interval > 0) next = now + wait + interval;
      else if (wait === 0) next = 0;
      if (wait === 0) return null;
      return clock.sleep(wait, signal).then(() => wait);
    },
    hold(ms) {
      next = Math.max(next, clock.now().getTime() + ms);
    },
  };
}
