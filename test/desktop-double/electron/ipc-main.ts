/** `ipcMain`. Who calls is told by the browser at the other end, never by the page. */
import { EventEmitter } from 'node:events';
import { changed, offer, tellPart } from './control.ts';
import { contentsOf, WebContents } from './windows.ts';

type Handler = (event: unknown, ...input: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
    changed();
  }
  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

interface Caller {
  /** The window's number; one that is no window stands for a page of somebody else's. */
  readonly window: number;
  readonly url: string;
  readonly isMainFrame: boolean;
}

tellPart('channels', () => [...handlers.keys(), ...ipcMain.eventNames().map(String)]);
offer('ipc.invoke', async (caller: Caller, channel: string, input: readonly unknown[]) => {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  const sender = contentsOf(caller.window) ?? new WebContents(caller.window);
  if (caller.isMainFrame) sender.mainFrame.url = caller.url;
  const senderFrame = caller.isMainFrame ? sender.mainFrame : { url: caller.url };
  return structuredClone(await handler({ sender, senderFrame, frameId: 1, processId: 1 }, ...structuredClone(input)));
});
