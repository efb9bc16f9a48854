/** The desk on a ledger, as the shells open it: what a window asks goes through the host's one door and over to a thread. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHost } from '../../electron/host/host.ts';
import type { Host } from '../../electron/host/host-ports.ts';
import { appPaths } from '../../electron/platform/paths.ts';
import { browserPorts } from '../../electron/serve/browser-ports.ts';

export interface DeskHost {
  readonly host: Host;
  readonly fileOf: (id: string) => string | null;
}

/** Where the measurements that need a big ledger find it. */
export function bigLedgerIn(folder: string): string {
  return join(folder, 'big.sqlite');
}

/** Opens the desk with a data folder of its own inside `folder`; on `ledger`, or on the sample company. */
export async function openDeskHost(folder: string, wish: { ledger: string } | { sample: true }): Promise<DeskHost> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = { MONTHEND_HOME: home, ...('ledger' in wish ? { MONTHEND_LEDGER: wish.ledger } : {}) };
  const paths = appPaths({ platform: process.platform, env, home });
  const { ports, fileOf } = browserPorts(paths, '0.0.0');
  const host = await openHost(ports, { paths, env, sample: 'sample' in wish });
  const { ledger, problem } = host.state();
  if (ledger !== 'open') throw new Error(`The desk is ${ledger}: ${problem?.message ?? 'no ledger there'}`);
  return { host, fileOf };
}
