import { expect, test } from 'vitest';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { memoryKeyStore } from '../../../electron/platform/keychain.ts';
import type { LiveRun } from '../../../shared/contract/desk.ts';
import { newFolder } from '../../support/school.ts';
import { besideTheTest, COMPANY, type Desk, type DeskOptions, openDesk } from './desk.ts';

const DAILY = { enabled: true, rhythm: { kind: 'daily' }, time: '07:30' };
const HOUR = 3_600_000;

/** A desk that stands still in time until the test moves it. */
async function standing(now: string, options: DeskOptions = {}) {
  const clock = fixedClock(now);
  const open = (more: DeskOptions = {}) =>
    openDesk({ ...options, ...more, clock, openEngine: besideTheTest(clock, { keyStore: memoryKeyStore() }) });
  return { clock, open, desk: await open() };
}

/** Looks at the schedule as after sleep, and resolves when the run this starts has ended. */
async function wake(desk: Desk): Promise<LiveRun> {
  const ended = desk.until((event) => event.type === 'run' && event.run.state === 'ended');
  desk.host.woke();
  const event = await ended;
  if (event.type !== 'run') throw new Error('not a run');
  return event.run;
}

async function scheduledRuns(desk: Desk): Promise<number> {
  const runs = await desk.call<{ trigger: string }[]>('runs/list');
  return runs.filter(({ trigger }) => trigger === 'schedule').length;
}

/** Waits until the desk has looked: its looks are over when another call to it has been answered. */
async function looked(desk: Desk): Promise<void> {
  desk.host.woke();
  for (let n = 0; n < 20; n++) await desk.call('schedule/get');
}

test('a run missed while the machine slept is caught up once on waking, and that is said', async () => {
  const { clock, desk } = await standing('2025-03-01T12:00:00.000Z');
  await desk.call('desk/start-company', COMPANY);
  await desk.call('schedule/save', DAILY);
  clock.advance(48 * HOUR);
  const run = await wake(desk);
  expect(run).toMatchObject({ trigger: 'schedule', caughtUp: true });
  expect(desk.host.state().notices.map(({ code, message }) => [code, message])).toContainEqual([
    'RUN_CAUGHT_UP',
    'The run of 3 March 07:30 was caught up now: Monthend was not running at that time.',
  ]);
  await looked(desk);
  expect(await scheduledRuns(desk)).toBe(1);
});

test('a run missed while the app was closed is caught up once at the start', async () => {
  const home = newFolder();
  const { clock, desk, open } = await standing('2025-03-01T12:00:00.000Z', { home });
  await desk.call('desk/start-company', COMPANY);
  await desk.call('schedule/save', DAILY);
  await desk.host.close();
  clock.advance(24 * HOUR);
  const again = await open();
  await looked(again);
  expect(again.host.live()).toMatchObject({ trigger: 'schedule', caughtUp: true });
  await again.host.close();
  const third = await open();
  await looked(third);
  expect(await scheduledRuns(third)).toBe(1);
});

test('a run that comes up in time is no catching up, and its trouble is told', async () => {
  const { clock, desk } = await standing('2025-03-01T05:00:00.000Z');
  await desk.call('desk/start-company', COMPANY);
  await desk.call('schedule/save', DAILY);
  clock.advance(1.5 * HOUR);
  const run = await wake(desk);
  expect(run).toMatchObject({ trigger: 'schedule', caughtUp: false });
  const codes = desk.host.state().notices.map(({ code }) => code);
  expect(codes).not.toContain('RUN_CAUGHT_UP');
  if (run.status !== 'completed') expect(codes).toContain('SCHEDULED_RUN_STOPPED');
});

test('a clock that is set back is told and makes no run happen twice', async () => {
  const { clock, desk } = await standing('2025-03-01T12:00:00.000Z');
  await desk.call('desk/start-company', COMPANY);
  await desk.call('schedule/save', DAILY);
  clock.advance(24 * HOUR);
  await wake(desk);
  clock.advance(-24 * HOUR);
  await looked(desk);
  expect(desk.host.state().notices.map(({ code }) => code)).toContain('CLOCK_SET_BACK');
  clock.advance(24 * HOUR);
  await looked(desk);
  expect(await scheduledRuns(desk)).toBe(1);
  await desk.call('desk/dismiss-notice', { code: 'CLOCK_SET_BACK' });
  expect(desk.host.state().notices.map(({ code }) => code)).not.toContain('CLOCK_SET_BACK');
});

test('nothing unattended locks a month, decides anything or undoes a run', async () => {
  const { clock, desk } = await standing('2025-03-01T12:00:00.000Z');
  await desk.call('desk/start-company', COMPANY);
  await desk.call('schedule/save', DAILY);
  clock.advance(24 * HOUR);
  await wake(desk);
  expect(await desk.call('company/get')).toMatchObject({ lockedThrough: null });
  expect(await desk.call('decisions/list')).toEqual([]);
});
