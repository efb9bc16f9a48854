/**
 * Who may talk to the local server: the browser that was handed the one-time token, from the server's own pages, under its own
 * address. Other pages in the same browser, other programs and rebound names are turned away before anything is read.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type PageResponse, plainPage } from '../host/pages.ts';

export interface Gate {
  /** The address to open, good for one opening. */
  readonly entrance: string;
  /** Null for a request that may pass; otherwise the answer to give. */
  refusal(request: IncomingMessage): PageResponse | null;
  /** Takes the token of an address; the answer, whether it was the right one or not. Null where there is no token. */
  enter(request: IncomingMessage, url: URL): PageResponse | null;
}

/** A gate for a server at `127.0.0.1:port`. */
export function openGate(port: number): Gate {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const token = secret();
  const session = secret();
  // Browsers keep cookies by host, not by port: two servers must not take each other's away.
  const cookie = `monthend-${port}`;
  let used = false;

  /** Address, sender and origin: what every request must get right, the first one too. */
  function strange({ headers, method }: IncomingMessage): PageResponse | null {
    const site = headers['sec-fetch-site'];
    const sent = headers.origin;
    const mustSay = method !== 'GET' && method !== 'HEAD';
    const fine =
      headers.host === host &&
      (sent === undefined ? !mustSay : sent === origin) &&
      (site === undefined || site === 'same-origin' || site === 'none');
    return fine
      ? null
      : plainPage(403, 'This request did not come from Monthend.', ['Nothing was done.', ...HOW_TO_OPEN]);
  }

  return {
    entrance: `${origin}/?token=${token}`,
    refusal(request) {
      const refusal = strange(request);
      if (refusal !== null) return refusal;
      if (same(cookieOf(request, cookie), session)) return null;
      return plainPage(401, 'This browser has not been let in.', HOW_TO_OPEN);
    },
    enter(request, url) {
      const given = url.searchParams.get('token');
      if (given === null) return null;
      const refusal = strange(request);
      if (refusal !== null) return refusal;
      if (request.method !== 'GET' || used || !same(given, token)) {
        const why = used
          ? 'This address was opened once already; it is good for one time.'
          : 'This address is not the one that was printed.';
        return plainPage(403, why, HOW_TO_OPEN);
      }
      used = true;
      const answer = plainPage(303, 'Come in.', []);
      return {
        ...answer,
        headers: {
          ...answer.headers,
          location: '/',
          'set-cookie': `${cookie}=${session}; Path=/; HttpOnly; SameSite=Strict`,
        },
      };
    },
  };
}

const HOW_TO_OPEN = [
  'Go to the tab in which you opened Monthend, or stop it in its terminal (Ctrl+C), start it again,',
  'and open the new address that it prints.',
];

/** 256 bits. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
function same(given: string | null, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(right));
}

function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
