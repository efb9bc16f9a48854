/** Starts the built app in Node with the double in Electron's place. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DeskOptions, DoubleDesk } from './desk.ts';
import { openDeskWindows } from './desk-windows.ts';
import type { DoubleState, SeenDialog } from './double-state.ts';
import { type Link, openLink } from './link.ts';

const root = resolve(import.meta.dirname, '../..');
/** The built app; another build than the usual one is named by MONTHEND_BUILT. */
const built = join(process.env.MONTHEND_BUILT ?? join(root, 'out'), 'main/main.js');
const starter = join(import.meta.dirname, 'start-main.ts');
const PATIENCE = 60_000;

function start(home: string, options: DeskOptions): ChildProcess {
  const args = [starter, built, ...(options.sample ? ['--sample'] : []), ...(options.args ?? [])];
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: home,
    env: { ...process.env, MONTHEND_HOME: home, MONTHEND_DOUBLE_DOCUMENTS: home, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
}

/** Starts the app and holds it. */
export async function openDouble(options: DeskOptions): Promise<DoubleDesk> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'monthend-desk-'));
  const child = start(home, options);
  const said: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));

  let state: DoubleState | null = null;
  const waiting = new Set<() => void>();
  const look = () => {
    for (const one of [...waiting]) one();
  };
  const windows = openDeskWindows(() => link, home, options);
  windows.onChange(look);
  const link: Link = openLink((message) => {
    // The app may end while something is on its way to it; whoever waits is told by the end itself.
    if (child.connected) child.send(message, () => {});
  }, windows.methods);
  child.on('message', (message: { link: string; state?: DoubleState }) => {
    if (message.link === 'state' && message.state) {
      state = message.state;
      look();
    } else {
      link.hear(message);
    }
  });
  const ended = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      link.cut('the app has ended');
      look();
      void windows.close().finally(() => done(code));
    });
  });

  /** Resolves with the first answer that is not undefined, looked at again whenever something changed. */
  function wait<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    const begun = find();
    if (begun !== undefined) return Promise.resolve(begun);
    return new Promise((done, refuse) => {
      const stop = () => {
        waiting.delete(again);
        clearTimeout(timer);
      };
      const again = () => {
        const found = find();
        if (found !== undefined) {
          stop();
          done(found);
        } else if (child.exitCode !== null || child.signalCode !== null) {
          stop();
          refuse(new Error(`The app ended while the test waited for ${what}.\n${said.join('')}`));
        }
      };
      const timer = setTimeout(() => {
        stop();
        refuse(new Error(`Waited ${PATIENCE} ms for ${what}.\n${JSON.stringify(state)}\n${said.join('')}`));
      }, PATIENCE);
      waiting.add(again);
    });
  }

  const idAt = (index: number): number => {
    const id = state?.windows[index]?.id;
    if (id === undefined) throw new Error(`there is no window ${index}`);
    return id;
  };
  const nextDialog = (fits: (dialog: SeenDialog) => boolean, what: string) =>
    wait(() => state?.dialogs.find(fits), what);

  const desk: DoubleDesk = {
    kind: 'double',
    home,
    ended,
    refusedRequests: windows.refused,
    errors: () => said.join(''),
    call: (method, ...input) => link.call(method, ...input),
    async page(index = 0) {
      const { page } = await wait(() => {
        const made = windows.pages()[index];
        return made && state?.windows.some(({ id, visible }) => id === made.id && visible) ? made : undefined;
      }, `window ${index}`);
      return page;
    },
    pages: () => windows.pages().map(({ page }) => page),
    async menu(...path) {
      await wait(() => (state && state.menu.length > 0 ? true : undefined), 'the menu');
      await link.call('menu.click', ...path);
    },
    dialogs: {
      next: () => nextDialog(() => true, 'a dialog'),
      async press(button) {
        const dialog = await nextDialog(({ buttons }) => buttons.includes(button), `a dialog with "${button}"`);
        await link.call('dialog.answer', dialog.id, { response: dialog.buttons.indexOf(button) });
        return dialog;
      },
      async choose(path) {
        const dialog = await nextDialog(({ kind }) => kind === 'save', 'a file dialog');
        await link.call('dialog.answer', dialog.id, { canceled: path === null, filePath: path ?? '' });
        return dialog;
      },
    },
    state: async () => (await link.call('state')) as DoubleState,
    until: (holds) => wait(() => (state && holds(state) ? state : undefined), `the state that ${holds}`),
    async focus(index) {
      await link.call('window.focus', index === null ? null : idAt(index));
    },
    async clickNotification(index) {
      await link.call('notification.click', index);
    },
    startAgain(...args) {
      const second = start(home, { ...options, sample: false, args });
      return new Promise((done) => second.once('exit', (code) => done(code)));
    },
    async openUrl(url) {
      await link.call('app.openUrl', url);
    },
    async wake() {
      await link.call('power.emit', 'resume');
    },
    async closeWindow(index) {
      return (await link.call('window.close', idAt(index))) === true;
    },
    async quit() {
      await link.call('app.quit');
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return void (await ended);
      await link.call('app.quit').catch(() => {});
      const stop = 'Stop and quit';
      const asked = nextDialog(({ buttons }) => buttons.includes(stop), 'the question about the run').then((dialog) =>
        link.call('dialog.answer', dialog.id, { response: dialog.buttons.indexOf(stop) }),
      );
      // Either it ends by itself, or it asks first.
      await Promise.race([ended, asked.catch(() => {})]);
      await ended;
    },
  };
  return desk;
}
