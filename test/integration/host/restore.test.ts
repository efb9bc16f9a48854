import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngineThread } from '../../../electron/engine-thread.ts';
import { COMPANY, type Desk, openDesk } from './desk.ts';

interface Backup {
  readonly file: string;
  readonly why: string;
}

async function backups(desk: Desk): Promise<{ folder: string; backups: Backup[] }> {
  return desk.call('backups/list');
}

async function rename(desk: Desk, companyName: string): Promise<void> {
  await desk.call('settings/save', { companyName });
}

async function withBackup(options: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk(options);
  await desk.call('desk/start-company', COMPANY);
  const { file } = await desk.call<Backup>('backups/make');
  await rename(desk, 'Lumen after');
  return { desk, file };
}

test('restoring a backup brings its ledger back and keeps the present one as a backup of its own', async () => {
  const { desk, file } = await withBackup();
  const state = await desk.call('desk/restore-backup', { file });
  expect(state).toMatchObject({ ledger: 'open', company: { name: 'Lumen' } });
  const kept = (await backups(desk)).backups.find(({ why }) => why === 'restore');
  expect(kept?.file).toMatch(/^before-restore-/);
  // And it can be taken back in the same way.
  expect(await desk.call('desk/restore-backup', { file: kept?.file })).toMatchObject({
    company: { name: 'Lumen after' },
  });
});

test('a damaged backup is refused and the ledger stays open as it was', async () => {
  const { desk, file } = await withBackup();
  const { folder } = await backups(desk);
  truncateSync(join(folder, file), 8192);
  const problem = await desk.refusal('desk/restore-backup', { file });
  expect(problem.message).not.toBe('');
  expect(await desk.call('company/get')).toMatchObject({ name: 'Lumen after' });
});

test('a file that is no backup, and one that is not in the list, are refused', async () => {
  const { desk } = await withBackup();
  const { folder } = await backups(desk);
  writeFileSync(join(folder, 'notes.sqlite'), 'not a database');
  for (const file of ['notes.sqlite', '../company.sqlite', '/etc/passwd', 'company.sqlite']) {
    expect((await desk.host.call('desk/restore-backup', { file })).ok).toBe(false);
  }
  expect(await desk.call('company/get')).toMatchObject({ name: 'Lumen after' });
});

test('a backup that passes its check and still cannot be opened leaves the old ledger in its place', async () => {
  let refuse = false;
  const { desk, file } = await withBackup({
    openEngine(options) {
      const refusal = { code: 'LEDGER_CORRUPT', message: 'The disk gave out.', fix: 'Try again.' };
      if (!refuse) return openEngineThread(options);
      refuse = false;
      return Promise.resolve({ ok: false, problem: refusal });
    },
  });
  refuse = true;
  expect((await desk.refusal('desk/restore-backup', { file })).code).toBe('BACKUP_NOT_OPENED');
  expect(desk.host.state()).toMatchObject({ ledger: 'open', company: { name: 'Lumen after' } });
  const folder = dirname(desk.host.state().path);
  expect(readdirSync(folder).filter((name) => name.includes('before-restore') || name.includes('restoring'))).toEqual(
    [],
  );
});

test('nothing is restored while another program is at work on the ledger', async () => {
  const { desk, file } = await withBackup();
  const { takeRunLock } = await import('../../../electron/ledger/run-lock.ts');
  const lock = takeRunLock(desk.host.state().path);
  expect((await desk.refusal('desk/restore-backup', { file })).code).toBe('RUN_IN_PROGRESS');
  if (lock.ok) lock.value.release();
  expect(await desk.call('company/get')).toMatchObject({ name: 'Lumen after' });
  expect(await desk.call('desk/restore-backup', { file })).toMatchObject({ company: { name: 'Lumen' } });
});

test('a ledger that cannot be opened can go back to a backup, and the damaged file is kept', async () => {
  const { desk, file } = await withBackup();
  const { path } = desk.host.state();
  await desk.call('desk/open-sample');
  for (const companion of ['-wal', '-shm']) rmSync(`${path}${companion}`, { force: true });
  writeFileSync(path, 'this was a ledger once');
  expect(await desk.call('desk/open-company')).toMatchObject({ ledger: 'refused' });
  expect((await backups(desk)).backups.map((backup) => backup.file)).toContain(file);
  expect(await desk.call('backups/check', { file })).toMatchObject({ ok: true, company: 'Lumen', found: [] });
  expect((await desk.refusal('settings/get')).code).toBe(desk.host.state().problem?.code);
  expect((await desk.refusal('desk/restore-backup', { file: '../company.sqlite' })).code).toBe('UNKNOWN_BACKUP');

  expect(await desk.call('desk/restore-backup', { file })).toMatchObject({
    ledger: 'open',
    problem: null,
    company: { name: 'Lumen' },
  });
  const kept = (await backups(desk)).backups.find(({ why }) => why === 'restore');
  expect(readFileSync(join(dirname(path), kept?.file ?? ''), 'utf8')).toBe('this was a ledger once');
});
