import { expect, test } from 'vitest';
import { openEngineThread } from '../../../electron/engine-thread.ts';
import { SAMPLE_COMPANY } from '../../../electron/host/sample-company.ts';
import { sampleConnections, startSampleServer } from '../../../electron/sandbox/world.ts';
import { newFolder } from '../../support/school.ts';
import { openDesk } from './desk.ts';

async function openThreads(latencyMs = 0) {
  const server = await startSampleServer({ latencyMs });
  const connections = sampleConnections(server.url);
  const opened = await openEngineThread({
    ledgerPath: `${newFolder()}/ledger.sqlite`,
    create: true,
    loopbackSecrets: Object.fromEntries(connections.map(({ provider, secrets }) => [provider, secrets])),
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  await opened.value.call('company/init', SAMPLE_COMPANY);
  return { engine: opened.value, connections, server };
}

test('a read that is asked after a write was answered sees what was written', async () => {
  const { engine, connections, server } = await openThreads();
  for (let n = 1; n <= 30; n++) {
    for (const { provider, settings, secrets } of connections.slice(0, 1)) {
      const saved = await engine.call('connections/save', {
        provider,
        label: `Number ${n}`,
        settings: { ...settings },
        secrets: { ...secrets },
      });
      expect(saved.ok).toBe(true);
    }
    const list = await engine.call('connections/list', {});
    expect(list.ok && list.value.length).toBe(n);
  }
  await engine.close();
  await server.close();
});

test('lists are answered while a run writes, and while a copy of the whole ledger is written', async () => {
  const { engine, connections, server } = await openThreads(2);
  for (const { provider, label, settings, secrets } of connections) {
    await engine.call('connections/save', { provider, label, settings: { ...settings }, secrets: { ...secrets } });
  }
  let running = true;
  const run = engine.call('sync/run', { year: '2025', withAccruals: true, who: 'ana' }).then((report) => {
    running = false;
    return report;
  });
  let answered = 0;
  while (running) {
    const [list, totals] = await Promise.all([engine.call('runs/list', {}), engine.call('issues/totals', {})]);
    expect(list.ok && totals.ok).toBe(true);
    answered += 1;
  }
  const report = await run;
  expect(report.ok && report.value.run.status).toBe('completed');
  expect(answered).toBeGreaterThan(50);

  const order: string[] = [];
  await Promise.all([
    engine.call('ledger/backup', { path: `${newFolder()}/copy.sqlite` }).then(() => order.push('backup')),
    engine.call('company/get', {}).then(() => order.push('company')),
  ]);
  expect(order).toEqual(['company', 'backup']);
  await engine.close();
  await server.close();
});

test('a thread that dies is started again once, which is said; the second time the desk says that it is closed', async () => {
  const deaths: (() => void)[] = [];
  const desk = await openDesk({
    async openEngine(options) {
      const opened = await openEngineThread(options);
      if (!opened.ok) return opened;
      const death = Promise.withResolvers<void>();
      deaths.push(death.resolve);
      return { ok: true, value: { ...opened.value, died: death.promise } };
    },
  });
  await desk.call('desk/start-company', {
    name: 'Lumen',
    currency: 'EUR',
    timeZone: 'Europe/Madrid',
    firstMonth: '2025-01',
  });
  const back = desk.until((event) => event.type === 'state' && event.state.notices.length > 0);
  deaths.at(-1)?.();
  await back;
  expect(desk.host.state()).toMatchObject({ ledger: 'open', notices: [{ code: 'ENGINE_RESTARTED' }] });
  expect(await desk.call('company/get')).toMatchObject({ name: 'Lumen' });
  const closed = desk.until((event) => event.type === 'state' && event.state.ledger === 'refused');
  deaths.at(-1)?.();
  await closed;
  expect((await desk.refusal('company/get')).code).toBe('ENGINE_STOPPED');
  await desk.call('desk/open-company');
  expect(desk.host.state().ledger).toBe('open');
});
