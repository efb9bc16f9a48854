/**
 * The app without a desktop: opens the desk, serves it to a browser on this machine, and leaves everything in order at Ctrl+C. The
 * address is given out while the ledger is still being opened: the page comes meanwhile, and what it asks waits for the desk.
 */
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { openHost } from '../host/host.ts';
import type { Host, HostOptions } from '../host/host-ports.ts';
import { appPaths, ensureFolders, thisMachine } from '../platform/paths.ts';
import { browserPorts } from './browser-ports.ts';
import { type LocalServer, type ServerOptions, startLocalServer } from './local-server.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  readonly sample: boolean;
  readonly port: number;
  /** A data folder other than the machine's own. */
  readonly home?: string;
  /** Whether to open the browser. */
  readonly open: boolean;
  readonly pages: string;
  readonly live?: ServerOptions['live'];
  readonly openEngine?: HostOptions['openEngine'];
}

/** Serves until told to stop. Gives the exit code when it could not begin. */
export async function serveApp(options: ServeOptions): Promise<number | null> {
  const machine = thisMachine();
  const env = options.home === undefined ? machine.env : { ...machine.env, MONTHEND_HOME: options.home };
  const paths = appPaths({ ...machine, env });
  const folders = ensureFolders(paths);
  if (!folders.ok) return refuse([folders.problem.message, folders.problem.fix]);
  const { ports, fileOf } = browserPorts(paths, packageFile.version);
  const { sample, openEngine } = options;
  const opening = openHost(ports, { paths, sample, env, logFolder: join(paths.logs), openEngine });
  let server: LocalServer;
  try {
    server = await startLocalServer({ ...options, host: onceOpen(opening), fileOf });
  } catch (thrown) {
    await (await opening).close();
    return refuse(portWords(thrown, options.port));
  }
  let stopping = false;
  const stop = async () => {
    // A second Ctrl+C does not wait: what was stored is safe either way.
    if (stopping) process.exit(130);
    stopping = true;
    const host = await opening;
    const running = host.live()?.state === 'running' && host.live()?.kind === 'run';
    if (running) process.stdout.write('\nStopping the run where it is ...\n');
    await host.cancelRun();
    await server.close();
    await host.close();
    process.stdout.write(
      running ? 'Stopped. Nothing is half done: resume the run when you open Monthend again.\n' : '\nClosed.\n',
    );
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.stdout.write(`Monthend is at ${server.entrance} (opens once; Ctrl+C stops it)\n`);
  if (options.open) openBrowser(server.entrance);
  await opening;
  return null;
}

/** A desk that is still being opened: what is asked of it waits until it is. */
function onceOpen(opening: Promise<Host>): Pick<Host, 'call' | 'on'> {
  return {
    call: async (channel, input) => (await opening).call(channel, input),
    on(listener) {
      const listening = opening.then((host) => host.on(listener));
      return () => void listening.then((stop) => stop());
    },
  };
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return 1;
}

function portWords(thrown: unknown, port: number): readonly string[] {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  if (code === 'EADDRINUSE') return [`Port ${port} is taken by another program.`, 'Leave out --port, or name another.'];
  if (code === 'EACCES') return [`This user may not use port ${port}.`, 'Leave out --port, or name one above 1024.'];
  throw thrown;
}
