/**
 * The same desk over the real program, through Playwright. Dialogs, notifications and the file manager belong to the machine and
 * cannot be pressed from here, so those few functions of Electron are replaced by ones that remember; everything else is real.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import type { Desk, DeskOptions } from './desk.ts';
import type { DoubleState, SeenDialog } from './double-state.ts';

const root = resolve(import.meta.dirname, '../..');
const PATIENCE = 60_000;
const LOOK_AGAIN = 50;

/** Starts the built app in the real program. */
export async function openElectron(executablePath: string, options: DeskOptions): Promise<Desk> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'monthend-desk-'));
  const args = [join(root, 'out/main/main.js'), ...(options.sample ? ['--sample'] : []), ...(options.args ?? [])];
  const env = { ...(process.env as Record<string, string>), MONTHEND_HOME: home, ...options.env };
  const app = await _electron.launch({
    executablePath,
    args,
    env,
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });
  await app.evaluate(remember, home);
  const ended = new Promise<number | null>((done) => app.process().once('exit', (code) => done(code)));

  const state = () => app.evaluate(look) as Promise<DoubleState>;
  async function until(holds: (seen: DoubleState) => boolean): Promise<DoubleState> {
    const last = Date.now() + PATIENCE;
    for (;;) {
      const seen = await state();
      if (holds(seen)) return seen;
      if (Date.now() > last) throw new Error(`Waited ${PATIENCE} ms for the state that ${holds}.`);
      await new Promise((again) => setTimeout(again, LOOK_AGAIN));
    }
  }
  async function dialog(fits: (one: SeenDialog) => boolean): Promise<SeenDialog> {
    const found = (await until(({ dialogs }) => dialogs.some(fits))).dialogs.find(fits);
    if (!found) throw new Error('The dialog went away by itself.');
    return found;
  }
  const onWindow = (index: number, act: 'close' | 'focus' | 'blur') =>
    app.evaluate(
      ({ BrowserWindow }, [at, what]) => {
        const window = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)[Number(at)];
        if (what === 'close') window?.close();
        else if (what === 'blur') window?.blur();
        else window?.focus();
      },
      [index, act] as const,
    );

  return {
    kind: 'electron',
    home,
    ended,
    until,
    state,
    async page(index = 0) {
      await until(({ windows }) => windows[index]?.visible === true);
      const page = app.windows()[index];
      if (!page) throw new Error(`there is no window ${index}`);
      await page.waitForLoadState('load');
      return page;
    },
    pages: () => app.windows(),
    async menu(...path) {
      await app.evaluate(({ Menu }, labels) => {
        let items = Menu.getApplicationMenu()?.items ?? [];
        for (const [at, label] of labels.entries()) {
          const item = items.find((one) => one.label === label);
          if (!item) throw new Error(`the menu has no ${labels.join(' > ')}`);
          if (at === labels.length - 1) item.click();
          items = item.submenu?.items ?? [];
        }
      }, path);
    },
    dialogs: {
      next: () => dialog(() => true),
      async press(button) {
        const found = await dialog(({ buttons }) => buttons.includes(button));
        await answer(app, found.id, { response: found.buttons.indexOf(button) });
        return found;
      },
      async choose(path) {
        const found = await dialog(({ kind }) => kind === 'save');
        await answer(app, found.id, { canceled: path === null, filePath: path ?? '' });
        return found;
      },
    },
    focus: (index) => (index === null ? onWindow(0, 'blur') : onWindow(index, 'focus')),
    async clickNotification(index) {
      await app.evaluate((_, at) => {
        const kept = Reflect.get(globalThis, 'monthendSeen') as { shown: { emit(name: string): void }[] };
        kept.shown[at]?.emit('click');
      }, index);
    },
    startAgain(...again) {
      const second = spawn(executablePath, [join(root, 'out/main/main.js'), ...again], { env, stdio: 'ignore' });
      return new Promise((done) => second.once('exit', (code) => done(code)));
    },
    openUrl: (url) =>
      app.evaluate((electron, link) => void electron.app.emit('open-url', { preventDefault() {} }, link), url),
    wake: () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume')),
    async closeWindow(index) {
      const before = app.windows().length;
      await onWindow(index, 'close');
      return app.windows().length < before;
    },
    quit: () => app.evaluate((electron) => electron.app.quit()),
    async kill() {
      app.process().kill('SIGKILL');
      await ended;
    },
    async close() {
      const stop = 'Stop and quit';
      await app.evaluate((electron) => electron.app.quit()).catch(() => {});
      const asked = dialog(({ buttons }) => buttons.includes(stop)).then((found) =>
        answer(app, found.id, { response: found.buttons.indexOf(stop) }),
      );
      await Promise.race([ended, asked.catch(() => {})]);
      await ended;
    },
  };
}

