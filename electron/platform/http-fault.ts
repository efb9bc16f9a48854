import type { HttpProblemKind } from './http-port.ts';

/** Why one exchange brought no answer, and whether the next one may. */
export interface Fault {
  readonly kind: HttpProblemKind;
  /** Worth another try: the cause may pass by itself. */
  readonly again: boolean;
  /** The system's own name for it, for the log. */
  readonly code: string;
  /** Of the answer that was no use, where there was one. */
  readonly status?: number;
}

const offline = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'];
const refused = ['ECONNREFUSED'];
const timeout = ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const dropped = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'];
const tooLarge = ['MONTHEND_TOO_LARGE', 'ERR_BUFFER_TOO_LARGE', 'UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'];
const tlsCodes = [
  'EPROTO',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
];

const byCode: ReadonlyMap<string, Fault> = new Map(
  [
    group('offline', true, offline),
    group('refused', true, refused),
    group('timeout', true, timeout),
    group('unavailable', true, dropped),
    group('too_large', false, tooLarge),
    group('tls', false, tlsCodes),
    group('private_network', false, ['MONTHEND_OUT_OF_REACH']),
    group('unavailable', false, ['MONTHEND_ENCODING']),
  ].flat(),
);

function group(kind: HttpProblemKind, again: boolean, codes: readonly string[]): [string, Fault][] {
  return codes.map((code) => [code, { kind, again, code }]);
}

/** What a thrown transport error means. Rethrows what is a mistake in our own request. */
export function faultOf(thrown: unknown): Fault {
  const code = codeOf(thrown);
  const known = byCode.get(code);
  if (known) return known;
  if (/^(CERT_|CRL_|ERR_TLS_|ERR_SSL_)/.test(code)) return { kind: 'tls', again: false, code };
  // Answers that are not HTTP, and compressed bodies cut short or garbled on the way.
  if (/^(HPE_|Z_|ERR__?ERROR_FORMAT|ERR_BROTLI|ERR__?ZLIB|ERR__?PADDING|ERR__?FORMAT)/.test(code)) {
    return { kind: 'unavailable', again: true, code };
  }
  // A proxy that refuses the tunnel or asks for a password.
  if (/^UND_ERR_(PRX|SOCKS|ABORTED)/.test(code)) return { kind: 'unavailable', again: true, code };
  throw thrown;
}

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  // Several addresses tried, each with its own end.
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  return codeOf(thrown.cause);
}
