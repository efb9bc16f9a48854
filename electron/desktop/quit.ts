/** Leaving: a run in progress is asked about first, and nothing ends before the ledger is closed. */
import { app, type BrowserWindow, dialog } from 'electron';
import type { Host } from '../host/host-ports.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import type { ShellWords } from './shell-words.ts';

export interface Leaving {
  /** Asked before the last window closes; true when it may. */
  mayClose(): boolean;
}

/** Watches over quitting. `host` is null until it has been opened. */
export function watchQuit(
  host: () => Host | null,
  front: () => BrowserWindow | undefined,
  words: () => ShellWords,
  log: Log,
): Leaving {
  let state: 'open' | 'asking' | 'leaving' | 'closed' = 'open';

  async function leave(): Promise<void> {
    const open = host();
    if (isRunning(open)) {
      state = 'asking';
      if (!(await stopsRun(front(), words()))) {
        state = 'open';
        return;
      }
    }
    state = 'leaving';
    try {
      if (isRunning(open)) await open?.cancelRun();
      await open?.close();
    } catch (thrown) {
      // What was stored is on the disk already; a close that stumbles must not keep the app from ending.
      log.error('quit.surprise', thrownFields(thrown));
    }
    state = 'closed';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'open') void leave();
  });

  return {
    mayClose() {
      if (state === 'closed' || !isRunning(host())) return true;
      if (state === 'open') app.quit();
      return false;
    },
  };
}

function isRunning(host: Host | null): boolean {
  const run = host?.live() ?? null;
  return run !== null && run.state !== 'ended';
}

async function stopsRun(window: BrowserWindow | undefined, words: ShellWords): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: words.quitTitle,
    detail: words.quitMeaning,
    buttons: [words.keepRunning, words.stopAndQuit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return response === 1;
}
