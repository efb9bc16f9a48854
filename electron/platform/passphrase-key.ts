import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Problem } from '../../shared/domain/problem.ts';
import { type KeyStore, KeyStoreProblem } from './keychain.ts';
import { storageProblem } from './paths.ts';

/**
 * The data key wrapped by a passphrase, for servers that have no keychain. Somebody has to choose it by setting
 * MONTHEND_PASSPHRASE_FILE; it is never what happens when the keychain is missing, since the passphrase then lies on the
 * same machine as the ledger and protects copies of it only.
 */
export interface PassphraseOptions {
  /** The file with the passphrase: one line, twelve characters at least. */
  readonly passphraseFile: string;
  /** Where the wrapped key is kept, with the data. */
  readonly keyFile: string;
  /** Cost of scrypt; the default takes a few hundred milliseconds and 128 MiB once a start. */
  readonly cost?: number;
}

const shortest = 12;

/** A key store over a passphrase file. */
export function passphraseKeyStore(options: PassphraseOptions): KeyStore {
  const { keyFile, cost = 2 ** 17 } = options;
  return {
    async read() {
      const passphrase = await readPassphrase(options.passphraseFile);
      const text = await readIfThere(keyFile);
      return text === null ? null : unwrap(text, passphrase, keyFile);
    },
    async write(key) {
      const passphrase = await readPassphrase(options.passphraseFile);
      const salt = randomBytes(16);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce);
      const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      const [saltText, nonceText, sealedText] = [salt, nonce, sealed].map((bytes) => bytes.toString('base64'));
      const text = JSON.stringify({ version: 1, cost, salt: saltText, nonce: nonceText, sealed: sealedText });
      // A half-written key file would lose every token, so it takes its place whole.
      try {
        await writeFile(`${keyFile}.new`, text, { mode: 0o600, flush: true });
        await rename(`${keyFile}.new`, keyFile);
      } catch (thrown) {
        throw asStorageProblem(thrown, keyFile);
      }
    },
    async remove() {
      await rm(keyFile, { force: true });
    },
  };
}

async function unwrap(text: string, passphrase: string, keyFile: string): Promise<Buffer> {
  try {
    const { cost, salt, nonce, sealed } = JSON.parse(text);
    const bytes = Buffer.from(sealed, 'base64');
    const derived = await derive(passphrase, Buffer.from(salt, 'base64'), Number(cost));
    const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  } catch {
    throw new KeyStoreProblem(differs(keyFile));
  }
}

async function readPassphrase(file: string): Promise<string> {
  const text = await readIfThere(file);
  const passphrase = text?.replace(/\r?\n$/, '') ?? '';
  if (passphrase.length >= shortest) return passphrase;
  throw new KeyStoreProblem({
    code: text === null ? 'passphrase_file_missing' : 'passphrase_too_short',
    message:
      text === null
        ? `The passphrase file ${file} is not there.`
        : `The passphrase in ${file} is shorter than ${shortest} characters.`,
    meaning: 'Tokens can neither be read nor stored. The keychain is not used instead.',
    fix: 'Put one long passphrase in the file that MONTHEND_PASSPHRASE_FILE names, readable by this user only, or unset it to use the keychain.',
    details: { path: file },
  });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw asStorageProblem(thrown, file);
  }
}

function asStorageProblem(thrown: unknown, path: string): unknown {
  const problem = storageProblem(thrown, path);
  return problem ? new KeyStoreProblem(problem) : thrown;
}

function differs(keyFile: string): Problem {
  return {
    code: 'passphrase_differs',
    message: `The passphrase does not open ${keyFile}.`,
    meaning: 'Tokens stored under the earlier passphrase cannot be read.',
    fix: 'Put the earlier passphrase back. If it is lost, remove the key file and paste the token of each connection again.',
    details: { path: keyFile },
  };
}

function derive(passphrase: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }, (thrown, key) =>
      thrown ? reject(thrown) : resolve(key),
    );
  });
}
