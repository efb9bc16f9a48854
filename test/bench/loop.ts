/**
 * How long the program's main thread is kept from its work while a year of the sample company is synced with a window open on it.
 * Arguments: folder. The browser is in a process of its own (`loop-window.ts`), for it must not be measured.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocalServer } from '../../electron/serve/local-server.ts';
import { unwrap } from './app.ts';
import { report } from './child.ts';
import { openDeskHost } from './desk-host.ts';

export interface LoopFigures {
  readonly p99Ms: number;
  readonly longestMs: number;
  readonly idleP99Ms: number;
  readonly idleLongestMs: number;
  /** What the window was told meanwhile. */
  readonly events: number;
  readonly seconds: number;
}

const [folder = ''] = process.argv.slice(2);
const { host, fileOf } = await openDeskHost(join(folder, 'loop'), { sample: true });
const pages = join(import.meta.dirname, '..', '..', 'out', 'renderer');
const server = await startLocalServer({ host, pages, fileOf, port: 0 });
const window = fork(new URL('./loop-window.ts', import.meta.url), [server.entrance]);
await once(window, 'message');

async function watched(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await work();
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6, ms: performance.now() - started };
}

let events = 0;
host.on(() => {
  events += 1;
});
const idle = await watched(() => sleep(1000));
const busy = await watched(async () => {
  const ended = Promise.withResolvers<string | null>();
  host.on((event) => {
    if (event.type === 'run' && event.run.state === 'ended') ended.resolve(event.run.status);
  });
  unwrap(await host.call('desk/start-run', { from: '2025-01', until: '2025-12' }));
  const status = await ended.promise;
  if (status !== 'completed') throw new Error(`The run ended ${status}`);
});
window.disconnect();
await once(window, 'exit');
await server.close();
await host.close();
report({
  p99Ms: busy.p99,
  longestMs: busy.longest,
  idleP99Ms: idle.p99,
  idleLongestMs: idle.longest,
  events,
  seconds: busy.ms / 1000,
} satisfies LoopFigures);
