import { test } from 'vitest';
import { openSchool } from '../../support/school.ts';
import { sampleConnections } from '../../../electron/sandbox/world.ts';
test.each([25, 50, 100])('perf %s', async (n) => {
  const { books, world } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  world.enrolment({ student: ana, service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  for (let i = 0; i < n; i++) world.invoice({ student: ana, service: 'fs-pt', date: `2025-01-${String(1 + (i % 28)).padStart(2, '0')}`, net: 1000 });
  const t = performance.now();
  const r = await books.sync('2025-01');
  console.log(n, performance.now() - t, JSON.stringify(r.issues.byCode));
});
test('key', async () => {
  const { books, world, server } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const connections = sampleConnections(server.url).filter((each) => each.provider === 'holded');
  await books.connect(connections.map((each) => ({ ...each, secrets: { apiKey: '00000000000000000000000000000000' } })));
  const report = await books.sync('2025-01', '2025-01', { withAccruals: true });
  console.log(JSON.stringify(report.executions.map((e) => [e.step, e.status, e.problem]), null, 1));
});
