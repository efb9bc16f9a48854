/** What a window loads before it shows anything, and what it fetches when a screen is opened: sizes of the built pages, compressed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundleFigures {
  readonly firstKilobytes: number;
  readonly lazyKilobytes: number;
  readonly files: number;
}

/** Scripts and styles; fonts are compressed by themselves and come when their letters do. */
export function bundleSize(pages: string): BundleFigures {
  const index = readFileSync(join(pages, 'index.html'), 'utf8');
  const kilobytes = (name: string) => gzipSync(readFileSync(join(pages, 'assets', name))).length / 1024;
  const files = readdirSync(join(pages, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const sum = (names: readonly string[]) => names.reduce((total, name) => total + kilobytes(name), 0);
  const first = files.filter((name) => index.includes(name));
  return {
    firstKilobytes: sum(first),
    lazyKilobytes: sum(files.filter((name) => !first.includes(name))),
    files: files.length,
  };
}
