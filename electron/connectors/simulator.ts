/**
 * The ground that every connector's simulator stands on: one loopback server that mounts them, plays the faults a network and a
 * tired API can have, and keeps a tally of the distinct records it served. A simulator itself only answers requests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Random, seededRandom } from '../platform/random.ts';

export interface SimRequest {
  readonly method: string;
  /** Path below the simulator's mount point, starting with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
}

export interface SimAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  /** Records in this answer, by stream, for the tally: what an importer must have received. */
  readonly served?: { readonly stream: string; readonly ids: readonly string[] };
}

export interface Simulator {
  /** The connector's id; also its mount point. */
  readonly id: string;
  /** `world` holds the switches of faults that only the API's own code can play. */
  answer(request: SimRequest, world: SimWorld): SimAnswer;
}

/** Faults that change what an API says rather than how the network carries it. */
export interface SimWorld {
  /** Tokens count as expired while set. */
  readonly tokenExpired: boolean;
  /** Each list repeats some records. */
  readonly repeatRecords: boolean;
  /** A source of randomness to shuffle lists with; null keeps the API's own order. */
  readonly shuffle: Random | null;
  /** Records come with unknown fields added and optional ones missing. `breaking`: a required field is missing too. */
  readonly drift: 'none' | 'tolerable' | 'breaking';
}

export const FAULTS = [
  'rate_limited_with_retry_after',
  'rate_limited_without_retry_after',
  'server_error',
  'slow_page',
  'dropped_connection',
  'truncated_json',
  'html_instead_of_json',
  'expired_token',
  'repeated_records',
  'reordered_records',
  'schema_drift',
  'breaking_schema_drift',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** One fault: which connector, from which of its requests on (0 = the first), for how many requests. */
export interface Fault {
  readonly connector: string;
  readonly kind: FaultKind;
  readonly from: number;
  readonly times: number;
}

export interface SimulatorServer {
  /** `http://127.0.0.1:PORT`; a connector is reached below `/ID`. */
  readonly url: string;
  /** Replaces all faults; request counts start again. */
  setFaults(faults: readonly Fault[]): void;
  /** From now on a connector's requests wait for their answers, until the function given back is called. */
  hold(connector: string): () => void;
  /** Distinct records served by `connector.stream` since the last call (since the start, the first time). */
  takeTally(): ReadonlyMap<string, number>;
  /** Requests answered so far, by connector. */
  readonly requests: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export interface SimulatorServerOptions {
  readonly port?: number;
  /** Lists come in another order on every request, from this seed. */
  readonly shuffleSeed?: number;
  /** Added to every answer, milliseconds. */
  readonly latencyMs?: number;
  /** How long the `slow_page` fault takes, milliseconds. */
  readonly slowMs?: number;
}

/** Starts the server on the loopback interface. `simulators` must have distinct ids. */
export async function serveSimulators(
  simulators: readonly Simulator[],
  options: SimulatorServerOptions = {},
): Promise<SimulatorServer> {
  const byId = new Map(simulators.map((simulator) => [simulator.id, simulator]));
  const shuffle = options.shuffleSeed === undefined ? null : seededRandom(options.shuffleSeed);
  const requests = new Map<string, number>();
  let sinceFaults = new Map<string, number>();
  let faults: readonly Fault[] = [];
  let tally = new Map<string, Set<string>>();
  const doors = new Map<string, Promise<void>>();

  const server = createServer((request, response) => {
    void handle(request, response);
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, id = '', ...rest] = url.pathname.split('/');
    const body = await readBody(request);
    const simulator = byId.get(id);
    if (!simulator) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('No such simulator');
      return;
    }
    requests.set(id, (requests.get(id) ?? 0) + 1);
    const count = sinceFaults.get(id) ?? 0;
    sinceFaults.set(id, count + 1);
    const active = new Set(
      faults.filter((f) => f.connector === id && count >= f.from && count < f.from + f.times).map((f) => f.kind),
    );
    const world: SimWorld = {
      tokenExpired: active.has('expired_token'),
      repeatRecords: active.has('repeated_records'),
      shuffle: active.has('reordered_records') ? seededRandom(count + 1) : shuffle,
      drift: active.has('breaking_schema_drift') ? 'breaking' : active.has('schema_drift') ? 'tolerable' : 'none',
    };
    await doors.get(id);
    if (options.latencyMs) await delay(options.latencyMs);
    if (active.has('slow_page')) await delay(options.slowMs ?? 200);
    if (playTransportFault(active, response)) return;
    const answer = simulator.answer(
      {
        method: request.method ?? 'GET',
        path: `/${rest.join('/')}`,
        query: url.searchParams,
        headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
        body,
      },
      world,
    );
    const text = answer.text ?? JSON.stringify(answer.body);
    const cut = active.has('truncated_json');
    response.writeHead(answer.status, {
      'content-type': answer.text === undefined ? 'application/json' : 'text/html',
      ...answer.headers,
    });
    response.end(cut ? text.slice(0, Math.floor(text.length / 2)) : text);
    if (answer.served && !cut) {
      const seen = tally.get(`${id}.${answer.served.stream}`) ?? new Set();
      for (const record of answer.served.ids) seen.add(record);
      tally.set(`${id}.${answer.served.stream}`, seen);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    setFaults(next) {
      faults = next;
      sinceFaults = new Map();
    },
    hold(connector) {
      const { promise, resolve } = Promise.withResolvers<void>();
      doors.set(connector, promise);
      return () => {
        doors.delete(connector);
        resolve();
      };
    },
    takeTally() {
      const counts = new Map([...tally].map(([stream, ids]) => [stream, ids.size]));
      tally = new Map();
      return counts;
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Plays a fault of the network or of a gateway before the API was reached. True when the request is thereby answered. */
function playTransportFault(active: ReadonlySet<FaultKind>, response: ServerResponse): boolean {
  if (active.has('dropped_connection')) {
    response.socket?.destroy();
    return true;
  }
  if (active.has('rate_limited_with_retry_after')) {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' }).end('{"status":429}');
    return true;
  }
  if (active.has('rate_limited_without_retry_after')) {
    response.writeHead(429, { 'content-type': 'application/json' }).end('{"status":429}');
    return true;
  }
  if (active.has('server_error')) {
    response.writeHead(503, { 'content-type': 'text/html' }).end('<html><body>Application error</body></html>');
    return true;
  }
  if (active.has('html_instead_of_json')) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><title>404</title></html>');
    return true;
  }
  return false;
}

/** A list as the world's switches want it: shuffled, with repeats, or as it was. */
export function inWorldOrder<T>(records: readonly T[], world: SimWorld): T[] {
  const list = [...records];
  if (world.shuffle) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(world.shuffle() * (i + 1));
      const [a, b] = [list[i], list[j]];
      if (a === undefined || b === undefined) continue;
      list[i] = b;
      list[j] = a;
    }
  }
  if (world.repeatRecords) list.push(...list.slice(0, Math.ceil(list.length / 10)));
  return list;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
