import { expect, test } from 'vitest';
import type { LiveRun } from '../../../shared/contract/desk.ts';
import { newFolder } from '../../support/school.ts';
import { openDesk } from './desk.ts';

test('the sample company is run, previewed, cancelled and resumed through the desk, and its events add up to what came of it', async () => {
  const home = newFolder();
  const desk = await openDesk({ home, sample: true });
  expect(desk.host.state()).toMatchObject({ ledger: 'open', sample: true, company: { name: 'Escuela Lumen' } });

  const preview = desk.until((event) => event.type === 'run' && event.run.state === 'ended');
  await desk.call('desk/start-preview', { from: '2025-01', until: '2025-01' });
  expect((await desk.refusal('desk/start-run', {})).code).toBe('RUN_IN_PROGRESS');
  expect((await desk.refusal('desk/open-company')).code).toBe('RUN_IN_PROGRESS');
  await preview;
  expect(desk.host.live()).toMatchObject({ kind: 'preview', run: null, status: 'completed' });
  expect(desk.host.live()?.preview?.effect.length).toBeGreaterThan(0);
  expect(await desk.call('runs/list')).toEqual([]);

  const began = desk.until(
    (event) =>
      event.type === 'run' &&
      event.run.executions.some(({ step, status }) => step === 'invoices' && status === 'running'),
  );
  await desk.call('desk/start-run', { from: '2025-01', until: '2025-03' });
  await began;
  await desk.host.cancelRun();
  expect(desk.host.live()).toMatchObject({ state: 'ended', status: 'cancelled' });
  const resumed = await desk.run({ resume: true });
  expect(resumed).toMatchObject({ status: 'completed', problem: null, trigger: 'manual' });
  expect(resumed.executions.every(({ status }) => status === 'completed')).toBe(true);
  expect(resumed.executions.filter(({ step }) => step === 'accruals').map(({ month }) => month)).toEqual([
    '2025-01',
    '2025-02',
    '2025-03',
  ]);

  const figures = await desk.call('issues/totals');
  const told = desk.events.findLast(({ type }) => type === 'issues');
  expect(told).toMatchObject({ pending: (figures as { pending: number }).pending });
  const second = await desk.run({ from: '2025-01', until: '2025-03' });
  expect(second.executions.reduce((sum, { counts }) => sum + (counts?.applied ?? 0), 0)).toBeGreaterThanOrEqual(0);
  const file = await desk.call<{ rows: number; path: string } | null>('desk/export-accruals', {});
  expect(file?.rows).toBeGreaterThan(0);

  // Closed and opened again: the systems are at other ports, the ledger is the same, its time has not gone back.
  const before = await desk.call<{ startedAt: string }[]>('runs/list');
  await desk.host.close();
  const again = await openDesk({ home, sample: true });
  const run = await again.run({ from: '2025-01', until: '2025-01' });
  expect(run.status).toBe('completed');
  expect(run.startedAt > (before[0]?.startedAt ?? '')).toBe(true);
}, 180_000);

test('a half-given range is refused in words, a refused run is told as such', async () => {
  const desk = await openDesk({ sample: true });
  expect((await desk.refusal('desk/start-run', { from: '2025-01' })).code).toBe('BAD_RANGE');
  expect(desk.host.live()).toBeNull();
  const run: LiveRun = await desk.run({ resume: true });
  expect(run).toMatchObject({ status: 'refused', problem: { code: 'NOTHING_TO_RESUME' } });
});
