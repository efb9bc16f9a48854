/** The other end of `engine-thread.ts`: opens the engine and answers messages until told to close. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine.ts';
import type { FromThread, ThreadOptions, ToThread } from './engine-thread.ts';
import { fileLog, silentLog } from './platform/log.ts';

const port = parentPort;
if (!port) throw new Error('engine-worker.ts runs on a worker thread only');
const answer = (message: FromThread) => port.postMessage(message);

// Written by `openEngineThread` alone.
const { logFolder, ...options } = workerData as ThreadOptions;
const log = logFolder === undefined ? silentLog : fileLog({ folder: logFolder });
const opened = await openEngine({ ...options, log });

if (!opened.ok) {
  answer({ type: 'opened', result: opened });
  port.close();
} else {
  const engine = opened.value;
  const running = new Map<number, AbortController>();
  engine.on((event) => answer({ type: 'event', event }));
  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'call': {
        const controller = new AbortController();
        running.set(message.id, controller);
        void engine.call(message.channel, message.input as never, { signal: controller.signal }).then((result) => {
          running.delete(message.id);
          answer({ type: 'answer', id: message.id, result });
        });
        break;
      }
      case 'abort':
        running.get(message.id)?.abort();
        break;
      case 'close':
        void engine.close().then(() => port.close());
        break;
    }
  });
  answer({ type: 'opened', result: { ok: true, value: null } });
}
