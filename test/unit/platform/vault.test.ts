import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type KeyStore,
  KeyStoreProblem,
  keychainProblem,
  memoryKeyStore,
} from '../../../electron/platform/keychain.ts';
import { passphraseKeyStore } from '../../../electron/platform/passphrase-key.ts';
import { Secret } from '../../../electron/platform/secret.ts';
import { createVault, type SecretStore } from '../../../electron/platform/vault.ts';

function memoryStore(): SecretStore & { readonly rows: Map<string, Uint8Array> } {
  const rows = new Map<string, Uint8Array>();
  const at = (connectionId: string, name: string) => `${connectionId}/${name}`;
  return {
    rows,
    get: (connectionId, name) => rows.get(at(connectionId, name)) ?? null,
    put: (connectionId, name, sealed) => void rows.set(at(connectionId, name), sealed),
    remove: (connectionId, name) => void rows.delete(at(connectionId, name)),
  };
}

function setUp(keyStore: KeyStore = memoryKeyStore()) {
  const store = memoryStore();
  return { keyStore, store, vault: createVault({ keyStore, store }) };
}

const token = new Secret('tøken-1234567890');

describe('the vault', () => {
  it('gives back what was put in, also after a restart', async () => {
    const { vault, store, keyStore } = setUp();
    expect(await vault.put('c1', 'token', token)).toEqual({ ok: true, value: null });
    for (const reader of [vault, createVault({ keyStore, store })]) {
      const got = await reader.get('c1', 'token');
      expect(got.ok && got.value?.reveal()).toBe('tøken-1234567890');
    }
    expect(await vault.get('c1', 'other')).toEqual({ ok: true, value: null });
    await vault.remove('c1', 'token');
    expect(await vault.get('c1', 'token')).toEqual({ ok: true, value: null });
  });

  it('shows nothing of a secret in its row, and never seals twice alike', async () => {
    const { vault, store } = setUp();
    await vault.put('c1', 'token', token);
    const first = Buffer.from(store.rows.get('c1/token') ?? []);
    await vault.put('c1', 'token', token);
    const second = Buffer.from(store.rows.get('c1/token') ?? []);
    expect(first.includes('ken-123')).toBe(false);
    expect(first.equals(second)).toBe(false);
    expect(first.subarray(1, 13).equals(second.subarray(1, 13))).toBe(false);
  });

  it('notices any bit that changed in a row', async () => {
    const { vault, store } = setUp();
    await vault.put('c1', 'token', token);
    const sealed = Buffer.from(store.rows.get('c1/token') ?? []);
    for (let at = 0; at < sealed.length; at += 1) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      store.rows.set('c1/token', bent);
      expect(await vault.get('c1', 'token')).toMatchObject({ ok: false, problem: { code: 'secret_unreadable' } });
    }
    store.rows.set('c1/token', sealed.subarray(0, 10));
    expect((await vault.get('c1', 'token')).ok).toBe(false);
  });

  it('opens a row only for the connection and name it was sealed for', async () => {
    const { vault, store } = setUp();
    await vault.put('c1', 'token', token);
    const row = store.rows.get('c1/token') ?? new Uint8Array();
    for (const [connection, name] of [
      ['c2', 'token'],
      ['c1', 'refresh'],
    ] as const) {
      store.put(connection, name, row);
      expect(await vault.get(connection, name)).toMatchObject({ ok: false, problem: { code: 'secret_unreadable' } });
    }
  });

  it('makes one key, however many connections are saved at once', async () => {
    let writes = 0;
    const inner = memoryKeyStore();
    const { vault } = setUp({
      ...inner,
      write: (key) => {
        writes += 1;
        return inner.write(key);
      },
    });
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => vault.put(id, 'token', token)));
    expect(writes).toBe(1);
    for (const id of ['a', 'b', 'c', 'd']) expect((await vault.get(id, 'token')).ok).toBe(true);
  });

  it('asks for the token again when the key is gone, and works with the new one', async () => {
    const { vault, store } = setUp();
    await vault.put('c1', 'token', token);
    const elsewhere = createVault({ keyStore: memoryKeyStore(), store });
    const lost = await elsewhere.get('c1', 'token');
    expect(lost).toMatchObject({
      ok: false,
      problem: { code: 'secret_unreadable', fix: expect.stringMatching(/Paste/) },
    });
    await elsewhere.put('c1', 'token', token);
    expect((await elsewhere.get('c1', 'token')).ok).toBe(true);
  });

  it('stores nothing without a keychain, says what to install, and still forgets on request', async () => {
    const missing = async () => {
      throw new KeyStoreProblem(keychainProblem('Platform failure: DBus error: no bus', 'linux'));
    };
    const { vault, store } = setUp({ read: missing, write: missing, remove: missing });
    for (const result of [await vault.put('c1', 'token', token), await vault.check()]) {
      expect(result).toMatchObject({ ok: false, problem: { code: 'keychain_missing' } });
      expect(!result.ok && result.problem.fix).toMatch(/gnome-keyring.*KWallet.*libsecret.*D-Bus/);
    }
    expect(store.rows.size).toBe(0);
    store.put('c1', 'token', new Uint8Array([1]));
    await vault.remove('c1', 'token');
    expect(store.rows.size).toBe(0);
  });

  it('finds out at once when a keychain does not keep its key', async () => {
    const { vault, store } = setUp({ read: async () => null, write: async () => {}, remove: async () => {} });
    expect(await vault.put('c1', 'token', token)).toMatchObject({ ok: false, problem: { code: 'keychain_forgets' } });
    expect(store.rows.size).toBe(0);
  });

  it('tries the keychain again after it was locked', async () => {
    let isLocked = true;
    const inner = memoryKeyStore();
    const { vault } = setUp({
      ...inner,
      read: async () => {
        if (isLocked) throw new KeyStoreProblem(keychainProblem('collection is locked', 'linux'));
        return inner.read();
      },
    });
    expect(await vault.put('c1', 'token', token)).toMatchObject({ ok: false, problem: { code: 'keychain_locked' } });
    isLocked = false;
    expect((await vault.put('c1', 'token', token)).ok).toBe(true);
  });

  it('speaks in plain words', () => {
    for (const said of ['locked', 'nothing there']) {
      for (const platform of ['linux', 'darwin', 'win32'] as const) {
        const { message, meaning, fix } = keychainProblem(said, platform);
        expect(`${message} ${meaning} ${fix}`).not.toMatch(/error|failed|invalid|null/i);
      }
    }
  });
});

