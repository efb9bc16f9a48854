/**
 * `npm run dev`: the app from source with hot reload. With Electron's program as the desktop app; without it in the browser, with the
 * desk from source and the pages from Vite behind the same gate as always.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { COMMON_HEADERS, htmlHeaders, newNonce, withNonce } from '../electron/host/pages.ts';
import { serveArguments } from '../electron/serve/arguments.ts';
import type { ServerOptions } from '../electron/serve/local-server.ts';
import { serveApp } from '../electron/serve/serve-app.ts';
import { electronProgram } from './start.ts';

const root = resolve(import.meta.dirname, '..');
const pages = join(root, 'renderer');

/** Pages as Vite makes them, under our headers; scripts that Vite adds to a page carry the page's nonce. */
const live: ServerOptions['live'] = async (server) => {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    appType: 'custom',
    html: { cspNonce: '__CSP_NONCE__' },
    server: { middlewareMode: true, ws: { server } },
  });
  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (extname(path) === '' && !path.startsWith('/@')) {
      const page = await vite.transformIndexHtml(path, readFileSync(join(pages, 'index.html'), 'utf8'));
      // Screens have addresses of their own; the page's script lies at the top.
      const topped = page.replaceAll('src="./', 'src="/');
      const nonce = newNonce();
      response.writeHead(200, htmlHeaders(nonce, { 'script-src': `'nonce-${nonce}'` }));
      response.end(withNonce(topped, nonce));
      return;
    }
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
    vite.middlewares(request, response, () => response.writeHead(404).end());
  };
};

if (electronProgram() !== null) {
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [program, 'dev', '--', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {});
  child.on('exit', (code) => process.exit(code ?? 0));
} else {
  const wish = serveArguments(process.argv.slice(2));
  if (wish.ok) process.exitCode = (await serveApp({ ...wish.value, pages, live })) ?? undefined;
  else {
    process.stderr.write(`${wish.problem.message}\n\n${wish.problem.fix}\n`);
    process.exitCode = 2;
  }
}
