/** What stands around the built preload script in the page: `require('electron')`, and nothing else. */

/** The name under which the page first sees the line to the test; taken away before any script of the page runs. */
export const BINDING = '__desktopDouble';
/** Where the other end puts what is sent to the page. */
export const INBOX = 'monthend.desktop-double';

/** The script to run in every new document, before its own. */
export function pageScript(preload: string, origin: string): string {
  return `(() => {
  const line = globalThis.${BINDING};
  delete globalThis.${BINDING};
  if (globalThis !== globalThis.top || location.origin !== ${JSON.stringify(origin)}) return;
  const listeners = new Map();
  const ipcRenderer = {
    async invoke(channel, ...input) {
      const answer = await line('invoke', channel, structuredClone(input));
      if (answer.thrown !== null) throw new Error("Error invoking remote method '" + channel + "': " + answer.thrown);
      return answer.value;
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener));
      return ipcRenderer;
    },
  };
  Object.defineProperty(globalThis, Symbol.for(${JSON.stringify(INBOX)}), {
    value(channel, input) {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...input);
    },
  });
  // As across Electron's own bridge: functions are wrapped, everything else is copied, and nothing can be changed afterwards.
  const across = (value) => {
    if (typeof value === 'function') return (...input) => value(...input);
    if (value === null || typeof value !== 'object') return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, across(one)])));
  };
  const contextBridge = {
    exposeInMainWorld(key, api) {
      Object.defineProperty(globalThis, key, { value: across(api), enumerable: true });
    },
  };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('a sandboxed preload script has no module ' + name);
  };
  const module = { exports: {} };
  (function (require, module, exports, process, Buffer, global) {
${preload}
  })(require, module, module.exports);
})();`;
}
