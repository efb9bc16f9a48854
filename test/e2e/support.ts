/** The app for a test as a browser finds it: the real host and local server, the built pages, a data folder of its own. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openHost } from '../../electron/host/host.ts';
import type { Host, HostOptions } from '../../electron/host/host-ports.ts';
import { appPaths, ensureFolders } from '../../electron/platform/paths.ts';
import { browserPorts } from '../../electron/serve/browser-ports.ts';
import { startLocalServer } from '../../electron/serve/local-server.ts';
import { noBrowser, openBrowser } from '../desktop-double/browser.ts';

/** Another build than the usual one is named by MONTHEND_BUILT. */
const BUILT = process.env.MONTHEND_BUILT ?? resolve(import.meta.dirname, '../../out');
/** Or the pages alone, where they were built apart. */
const PAGES = process.env.MONTHEND_PAGES ?? join(BUILT, 'renderer');
const AXE = readFileSync(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

/** Why these tests are left out, or null where they run. */
export const noWindows: string | null = noBrowser;

export interface AppOptions extends Partial<Omit<HostOptions, 'paths'>>, Pick<BrowserContextOptions, 'viewport'> {
  readonly home?: string;
  readonly theme?: 'light' | 'dark';
  /** The reader's, for the browser; the host's own stays as the machine has it. */
  readonly locale?: string;
}

export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly host: Host;
  readonly home: string;
  /** Goes to a screen of the app, `/issues`, and waits for its heading. */
  go(path: string): Promise<void>;
  /** Asks the host as a window would; throws where it gives a problem. */
  ask<T = unknown>(channel: string, input?: unknown): Promise<T>;
  /** Runs months of the sample company, not through the screen. */
  run(from: string, until: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the app. `npm run build` must have made the pages. */
export async function openApp({
  home,
  theme = 'light',
  locale = 'en-GB',
  viewport,
  ...options
}: AppOptions = {}): Promise<App> {
  if (!existsSync(join(PAGES, 'index.html'))) throw new Error('The pages are not built: npm run build');
  const folder = home ?? mkdtempSync(join(tmpdir(), 'monthend-app-'));
  const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: folder }, home: folder });
  const folders = ensureFolders(paths);
  if (!folders.ok) throw new Error(folders.problem.message);
  const { ports, fileOf } = browserPorts(paths, '0.0.0');
  const host = await openHost(ports, {
    sample: false,
    env: { ...process.env, MONTHEND_HOME: folder },
    ...options,
    paths,
  });
  const server = await startLocalServer({ host, pages: PAGES, fileOf, port: 0 });
  const browser: Browser = await openBrowser();
  const context = await browser.newContext({
    viewport: viewport ?? { width: 1280, height: 800 },
    colorScheme: theme,
    locale,
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(server.entrance);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const ask = async <T>(channel: string, input: unknown = {}): Promise<T> => {
    const answer = await host.call(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${answer.problem.message}`);
    // What a channel gives is told by the contract; the caller names it.
    return answer.value as T;
  };
  return {
    page,
    context,
    host,
    home: folder,
    async go(path) {
      await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    ask,
    async run(from, until) {
      const ended = new Promise<void>((resolveEnd) => {
        const stop = host.on((event) => {
          if (event.type !== 'run' || event.run.state !== 'ended') return;
          stop();
          resolveEnd();
        });
      });
      await ask('desk/start-run', { from, until });
      await ended;
    },
    async close() {
      await context.close();
      await server.close();
      await host.close();
    },
  };
}

export interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly string[];
}

/** What axe finds wrong with the page as it is now. */
export async function axe(page: Page): Promise<Violation[]> {
  // Through the debugger, so that the page's own policy against foreign scripts stays as it is.
  await page.evaluate(`if (typeof axe === 'undefined') { ${AXE} }`);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => ({ id, impact: impact ?? null, nodes: nodes.map((node) => node.html.slice(0, 200)) })))`);
}
