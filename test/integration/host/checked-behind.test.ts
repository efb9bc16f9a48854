import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openEngineThread } from '../../../electron/engine-thread.ts';
import { newFolder } from '../../support/school.ts';
import { COMPANY, companyFile, openDesk } from './desk.ts';

/** As a ledger too large to be read through while somebody waits. */
const behind: typeof openEngineThread = (options) => openEngineThread({ ...options, checkBehindBytes: 1 });

async function companyAt(home: string): Promise<string> {
  const desk = await openDesk({ home });
  await desk.call('desk/start-company', COMPANY);
  await desk.host.close();
  return companyFile(home);
}

/** Spoils the page that an index of the journal begins on: nothing that opening reads. */
function spoil(file: string): void {
  const db = new Database(file, { readonly: true });
  const page = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'issue_scope'").pluck().get());
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (page - 1) * size, page * size);
  writeFileSync(file, bytes);
}

test('a large ledger opens before it is checked, and the first change waits for the check', async () => {
  const home = newFolder();
  await companyAt(home);
  const desk = await openDesk({ home, openEngine: behind });
  expect(await desk.call('company/get')).toMatchObject({ name: COMPANY.name });
  await desk.call('settings/save', { companyName: 'Lumen Two' });
  expect(await desk.call('company/get')).toMatchObject({ name: 'Lumen Two' });
  expect(desk.host.state()).toMatchObject({ ledger: 'open', problem: null });
});

test('a large ledger that turns out to be damaged is closed again, and nothing was written to it', async () => {
  const home = newFolder();
  const file = await companyAt(home);
  spoil(file);
  const before = readFileSync(file);
  const opened = await behind({ ledgerPath: file });
  expect(opened.ok).toBe(true);
  if (!opened.ok) return;
  const change = opened.value.call('settings/save', { companyName: 'Lumen Two', who: 'ana' });
  expect(await opened.value.damaged).toMatchObject({ code: 'LEDGER_CORRUPT' });
  expect(await change).toMatchObject({ ok: false, problem: { code: 'LEDGER_CORRUPT' } });
  expect(await opened.value.call('connections/remove', { label: 'Any' })).toMatchObject({
    ok: false,
    problem: { code: 'LEDGER_CORRUPT' },
  });
  await opened.value.close();
  expect(readFileSync(file)).toEqual(before);

  const desk = await openDesk({ home, openEngine: behind });
  if (desk.host.state().ledger === 'open')
    await desk.until((event) => event.type === 'state' && event.state.ledger === 'refused');
  expect(desk.host.state().problem).toMatchObject({ code: 'LEDGER_CORRUPT' });
  expect((await desk.refusal('company/get')).code).toBe('LEDGER_CORRUPT');
  await desk.host.close();
  expect(readFileSync(file)).toEqual(before);
});
