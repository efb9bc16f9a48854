/**
 * The desk for a browser on this machine: the same pages and the same calls as in the desktop app, over HTTP on the loopback interface.
 * Calls are POSTed one by one, events come as one stream.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { MOST_BYTES, TOO_LARGE } from '../host/admit-call.ts';
import type { Host } from '../host/host-ports.ts';
import { COMMON_HEADERS, type PageResponse, pageResponse, plainPage } from '../host/pages.ts';
import { type Gate, openGate } from './gate.ts';

const STILL_HERE_MS = 25_000;

export interface ServerOptions {
  readonly host: Pick<Host, 'call' | 'on'>;
  /** The folder of the built pages. */
  readonly pages: string;
  readonly fileOf: (id: string) => string | null;
  /** 0: whichever is free. */
  readonly port: number;
  /** Answers for the pages instead of the folder: while developing, from source. */
  readonly live?: (server: Server) => Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>>;
}

export interface LocalServer {
  /** The address to open, with its token. */
  readonly entrance: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts listening on 127.0.0.1. Rejects when the port is taken. */
export async function startLocalServer(options: ServerOptions): Promise<LocalServer> {
  const { host } = options;
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent)
        send(response, plainPage(500, 'Monthend stopped at a fault of its own.', ['Try again.']));
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const gate: Gate = openGate(port);
  // Before anybody else hears of it: what asks for another protocol has to pass the gate, too.
  server.on('upgrade', (request, socket) => {
    if (gate.refusal(request) !== null || options.live === undefined) socket.destroy();
  });
  const live = await options.live?.(server);

  const stopListening = host.on((event) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  // Keeps what stands in between from closing a stream that has nothing to say.
  const stillHere = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n');
  }, STILL_HERE_MS);
  stillHere.unref();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    if (url === null) return send(response, plainPage(400, 'This address cannot be understood.', []));
    const refusal = gate.enter(request, url) ?? gate.refusal(request);
    if (refusal !== null) return send(response, refusal);
    const { pathname } = url;
    if (request.method === 'POST') {
      return pathname.startsWith('/call/') ? callHost(request, response, pathname) : send(response, notAllowed('GET'));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, notAllowed('GET, POST'));
    if (pathname.startsWith('/call/')) return send(response, notAllowed('POST'));
    if (pathname === '/events') return openStream(request, response);
    if (pathname.startsWith('/download/')) return download(response, pathname.slice('/download/'.length));
    if (live) return live(request, response);
    return send(response, await pageResponse(options.pages, pathname), request.method === 'HEAD');
  }

  async function callHost(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
    if (type !== 'application/json') return sendJson(response, 415, { ok: false, problem: NOT_JSON });
    const body = await readBody(request);
    if (body === null) {
      // The rest of it is not worth reading.
      response.setHeader('connection', 'close');
      return sendJson(response, 413, { ok: false, problem: TOO_LARGE });
    }
    let input: unknown;
    try {
      input = JSON.parse(body);
    } catch {
      return sendJson(response, 400, { ok: false, problem: NOT_JSON });
    }
    sendJson(response, 200, await host.call(pathname.slice('/call/'.length), input));
  }

  function openStream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.write(': here\n\n');
    streams.add(response);
    request.once('close', () => streams.delete(response));
  }

  async function download(response: ServerResponse, id: string): Promise<void> {
    const path = options.fileOf(id);
    const found = path === null ? null : await stat(path).catch(() => null);
    if (path === null || found === null) {
      return send(response, plainPage(404, 'This file is not here any more.', ['Export it again.']));
    }
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'content-type': path.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream',
      'content-length': found.size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  return {
    entrance: gate.entrance,
    port,
    async close() {
      clearInterval(stillHere);
      stopListening();
      for (const stream of streams) stream.end();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const NOT_JSON = {
  code: 'BAD_INPUT',
  message: 'What was asked for cannot be understood.',
  meaning: 'Nothing was done.',
  fix: 'Reload the window and try again.',
};

function urlOf({ url }: IncomingMessage): URL | null {
  // A path alone: the full address of somebody else would be a request to a proxy.
  if (url === undefined || !url.startsWith('/') || url.startsWith('//')) return null;
  return URL.parse(url, 'http://127.0.0.1');
}

/** Null once it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, headers, body }: PageResponse, headOnly = false): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(headOnly ? undefined : body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  send(response, {
    status,
    headers: {
      ...COMMON_HEADERS,
      'content-type': 'application/json; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    },
    body,
  });
}

function notAllowed(allow: string): PageResponse {
  const page = plainPage(405, 'This cannot be done with this address.', []);
  return { ...page, headers: { ...page.headers, allow } };
}
