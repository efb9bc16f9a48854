/**
 * The engine on threads of its own. better-sqlite3 blocks while it works, and a blocked main thread is a frozen window: whoever has
 * one only routes messages. One thread writes; a second one, with a connection that can only read, answers lists while the first is
 * busy. A message is a channel and its input; the answer comes back under the same number.
 */
import { type ChannelName, contract, type InputOf, type OutputOf } from '../shared/contract/index.ts';
import { ok, type Result } from '../shared/domain/problem.ts';
import type { Engine } from './engine.ts';
import { startThread, type Thread } from './thread-line.ts';

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
}

export interface EngineThread extends Engine {
  /** Resolves when the writing thread has died without being told to. */
  readonly died: Promise<void>;
}

/** Opens a ledger on its threads. The same interface as `openEngine`. */
export async function openEngineThread(options: ThreadOptions): Promise<Result<EngineThread>> {
  const opened = await startThread({ ...options, readonly: false });
  if (!opened.ok) return opened;
  const writer = opened.value;
  const reader = openReader(options, writer);
  return ok({
    died: writer.died,
    call<C extends ChannelName>(channel: C, input: InputOf<C>, { signal }: { signal?: AbortSignal } = {}) {
      const thread = laneOf(channel) === 'read' ? (reader.now() ?? writer) : writer;
      return thread.call(channel, input, signal) as Promise<Result<OutputOf<C>>>;
    },
    on: writer.on,
    async close() {
      // The reader first: the last connection to close is the one that folds the log into the file.
      await reader.close();
      await writer.close();
    },
  });
}

/** Which thread answers a channel. Exports read a great deal and write one line: they are what a third thread would take. */
function laneOf(channel: ChannelName): 'read' | 'write' {
  return contract[channel].access;
}

/** The reading thread, opened beside the writer and once more if it dies. Until it is there, and after that, the writer answers. */
function openReader(options: ThreadOptions, writer: Thread) {
  let reader: Thread | null = null;
  const giveUp = new AbortController();
  let starts = 0;
  let starting: Promise<void> = start();

  async function start(): Promise<void> {
    starts += 1;
    const opened = await startThread({ ...options, create: false, readonly: true }, giveUp.signal);
    if (!opened.ok || giveUp.signal.aborted) {
      if (opened.ok) await opened.value.close();
      return;
    }
    reader = opened.value;
    void reader.died.then(() => {
      reader = null;
      if (starts < 2 && !giveUp.signal.aborted && !writer.stopped()) starting = start();
    });
  }

  return {
    now: () => (writer.stopped() ? null : reader),
    async close() {
      giveUp.abort();
      await starting;
      await reader?.close();
    },
  };
}
