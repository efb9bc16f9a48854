/**
 * A place for torture: one folder with a passphrase file instead of a keychain, and ledgers that are copied from one that is set up
 * and connected. Nothing of it touches the ledgers, logs or keychain of whoever runs it.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Engine, openEngine } from '../../electron/engine.ts';
import type { Clock } from '../../electron/platform/clock.ts';
import type { KeyStore } from '../../electron/platform/keychain.ts';
import { seededRandom } from '../../electron/platform/random.ts';
import { chooseKeyStore } from '../../electron/platform/vault.ts';
import { sampleConnections } from '../../electron/sandbox/world.ts';
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/domain/problem.ts';

export interface Room {
  /** What a process needs to find its secrets and to keep its log in here. */
  readonly env: NodeJS.ProcessEnv;
  /** The same secrets for an engine in this process, which need not derive the key from the passphrase each time. */
  readonly keyStore: KeyStore;
  /** A ledger of its own, initialised and connected, nothing synced yet. Gives its path. */
  freshLedger(name: string): string;
  discard(ledger: string): void;
  close(): void;
}

/** Sets up a ledger that is connected to the sample company served at `url`, to be copied for each run. */
export async function openRoom(url: string): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-torture-'));
  const passphraseFile = join(folder, 'passphrase');
  writeFileSync(passphraseFile, 'nothing but made-up people behind it\n', { mode: 0o600 });
  const env = { ...process.env, MONTHEND_HOME: join(folder, 'home'), MONTHEND_PASSPHRASE_FILE: passphraseFile };
  const template = join(folder, 'template.sqlite');
  const keyStore = remembering(chooseKeyStore(folder, env));
  await withEngine({ ledgerPath: template, create: true, keyStore }, async (engine) => {
    await call(engine, 'company/init', {
      name: 'Escuela Lumen',
      currency: 'EUR',
      timeZone: 'Europe/Madrid',
      firstMonth: '2025-01',
    });
    for (const connection of sampleConnections(url)) {
      const { provider, label, settings, secrets } = connection;
      await call(engine, 'connections/save', { provider, label, settings: { ...settings }, secrets: { ...secrets } });
    }
  });
  return {
    env,
    keyStore,
    freshLedger(name) {
      const path = join(folder, `${name}.sqlite`);
      copyFileSync(template, path);
      return path;
    },
    discard(ledger) {
      for (const suffix of ['', '-wal', '-shm', '.run-lock']) rmSync(`${ledger}${suffix}`, { force: true });
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function remembering(store: KeyStore): KeyStore {
  let key: Buffer | null = null;
  return {
    async read() {
      key ??= await store.read();
      return key;
    },
    write: (next) => store.write(next),
    remove: () => store.remove(),
  };
}

export interface EngineWish {
  readonly ledgerPath: string;
  readonly create?: boolean;
  readonly keyStore: KeyStore;
  readonly clock?: Clock;
}

/** Opens an engine for one piece of work. Throws when the ledger cannot be opened, which no kill may cause. */
export async function withEngine<T>(wish: EngineWish, work: (engine: Engine) => Promise<T>): Promise<T> {
  const opened = await openEngine({ ...wish, random: seededRandom(1) });
  if (!opened.ok) throw new Error(`${wish.ledgerPath} cannot be opened: ${opened.problem.message}`);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** What a use case gives; a problem is thrown. */
export async function call<C extends ChannelName>(engine: Engine, channel: C, input: InputOf<C>): Promise<OutputOf<C>> {
  const answer: Result<OutputOf<C>> = await engine.call(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.problem.message}`);
  return answer.value;
}

/** How many journal lines a ledger has: every business row written leaves one. */
export function journalLines(ledger: string): number {
  const db = new Database(ledger, { readonly: true });
  try {
    return Number(db.prepare('SELECT count(*) FROM change').pluck().get());
  } finally {
    db.close();
  }
}

export interface Verdict {
  readonly hash: string;
  /** The same by table, to say where two ledgers differ. */
  readonly tables: Readonly<Record<string, string>>;
  /** What `ledger check` found, in words; empty when the ledger is whole. */
  readonly findings: readonly string[];
}

/** What a ledger says, and whether it is whole. */
export async function verdictOf(engine: Engine): Promise<Verdict> {
  const { hash, tables } = await call(engine, 'ledger/hash', {});
  const { checks } = await call(engine, 'ledger/check', {});
  return {
    hash,
    tables,
    findings: checks.filter(({ ok }) => !ok).map(({ name, found }) => `${name}: ${found.join('; ')}`),
  };
}

/** The tables in which two ledgers differ, in words; empty when they say the same. */
export function differences(found: Verdict, wanted: Verdict): string[] {
  if (found.hash === wanted.hash) return [];
  const names = Object.keys(wanted.tables).filter((name) => found.tables[name] !== wanted.tables[name]);
  return [`the hash differs in ${names.join(', ')}`];
}
