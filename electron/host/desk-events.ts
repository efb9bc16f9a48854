/**
 * Events on their way to windows: at most ten a second in all, and of each kind only the latest. The last state is never lost: what
 * waits is sent as soon as its turn comes.
 */
import type { DeskEvent } from '../../shared/contract/desk.ts';

const GAP_MS = 100;

export interface DeskEvents {
  on(listener: (event: DeskEvent) => void): () => void;
  tell(event: DeskEvent): void;
  /** Sends what waits, then nothing more. */
  close(): void;
}

/** `restMs`: how long a kind rests after it was told, beyond the common pace. */
export function deskEvents(restMs: (type: DeskEvent['type']) => number = () => 0): DeskEvents {
  const listeners = new Set<(event: DeskEvent) => void>();
  const waiting = new Map<DeskEvent['type'], DeskEvent>();
  const toldAt = new Map<DeskEvent['type'], number>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let armedFor = 0;
  let closed = false;

  const turnOf = (type: DeskEvent['type']) =>
    Math.max(lastAt + GAP_MS, (toldAt.get(type) ?? Number.NEGATIVE_INFINITY) + restMs(type));

  function send(event: DeskEvent, now: number): void {
    waiting.delete(event.type);
    lastAt = now;
    toldAt.set(event.type, now);
    for (const listener of listeners) listener(event);
  }

  function next(): void {
    timer = null;
    const now = performance.now();
    for (const event of waiting.values()) {
      if (turnOf(event.type) <= now) {
        send(event, now);
        break;
      }
    }
    arm(performance.now());
  }

  function arm(now: number): void {
    if (waiting.size === 0) return;
    const soonest = Math.min(...[...waiting.keys()].map(turnOf));
    // What came now may have its turn before what waits. Never later: a flood must not keep putting it off.
    if (timer !== null && armedFor <= soonest) return;
    if (timer !== null) clearTimeout(timer);
    armedFor = soonest;
    timer = setTimeout(next, Math.max(1, Math.ceil(soonest - now)));
  }

  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event) {
      if (closed) return;
      waiting.set(event.type, event);
      const now = performance.now();
      if (waiting.size === 1 && turnOf(event.type) <= now) send(event, now);
      else arm(now);
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const event of [...waiting.values()]) send(event, performance.now());
      listeners.clear();
    },
  };
}
