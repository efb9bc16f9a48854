/**
 * From what went wrong on the wire to what the operator can act on. A connector adds what only it knows (which body means an expired
 * key); everything that is the same for every system is here.
 */
import { HttpProblem, type HttpProblemKind, type HttpResponse } from '../platform/http-port.ts';
import { SourceProblem, type SourceProblemCode } from './connector.ts';

/** Code and, where no HTTP status explains it, the words that stand in its place. */
const PROBLEMS: Readonly<Record<Exclude<HttpProblemKind, 'cancelled'>, readonly [SourceProblemCode, string]>> = {
  offline: ['OFFLINE', 'no connection'],
  tls: ['OFFLINE', 'the secure connection was refused'],
  refused: ['SOURCE_UNAVAILABLE', 'connection refused'],
  timeout: ['SOURCE_UNAVAILABLE', 'no answer in time'],
  unavailable: ['SOURCE_UNAVAILABLE', 'no usable answer'],
  rate_limited: ['RATE_LIMIT_EXHAUSTED', 'too many requests'],
  too_large: ['RESPONSE_CHANGED', 'answer larger than accepted'],
  redirected: ['SOURCE_UNAVAILABLE', 'redirected to another address'],
  private_network: ['SOURCE_UNAVAILABLE', 'address in a private network'],
};

/**
 * An {@link HttpProblem} as the {@link SourceProblem} it means for `source`; anything else, a cancelled request included, comes back
 * as it was, to be thrown on.
 *
 * @example
 * catch (error) { throw asSourceProblem(error, 'Holded'); }
 */
export function asSourceProblem(error: unknown, source: string): unknown {
  if (!(error instanceof HttpProblem) || error.kind === 'cancelled') return error;
  const [code, words] = PROBLEMS[error.kind];
  return new SourceProblem(
    code,
    {
      source,
      httpStatus: error.status ?? words,
      tries: error.tries,
      resetAt: error.retryAt,
      entity: code === 'RESPONSE_CHANGED' ? words : null,
    },
    error,
  );
}

/** The problem of a successful answer whose body is not JSON, HTML pages above all. `entity` is what was asked for. */
export function notJson(response: HttpResponse, source: string, entity: string): SourceProblem {
  const html = /^\s*(<!doctype|<html|<\?xml)/i.test(response.text);
  return new SourceProblem('RESPONSE_CHANGED', {
    source,
    entity,
    httpStatus: response.status,
    what: html ? 'HTML where JSON belongs' : 'text where JSON belongs',
  });
}

/** The problem of an answered status that says nothing more exact to this connector: 5xx and 429 that outlasted the retries. */
export function answeredProblem(response: HttpResponse, source: string, entity: string): SourceProblem {
  const code: SourceProblemCode =
    response.status === 429
      ? 'RATE_LIMIT_EXHAUSTED'
      : response.status >= 500
        ? 'SOURCE_UNAVAILABLE'
        : 'RESPONSE_CHANGED';
  return new SourceProblem(code, { source, entity, httpStatus: response.status, tries: 1, resetAt: null });
}
