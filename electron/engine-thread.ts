/**
 * The engine on threads of its own. better-sqlite3 blocks while it works, and a blocked main thread is a frozen window: whoever has
 * one only routes messages. One thread writes; a second one, with a connection that can only read, answers lists while the first is
 * busy. A message is a channel and its input; the answer comes back under the same number.
 */
import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { type ChannelName, contract, type InputOf, type OutputOf } from '../shared/contract/index.ts';
import { fail, ok, type Problem, type Result } from '../shared/domain/problem.ts';
import type { Engine } from './engine.ts';
import { STOPPED, startThread, type Thread } from './thread-line.ts';

export type { Engine } from './engine.ts';
export type { SyncEvent } from './sync/sync-ports.ts';

/** What can cross to the thread: plain data only, so the thread makes its own clock, log and keychain. */
export interface ThreadOptions {
  readonly ledgerPath: string;
  readonly create?: boolean;
  readonly logFolder?: string;
  readonly loopbackSecrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How far its clock is from the system's, milliseconds. */
  readonly clockOffsetMs?: number;
  /** The environment to go by; the process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A ledger of so many bytes and more is checked for damage while it is already read from. */
  readonly checkBehindBytes?: number;
}

/** Checked in a fifth of a second; a larger one would keep whoever opens it waiting. */
const CHECK_BEHIND_BYTES = 32 * 2 ** 20;

/** Whoever opens a window is waiting for its first answers; after this much silence nobody is. */
const QUIET_MS = 1000;
/** Somebody who never stops asking gets the second thread all the same. */
const LONGEST_MS = 5000;

export interface EngineThread extends Engine {
  /** Resolves when the writing thread has died without being told to. */
  readonly died: Promise<void>;
  /** Resolves when a ledger that was checked behind its opening turns out to be damaged. Nothing was written to it, and nothing will be. */
  readonly damaged?: Promise<Problem>;
}

/** Opens a ledger on its threads, the first of which may stand ready. The same interface as `openEngine`. */
export async function openEngineThread(options: ThreadOptions, spare?: Worker): Promise<Result<EngineThread>> {
  const bytes = statSync(options.ledgerPath, { throwIfNoEntry: false })?.size ?? 0;
  const behind = bytes >= (options.checkBehindBytes ?? CHECK_BEHIND_BYTES);
  const data = { ...options, readonly: false, check: behind ? 'elsewhere' : 'at once' } as const;
  const opened = await startThread(data, undefined, spare);
  if (!opened.ok) return opened;
  const writer = opened.value;
  const quiet = quietMoment();
  const reader = openReader(options, writer, behind, quiet.come);
  let checked = !behind;
  const damaged = Promise.withResolvers<Problem>();
  void reader.opened.then((problem) => {
    checked = checked || problem === null;
    if (problem?.code === 'LEDGER_CORRUPT') damaged.resolve(problem);
  });
  return ok({
    died: writer.died,
    damaged: damaged.promise,
    async call<C extends ChannelName>(channel: C, input: InputOf<C>, { signal }: { signal?: AbortSignal } = {}) {
      const reads = laneOf(channel) === 'read';
      quiet.asked(reads);
      if (!reads && !checked) {
        const problem = await reader.opened;
        if (problem !== null) return fail(problem);
      }
      const thread = reads ? (reader.now() ?? writer) : writer;
      return thread.call(channel, input, signal) as Promise<Result<OutputOf<C>>>;
    },
    on: writer.on,
    async close() {
      // The reader first: the last connection to close is the one that folds the log into the file.
      const closed = reader.close();
      quiet.end();
      await closed;
      await writer.close();
    },
  });
}

/** Which thread answers a channel. Workbooks are written on a third one, which the writing thread starts (`export-thread.ts`). */
function laneOf(channel: ChannelName): 'read' | 'write' {
  return contract[channel].access;
}

/**
 * When to open the second thread: not while a window that was just opened is waiting for its first answers, for reading the code once
 * more and checking half a gigabyte take the processor from them; but at once when the writer gets work that may keep it.
 */
function quietMoment() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const latest = performance.now() + LONGEST_MS;
  const inQuiet = () => setTimeout(end, Math.max(0, Math.min(QUIET_MS, latest - performance.now()))).unref();
  let timer = inQuiet();
  let over = false;
  function end(): void {
    over = true;
    clearTimeout(timer);
    resolve();
  }
  return {
    come: promise,
    asked(reads: boolean): void {
      if (over) return;
      if (!reads) {
        end();
        return;
      }
      clearTimeout(timer);
      timer = inQuiet();
    },
    end,
  };
}

/**
 * The reading thread, opened beside the writer and once more if it dies. Until it is there, and after that, the writer answers; so it
 * is also who has the time to check the file first.
 */
function openReader(options: ThreadOptions, writer: Thread, checks: boolean, when: Promise<void>) {
  let reader: Thread | null = null;
  const giveUp = new AbortController();
  let starts = 0;
  const opening = when.then(() => start(checks));
  let starting: Promise<unknown> = opening;

  async function start(check: boolean): Promise<Problem | null> {
    starts += 1;
    if (giveUp.signal.aborted) return STOPPED.problem;
    const opened = await startThread(
      { ...options, create: false, readonly: true, check: check ? 'at once' : 'elsewhere' },
      giveUp.signal,
    );
    if (!opened.ok) return opened.problem;
    if (giveUp.signal.aborted) {
      await opened.value.close();
      return STOPPED.problem;
    }
    reader = opened.value;
    void reader.died.then(() => {
      reader = null;
      if (starts < 2 && !giveUp.signal.aborted && !writer.stopped()) starting = start(false);
    });
    return null;
  }

  return {
    /** What keeps it from working, when it had to check the file: damage, most of all. */
    opened: opening,
    now: () => (writer.stopped() ? null : reader),
    async close() {
      giveUp.abort();
      await starting;
      await reader?.close();
    },
  };
}
