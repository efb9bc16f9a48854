import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { type KeyStore, KeyStoreProblem, keychainKeyStore } from './keychain.ts';
import { passphraseKeyStore } from './passphrase-key.ts';
import { Secret } from './secret.ts';

/** Where sealed secrets lie: a table of the ledger. It never sees a key or a plain value. */
export interface SecretStore {
  get(connectionId: string, name: string): Awaitable<Uint8Array | null>;
  put(connectionId: string, name: string, sealed: Uint8Array): Awaitable<void>;
  remove(connectionId: string, name: string): Awaitable<void>;
}

type Awaitable<T> = T | Promise<T>;

/**
 * The secrets of connections. Some keychains cap an entry at 2.5 kB and ask the operator once for each, so the keychain
 * holds one random key and the ledger holds the secrets, each sealed under it for its connection and name.
 */
export interface Vault {
  /** `null` when this connection has no secret of this name. */
  get(connectionId: string, name: string): Promise<Result<Secret | null>>;
  put(connectionId: string, name: string, secret: Secret): Promise<Result<null>>;
  /** Works without the key: what nobody can read can still be thrown away. */
  remove(connectionId: string, name: string): Promise<void>;
  /** Whether secrets can be stored here at all, before the operator is asked for one. Changes nothing. */
  check(): Promise<Result<null>>;
}

/** A vault over a key store and the ledger's table. */
export function createVault({ keyStore, store }: { keyStore: KeyStore; store: SecretStore }): Vault {
  // The promise, not the key, is remembered: two connections saved at once must not make a key each.
  let making: Promise<Buffer> | undefined;

  function dataKey(): Promise<Buffer> {
    making ??= readOrMake(keyStore).catch((thrown) => {
      making = undefined;
      throw thrown;
    });
    return making;
  }

  return {
    async get(connectionId, name) {
      const sealed = await store.get(connectionId, name);
      if (sealed === null) return ok(null);
      return asResult(async () => {
        const key = making ? await making : await keyStore.read();
        if (key) making ??= Promise.resolve(key);
        const value = key === null ? null : unseal(Buffer.from(sealed), key, connectionId, name);
        return value === null ? fail(keyLost(connectionId, name)) : ok(new Secret(value));
      });
    },
    put: (connectionId, name, secret) =>
      asResult(async () => {
        await store.put(connectionId, name, seal(secret.reveal(), await dataKey(), connectionId, name));
        return ok(null);
      }),
    async remove(connectionId, name) {
      await store.remove(connectionId, name);
    },
    check: () =>
      asResult(async () => {
        await keyStore.read();
        return ok(null);
      }),
  };
}

/** The key store this machine is set up for: the keychain, or a passphrase file where somebody chose one. */
export function chooseKeyStore(dataFolder: string, env: Readonly<Record<string, string | undefined>>): KeyStore {
  const passphraseFile = env.MONTHEND_PASSPHRASE_FILE;
  if (passphraseFile === undefined) return keychainKeyStore();
  return passphraseKeyStore({ passphraseFile, keyFile: join(dataFolder, 'data-key.json') });
}

async function readOrMake(keyStore: KeyStore): Promise<Buffer> {
  const known = await keyStore.read();
  if (known?.length === 32) return known;
  await keyStore.write(randomBytes(32));
  // Read back: another process may have written in between, and a keychain that forgets must be found out now.
  const kept = await keyStore.read();
  if (kept?.length === 32) return kept;
  throw new KeyStoreProblem({
    code: 'keychain_forgets',
    message: 'The keychain of this computer did not keep what Monthend stored in it.',
    meaning: 'A token saved now could not be read tomorrow, so nothing was stored.',
    fix: 'Check that the default keyring is not a temporary one, then save the connection again.',
  });
}

async function asResult<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof KeyStoreProblem) return fail(thrown.problem);
    throw thrown;
  }
}

// A sealed secret is a version, a nonce, a tag and the ciphertext. With a nonce drawn afresh each time, 2^32 secrets may be
// sealed under one key before a repeat is likely enough to worry about.
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

function seal(value: string, key: Buffer, connectionId: string, name: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(belonging(connectionId, name));
  const ciphertext = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ciphertext]);
}

function unseal(sealed: Buffer, key: Buffer, connectionId: string, name: string): string | null {
  if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes || key.length !== 32) return null;
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(belonging(connectionId, name)).setAuthTag(tag);
  try {
    const ciphertext = sealed.subarray(1 + nonceBytes + tagBytes);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Ties a ciphertext to its row, so that one copied into another connection's row opens nothing. */
function belonging(connectionId: string, name: string): Buffer {
  return Buffer.from(JSON.stringify(['monthend secret', version, connectionId, name]));
}

function keyLost(connectionId: string, name: string): Problem {
  return {
    code: 'secret_unreadable',
    message: 'The stored token of this connection cannot be opened with the key in this keychain.',
    meaning:
      'Nothing can be fetched from this system until it has a token again. What was fetched before is all there.',
    fix: 'Paste the token of the connection again.',
    details: { connection: connectionId, secret: name },
  };
}
