/** The other end of `thread-line.ts`: opens the engine it is told of and answers messages until told to close. */
import { parentPort } from 'node:worker_threads';
import type { Engine } from './engine.ts';
import { rememberCompiled } from './platform/compile-cache.ts';
import type { FromThread, ThreadData, ToThread } from './thread-line.ts';

rememberCompiled();
// Imported only now, so that what is remembered is used.
const { openEngine } = await import('./engine.ts');
const { exportOnThread } = await import('./export-thread.ts');
const { shiftedClock, systemClock } = await import('./platform/clock.ts');
const { fileLog, silentLog } = await import('./platform/log.ts');
const { FAULT } = await import('./thread-line.ts');

const port = parentPort;
if (!port) throw new Error('engine-worker.ts runs on a worker thread only');
const answer = (message: FromThread) => port.postMessage(message);

const running = new Map<number, AbortController>();
let engine: Engine | null = null;

async function open({ logFolder, clockOffsetMs = 0, ...options }: ThreadData): Promise<void> {
  const log = logFolder === undefined ? silentLog : fileLog({ folder: logFolder });
  const clock = clockOffsetMs === 0 ? systemClock : shiftedClock(clockOffsetMs);
  const opened = await openEngine({ ...options, clock, log, exporter: exportOnThread });
  if (!opened.ok) {
    answer({ type: 'opened', result: opened });
    port?.close();
    return;
  }
  engine = opened.value;
  engine.on((event) => answer({ type: 'event', event }));
  answer({ type: 'opened', result: { ok: true, value: null } });
}

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'open':
      void open(message.data);
      break;
    case 'call': {
      const controller = new AbortController();
      running.set(message.id, controller);
      void engine
        ?.call(message.channel, message.input as never, { signal: controller.signal })
        // A fault is in the log by now, with its stack; it must not take the thread and everybody else's calls with it.
        .catch(() => FAULT)
        .then((result) => {
          running.delete(message.id);
          answer({ type: 'answer', id: message.id, result });
        });
      break;
    }
    case 'abort':
      running.get(message.id)?.abort();
      break;
    case 'close':
      void engine?.close().then(() => port.close());
      break;
  }
});
