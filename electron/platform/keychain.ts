import { AsyncEntry } from '@napi-rs/keyring';
import type { Problem } from '../../shared/domain/problem.ts';

/** Where the one data key is kept: 32 random bytes under which all secrets of the ledger are encrypted. */
export interface KeyStore {
  /** `null` when there is none yet. Throws {@link KeyStoreProblem} when the store cannot be asked. */
  read(): Promise<Buffer | null>;
  write(key: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** Thrown by a {@link KeyStore} that cannot do its work, with what the operator can do about it. */
export class KeyStoreProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'KeyStoreProblem';
    this.problem = problem;
  }
}

export interface KeychainEntry {
  readonly service: string;
  readonly account: string;
}

/** The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the D-Bus secret service on Linux. */
export function keychainKeyStore(
  entry: KeychainEntry = { service: 'Monthend', account: 'data-key' },
  platform: NodeJS.Platform = process.platform,
): KeyStore {
  async function ask<T>(question: (keychain: AsyncEntry) => Promise<T>): Promise<T> {
    try {
      // Left to itself the library falls back to the kernel's keyring on Linux, which forgets at the next restart and
      // takes every stored token with it. No keychain has to be a message, not a trap.
      return await question(new AsyncEntry(entry.service, entry.account, { linux: { store: 'secret-service' } }));
    } catch (thrown) {
      throw new KeyStoreProblem(keychainProblem(thrown instanceof Error ? thrown.message : String(thrown), platform));
    }
  }
  return {
    async read() {
      const key = await ask((keychain) => keychain.getSecret());
      return key === null ? null : Buffer.from(key);
    },
    async write(key) {
      await ask((keychain) => keychain.setSecret(key));
    },
    async remove() {
      await ask((keychain) => keychain.deleteCredential());
    },
  };
}

/** A key store that lasts as long as the process, for tests. */
export function memoryKeyStore(initial: Uint8Array | null = null): KeyStore {
  let key = initial === null ? null : Buffer.from(initial);
  return {
    read: async () => (key === null ? null : Buffer.from(key)),
    write: async (written) => {
      key = Buffer.from(written);
    },
    remove: async () => {
      key = null;
    },
  };
}

const locked = /locked|prompt|dismissed|user interaction|interaction is not allowed|cancel|access denied|no result/i;

/** Tells a locked keychain from one that is not there, by what the platform's library says. */
export function keychainProblem(said: string, platform: NodeJS.Platform): Problem {
  if (locked.test(said)) {
    return {
      code: 'keychain_locked',
      message: 'The keychain of this computer is locked, or did not let Monthend in.',
      meaning: 'Tokens can neither be read nor stored; what is already in the ledger stays readable.',
      fix: 'Unlock it (on Linux: open "Passwords and Keys" and unlock the default keyring; make one if there is none), allow Monthend when asked, then try again.',
      details: { said },
    };
  }
  return {
    code: 'keychain_missing',
    message: 'This computer has no keychain that Monthend can use.',
    meaning: 'No token is stored anywhere: Monthend does not keep secrets in plain files.',
    fix: platform === 'linux' ? installOnLinux : 'Sign in to this computer with a normal user session, then try again.',
    details: { said },
  };
}

const installOnLinux =
  'Install gnome-keyring (or KWallet) together with libsecret, and start Monthend inside a desktop session with D-Bus. ' +
  'On a server without a desktop, point MONTHEND_PASSPHRASE_FILE to a file with a passphrase instead.';
