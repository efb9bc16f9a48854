/**
 * The text that a close is hashed from. Each close names the hash of the one before it, so that changing an old month breaks
 * every seal after it. The hashing itself needs a machine and happens elsewhere.
 */

/** What canonical JSON can hold: no fractions, no dates, nothing undefined. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * JSON in which equal values are equal text: keys in code unit order, no white space, whole numbers only. Throws a RangeError for
 * a number that is not a safe integer: it could be written in two ways, and an amount never is one.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${fields.join(',')}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}

/** The text whose SHA-256 seals a close. `previousHash` is null for the first one of a ledger. */
export function closeHashInput(previousHash: string | null, close: Canonical): string {
  return canonicalJson({ close, previous: previousHash });
}

/** One sealed close, as it was stored. */
export interface SealedClose {
  readonly previousHash: string | null;
  readonly close: Canonical;
  readonly hash: string;
}

/** The first of a chain, oldest first, whose content or link no longer fits its hash; null when all do. */
export function brokenSeal(chain: readonly SealedClose[], sha256: (text: string) => string): number | null {
  let previous: string | null = null;
  for (const [at, { previousHash, close, hash }] of chain.entries()) {
    if (previousHash !== previous || sha256(closeHashInput(previousHash, close)) !== hash) return at;
    previous = hash;
  }
  return null;
}
