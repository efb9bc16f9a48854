import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Beside the dependencies: whoever can write there can change the code itself, and a fresh install starts afresh. */
export const COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'monthend');

/**
 * Keeps compiled modules for the next start: reading TypeScript anew takes a good part of a short command's time, and memory that is
 * then held to its end. To be called before the modules are imported. A folder that cannot be written costs only the gain.
 */
export function rememberCompiled(): void {
  enableCompileCache(COMPILE_CACHE);
}
