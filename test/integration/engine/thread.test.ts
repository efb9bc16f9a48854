import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngineThread } from '../../../electron/engine-thread.ts';
import { sampleConnections, startSampleServer } from '../../../electron/sandbox/world.ts';

const COMPANY = { name: 'Lumen', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };

function place(): string {
  return join(mkdtempSync(join(tmpdir(), 'monthend-thread-')), 'ledger.sqlite');
}

test('an engine on its thread answers, tells how a run goes, and can be cancelled and resumed', async () => {
  const server = await startSampleServer({ latencyMs: 5 });
  const connections = sampleConnections(server.url);
  const opened = await openEngineThread({
    ledgerPath: place(),
    create: true,
    loopbackSecrets: Object.fromEntries(connections.map(({ provider, secrets }) => [provider, secrets])),
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  const engine = opened.value;
  expect((await engine.call('company/get', {})).ok).toBe(false);
  expect((await engine.call('company/init', COMPANY)).ok).toBe(true);
  for (const { provider, label, settings, secrets } of connections) {
    expect(
      (await engine.call('connections/save', { provider, label, settings: { ...settings }, secrets: { ...secrets } }))
        .ok,
    ).toBe(true);
  }
  const stop = new AbortController();
  const ended: string[] = [];
  engine.on((event) => {
    if (event.type !== 'execution-ended') return;
    ended.push(event.execution.status);
    if (event.execution.step === 'invoices') stop.abort();
  });
  const cancelled = await engine.call('sync/run', { year: '2025', who: 'test' }, { signal: stop.signal });
  expect(cancelled.ok && cancelled.value.run.status).toBe('cancelled');
  const resumed = await engine.call('sync/run', { resume: true, who: 'test' });
  expect(resumed.ok && resumed.value.run.status).toBe('completed');
  expect(ended.filter((status) => status === 'completed')).toHaveLength(16);
  await engine.close();
  const after = await engine.call('company/get', {});
  expect(after.ok ? null : after.problem.code).toBe('ENGINE_STOPPED');
  await server.close();
});

test('a ledger that cannot be opened is told in words, not by a thread that dies', async () => {
  const opened = await openEngineThread({ ledgerPath: join(place(), 'nowhere', 'ledger.sqlite') });
  expect(opened.ok ? null : opened.problem.code).toBe('LEDGER_MISSING');
});
