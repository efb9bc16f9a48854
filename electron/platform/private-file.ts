import { closeSync, openSync } from 'node:fs';

/** Makes a file that only its owner can read, if it is not there yet: SQLite then gives the files beside it the same rights. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}
