/** The windows of the double: pages of a real browser, fed by the app's own protocol handler, with its preload in them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page, Route } from 'playwright-core';
import { openBrowser } from './browser.ts';
import type { DeskOptions } from './desk.ts';
import type { Link } from './link.ts';
import { BINDING, INBOX, pageScript } from './page-shim.ts';

/** Chromium takes no scheme it was not built with, so the app's own stands behind an https origin that nobody can own. */
const ORIGIN = 'https://monthend.desktop.invalid';
const APP = 'app://monthend';

export const toApp = (url: string): string => (url.startsWith(ORIGIN) ? APP + url.slice(ORIGIN.length) : url);
const toBrowser = (url: string): string => (url.startsWith(APP) ? ORIGIN + url.slice(APP.length) : url);

interface Shown {
  readonly id: number;
  readonly page: Page;
  /** The address the app itself asked for; everything else the page chose. */
  asked: string | null;
  crashed: boolean;
}

export interface DeskWindows {
  readonly methods: Readonly<Record<string, (...input: never[]) => unknown>>;
  pages(): readonly { readonly id: number; readonly page: Page }[];
  readonly refused: string[];
  /** Called whenever a window has come or gone. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

/** Makes the window half of a double. `link` is asked for late, because it needs the methods first. */
export function openDeskWindows(link: () => Link, home: string, options: DeskOptions): DeskWindows {
  const windows = new Map<number, Shown>();
  const refused: string[] = [];
  const listeners: (() => void)[] = [];
  const storage = join(home, 'window-storage.json');
  let context: Promise<BrowserContext> | null = null;
  let making: Promise<unknown> = Promise.resolve();
  let preloaded = false;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const shownIn = (page: Page): Shown | undefined => [...windows.values()].find((one) => one.page === page);

  async function openContext(): Promise<BrowserContext> {
    const browser = await openBrowser();
    const made = await browser.newContext({
      serviceWorkers: 'block',
      viewport: options.viewport ?? { width: 1280, height: 800 },
      ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
      ...(options.locale ? { locale: options.locale } : {}),
      ...(existsSync(storage) ? { storageState: storage } : {}),
    });
    await made.exposeBinding(BINDING, async ({ page, frame }, _what: string, channel: string, input: unknown[]) => {
      const caller = {
        window: shownIn(page)?.id ?? -1,
        url: toApp(frame.url()),
        isMainFrame: frame === page.mainFrame(),
      };
      try {
        return { value: await link().call('ipc.invoke', caller, channel, input), thrown: null };
      } catch (thrown) {
        return {
          value: null,
          thrown: thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown),
        };
      }
    });
    await made.route('**/*', answer);
    // A window nobody asked for: its request was refused already, and it goes away.
    made.on('page', async (page) => {
      await making;
      if (!shownIn(page)) await page.close();
    });
    return made;
  }

  async function answer(route: Route): Promise<void> {
    try {
      await decide(route);
    } catch {
      // The app or the page ended while it was asked.
      await route.abort('aborted').catch(() => {});
    }
  }

  async function decide(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    if (request.isNavigationRequest()) {
      const frame = frameOf(request);
      const shown = frame === null ? undefined : shownIn(frame.page());
      if (!shown || frame === null) {
        const opener = [...windows.values()].at(-1);
        if (opener) await link().call('contents.open', opener.id, url);
        refused.push(url);
        return route.abort('aborted');
      }
      const isMainFrame = frame === frame.page().mainFrame();
      const own = isMainFrame && shown.asked === url;
      if (own) shown.asked = null;
      else if (await link().call('contents.navigate', shown.id, url, isMainFrame)) {
        refused.push(url);
        return route.abort('aborted');
      }
    }
    if (!(await link().call('session.mayLoad', url, request.resourceType()))) {
      refused.push(url);
      return route.abort('aborted');
    }
    if (!url.startsWith(`${APP}/`)) return route.abort('aborted');
    const served = (await link().call('session.fetch', url.split('#')[0], request.method())) as {
      status: number;
      headers: Record<string, string>;
      body: Uint8Array;
    };
    await route.fulfill({ status: served.status, headers: served.headers, body: Buffer.from(served.body) });
  }

  async function open(id: number, url: string, preload: string | null): Promise<void> {
    context ??= openContext();
    const made = await context;
    if (preload !== null && !preloaded) {
      preloaded = true;
      await made.addInitScript({ content: pageScript(readFileSync(preload, 'utf8'), ORIGIN) });
    }
    const creating = made.newPage().then((page) => {
      windows.set(id, { id, page, asked: url.split('#')[0] ?? url, crashed: false });
      return page;
    });
    making = creating;
    const page = await creating;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame())
        void link()
          .call('window.at', id, toApp(frame.url()))
          .catch(() => {});
    });
    page.on(
      'load',
      () =>
        void link()
          .call('window.loaded', id)
          .catch(() => {}),
    );
    page.on('crash', () => {
      const shown = windows.get(id);
      if (shown) shown.crashed = true;
      const gone = { reason: 'crashed', exitCode: 5 };
      void link()
        .call('contents.emit', id, 'render-process-gone', gone)
        .catch(() => {});
    });
    await page.goto(toBrowser(url), { waitUntil: 'commit' });
    tell();
  }

  return {
    refused,
    pages: () => [...windows.values()],
    onChange: (listener) => void listeners.push(listener),
    methods: {
      'page.open': open,
      async 'page.send'(id: number, channel: string, input: unknown[]) {
        await windows.get(id)?.page.evaluate(
          ([inbox, name, told]) => {
            const deliver: unknown = Reflect.get(globalThis, Symbol.for(String(inbox)));
            if (typeof deliver === 'function') deliver(name, told);
          },
          [INBOX, channel, input],
        );
      },
      async 'page.reload'(id: number) {
        const shown = windows.get(id);
        if (!shown) return;
        if (shown.crashed) {
          // Playwright cannot wake a page that crashed; Electron puts a new one into the same window.
          await open(id, toApp(shown.page.url()), null);
          await shown.page.close();
          return;
        }
        shown.asked = toApp(shown.page.url()).split('#')[0] ?? '';
        await shown.page.reload({ waitUntil: 'commit' });
      },
      async 'page.close'(id: number) {
        const shown = windows.get(id);
        windows.delete(id);
        tell();
        await keepStorage();
        await shown?.page.close();
      },
    },
    async close() {
      await keepStorage();
      await (await context)?.close();
    },
  };

  async function keepStorage(): Promise<void> {
    await (await context)?.storageState({ path: storage }).catch(() => {});
  }
}

/** The frame a request is for; null for a window that is only being opened. */
function frameOf(request: { frame(): Frame }): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