type Electron = typeof import('electron');

/** Runs in the main process: replaces what belongs to the machine by something that remembers. */
function remember({ dialog, shell, Notification, powerSaveBlocker, app }: Electron, documents: string): void {
  const seen = {
    dialogs: [] as {
      id: number;
      kind: string;
      message: string;
      detail: string;
      buttons: string[];
      answer: (given: unknown) => void;
    }[],
    notifications: [] as { title: string; body: string }[],
    shown: [] as { emit(name: string): void }[],
    opened: [] as string[],
    folders: [] as string[],
    blockers: new Map<number, string>(),
    next: 1,
  };
  Reflect.set(globalThis, 'monthendSeen', seen);
  app.setPath('documents', documents);
  const ask =
    (kind: string) =>
    (...input: unknown[]) =>
      new Promise((answer) => {
        const { message = '', detail, buttons = ['OK'], defaultPath = '' } = input.at(-1) as Record<string, never>;
        seen.dialogs.push({ id: seen.next++, kind, message, detail: detail ?? defaultPath, buttons, answer });
      });
  Reflect.set(dialog, 'showMessageBox', ask('message'));
  Reflect.set(dialog, 'showSaveDialog', ask('save'));
  Reflect.set(shell, 'openExternal', async (url: string) => void seen.opened.push(url));
  Reflect.set(shell, 'openPath', async (path: string) => {
    seen.folders.push(path);
    return '';
  });
  Reflect.set(shell, 'showItemInFolder', (path: string) => void seen.folders.push(path));
  Reflect.set(
    Notification.prototype,
    'show',
    function (this: { title: string; body: string; emit(name: string): void }) {
      seen.notifications.push({ title: this.title, body: this.body });
      seen.shown.push(this);
    },
  );
  const start = powerSaveBlocker.start.bind(powerSaveBlocker);
  const stop = powerSaveBlocker.stop.bind(powerSaveBlocker);
  Reflect.set(powerSaveBlocker, 'start', (kind: 'prevent-app-suspension') => {
    const id = start(kind);
    seen.blockers.set(id, kind);
    return id;
  });
  Reflect.set(powerSaveBlocker, 'stop', (id: number) => {
    seen.blockers.delete(id);
    return stop(id);
  });
}

/** Runs in the main process: what is seen outside the windows. Settings made before the test could look are not in it. */
function look({ BrowserWindow, app, clipboard, nativeTheme }: Electron): unknown {
  const seen = Reflect.get(globalThis, 'monthendSeen');
  return {
    ready: app.isReady(),
    windows: BrowserWindow.getAllWindows()
      .toSorted((a, b) => a.id - b.id)
      .map((window) => ({
        id: window.id,
        options: {},
        bounds: window.getBounds(),
        progress: -1,
        focused: window.isFocused(),
        visible: window.isVisible(),
        url: window.webContents.getURL(),
      })),
    dialogs: seen.dialogs.map(({ answer: _, ...shown }: { answer: unknown }) => shown),
    notifications: seen.notifications,
    badge: app.getBadgeCount(),
    blockers: [...seen.blockers.values()],
    openedOutside: seen.opened,
    shown: seen.folders,
    clipboard: clipboard.readText(),
    theme: nativeTheme.themeSource,
    errorBoxes: [],
  };
}

function answer(app: ElectronApplication, id: number, given: unknown): Promise<void> {
  return app.evaluate(
    (_, [which, value]) => {
      const seen = Reflect.get(globalThis, 'monthendSeen');
      const at = seen.dialogs.findIndex((one: { id: number }) => one.id === which);
      seen.dialogs.splice(at, 1)[0]?.answer(value);
    },
    [id, given] as const,
  );
}
