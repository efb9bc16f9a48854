/**
 * The window's pages with the rules they are shown under. The local server and the desktop's own protocol answer with the same bytes and
 * the same headers: scripts, styles and fonts of our own only, nothing inline but what carries this answer's nonce.
 */
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

const PLACEHOLDER = '__CSP_NONCE__';

/** Every answer carries these, whatever it is. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(), ' +
    'geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), ' +
    'payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()',
};

/** What a page may load and do. `more` widens single rules, for hot reload while developing and for nothing else. */
export function contentSecurityPolicy(nonce: string, more: Readonly<Record<string, string>> = {}): string {
  const rules: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  for (const [rule, sources] of Object.entries(more)) rules[rule] = `${rules[rule] ?? ''} ${sources}`.trim();
  return Object.entries(rules)
    .map(([rule, sources]) => `${rule} ${sources}`)
    .join('; ');
}

export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/** Headers of an HTML answer. */
export function htmlHeaders(nonce: string, more?: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...COMMON_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(nonce, more),
    'cache-control': 'no-store',
  };
}

/** HTML with this answer's nonce where the page asks for it. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(PLACEHOLDER, nonce);
}

/**
 * Answers for the files below `root`. An address without a file ending is a screen and gets the one page there is; a path that leaves the
 * folder, by whatever spelling or link, is not there.
 */
export async function pageResponse(root: string, urlPath: string): Promise<PageResponse> {
  const path = safePath(urlPath);
  if (path === null) return notThere();
  const isScreen = extname(path) === '';
  const file = isScreen ? 'index.html' : path;
  try {
    const top = await realpath(root);
    const real = await realpath(join(top, file));
    if (!real.startsWith(top + sep)) return notThere();
    const type = TYPES[extname(real)];
    if (type === undefined) return notThere();
    const body = await readFile(real);
    if (extname(real) === '.html') {
      const nonce = newNonce();
      return { status: 200, headers: htmlHeaders(nonce), body: withNonce(body.toString('utf8'), nonce) };
    }
    // Names below assets/ carry a hash of what is in them.
    const cache = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
    const policy = contentSecurityPolicy(newNonce());
    return {
      status: 200,
      headers: { ...COMMON_HEADERS, 'content-type': type, 'content-security-policy': policy, 'cache-control': cache },
      body,
    };
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return notThere();
    throw thrown;
  }
}

/** The path an address names, or null for one that means to be clever. */
function safePath(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath.split(/[?#]/, 1)[0] ?? '');
  } catch {
    return null;
  }
  const harmless =
    path.startsWith('/') && !/[\\\0:%]/.test(path) && !path.split('/').some((part) => part.startsWith('.'));
  return harmless ? path : null;
}

/** A plain page that says something to whoever opened it in a browser. */
export function plainPage(status: number, title: string, lines: readonly string[]): PageResponse {
  const text = [title, '', ...lines, ''].join('\n');
  return {
    status,
    headers: {
      ...COMMON_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(newNonce()),
      'cache-control': 'no-store',
    },
    body: text,
  };
}

function notThere(): PageResponse {
  return plainPage(404, 'There is nothing here.', [
    'Go back to the start of Monthend: the address without anything behind it.',
  ]);
}
