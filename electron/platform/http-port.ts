/** What a connector may ask of the network. The implementation (`http.ts`) owns time-outs, retries, pacing and redirects. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path below the connection's base URL, starting with `/`. Never absolute: a connection talks to one origin. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** POST requests that only read (Notion queries) may be repeated like a GET. */
  readonly safeToRepeat?: boolean;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** `text` parsed once, on first use; `undefined` when it is not JSON, whatever the content type says. */
  readonly json: unknown;
}

/** Why no usable answer came, after everything the client may do by itself was tried. */
export type HttpProblemKind =
  | 'offline'
  | 'refused'
  | 'timeout'
  | 'unavailable'
  | 'rate_limited'
  | 'too_large'
  | 'redirected'
  | 'private_network'
  | 'tls'
  | 'cancelled';

/** Thrown by {@link HttpClient.send}. Carries no URL query, header or body. */
export class HttpProblem extends Error {
  readonly kind: HttpProblemKind;
  readonly status: number | null;
  readonly tries: number;
  /** When the server said it may be asked again, as an ISO instant. */
  readonly retryAt: string | null;

  constructor(
    kind: HttpProblemKind,
    detail: { status?: number; tries?: number; retryAt?: string; cause?: unknown } = {},
  ) {
    super(`HTTP ${kind}${detail.status === undefined ? '' : ` (${detail.status})`}`, { cause: detail.cause });
    this.name = 'HttpProblem';
    this.kind = kind;
    this.status = detail.status ?? null;
    this.tries = detail.tries ?? 1;
    this.retryAt = detail.retryAt ?? null;
  }
}

export interface HttpMetrics {
  calls: number;
  retries: number;
  /** Milliseconds waited for pacing, backoff and Retry-After. */
  waitedMs: number;
  bytes: number;
  /** Answers 429 or 529 that were waited out. */
  slowedDown: number;
}

export interface HttpClient {
  /**
   * Sends one request; any answered status that is not retried comes back as a response (4xx included).
   * Throws {@link HttpProblem} when there is no answer to give.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Counted since the client was made; the sync engine reads differences. */
  readonly metrics: Readonly<HttpMetrics>;
}
