#!/usr/bin/env node
/** The app in the browser of this machine: `node electron/serve.ts --sample`. */
import { rememberCompiled } from './platform/compile-cache.ts';

rememberCompiled();
const { serveArguments } = await import('./serve/arguments.ts');
const { pagesFolder } = await import('./serve/pages-folder.ts');
const wish = serveArguments(process.argv.slice(2));
if (wish.ok) {
  const { engineOnReadyThread } = await import('./host/ready-thread.ts');
  const openEngine = engineOnReadyThread();
  const { serveApp } = await import('./serve/serve-app.ts');
  process.exitCode = (await serveApp({ ...wish.value, pages: pagesFolder(import.meta.url), openEngine })) ?? undefined;
} else {
  process.stderr.write(`${wish.problem.message}\n\n${wish.problem.fix}\n`);
  process.exitCode = 2;
}
