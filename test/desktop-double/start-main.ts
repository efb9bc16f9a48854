/** Runs the built main file as Electron would: the module first, readiness once it has been evaluated. */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const double = new URL('./electron/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: double, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});

const main = resolve(process.argv[2] ?? '');
// As in Electron, the first argument is the program and the rest is what it was told.
process.argv.splice(1, 2);
const { app } = await import('./electron/app.ts');
await import(pathToFileURL(main).href);
app.start();
