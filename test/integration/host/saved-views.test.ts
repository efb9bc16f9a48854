import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepView, readViews, removeView, type ViewStore } from '../../../electron/host/saved-views.ts';
import { appPaths, ensureFolders } from '../../../electron/platform/paths.ts';
import { browserPorts } from '../../../electron/serve/browser-ports.ts';
import { COMPANY, openDesk } from './desk.ts';

const MINE = { name: 'Mine, most money', settings: { owner: 'mine', sort: 'amount.desc' }, hidden: ['seen'] };

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'monthend-views-'));
}

/** The file as a start of the app finds it. */
function open(at: string): ViewStore {
  const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: at }, home: at });
  ensureFolders(paths);
  return browserPorts(paths, '0.0.0').ports.views;
}

describe('saved views', () => {
  const file = (at: string): string => {
    keepView(open(at), '/ledgers/a', { table: 'issues', view: MINE });
    return join(appPaths({ platform: 'linux', env: { MONTHEND_HOME: at }, home: at }).data, 'views.json');
  };

  it('are there at the next start, for the ledger they were saved in and no other', () => {
    const at = folder();
    expect(readViews(open(at), '/ledgers/a')).toEqual({ tables: {}, broken: false });
    expect(keepView(open(at), '/ledgers/a', { table: 'issues', view: MINE }).ok).toBe(true);
    expect(readViews(open(at), '/ledgers/a')).toEqual({ tables: { issues: [MINE] }, broken: false });
    expect(readViews(open(at), '/ledgers/b')).toEqual({ tables: {}, broken: false });
    keepView(open(at), '/ledgers/b', { table: 'runs', view: { ...MINE, name: 'Other' } });
    expect(removeView(open(at), '/ledgers/a', 'issues', MINE.name).tables.issues).toEqual([]);
    expect(readViews(open(at), '/ledgers/b').tables.runs).toHaveLength(1);
  });

  it('fall back to the usual list where somebody broke the file, say so, and can be saved again', () => {
    const at = folder();
    const path = file(at);
    expect(readFileSync(path, 'utf8')).not.toContain('/ledgers/a');
    writeFileSync(path, '{"half": ');
    const store = open(at);
    expect(readViews(store, '/ledgers/a')).toEqual({ tables: {}, broken: true });
    keepView(store, '/ledgers/a', { table: 'issues', view: MINE });
    expect(readViews(open(at), '/ledgers/a')).toEqual({ tables: { issues: [MINE] }, broken: false });
  });

  it('lose only the view that does not fit', () => {
    const at = folder();
    const path = file(at);
    const text = readFileSync(path, 'utf8');
    const odd = JSON.stringify({ name: 'Odd', settings: { search: 'Ana Ruiz' }, hidden: [] });
    writeFileSync(
      path,
      text.replace(/"issues":\s*\[/, (begin) => `${begin}${odd},`),
    );
    expect(readViews(open(at), '/ledgers/a')).toEqual({ tables: { issues: [MINE] }, broken: true });
  });
});

describe('a window and its views', () => {
  it('keeps, renames and removes them, and may keep no words of a search', async () => {
    const desk = await openDesk();
    await desk.call('desk/start-company', COMPANY);
    await desk.call('desk/keep-view', { table: 'issues', view: MINE });
    await desk.call('desk/keep-view', { table: 'issues', view: { ...MINE, name: 'Second' } });
    const taken = await desk.refusal('desk/keep-view', {
      table: 'issues',
      view: { ...MINE, name: 'Second' },
      instead: MINE.name,
    });
    expect(taken.code).toBe('VIEW_NAME_TAKEN');
    await desk.call('desk/keep-view', { table: 'issues', view: { ...MINE, name: 'First' }, instead: MINE.name });
    const names = async () =>
      (await desk.call<{ tables: { issues: { name: string }[] } }>('desk/views')).tables.issues.map(({ name }) => name);
    expect(await names()).toEqual(['First', 'Second']);
    await desk.call('desk/remove-view', { table: 'issues', name: 'Second' });
    expect(await names()).toEqual(['First']);
    for (const name of ['search', 'who', 'open']) {
      const view = { ...MINE, settings: { [name]: 'Ana Ruiz' } };
      expect((await desk.refusal('desk/keep-view', { table: 'clients', view })).code).toBe('BAD_INPUT');
    }
  });

  it('refuses one more than anybody keeps apart', async () => {
    const desk = await openDesk();
    await desk.call('desk/start-company', COMPANY);
    for (let number = 1; number <= 50; number++)
      await desk.call('desk/keep-view', { table: 'runs', view: { ...MINE, name: `View ${number}` } });
    const one = await desk.refusal('desk/keep-view', { table: 'runs', view: { ...MINE, name: 'One more' } });
    expect(one.code).toBe('TOO_MANY_VIEWS');
  });
});
