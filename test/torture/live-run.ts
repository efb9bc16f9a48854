/**
 * One life of the command line: a real process that syncs, watched through the events it writes, and killed at a chosen moment.
 * Where the kill really hit is told by the last event that came out before the pipe broke.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SyncEvent } from '../../electron/sync/sync-ports.ts';

export const PHASES = ['fetch', 'apply', 'accruals'] as const;
export type Phase = (typeof PHASES)[number];
/** Starting up, reporting, and the moments between two executions. */
export type Place = Phase | 'elsewhere';

/** Kill once this many milliseconds were spent there; `anywhere` counts from the start of the process. */
export interface Aim {
  readonly at: Phase | 'anywhere';
  readonly afterMs: number;
}

/** A while in one place. */
export interface Stretch {
  readonly place: Place;
  readonly ms: number;
}

export interface Life {
  /** The process was alive and died of our signal. */
  readonly killed: boolean;
  /** It did not come to an end by itself in a time in which it must. */
  readonly hung: boolean;
  readonly exit: number | null;
  /** Where it was when it ended. */
  readonly place: Place;
  /** A run was begun or taken up again. */
  readonly begun: boolean;
  /** The run came to its end, whatever became of the process afterwards. */
  readonly ended: boolean;
  /** Where it spent its time, one stretch after the other. */
  readonly stretches: readonly Stretch[];
  /** What it wrote: the report, or the problem. */
  readonly output: string;
  /** What it said on standard error besides events. */
  readonly remarks: readonly string[];
}

const CLI = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url));
const PATIENCE_MS = 120_000;

/** Runs `monthend sync` on a ledger, to its end or to the moment aimed at. */
export function live(ledger: string, args: readonly string[], env: NodeJS.ProcessEnv, aim: Aim | null): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, '--ledger', ledger, '--json', 'sync', ...args, '--events'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stretches: Stretch[] = [];
    const remarks: string[] = [];
    let [place, since, begun, ended, hung, rest, output] = [
      'elsewhere' as Place,
      performance.now(),
      false,
      false,
      false,
      '',
      '',
    ];
    let shot: NodeJS.Timeout | undefined;

    const kill = () => child.kill('SIGKILL');
    const patience = setTimeout(() => {
      hung = true;
      kill();
    }, PATIENCE_MS);
    if (aim?.at === 'anywhere') shot = setTimeout(kill, aim.afterMs);

    function moveTo(next: Place): void {
      const now = performance.now();
      stretches.push({ place, ms: now - since });
      since = now;
      if (next === place) return;
      place = next;
      if (aim === null || aim.at === 'anywhere') return;
      clearTimeout(shot);
      const spent = stretches.reduce((sum, each) => sum + (each.place === aim.at ? each.ms : 0), 0);
      if (place === aim.at) shot = setTimeout(kill, Math.max(0, aim.afterMs - spent));
    }

    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = eventOf(line);
        if (event === null) {
          remarks.push(line);
          continue;
        }
        if (event.type === 'run-started') begun = true;
        if (event.type === 'run-ended') ended = true;
        moveTo(placeAfter(event));
      }
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    // Not `exit`: what the process wrote before it died may still be in the pipes.
    child.once('close', (exit, signal) => {
      clearTimeout(shot);
      clearTimeout(patience);
      moveTo(place);
      const killed = signal === 'SIGKILL' && !hung;
      resolve({ killed, hung, exit, place, begun, ended, stretches, output, remarks });
    });
  });
}

function eventOf(line: string): SyncEvent | null {
  if (!line.startsWith('{"type":')) return null;
  return JSON.parse(line) as SyncEvent;
}

/** What the process is doing once it has said this. */
function placeAfter(event: SyncEvent): Place {
  switch (event.type) {
    case 'execution-started':
      return event.execution.step === 'accruals' ? 'accruals' : 'fetch';
    case 'progress':
      return event.execution.step === 'accruals' ? 'accruals' : event.phase;
    case 'run-started':
    case 'execution-ended':
    case 'run-ended':
      return 'elsewhere';
  }
}
