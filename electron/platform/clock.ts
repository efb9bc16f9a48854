/** Time and waiting as a port, so that a test or the sample company can fix both. Instants are ISO text in UTC. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(done, ms);
      function done() {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }
      function aborted() {
        clearTimeout(timer);
        reject(signal?.reason);
      }
      signal?.addEventListener('abort', aborted, { once: true });
    }),
};

/** A clock that stands at `start` and moves only when something sleeps on it; sleeping takes no real time. */
export function fixedClock(start: string): Clock & { advance(ms: number): void } {
  let current = Date.parse(start);
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms;
    },
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      current += ms;
    },
  };
}

/** The system's clock, ahead or behind by so many milliseconds: the sample company's own time, running. */
export function shiftedClock(offsetMs: number): Clock {
  return { now: () => new Date(Date.now() + offsetMs), sleep: systemClock.sleep };
}
