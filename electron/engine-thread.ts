/**
 * The engine on a worker thread. better-sqlite3 blocks while it works, and a blocked main thread is a frozen window: whoever has
 * one only routes messages. A message is a channel and its input; the answer comes back under the same number.
 */
import { Worker } from 'node:worker_threads';
import type { ChannelName, InputOf, OutputOf } from '../shared/contract/index.ts';
import { fail, ok, type Result } from '../shared/domain/problem.ts';
import type { Engine } from './engine.ts';
import type { SyncEvent } from './sync/sync-ports.ts';

/** What can cross to the thread: plain data only, so the thread makes its own clock, log and keychain. */
export interface ThreadOptions {
  readonly ledgerPath: string;
  readonly create?: boolean;
  readonly logFolder?: string;
  readonly loopbackSecrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly channel: ChannelName; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' };

export type FromThread =
  | { readonly type: 'opened'; readonly result: Result<null> }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: SyncEvent };

const STOPPED: Result<never> = fail({
  code: 'ENGINE_STOPPED',
  message: 'The part of Monthend that works on the ledger has stopped.',
  meaning: 'Everything it had stored is safe.',
  fix: 'Open the ledger again; an interrupted run can be resumed.',
});

/** Opens a ledger on a thread of its own. The same interface as `openEngine`. */
export async function openEngineThread(options: ThreadOptions): Promise<Result<Engine>> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData: options });
  const answers = new Map<number, (result: Result<unknown>) => void>();
  const listeners = new Set<(event: SyncEvent) => void>();
  let next = 0;
  let stopped = false;
  const post = (message: ToThread) => worker.postMessage(message);

  const opened = new Promise<Result<null>>((resolve) => {
    worker.on('message', (message: FromThread) => {
      switch (message.type) {
        case 'opened':
          resolve(message.result);
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
      stopped = true;
      resolve(STOPPED);
      for (const answer of answers.values()) answer(STOPPED);
      answers.clear();
    };
    worker.once('error', stop);
    worker.once('exit', stop);
  });

  const result = await opened;
  if (!result.ok) {
    await worker.terminate();
    return result;
  }
  return ok({
    call<C extends ChannelName>(channel: C, input: InputOf<C>, { signal }: { signal?: AbortSignal } = {}) {
      if (stopped) return Promise.resolve(STOPPED);
      const id = next++;
      const abort = () => post({ type: 'abort', id });
      return new Promise<Result<OutputOf<C>>>((resolve) => {
        answers.set(id, (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer as Result<OutputOf<C>>);
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
    async close() {
      if (stopped) return;
      const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      post({ type: 'close' });
      await closed;
    },
  });
}
