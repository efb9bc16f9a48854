import type { Clock } from './clock.ts';
import { readBaseUrl } from './http-base-url.ts';
import { breaker } from './http-breaker.ts';
import type { Fault } from './http-fault.ts';
import { type HttpClient, type HttpMetrics, HttpProblem, type HttpRequest, type HttpResponse } from './http-port.ts';
import { backoffMs, isSlowDown, isTransient, retryAfterMs } from './http-retry.ts';
import { openTransport, type Transport, type WireAnswer } from './http-transport.ts';
import type { Log } from './log.ts';
import type { ResolveHost } from './private-network.ts';
import type { Random } from './random.ts';
import { pace } from './rate-limit.ts';

/** What a connection's settings say about how to talk to its system. */
export interface HttpPolicy {
  /** `null`: as fast as answers come. */
  readonly requestsPerSecond: number | null;
  /** Also lets the connection reach this machine and private ranges. */
  readonly privateNetworkAllowed: boolean;
  /** For one try, from the first byte sent to the last received. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 5. */
  readonly maxTries?: number;
  /** Default 64 MiB, counted after decompression too. */
  readonly maxResponseBytes?: number;
  /** The longest Retry-After that is waited out. Default 120 s; beyond it the call ends with the time it may be made again. */
  readonly maxRetryAfterMs?: number;
  /** Statuses that pass by themselves for this system only (Notion: 409 while two writes meet). */
  readonly alsoTransient?: readonly number[];
  /** Tries in a row without a usable answer after which the system is left alone for half a minute. Default 10. */
  readonly restAfterTries?: number;
}

export interface HttpClientOptions {
  readonly baseUrl: string;
  /** The connection's name in the log. */
  readonly label: string;
  readonly policy: HttpPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly resolveHost?: ResolveHost;
  /** Certificates (PEM) to trust besides the system's. */
  readonly certificates?: readonly string[];
}

const maxRedirects = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

type Outcome = WireAnswer | Fault;

