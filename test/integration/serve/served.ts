/** The local server as a stranger on the same machine finds it: raw HTTP, every header its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openHost } from '../../../electron/host/host.ts';
import { appPaths } from '../../../electron/platform/paths.ts';
import { browserPorts } from '../../../electron/serve/browser-ports.ts';
import { startLocalServer } from '../../../electron/serve/local-server.ts';
import { newFolder } from '../../support/school.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Served {
  readonly port: number;
  readonly origin: string;
  readonly entrance: string;
  readonly home: string;
  /** Asks without any cookie, with just these headers. */
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>;
  /** Goes in by the token; the cookie's text. */
  enter(): Promise<string>;
  /** Calls as the page does. */
  call(
    cookie: string,
    channel: string,
    input: unknown,
  ): Promise<{ ok: boolean; value?: unknown; problem?: { code: string } }>;
}

export async function serve(options: { sample?: boolean } = {}): Promise<Served> {
  const home = newFolder();
  const pages = join(home, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(
    join(pages, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>Monthend</title>',
  );
  writeFileSync(join(pages, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(home, 'secret.txt'), 'nobody may read this');
  const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: home }, home });
  const { ports, fileOf } = browserPorts(paths, '0.0.0');
  const host = await openHost(ports, { paths, sample: options.sample ?? false, env: {} });
  const server = await startLocalServer({ host, pages, fileOf, port: 0 });
  onTestFinished(async () => {
    await server.close();
    await host.close();
  });
  const { port } = server;
  const origin = `http://127.0.0.1:${port}`;
  const served: Served = {
    port,
    origin,
    entrance: server.entrance,
    home,
    ask: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port, path, method, headers, setHost: headers.host === undefined },
          (got) => {
            const chunks: Buffer[] = [];
            got.on('data', (chunk) => chunks.push(chunk));
            got.on('end', () =>
              resolve({ status: got.statusCode ?? 0, headers: got.headers, body: Buffer.concat(chunks).toString() }),
            );
          },
        );
        sent.on('error', reject);
        sent.end(body);
      }),
    async enter() {
      const answer = await served.ask(server.entrance.slice(origin.length));
      return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    },
    async call(cookie, channel, input) {
      const answer = await served.ask(`/call/${channel}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return JSON.parse(answer.body);
    },
  };
  return served;
}
