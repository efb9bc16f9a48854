/** A company of one's own before the app is opened, fed by systems on this machine. Its keys are sealed under a passphrase file. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorServer } from '../../../electron/connectors/simulator.ts';
import { openEngine } from '../../../electron/engine.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { appPaths, ensureFolders } from '../../../electron/platform/paths.ts';
import { generateSchool, SAMPLE_NOW, SAMPLE_SEED } from '../../../electron/sandbox/school.ts';
import {
  type SampleConnection,
  sampleConnections,
  sampleWorlds,
  serveWorlds,
} from '../../../electron/sandbox/world.ts';
import type { SeatOptions } from './seat.ts';

export interface OwnCompany extends Required<Pick<SeatOptions, 'home' | 'env'>> {
  readonly ledger: string;
  readonly passphraseFile: string;
}

export const PASSPHRASE = 'a passphrase for nobody';

export interface OwnSystems {
  readonly server: SimulatorServer;
  readonly connections: readonly SampleConnection[];
  /** The keys that Holded takes; they can be changed under a running app. */
  readonly holdedKeys: string[];
}

/** Three systems of a small school, whose answers the test has in hand: an app that waits for them stays in mid-run. */
export async function ownSystems(): Promise<OwnSystems> {
  const worlds = sampleWorlds(generateSchool({ seed: SAMPLE_SEED, size: 0.3, clock: fixedClock(SAMPLE_NOW) }));
  const holdedKeys = [...worlds.holded.keys];
  const server = await serveWorlds({ ...worlds, holded: { ...worlds.holded, keys: holdedKeys } });
  return { server, connections: sampleConnections(server.url), holdedKeys };
}

/** Makes the books and connects the systems. */
export async function ownCompany(connections: readonly SampleConnection[]): Promise<OwnCompany> {
  const company = emptyHome();
  const opened = await openEngine({ ledgerPath: company.ledger, create: true, env: company.env });
  if (!opened.ok) throw new Error(opened.problem.message);
  const engine = opened.value;
  const books = { name: 'Academia', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };
  const made = await engine.call('company/init', books);
  if (!made.ok) throw new Error(made.problem.message);
  for (const { provider, label, settings, secrets } of connections) {
    const saved = await engine.call('connections/save', {
      provider,
      label,
      settings: { ...settings },
      secrets: { ...secrets },
    });
    if (!saved.ok) throw new Error(saved.problem.message);
  }
  await engine.close();
  return company;
}

/** A place for a company that is not there yet. */
export function emptyHome(): OwnCompany {
  const home = mkdtempSync(join(tmpdir(), 'monthend-own-'));
  const passphraseFile = join(home, 'passphrase');
  writeFileSync(passphraseFile, PASSPHRASE, { mode: 0o600 });
  const env = { MONTHEND_HOME: home, MONTHEND_PASSPHRASE_FILE: passphraseFile };
  const folders = ensureFolders(appPaths({ platform: 'linux', env, home }));
  if (!folders.ok) throw new Error(folders.problem.message);
  return { home, env, passphraseFile, ledger: join(home, 'ledgers', 'company.sqlite') };
}

/** The fingerprint of everything a ledger says. */
export async function hashOf(ledger: string): Promise<string> {
  const opened = await openEngine({ ledgerPath: ledger, env: {} });
  if (!opened.ok) throw new Error(opened.problem.message);
  const hash = await opened.value.call('ledger/hash', {});
  await opened.value.close();
  if (!hash.ok) throw new Error(hash.problem.message);
  return hash.value.hash;
}
