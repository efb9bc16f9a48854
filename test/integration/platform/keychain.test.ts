import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keychainKeyStore } from '../../../electron/platform/keychain.ts';
import { Secret } from '../../../electron/platform/secret.ts';
import { createVault, type SecretStore } from '../../../electron/platform/vault.ts';

// Only where scripts/with-keychain.sh has set up a keychain of its own: a test must not write to anybody's login keychain.
const left = process.env.MONTHEND_NO_TEST_KEYCHAIN ?? 'start the tests with scripts/with-keychain.sh';
const ready = process.env.MONTHEND_TEST_KEYCHAIN === 'ready';

describe(`the keychain of the system${ready ? '' : ` (left out: ${left})`}`, () => {
  it.skipIf(!ready)('keeps the data key and forgets it on request', async () => {
    const entry = { service: 'Monthend test', account: randomUUID() };
    const keychain = keychainKeyStore(entry);
    onTestFinished(() => keychain.remove());
    expect(await keychain.read()).toBeNull();
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));
    await keychain.write(key);
    expect(await keychainKeyStore(entry).read()).toEqual(key);
    await keychain.remove();
    await keychain.remove();
    expect(await keychain.read()).toBeNull();
  });

  it.skipIf(!ready)('holds the key of a vault whose secrets lie elsewhere', async () => {
    const entry = { service: 'Monthend test', account: randomUUID() };
    onTestFinished(() => keychainKeyStore(entry).remove());
    const rows = new Map<string, Uint8Array>();
    const store: SecretStore = {
      get: (connectionId, name) => rows.get(connectionId + name) ?? null,
      put: (connectionId, name, sealed) => void rows.set(connectionId + name, sealed),
      remove: (connectionId, name) => void rows.delete(connectionId + name),
    };
    // Longer than some keychains would hold in one entry.
    const long = 'x'.repeat(10_000);
    await createVault({ keyStore: keychainKeyStore(entry), store }).put('c1', 'token', new Secret(long));
    const got = await createVault({ keyStore: keychainKeyStore(entry), store }).get('c1', 'token');
    expect(got.ok && got.value?.reveal()).toBe(long);
  });

  // The D-Bus session that is taken away here exists on Linux alone.
  it.skipIf(process.platform !== 'linux')(
    'that is not there is a problem with words, never a silent substitute',
    () => {
      // In a process of its own: the library reads the bus's address from the real environment, which a worker only copies.
      const program = `
      const { keychainKeyStore } = await import(${JSON.stringify(new URL('../../../electron/platform/keychain.ts', import.meta.url))});
      const thrown = await keychainKeyStore().read().catch((reason) => reason);
      console.log(JSON.stringify(thrown?.problem ?? null));`;
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
      const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' });
      expect(JSON.parse(said)).toMatchObject({
        code: 'keychain_missing',
        fix: expect.stringContaining('gnome-keyring'),
      });
    },
  );
});
