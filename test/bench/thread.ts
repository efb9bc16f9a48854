/** How long a main thread that only routes is kept from its work while the engine syncs on its own thread. Arguments: server, ledger file. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngineThread } from '../../electron/engine-thread.ts';
import { LOOPBACK_SECRETS, setUp, syncYear, unwrap } from './app.ts';
import { report } from './child.ts';

export interface ThreadFigures {
  readonly p99Ms: number;
  readonly longestMs: number;
  /** The same of this thread when it has nothing at all to do. */
  readonly idleP99Ms: number;
  readonly idleLongestMs: number;
  /** Messages of progress that were routed meanwhile. */
  readonly events: number;
}

const [url = '', path = ''] = process.argv.slice(2);
const engine = unwrap(await openEngineThread({ ledgerPath: path, create: true, loopbackSecrets: LOOPBACK_SECRETS }));
await setUp(engine, url);
let events = 0;
engine.on(() => {
  events += 1;
});

async function watched(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
}

const idle = await watched(() => sleep(500));
const busy = await watched(() => syncYear(engine));
await engine.close();
report({
  p99Ms: busy.p99,
  longestMs: busy.longest,
  idleP99Ms: idle.p99,
  idleLongestMs: idle.longest,
  events,
} satisfies ThreadFigures);
