/**
 * The one bridge between a window and the rest: a named function for each thing a window may ask, and one way to listen. No
 * channel to fill in, no `ipcRenderer`, nothing of Node.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { functionName, WINDOW_CHANNELS } from '../shared/contract/window.ts';

type Listener = (event: unknown) => void;

const listeners = new Set<Listener>();
// What is told before the page listens (a link that opened the app) waits for its first listener.
let early: unknown[] | null = [];

ipcRenderer.on('event', (_event, told: unknown) => {
  if (early) early.push(told);
  else for (const listener of listeners) listener(told);
});

const calls = WINDOW_CHANNELS.map((channel) => [
  functionName(channel),
  (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input),
]);

contextBridge.exposeInMainWorld('monthend', {
  ...Object.fromEntries(calls),
  onEvent(listener: Listener) {
    listeners.add(listener);
    const waiting = early ?? [];
    early = null;
    for (const told of waiting) listener(told);
    return () => {
      listeners.delete(listener);
    };
  },
});
