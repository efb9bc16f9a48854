/** Checks that keys and tokens lie in the ledger only as sealed blobs. */
import { maskSecrets } from '../platform/mask.ts';
import type { Ledger } from './ledger.ts';

/** Version, nonce and tag of a sealed secret; nothing shorter can be one. */
const SMALLEST_SEAL = 1 + 12 + 16;
const SEAL_VERSION = 1;

const SECRET_NAME = /(?:^|[^a-z])(?:api[-_]?key|token|secret|password|passphrase|authorization)$/i;
/** Ids of databases, pages and accounts are long and random, too, and may be shown. */
const ID_NAME = /(?:id|ids|database|page|source|account|cohort)s?$/i;

/** Settings that look like a key or token, and sealed blobs that are none. The values themselves are never told. */
export function* openSecrets(ledger: Ledger): Generator<string> {
  const connections = ledger
    .prepare<[], { provider: string; label: string; config: string }>(
      'SELECT provider, label, config FROM connection ORDER BY id',
    )
    .all();
  for (const { provider, label, config } of connections) {
    for (const path of secretPaths(config)) {
      yield `The settings of connection ${provider} (${label}) hold what looks like a secret in ${path}: remove it there and enter it as a key.`;
    }
  }
  const sealed = ledger
    .prepare<[], { provider: string; name: string; sealed: Buffer }>(
      'SELECT c.provider, s.name, s.sealed FROM secret s JOIN connection c ON c.id = s.connection_id ORDER BY c.id, s.name',
    )
    .all();
  for (const { provider, name, sealed: bytes } of sealed) {
    if (bytes.length < SMALLEST_SEAL || bytes[0] !== SEAL_VERSION)
      yield `The secret ${name} of ${provider} is not sealed: enter it again.`;
  }
}

function secretPaths(config: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(config);
  } catch {
    return maskSecrets(config).includes('[token]') ? ['text that cannot be read'] : [];
  }
  const paths: string[] = [];
  walk(value, '', paths);
  return paths;
}

function walk(value: unknown, path: string, paths: string[]): void {
  if (typeof value === 'string') {
    const name = /[^.]*$/.exec(path.replace(/\.\d+$/, ''))?.[0] ?? '';
    // camelCase is a word boundary as well: accessToken.
    const named = value.length >= 6 && SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
    const looks = !ID_NAME.test(name) && maskSecrets(value).includes('[token]') && !value.includes('[token]');
    if (named || looks) paths.push(path === '' ? 'their text' : path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`, paths);
}