describe('a secret', () => {
  it('is shown by nothing but reveal()', () => {
    const shown = [
      `${token}`,
      JSON.stringify({ token }),
      inspect(token, { showHidden: true, depth: 9 }),
      inspect({ deep: { token } }),
      JSON.stringify(structuredClone({ ...token })),
      JSON.stringify(Object.entries(token)),
    ];
    for (const text of shown) expect(text).not.toContain('ken-123');
    expect(token.reveal()).toBe('tøken-1234567890');
  });
});

describe('a passphrase file', () => {
  function files(passphrase: string | null = 'correct horse battery\n') {
    const folder = mkdtempSync(join(tmpdir(), 'monthend-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const passphraseFile = join(folder, 'passphrase');
    const keyFile = join(folder, 'data-key.json');
    if (passphrase !== null) writeFileSync(passphraseFile, passphrase);
    return { passphraseFile, keyFile, cost: 1024 };
  }

  it('keeps the key across restarts, in a file for its owner only', async () => {
    const options = files();
    const { vault, store } = setUp(passphraseKeyStore(options));
    await vault.put('c1', 'token', token);
    const got = await createVault({ keyStore: passphraseKeyStore({ ...options, cost: 2048 }), store }).get(
      'c1',
      'token',
    );
    expect(got.ok && got.value?.reveal()).toBe('tøken-1234567890');
    if (process.platform !== 'win32') expect(statSync(options.keyFile).mode & 0o777).toBe(0o600);
    await passphraseKeyStore(options).remove();
    expect(existsSync(options.keyFile)).toBe(false);
  });

  it('with another passphrase opens nothing and overwrites nothing', async () => {
    const options = files();
    const { vault, store } = setUp(passphraseKeyStore(options));
    await vault.put('c1', 'token', token);
    writeFileSync(options.passphraseFile, 'another passphrase');
    const changed = createVault({ keyStore: passphraseKeyStore(options), store });
    expect(await changed.put('c2', 'token', token)).toMatchObject({
      ok: false,
      problem: { code: 'passphrase_differs' },
    });
    writeFileSync(options.passphraseFile, 'correct horse battery');
    expect((await changed.get('c1', 'token')).ok).toBe(true);
  });

  it.each([
    [null, 'passphrase_file_missing'],
    ['short\n', 'passphrase_too_short'],
  ])('that holds %j is refused', async (passphrase, code) => {
    const { vault } = setUp(passphraseKeyStore(files(passphrase)));
    expect(await vault.put('c1', 'token', token)).toMatchObject({ ok: false, problem: { code } });
    expect((await vault.check()).ok).toBe(false);
  });
});
