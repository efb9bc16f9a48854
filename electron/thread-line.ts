/** The line to one engine thread: questions out, answers and events back. */
import { Worker } from 'node:worker_threads';
import type { ChannelName } from '../shared/contract/index.ts';
import { fail, ok, type Result } from '../shared/domain/problem.ts';
import type { EngineOptions } from './engine.ts';
import type { ThreadOptions } from './engine-thread.ts';
import { threadFile } from './platform/thread-file.ts';
import type { SyncEvent } from './sync/sync-ports.ts';

export type ThreadData = ThreadOptions & Pick<EngineOptions, 'check'> & { readonly readonly: boolean };

export type ToThread =
  /** The first of all. */
  | { readonly type: 'open'; readonly data: ThreadData }
  | { readonly type: 'call'; readonly id: number; readonly channel: ChannelName; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' };

export type FromThread =
  | { readonly type: 'opened'; readonly result: Result<null> }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: SyncEvent };

/** The number of a thread that has ended. */
const GONE = -1;

export const STOPPED = fail({
  code: 'ENGINE_STOPPED',
  message: 'The part of Monthend that works on the ledger has stopped.',
  meaning: 'Everything it had stored is safe.',
  fix: 'Open the ledger again; an interrupted run can be resumed.',
});

/** What a fault of the program's own looks like from outside; the log has its stack. */
export const FAULT = fail({
  code: 'FAULT',
  message: 'Monthend stopped at a fault of its own while it worked on this.',
  meaning: 'Every batch before it is stored; nothing is half done.',
  fix: 'Try again. If it stops again, copy the diagnostics under About and send them to us with the log.',
});

export interface Thread {
  call(channel: ChannelName, input: unknown, signal?: AbortSignal): Promise<Result<unknown>>;
  on(listener: (event: SyncEvent) => void): () => void;
  stopped(): boolean;
  /** Resolves when the thread has ended without being told to. */
  readonly died: Promise<void>;
  close(): Promise<void>;
}

/**
 * A thread that reads the engine's code and then waits to be told of a ledger: reading takes longer than opening, and can begin before
 * it is known what to open. It keeps no program alive and says nothing until it is used.
 */
export function spareThread(): Worker {
  const worker = new Worker(threadFile(import.meta.url, 'engine-worker'));
  worker.unref();
  // What is wrong with it is found by whoever wants to use it.
  worker.on('error', () => {});
  return worker;
}

/** Starts a thread, or takes a spare one, and opens the ledger on it. `giveUp` ends a start that nobody waits for any more. */
export async function startThread(data: ThreadData, giveUp?: AbortSignal, spare?: Worker): Promise<Result<Thread>> {
  const worker = spare !== undefined && spare.threadId !== GONE ? spare : spareThread();
  worker.ref();
  const answers = new Map<number, (result: Result<unknown>) => void>();
  const listeners = new Set<(event: SyncEvent) => void>();
  const opened = Promise.withResolvers<Result<null>>();
  const died = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<void>();
  let next = 0;
  let state: 'works' | 'closing' | 'stopped' = 'works';
  const post = (message: ToThread) => worker.postMessage(message);
  post({ type: 'open', data });

  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'opened':
        opened.resolve(message.result);
        break;
      case 'answer':
        answers.get(message.id)?.(message.result);
        answers.delete(message.id);
        break;
      case 'event':
        for (const listener of listeners) listener(message.event);
        break;
    }
  });
  const stop = () => {
    const told = state === 'closing';
    state = 'stopped';
    opened.resolve(STOPPED);
    for (const answer of answers.values()) answer(STOPPED);
    answers.clear();
    if (!told) died.resolve();
    exited.resolve();
  };
  worker.once('error', stop);
  worker.once('exit', stop);

  const abandon = () => void worker.terminate();
  giveUp?.addEventListener('abort', abandon, { once: true });
  const result = await opened.promise;
  giveUp?.removeEventListener('abort', abandon);
  if (!result.ok) {
    await worker.terminate();
    return result;
  }
  return ok({
    call(channel, input, signal) {
      if (state === 'stopped') return Promise.resolve(STOPPED);
      const id = next++;
      const abort = () => post({ type: 'abort', id });
      return new Promise((resolve) => {
        answers.set(id, (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer);
        });
        post({ type: 'call', id, channel, input });
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stopped: () => state === 'stopped',
    died: died.promise,
    async close() {
      if (state === 'stopped') return;
      state = 'closing';
      post({ type: 'close' });
      await exited.promise;
    },
  });
}