/** A client for one connection. Closing it lets its idle sockets go. */
export function createHttpClient(options: HttpClientOptions): HttpClient & { close(): Promise<void> } {
  const { clock, random, log, label, policy } = options;
  const maxTries = policy.maxTries ?? 5;
  const maxRetryAfterMs = policy.maxRetryAfterMs ?? 120_000;
  const also = policy.alsoTransient ?? [];
  const base = readBaseUrl(options.baseUrl, policy.privateNetworkAllowed);
  const turns = pace(policy.requestsPerSecond, clock);
  const circuit = breaker(clock, isDown, policy.restAfterTries);
  const metrics: HttpMetrics = { calls: 0, retries: 0, waitedMs: 0, bytes: 0, slowedDown: 0 };
  let transport: Transport | undefined;

  function open(): Transport {
    // Opened on first use, so that an address nobody uses costs nothing, not even reading the system's certificates.
    if (!base.ok) {
      throw new HttpProblem(base.problem.code === 'base_url_private_network' ? 'private_network' : 'tls', {
        tries: 0,
        cause: new Error(base.problem.code),
      });
    }
    transport ??= openTransport(base.value, {
      timeoutMs: policy.timeoutMs ?? 30_000,
      maxResponseBytes: policy.maxResponseBytes ?? 64 * 1024 * 1024,
      resolveHost: options.resolveHost,
      certificates: options.certificates,
    });
    return transport;
  }

  async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
    metrics.waitedMs += ms;
    await clock.sleep(ms, signal);
  }

  async function callOnce(wire: Transport, request: HttpRequest, url: URL, tried: number): Promise<WireAnswer | Fault> {
    const turn = turns.turn(request.signal);
    if (turn) metrics.waitedMs += await turn;
    request.signal?.throwIfAborted();
    metrics.calls += 1;
    const started = performance.now();
    const answer = await wire.exchange({
      method: request.method,
      path: url.pathname + url.search,
      headers: wireHeaders(request),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal,
    });
    const answered = answer.kind === 'answer';
    if (answered) metrics.bytes += answer.bytes;
    log[answered && answer.status < 400 ? 'info' : 'warn']('http', {
      label,
      method: request.method,
      path: pathTemplate(url.pathname),
      status: answered ? answer.status : undefined,
      kind: answered ? undefined : answer.kind,
      code: answered ? undefined : answer.code,
      ms: Math.round(performance.now() - started),
      bytes: answered ? answer.bytes : undefined,
      try: tried,
    });
    return answer;
  }

  /** One try: a call and the redirects it is sent on, none of which leaves the origin. */
  async function attempt(wire: Transport, request: HttpRequest, start: URL, tried: number): Promise<Outcome> {
    let url = start;
    for (let hops = 0; ; hops += 1) {
      const answer = await callOnce(wire, request, url, tried);
      if (answer.kind !== 'answer' || !redirects.has(answer.status)) return answer;
      const location = answer.headers.location;
      if (location === undefined) return answer;
      const next = URL.parse(location, url.href);
      const follow =
        next !== null &&
        hops < maxRedirects &&
        next.origin === start.origin &&
        next.username === '' &&
        next.password === '' &&
        // Only 307 and 308 say that a POST is to be made again as it was.
        (request.method === 'GET' || answer.status >= 307);
      if (!follow) return { kind: 'redirected', again: false, code: 'REDIRECT', status: answer.status };
      url = next;
    }
  }

  async function sendOrThrow(request: HttpRequest, progress: { tries: number }): Promise<HttpResponse> {
    const wire = open();
    const url = requestUrl(base, request);
    const repeatable = request.method === 'GET' || request.safeToRepeat === true;
    const tries = repeatable ? maxTries : 1;
    for (let tried = 1; ; tried += 1) {
      progress.tries = tried;
      const outcome = await circuit.run(() => attempt(wire, request, url, tried));
      if (outcome === null) {
        throw new HttpProblem('unavailable', { tries: tried - 1, retryAt: circuit.opensAgainAt?.toISOString() });
      }
      let pause = backoffMs(tried, random);
      if (outcome.kind !== 'answer') {
        if (!outcome.again || tried >= tries) {
          const { kind, status, code } = outcome;
          // The code alone: what the socket layer throws may name hosts and addresses.
          throw new HttpProblem(kind, { tries: tried, status, cause: new Error(code) });
        }
      } else {
        if (!isTransient(outcome.status, also)) return new Answer(outcome);
        const asked = retryAfterMs(outcome.headers, clock.now());
        if (isSlowDown(outcome.status) && asked !== null) turns.hold(Math.min(asked, maxRetryAfterMs));
        // Whether it did its work the caller alone can find out, so the caller gets to see what came.
        if (!repeatable) return new Answer(outcome);
        if (tried >= tries || (asked !== null && asked > maxRetryAfterMs)) {
          throw new HttpProblem(isSlowDown(outcome.status) ? 'rate_limited' : 'unavailable', {
            status: outcome.status,
            tries: tried,
            retryAt: asked === null ? undefined : new Date(clock.now().getTime() + asked).toISOString(),
          });
        }
        if (isSlowDown(outcome.status)) metrics.slowedDown += 1;
        pause = asked || pause;
      }
      metrics.retries += 1;
      await wait(pause, request.signal);
    }
  }

  return {
    metrics,
    async send(request) {
      const progress = { tries: 0 };
      try {
        return await sendOrThrow(request, progress);
      } catch (thrown) {
        if (request.signal?.aborted) throw new HttpProblem('cancelled', { tries: progress.tries });
        throw thrown;
      }
    },
    async close() {
      await transport?.close();
    },
  };
}

/** An answer that parses its JSON once, when first asked: a 404 or an empty page never pays for it. */
class Answer implements HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  #parsed = false;
  #json: unknown;

  constructor({ status, headers, text }: WireAnswer) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  get json(): unknown {
    if (!this.#parsed) {
      this.#parsed = true;
      try {
        this.#json = JSON.parse(this.text);
      } catch {}
    }
    return this.#json;
  }
}

function isDown(outcome: Outcome): boolean {
  return outcome.kind === 'answer' ? outcome.status >= 500 && !isSlowDown(outcome.status) : outcome.again;
}

function requestUrl(base: ReturnType<typeof readBaseUrl>, request: HttpRequest): URL {
  // Joined as text behind the origin, so that no path, however written, can name another host.
  if (!base.ok || !request.path.startsWith('/')) throw new TypeError('a request path starts with a slash');
  const url = new URL(base.value.origin + base.value.prefix + request.path);
  const { query } = request;
  for (const name in query) {
    const value = query[name];
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  return url;
}

function wireHeaders(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip, br',
    'user-agent': 'Monthend',
  };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  const own = request.headers;
  for (const name in own) {
    const value = own[name];
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** The path with what may be an identifier taken out, so that calls of one kind read alike and no record is named. */
function pathTemplate(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (/[\d%@]/.test(part) && !/^v\d+(\.\d+)?$/.test(part) ? ':id' : part))
    .join('/');
}
