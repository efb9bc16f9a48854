/**
 * A thread that reads the engine's code while the program around it is still being read. To be imported before anything large: that the
 * two go on side by side is all there is to it.
 */
import type { openEngineThread } from '../engine-thread.ts';
import { spareThread } from '../thread-line.ts';

/** Opens ledgers on threads; the first that it is asked for takes the thread that stands ready. */
export function engineOnReadyThread(): typeof openEngineThread {
  let ready: ReturnType<typeof spareThread> | undefined = spareThread();
  return async (options) => {
    const spare = ready;
    ready = undefined;
    const { openEngineThread } = await import('../engine-thread.ts');
    return openEngineThread(options, spare);
  };
}
