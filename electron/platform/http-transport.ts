import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { BaseUrl } from './http-base-url.ts';
import { type Fault, faultOf } from './http-fault.ts';
import { guardedLookup, type ResolveHost } from './private-network.ts';

/**
 * One exchange over the wire: a request, its whole answer or the reason there is none. No retries, no redirects.
 *
 * undici's `request` rather than its `fetch`, over the same agents: it never follows a redirect (fetch forwards `key` and
 * `X-API-KEY` to the next host), adds no headers of its own, and takes half the time for a page over loopback.
 */
export interface Transport {
  exchange(call: WireCall): Promise<WireAnswer | Fault>;
  close(): Promise<void>;
}

export interface WireCall {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal?: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** As received, before decompression. */
  readonly bytes: number;
}

export interface TransportOptions {
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly resolveHost?: ResolveHost | undefined;
  /** Certificates (PEM) to trust besides the system's. */
  readonly certificates?: readonly string[] | undefined;
}

const connectTimeoutMs = 10_000;

/** A transport to one origin with connections of its own. */
export function openTransport(base: BaseUrl, options: TransportOptions): Transport {
  const agent = openAgent(base, options);
  // That it could not be opened is for whoever asks, even if he has to wait for his turn before.
  agent.catch(() => {});
  return {
    exchange: async (call) => exchange(await agent, base.origin, call, options),
    close: () =>
      agent.then(
        (open) => open.close(),
        () => {},
      ),
  };
}

async function exchange(
  agent: Dispatcher,
  origin: string,
  call: WireCall,
  { timeoutMs, maxResponseBytes }: TransportOptions,
): Promise<WireAnswer | Fault> {
  const limit = new AbortController();
  const cancel = (): void => limit.abort(call.signal?.reason);
  call.signal?.addEventListener('abort', cancel, { once: true });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    limit.abort(new Error('timed out'));
  }, timeoutMs);
  try {
    const { method, path, headers, body } = call;
    const answer = await agent.request({ origin, path, method, headers, body, signal: limit.signal });
    const flat = flatHeaders(answer.headers);
    const raw = await readWhole(answer.body, Number(flat['content-length'] ?? 0), maxResponseBytes);
    const encoding = flat['content-encoding'];
    const plain = encoding === undefined || raw.length === 0 ? raw : await decompress(raw, encoding, maxResponseBytes);
    return { kind: 'answer', status: answer.statusCode, headers: flat, text: decode(plain), bytes: raw.length };
  } catch (thrown) {
    if (call.signal?.aborted) throw thrown;
    return timedOut ? { kind: 'timeout', again: true, code: 'TIMEOUT' } : faultOf(thrown);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', cancel);
  }
}

/** Thrown while reading an answer that outgrows the limit of its connection. */
class TooLarge extends Error {
  readonly code = 'MONTHEND_TOO_LARGE';
}

type ResponseBody = Awaited<ReturnType<Dispatcher['request']>>['body'];

function readWhole(body: ResponseBody, announced: number, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    body.on('error', reject);
    if (announced > maxBytes) {
      body.destroy(new TooLarge());
      return;
    }
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) body.destroy(new TooLarge());
      else chunks.push(chunk);
    });
    body.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)));
  });
}

const unpack: Readonly<Record<string, (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  identity: async (packed) => packed,
};

/** Undoes the encodings in the order opposite to the one they were put on in; each step keeps to the size limit. */
async function decompress(packed: Buffer, encodings: string, maxBytes: number): Promise<Buffer> {
  let plain = packed;
  for (const name of encodings.toLowerCase().split(',').reverse()) {
    const step = unpack[name.trim()];
    if (!step) throw Object.assign(new Error('unknown encoding'), { code: 'MONTHEND_ENCODING' });
    plain = await step(plain, { maxOutputLength: maxBytes });
  }
  return plain;
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  // JSON.parse trips over a byte order mark, which some servers on Windows send.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}

/** undici is large, and whoever only reads the ledger needs none of it: it is loaded with the first connection. */
async function openAgent(base: BaseUrl, options: TransportOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici');
  const lookup = guardedLookup(base.reach, options.resolveHost);
  // The whole exchange has its one time limit; undici's own, which count in half seconds, stay out of the way. HTTP/2 is
  // left off: the systems here answer page after page, and one connection of HTTP/1.1 does that with less that can break.
  const common = { headersTimeout: 0, bodyTimeout: 0, allowH2: false } as const;
  if (!base.encrypted) return new Agent({ ...common, connect: { lookup, timeout: connectTimeoutMs } });
  const tls = { secureContext: trust(options.certificates), timeout: connectTimeoutMs };
  const connect = { ...tls, lookup };
  if (!(process.env.HTTPS_PROXY || process.env.https_proxy)) return new Agent({ ...common, connect });
  // Behind a proxy it is the proxy that resolves names and decides what may be reached; the proxy itself is usually in a
  // private network, so its address is not checked. Hosts that NO_PROXY exempts go through the guard as ever.
  return new EnvHttpProxyAgent({ ...common, connect, requestTls: tls, proxyTls: tls });
}

// Reading the system's certificates takes tens of milliseconds and every context parses all of them, so once is enough.
let systemTrust: SecureContext | undefined;

function trust(certificates: readonly string[] | undefined): SecureContext {
  const known = (): string[] => {
    const system = getCACertificates('system');
    // A bare container has no store of its own; Node's list is the next best, never "trust anything".
    return [...(system.length > 0 ? system : getCACertificates('default')), ...getCACertificates('extra')];
  };
  if (certificates) return createSecureContext({ ca: [...known(), ...certificates] });
  systemTrust ??= createSecureContext({ ca: known() });
  return systemTrust;
}
