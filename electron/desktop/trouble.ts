/** When a window stops, hangs, or the program itself stumbles: said in a dialog that offers the log and the way on. */
import { app, type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { type Log, thrownFields } from '../platform/log.ts';
import type { ShellWords } from './shell-words.ts';

export interface TroubleActs {
  showLogs(): void;
  copyDiagnostics(): Promise<void>;
}

/** Ends of a process that are nobody's trouble. */
const QUIET: ReadonlySet<string> = new Set(['clean-exit', 'killed']);

/** Watches one window. */
export function watchWindow(window: BrowserWindow, acts: TroubleActs, words: () => ShellWords, log: Log): void {
  const { webContents } = window;
  let asking = false;
  const offer = async (message: string, detail: string, last: string): Promise<void> => {
    if (asking || window.isDestroyed()) return;
    asking = true;
    const answer = await ask(window, { message, detail }, [words().reload, last], acts, words());
    asking = false;
    if (answer === words().reload && !window.isDestroyed()) webContents.reload();
    if (answer === words().close && !window.isDestroyed()) window.destroy();
  };
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('window.gone', { reason, code: exitCode });
    if (reason === 'clean-exit') return;
    void offer(words().windowGone, words().windowGoneMeaning, words().close);
  });
  window.on('unresponsive', () => {
    log.warn('window.silent');
    void offer(words().windowSilent, words().windowSilentMeaning, words().wait);
  });
  webContents.on('preload-error', (_event, _path, thrown) => log.error('window.preload', thrownFields(thrown)));
}

/** Watches the program's other processes and its own code. */
export function watchProgram(acts: TroubleActs, words: () => ShellWords, log: Log): void {
  let told = false;
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    log.error('process.gone', { kind: type, reason, code: exitCode, name });
    // Chromium starts its graphics process again by itself; telling more than once helps nobody.
    if (type === 'GPU' || QUIET.has(reason) || told) return;
    told = true;
    void ask(null, { message: words().partGone, detail: words().partGoneMeaning }, [words().close], acts, words());
  });
  const surprise = (thrown: unknown): void => {
    log.error('program.surprise', thrownFields(thrown));
    if (told) return;
    told = true;
    const { surprise: message, surpriseMeaning: detail, startAgain, quit } = words();
    void ask(null, { message, detail }, [startAgain, quit], acts, words()).then((answer) => {
      if (answer === startAgain) app.relaunch();
      app.exit(1);
    });
  };
  process.on('uncaughtException', surprise);
  process.on('unhandledRejection', surprise);
}

/** Asks until an answer leads on: looking at the log or copying diagnostics does not close the question. */
async function ask(
  window: BrowserWindow | null,
  said: { readonly message: string; readonly detail: string },
  ways: readonly string[],
  acts: TroubleActs,
  words: ShellWords,
): Promise<string> {
  const buttons = [...ways, words.showLogs, words.copyDiagnostics];
  const options: MessageBoxOptions = {
    type: 'warning',
    ...said,
    buttons,
    defaultId: 0,
    cancelId: ways.length - 1,
    noLink: true,
  };
  for (;;) {
    const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
    const answer = buttons[response];
    if (answer === words.showLogs) acts.showLogs();
    else if (answer === words.copyDiagnostics) await acts.copyDiagnostics();
    else return answer ?? '';
  }
}
