/** How the measured processes set the app up: as the command line does, with nothing but a Holded connection. */
import type { Engine } from '../../electron/engine.ts';
import { SAMPLE_HOLDED_KEY, sampleConnections } from '../../electron/sandbox/world.ts';
import type { Result } from '../../shared/domain/problem.ts';

export const LOOPBACK_SECRETS = { holded: { apiKey: SAMPLE_HOLDED_KEY } };

/** Founds the company and connects Holded. */
export async function setUp(engine: Engine, url: string): Promise<void> {
  const company = { name: 'Bench', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };
  unwrap(await engine.call('company/init', company));
  const [holded] = sampleConnections(url);
  if (!holded) throw new Error('The sample has no Holded');
  const { provider, label, settings } = holded;
  unwrap(await engine.call('connections/save', { provider, label, settings: { ...settings }, secrets: {} }));
}

/** Syncs the year. Throws unless every step completed. */
export async function syncYear(engine: Engine) {
  const { run, executions } = unwrap(await engine.call('sync/run', { year: '2025', who: 'bench' }));
  if (run.status !== 'completed') throw new Error(`The sync ended ${run.status}: ${JSON.stringify(run.problem)}`);
  return { run, executions };
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}
