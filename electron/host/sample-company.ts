/** The sample company: a made-up school whose three systems are played on this machine, so that everything can be tried for real. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fail, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { Engine } from '../engine-thread.ts';
import { type AppPaths, storageProblem } from '../platform/paths.ts';
import { threadFile } from '../platform/thread-file.ts';
import type { SampleConnection } from '../sandbox/world.ts';

export const SAMPLE_COMPANY = {
  name: 'Escuela Lumen',
  currency: 'EUR',
  timeZone: 'Europe/Madrid',
  firstMonth: '2025-01',
} as const;

export interface FromSampleThread {
  readonly connections: readonly SampleConnection[];
  /** The instant at which the company stands. */
  readonly now: string;
}

export interface SampleSystems extends FromSampleThread {
  close(): Promise<void>;
}

/** Starts the systems; the ports differ at each start. */
export function startSampleSystems(): Promise<SampleSystems> {
  const worker = new Worker(threadFile(import.meta.url, 'sample-worker'));
  // It must not keep a program alive that has nothing else to do.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (told: FromSampleThread) =>
      resolve({
        ...told,
        close: () =>
          new Promise((closed) => {
            // Now it is waited for.
            worker.ref();
            worker.once('exit', () => closed());
            worker.postMessage('close');
          }),
      }),
    );
  });
}

/** Where the sample company's ledger lies; makes its folder. */
export function sampleLedger(paths: AppPaths): Result<string> {
  const folder = join(paths.data, 'sample');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    const problem = storageProblem(thrown, folder);
    if (problem) return fail(problem);
    throw thrown;
  }
  return { ok: true, value: join(folder, 'lumen.sqlite') };
}

/** Keys that open nothing but these systems. */
export function loopbackSecrets({ connections }: FromSampleThread): Record<string, Readonly<Record<string, string>>> {
  return Object.fromEntries(connections.map(({ provider, secrets }) => [provider, secrets]));
}

/** Makes the company where there is none yet and points its connections at the systems of this start. */
export async function connectSample(engine: Engine, systems: FromSampleThread): Promise<Problem | null> {
  const company = await engine.call('company/get', {});
  if (!company.ok && company.problem.code === 'NO_COMPANY') {
    const made = await engine.call('company/init', SAMPLE_COMPANY);
    if (!made.ok) return made.problem;
  } else if (!company.ok) return company.problem;
  for (const { provider, label, settings, secrets } of systems.connections) {
    const saved = await engine.call('connections/save', {
      provider,
      label,
      settings: { ...settings },
      secrets: { ...secrets },
    });
    if (!saved.ok) return saved.problem;
  }
  return null;
}
