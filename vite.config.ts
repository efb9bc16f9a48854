import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

const external = [
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  ...Object.keys(manifest.dependencies),
];

/** Bundles the command line and the engine's thread for Node; dependencies stay outside, for better-sqlite3 is native. */
export default defineConfig({
  build: {
    target: 'node24',
    outDir: 'out',
    ssr: true,
    sourcemap: true,
    rolldownOptions: {
      input: { monthend: 'electron/cli.ts', 'engine-worker': 'electron/engine-worker.ts' },
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { format: 'es', entryFileNames: '[name].js' },
    },
  },
});
