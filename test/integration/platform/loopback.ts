import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Clock, fixedClock } from '../../../electron/platform/clock.ts';
import { createHttpClient, type HttpClientOptions, type HttpPolicy } from '../../../electron/platform/http.ts';
import { HttpProblem } from '../../../electron/platform/http-port.ts';
import { memoryLog } from '../../../electron/platform/log.ts';

export const start = '2025-03-31T10:00:00.000Z';

export interface Loopback {
  readonly url: string;
  readonly port: number;
  /** Every request that arrived, in order. */
  readonly seen: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage['headers'];
  }[];
}

/** A server on this machine for one test. */
export async function serve(listener: RequestListener, server: Server = createServer()): Promise<Loopback> {
  const seen: Loopback['seen'][number][] = [];
  const sockets = new Set<Socket>();
  server.on('request', (request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    listener(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, seen };
}

/** A server that answers the given turns one after the other, then the last one for ever. */
export function serveInTurn(...turns: RequestListener[]): Promise<Loopback> {
  let turn = 0;
  return serve((request, response) => {
    const listener = turns[Math.min(turn, turns.length - 1)];
    turn += 1;
    listener?.(request, response);
  });
}

export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.sendDate = false;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A client on a clock that moves only by waiting, with full backoff (random() is 1). */
export function client(
  baseUrl: string,
  policy: Partial<HttpPolicy> = {},
  options: Partial<HttpClientOptions> & { readonly clock?: Clock } = {},
) {
  const log = memoryLog();
  const clock = options.clock ?? fixedClock(start);
  const http = createHttpClient({
    label: 'Test system',
    random: () => 1,
    log,
    ...options,
    baseUrl,
    clock,
    policy: { requestsPerSecond: null, privateNetworkAllowed: true, ...policy },
  });
  onTestFinished(() => http.close());
  return { http, log, clock, elapsed: () => clock.now().getTime() - Date.parse(start) };
}

/** The problem a call ends with. */
export async function problemOf(call: Promise<unknown>): Promise<HttpProblem> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof HttpProblem) return thrown;
    throw thrown;
  }
  throw new Error('the call brought an answer');
}
