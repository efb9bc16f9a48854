/**
 * Starts scheduled runs: looks at the start, after sleep, and whenever the next one comes up; at least once an hour, so that a clock
 * that was changed is noticed. What was missed is caught up once. Nothing here locks, decides or undoes.
 */
import type { Result } from '../../shared/domain/problem.ts';
import type { Clock } from '../platform/clock.ts';

const HOUR_MS = 3_600_000;
/** Clocks are put right by seconds all the time; that is nobody's business. */
const TOLERANCE_MS = 120_000;

export interface SchedulePorts {
  readonly clock: () => Clock;
  /** What the ledger says: the moment that waits for a run, whether it was missed, and the next one. Null without a ledger. */
  readonly due: () => Promise<Result<{ due: string | null; missed: boolean; next: string | null }> | null>;
  readonly busy: () => boolean;
  /** False when it could not be started. */
  readonly start: (due: string, caughtUp: boolean) => boolean;
  readonly lastSeen: { read(): string | undefined; write(at: string): void };
  readonly clockWentBack: (from: string, to: string) => void;
}

export interface RunSchedule {
  /** Looks now, and sets the timer for the next time. Looks once more when asked during a look. */
  check(): Promise<void>;
  stop(): void;
}

export function openRunSchedule(ports: SchedulePorts): RunSchedule {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;
  /** The latest moment that was answered since this program began: a clock set back must not make it due again. */
  let answered = '';

  async function look(): Promise<void> {
    const now = ports.clock().now();
    const at = now.toISOString();
    const seen = ports.lastSeen.read();
    if (seen !== undefined && Date.parse(seen) - now.getTime() > TOLERANCE_MS) ports.clockWentBack(seen, at);
    ports.lastSeen.write(at);
    const told = await ports.due();
    if (stopped) return;
    const { due = null, missed = false, next = null } = told?.ok ? told.value : {};
    if (due !== null && due > answered && !ports.busy() && ports.start(due, missed)) answered = due;
    arm(next === null ? HOUR_MS : Date.parse(next) - ports.clock().now().getTime());
  }

  function arm(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void check(), Math.min(HOUR_MS, Math.max(1000, ms)));
    timer.unref();
  }

  async function lookUntilQuiet(): Promise<void> {
    try {
      do {
        again = false;
        await look();
      } while (again && !stopped);
    } finally {
      // Within the same turn as the last question whether to look again: nobody's wish falls in between.
      looking = null;
    }
  }

  async function check(): Promise<void> {
    if (stopped) return;
    if (looking === null) looking = lookUntilQuiet();
    else again = true;
    await looking;
  }

  return {
    check,
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
