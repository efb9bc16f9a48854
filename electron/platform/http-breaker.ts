import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  type IBackoff,
  isBrokenCircuitError,
} from 'cockatiel';
import type { Clock } from './clock.ts';

/**
 * Stops asking a server that has stopped answering, so that five steps of a run do not each wait out their tries.
 *
 * The breaker is cockatiel's; the retries are not. Its retry waits on a bare setTimeout, which neither our clock nor an
 * abort signal reaches, and its backoff has no word for "wait as told, or give up when told too much" (Retry-After).
 */
export interface Breaker<T> {
  /** Runs one try, or resolves to `null` at once while the circuit is open. */
  run(attempt: () => Promise<T>): Promise<T | null>;
  /** When the next try may reach the server, while the circuit is open. */
  readonly opensAgainAt: Date | null;
}

/** A breaker that opens after `tries` tries in a row for which `isDown` holds, and lets one through after `restMs`. */
export function breaker<T>(clock: Clock, isDown: (outcome: T) => boolean, tries = 10, restMs = 30_000): Breaker<T> {
  let until: number | null = null;
  // cockatiel measures the rest by Date.now(). It asks for `duration` anew at every call, so this one answers by our clock:
  // not yet over, or over.
  const rest: IBackoff<unknown> = {
    get duration() {
      return until !== null && clock.now().getTime() < until ? Number.POSITIVE_INFINITY : 0;
    },
    next: () => {
      until = clock.now().getTime() + restMs;
      return rest;
    },
  };
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhenResult((outcome) => isDown(outcome as T)),
    {
      breaker: new ConsecutiveBreaker(tries),
      halfOpenAfter: rest,
    },
  );
  return {
    async run(attempt) {
      try {
        return await policy.execute(attempt);
      } catch (thrown) {
        if (isBrokenCircuitError(thrown)) return null;
        throw thrown;
      }
    },
    get opensAgainAt() {
      return policy.state === CircuitState.Open && until !== null ? new Date(until) : null;
    },
  };
}
