import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appPaths, ensureFolders, storageProblem } from '../../../electron/platform/paths.ts';

function room(): string {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-paths-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('where things live', () => {
  it.each([
    ['linux', {}, '/home/ana/.local/share/monthend'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/monthend'],
    ['darwin', {}, '/home/ana/Library/Application Support/Monthend'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Monthend'],
    ['win32', {}, '/home/ana/AppData/Roaming/Monthend'],
    ['darwin', { MONTHEND_HOME: '/own' }, resolve('/own')],
  ] as const)('on %s with %j is %s', (platform, env, data) => {
    const paths = appPaths({ platform, env, home: '/home/ana' });
    expect(paths.data).toBe(data.startsWith('/own') ? data : join(data));
    expect(paths.ledgers).toBe(join(paths.data, 'ledgers'));
  });

  it('keeps the log where a Mac keeps logs, and all in one folder when told', () => {
    const machine = { platform: 'darwin', env: {}, home: '/home/ana' } as const;
    expect(appPaths(machine).logs).toBe(join('/home/ana/Library/Logs/Monthend'));
    expect(appPaths({ ...machine, env: { MONTHEND_HOME: '/own' } }).logs).toBe(resolve('/own/logs'));
  });
});

describe('folders', () => {
  it('are made for their owner only', () => {
    const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: join(room(), 'deep', 'home') }, home: '/' });
    expect(ensureFolders(paths)).toEqual({ ok: true, value: paths });
    expect(ensureFolders(paths).ok).toBe(true);
    if (process.platform !== 'win32') {
      for (const folder of Object.values(paths)) expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
  });

  it('that cannot be made come back as a problem, not a crash', () => {
    const file = join(room(), 'file');
    writeFileSync(file, '');
    const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: join(file, 'home') }, home: '/' });
    expect(ensureFolders(paths)).toMatchObject({ ok: false, problem: { code: 'storage_in_the_way' } });
  });
});

describe('a store that cannot be written', () => {
  it.each([
    ['EROFS', 'storage_read_only'],
    ['SQLITE_READONLY', 'storage_read_only'],
    ['EACCES', 'storage_denied'],
    ['SQLITE_CANTOPEN', 'storage_denied'],
    ['ENOSPC', 'storage_full'],
    ['SQLITE_FULL', 'storage_full'],
  ])('with %s says what to do (%s)', (code, expected) => {
    const problem = storageProblem(Object.assign(new Error('x'), { code }), '/data/ledgers');
    expect(problem?.code).toBe(expected);
    expect(problem?.message).toContain('/data/ledgers');
    expect(`${problem?.message} ${problem?.meaning} ${problem?.fix}`).not.toMatch(/error|failed|invalid|null/i);
  });

  it('is told apart from anything else', () => {
    expect(storageProblem(Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT' }), '/data')).toBeNull();
    expect(storageProblem('text', '/data')).toBeNull();
  });
});
