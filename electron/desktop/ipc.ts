/**
 * The way from a window to the host. The only file that may use `ipcMain`: whoever adds a channel adds it to the contract, and it
 * passes the one guard here. A refusal is a value, so that a stranger learns nothing from how it looks.
 */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { WINDOW_CHANNELS } from '../../shared/contract/window.ts';
import { fail, type Problem } from '../../shared/domain/problem.ts';
import type { Host } from '../host/host-ports.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import { isOwnPage } from './page-address.ts';

/** The channel on which a window is told what happens. */
export const EVENT_CHANNEL = 'event';

const STRANGER: Problem = {
  code: 'NOT_A_WINDOW_OF_MONTHEND',
  message: 'Something other than a window of Monthend asked for this.',
  meaning: 'Nothing was done.',
  fix: 'If you see this in Monthend itself, close the window and open a new one.',
};

const SURPRISE: Problem = {
  code: 'SURPRISE',
  message: 'Monthend met something it did not expect while answering.',
  meaning: 'Everything stored is safe.',
  fix: 'Try it again. If it stays so, start Monthend again and send the log (Help, Show logs).',
};

/** Answers every channel a window may call. */
export function answerWindows(host: () => Promise<Host>, isWindow: (contents: WebContents) => boolean, log: Log): void {
  for (const channel of WINDOW_CHANNELS) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown) => {
      if (!isTrusted(event, isWindow)) {
        log.warn('ipc.refused', { channel });
        return fail(STRANGER);
      }
      try {
        return await (await host()).call(channel, input);
      } catch (thrown) {
        log.error('ipc.surprise', { channel, ...thrownFields(thrown) });
        return fail(SURPRISE);
      }
    });
  }
  // electron-store answers this to whoever asks, with the folder's path. Nobody here does.
  ipcMain.removeAllListeners('electron-store-get-data');
}

/** One of our windows, its main frame, and the app's own page in it. */
function isTrusted(event: IpcMainInvokeEvent, isWindow: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  return isWindow(event.sender) && frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url);
}
