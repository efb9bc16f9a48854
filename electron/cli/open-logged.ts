/** Opens the engine with the log file of this computer. */
import { fileLog, silentLog } from '../platform/log.ts';
import { appPaths, ensureFolders, thisMachine } from '../platform/paths.ts';
import type { OpenEngine } from './session.ts';

/** Like `openEngine`, with a diary. Where none can be kept the work goes on: a ledger elsewhere may well be writable. */
export const openLogged: OpenEngine = async (options) => {
  const folders = ensureFolders(appPaths({ ...thisMachine(), env: options.env ?? process.env }));
  const log = folders.ok ? fileLog({ folder: folders.value.logs }) : null;
  // Only now: help and slips of the pen need none of it, and reading it is most of what a short command takes.
  const { openEngine } = await import('../engine.ts');
  const opened = await openEngine({ ...options, log: log ?? silentLog });
  if (!opened.ok || log === null) {
    log?.close();
    return opened;
  }
  const engine = opened.value;
  return {
    ok: true,
    value: {
      ...engine,
      async close() {
        await engine.close();
        log.close();
      },
    },
  };
};
