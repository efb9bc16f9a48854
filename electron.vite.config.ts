/**
 * The whole app as it is shipped: the main process with the command line and the local server beside it, the preload script, and
 * the pages. It needs the `electron` package for its version only, so it builds where the program itself is not there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type UserConfig as ElectronConfig } from 'electron-vite';
import { mergeConfig, type Plugin, type UserConfig } from 'vite';
import { shippedLicences } from './electron/host/licences.ts';
import manifest from './package.json' with { type: 'json' };
import pages from './vite.config.ts';

/** Needed at every start and made of hundreds of small files: in the bundle, so that starting does not look for each of them. */
const BUNDLED = ['cockatiel', 'croner', 'csv-stringify', 'kysely', 'temporal-polyfill', 'zod'];

/** The other dependencies stay outside: better-sqlite3 and the keychain are native. */
const external = Object.keys(manifest.dependencies)
  .filter((name) => !BUNDLED.includes(name))
  .map((name) => new RegExp(`^${name}(/|$)`));

/** Entries of the main process by the name of their file in `out/main`. */
const programs = {
  main: 'electron/main.ts',
  serve: 'electron/serve.ts',
  monthend: 'electron/cli.ts',
  'engine-worker': 'electron/engine-worker.ts',
  'export-worker': 'electron/export-worker.ts',
  'sample-worker': 'electron/host/sample-worker.ts',
};

/** The licences of what ships, for About: the lock file itself stays behind. */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    const lock = JSON.parse(readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8'));
    this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(shippedLicences(lock)) });
  },
};

const main: ElectronConfig['main'] = {
  plugins: [licences],
  build: {
    target: 'node24',
    outDir: 'out/main',
    sourcemap: true,
    externalizeDeps: { exclude: BUNDLED },
    rolldownOptions: {
      input: programs,
      external,
      // All in one folder: a thread's file is looked for beside the code that starts it.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

const preload: UserConfig = {
  build: {
    outDir: 'out/preload',
    sourcemap: true,
    rolldownOptions: {
      input: { preload: 'electron/preload.ts' },
      // A sandboxed preload script is one CommonJS file.
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

/** electron-vite would name the pages' files relative to the page; see `base` in vite.config.ts. */
const fromTheTop = { name: 'pages-from-the-top', config: () => ({ base: '/' }) };

export default defineConfig({
  main,
  preload,
  renderer: mergeConfig(pages, { plugins: [fromTheTop], build: { minify: true } }),
});
