import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { KeyStoreProblem, keychainProblem } from '../../../electron/platform/keychain.ts';
import { newFolder } from '../../support/school.ts';
import { COMPANY, companyFile, openDesk } from './desk.ts';

test('an empty data folder is an empty desk, and a company can be started from it', async () => {
  const desk = await openDesk();
  expect(desk.host.state()).toMatchObject({ ledger: 'empty', problem: null, company: null });
  expect((await desk.refusal('issues/page')).code).toBe('NO_LEDGER');
  expect((await desk.refusal('desk/start-company', { ...COMPANY, timeZone: 'Nowhere/Land' })).code).toBe('BAD_COMPANY');
  expect(desk.host.state().ledger).toBe('empty');
  expect(await desk.call('desk/start-company', COMPANY)).toMatchObject({ ledger: 'open', company: { name: 'Lumen' } });
  expect((await desk.refusal('desk/start-company', COMPANY)).code).toBe('COMPANY_EXISTS');
  expect(desk.host.state().ledger).toBe('open');
});

test('a ledger of a newer version is refused in words and left untouched', async () => {
  const home = newFolder();
  const first = await openDesk({ home });
  await first.call('desk/start-company', COMPANY);
  await first.host.close();
  const file = companyFile(home);
  const db = new Database(file);
  db.pragma('user_version = 9999');
  db.close();
  const before = readFileSync(file);
  const desk = await openDesk({ home });
  expect(desk.host.state()).toMatchObject({ ledger: 'refused', problem: { code: 'LEDGER_NEWER' } });
  expect((await desk.refusal('company/get')).code).toBe('LEDGER_NEWER');
  expect((await desk.refusal('desk/start-company', COMPANY)).code).toBe('LEDGER_NEWER');
  expect(readFileSync(file)).toEqual(before);
});

test('a ledger folder that is not there is told, and tried again on request', async () => {
  const home = newFolder();
  const away = join(home, 'disk', 'company.sqlite');
  const desk = await openDesk({ home, env: { MONTHEND_LEDGER: away } });
  expect(desk.host.state()).toMatchObject({ ledger: 'refused', problem: { code: 'LEDGER_FOLDER_MISSING' } });
  expect(existsSync(away)).toBe(false);
});

test('a data folder that cannot be made is a state of the desk, not its end', async () => {
  const home = join(newFolder(), 'file');
  writeFileSync(home, 'in the way');
  const desk = await openDesk({ home });
  expect(desk.host.state()).toMatchObject({ ledger: 'refused', problem: { code: 'storage_in_the_way' } });
  rmSync(home);
  expect(await desk.call('desk/open-company')).toMatchObject({ ledger: 'empty', problem: null });
});

test('a key store that shuts in mid-session is told as what it is, and what is stored stays readable', async () => {
  const home = newFolder();
  const passphrase = join(home, 'passphrase');
  writeFileSync(passphrase, 'correct horse battery staple\n', { mode: 0o600 });
  let locked = false;
  const desk = await openDesk({
    home,
    env: { MONTHEND_PASSPHRASE_FILE: passphrase },
    keyStore: {
      async read() {
        if (locked) throw new KeyStoreProblem(keychainProblem('the collection is locked', 'linux'));
        return null;
      },
    },
  });
  await desk.call('desk/start-company', COMPANY);
  const connection = {
    provider: 'notion',
    label: 'Notion',
    settings: { databaseId: 'd'.repeat(32) },
    secrets: { token: 'ntn_x' },
  };
  expect((await desk.host.call('connections/save', connection)).ok).toBe(true);
  expect(await desk.call('desk/keychain')).toMatchObject({ works: true, fix: null });

  locked = true;
  chmodSync(passphrase, 0o600);
  rmSync(passphrase);
  expect(await desk.call('desk/keychain')).toMatchObject({ works: false });
  const refusal = await desk.refusal('connections/save', { ...connection, label: 'Another' });
  expect(refusal.fix).not.toBe('');
  expect(await desk.call('connections/list')).toHaveLength(1);
});

test('diagnostics name no company, no connection and no home folder', async () => {
  const desk = await openDesk();
  await desk.call('desk/start-company', { ...COMPANY, name: 'Secretive Ltd' });
  const { text } = await desk.call<{ text: string }>('desk/diagnostics');
  expect(text).toContain('Monthend 0.0.0');
  expect(text).not.toContain('Secretive');
});
