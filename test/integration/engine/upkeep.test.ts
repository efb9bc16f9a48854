import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { tallybook } from '../../fixtures/connectors/tallybook/index.ts';
import { type Books, newFolder, openBooks, openSchool, registryWith, WHO } from '../../support/school.ts';

const DAY = 86_400_000;
const DAILY = { enabled: true, rhythm: { kind: 'daily' }, time: '07:30' } as const;

function audits(books: Books, action: string): { subject: string; detail: string; who: string }[] {
  return books.rows('SELECT subject, detail, who FROM audit_event WHERE action = ?', action);
}

describe('settings', () => {
  test('a new company has the usual ones, and its policies in sentences', async () => {
    const books = await openBooks();
    const settings = await books.call('settings/get', {});
    expect(settings).toMatchObject({
      companyName: 'School',
      timeZone: 'Europe/Madrid',
      goneShare: 0.2,
      onlyEnrolledStudents: true,
      namesInExports: true,
      materialityBasisPoints: 50,
      currency: 'EUR',
      firstMonth: '2025-01',
    });
    expect(settings.policies.length).toBeGreaterThan(5);
    for (const { words } of settings.policies) expect(words).toMatch(/\.$/);
  });

  test('a change is kept and audited, with what was before; the same again is no change', async () => {
    const books = await openBooks();
    const wish = { companyName: ' Lumen ', goneShare: 0.1, who: WHO };
    expect(await books.call('settings/save', wish)).toMatchObject({ companyName: 'Lumen', goneShare: 0.1 });
    expect(await books.call('settings/get', {})).toMatchObject({ companyName: 'Lumen', goneShare: 0.1 });
    await books.call('settings/save', wish);
    const [audit, ...more] = audits(books, 'changed settings');
    expect(more).toEqual([]);
    expect(audit).toMatchObject({ who: WHO, subject: 'companyName, goneShare' });
    expect(JSON.parse(audit?.detail ?? '')).toEqual({
      before: { companyName: 'School', goneShare: 0.2 },
      after: { companyName: 'Lumen', goneShare: 0.1 },
    });
  });

  test('what cannot be is refused and changes nothing', async () => {
    const books = await openBooks();
    const before = await books.call('settings/get', {});
    const code = async (wish: Partial<InputOf<'settings/save'>>) =>
      (await books.refusal('settings/save', { who: WHO, ...wish })).code;
    expect(await code({ timeZone: 'Mars/Olympus', companyName: 'Other' })).toBe('BAD_TIME_ZONE');
    expect(await code({ timeZone: '' })).toBe('BAD_TIME_ZONE');
    expect(await code({ companyName: '   ' })).toBe('BAD_COMPANY');
    expect(await code({ companyName: 'x'.repeat(201) })).toBe('BAD_INPUT');
    expect(await code({ goneShare: 1.5 })).toBe('BAD_INPUT');
    expect(await code({ materialityBasisPoints: -1 })).toBe('BAD_INPUT');
    expect(await books.call('settings/get', {})).toEqual(before);
    expect(audits(books, 'changed settings')).toEqual([]);
  });

  test('a new time zone holds at once, on another connection to the file too', async () => {
    const books = await openBooks();
    const opened = openLedgerFile(books.path, { clock: books.clock, readonly: true, trusted: true });
    if (!opened.ok) throw new Error(opened.problem.message);
    const other = new Ledger(opened.value, books.path);
    expect(other.company.time_zone).toBe('Europe/Madrid');
    await books.call('settings/save', { timeZone: 'Asia/Tehran', companyName: 'Lumen', who: WHO });
    expect((await books.call('company/get', {})).timeZone).toBe('Asia/Tehran');
    expect([other.company.time_zone, other.company.name]).toEqual(['Asia/Tehran', 'Lumen']);
    expect({ ...other.company }).toMatchObject({ time_zone: 'Asia/Tehran', base_currency: 'EUR' });
    opened.value.close();
  });

  test('what only steers the app leaves the fingerprint of the ledger as it was', async () => {
    const books = await openBooks();
    const hash = await books.hash();
    await books.call('settings/save', { namesInExports: false, materialityBasisPoints: 100, who: WHO });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    expect(await books.hash()).toBe(hash);
  });

  test('materiality decides between ready and review; names stay out of exports once they are switched off', async () => {
    const { books, world } = await openSchool({ firstMonth: '2025-01', now: '2025-03-09T08:00:00.000Z' });
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    await books.month('2025-01');
    const materiality = async () => (await books.call('close/gate', { month: '2025-01' })).materiality;
    expect(await materiality()).toBe(52);
    await books.call('settings/save', { materialityBasisPoints: 1_000, namesInExports: false, who: WHO });
    expect(await materiality()).toBe(1_036);
    const path = join(newFolder(), 'accruals.csv');
    await books.call('accruals/export', { path, names: true, who: WHO });
    expect(readFileSync(path, 'utf8')).not.toContain('Ana');
  });
});

describe('the schedule', () => {
  test('is off until it is saved, and then says when it runs', async () => {
    const books = await openBooks({ now: '2025-06-09T08:00:00.000Z' });
    expect(await books.call('schedule/get', {})).toMatchObject({ schedule: { enabled: false }, next: [], last: null });
    expect(await books.call('schedule/due', {})).toEqual({ due: null, missed: false, next: null });
    const preview = await books.call('schedule/preview', {
      enabled: true,
      rhythm: { kind: 'workday', day: 3 },
      time: '07:30',
    });
    expect(preview.words).toBe('On the 3rd working day of each month at 07:30, Europe/Madrid time');
    expect(preview.next).toHaveLength(5);
    expect(preview.next[0]).toBe('2025-07-03T05:30:00.000Z');
    expect((await books.call('schedule/get', {})).schedule.enabled).toBe(false);
    await books.call('schedule/save', { ...DAILY, who: WHO });
    expect((await books.call('schedule/get', {})).words).toBe('Every day at 07:30, Europe/Madrid time');
    expect(audits(books, 'changed the schedule')).toHaveLength(1);
    expect((await books.call('schedule/due', {})).next).toBe('2025-06-10T05:30:00.000Z');
  });

  test('a schedule that makes no sense is refused', async () => {
    const books = await openBooks();
    const refused = async (wish: object) =>
      (await books.refusal('schedule/save', { ...DAILY, ...wish, who: WHO } as InputOf<'schedule/save'>)).code;
    expect(await refused({ time: '24:00' })).toBe('BAD_INPUT');
    expect(await refused({ time: '* * * * *' })).toBe('BAD_INPUT');
    expect(await refused({ rhythm: { kind: 'weekly', weekday: 8 } })).toBe('BAD_INPUT');
    expect(await refused({ rhythm: { kind: 'workday', day: 0 } })).toBe('BAD_INPUT');
    expect(await refused({ rhythm: { kind: 'cron', pattern: '* * * * * *' } })).toBe('BAD_INPUT');
  });

  test('moments missed for a week are answered by one run, which says that it was caught up', async () => {
    const { books } = await openSchool({ firstMonth: '2025-05', now: '2025-06-02T08:00:00.000Z' });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    expect((await books.call('schedule/due', {})).due).toBeNull();
    books.clock.advance(7 * DAY);
    const { due, missed } = await books.call('schedule/due', {});
    expect({ due, missed }).toEqual({ due: '2025-06-09T05:30:00.000Z', missed: true });
    const { run } = await books.call('sync/run', {
      trigger: 'schedule',
      scheduledFor: due ?? undefined,
      withAccruals: true,
      who: 'schedule',
    });
    expect(run).toMatchObject({ trigger: 'schedule', options: { scheduledFor: due } });
    expect((await books.call('schedule/due', {})).due).toBeNull();
    expect((await books.call('schedule/get', {})).last).toMatchObject({ run: run.id, caughtUp: true });
    books.clock.advance(-7 * DAY);
    expect((await books.call('schedule/due', {})).due).toBeNull();
    books.clock.advance(8 * DAY);
    expect(await books.call('schedule/due', {})).toMatchObject({ due: '2025-06-10T05:30:00.000Z' });
  });

  test('a run by hand answers nothing, and one at its moment was not caught up', async () => {
    const { books } = await openSchool({ firstMonth: '2025-05', now: '2025-06-02T05:29:00.000Z' });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    books.clock.advance(61_000);
    await books.sync('2025-05');
    const { due, missed } = await books.call('schedule/due', {});
    expect({ due, missed }).toEqual({ due: '2025-06-02T05:30:00.000Z', missed: false });
    await books.call('sync/run', { trigger: 'schedule', scheduledFor: due ?? undefined, who: 'schedule' });
    expect((await books.call('schedule/get', {})).last).toMatchObject({ caughtUp: false, status: 'completed' });
  });

  test('a moment that passed while a scheduled run was at work is answered by it', async () => {
    const { books } = await openSchool({ firstMonth: '2025-05', now: '2025-06-02T05:00:00.000Z' });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    books.clock.advance(DAY);
    const stop = books.engine.on((event) => {
      if (event.type === 'execution-started' && event.execution.step === 'invoices') books.clock.advance(DAY);
    });
    await books.call('sync/run', { trigger: 'schedule', scheduledFor: '2025-06-02T05:30:00.000Z', who: 'schedule' });
    stop();
    expect((await books.call('schedule/due', {})).due).toBeNull();
  });

  test('a run that has nothing to read answers its moment too, so that it is told once', async () => {
    const { books } = await openSchool({ firstMonth: '2025-05', now: '2025-05-31T08:00:00.000Z' });
    await books.close(['2025-05']);
    await books.call('schedule/save', { ...DAILY, who: WHO });
    books.clock.advance(-1 * DAY);
    books.clock.advance(DAY - 3 * 3_600_000);
    await books.call('schedule/save', { ...DAILY, who: WHO });
    books.clock.advance(2 * 3_600_000);
    const { due } = await books.call('schedule/due', {});
    expect(due).toBe('2025-05-31T05:30:00.000Z');
    const wish = { trigger: 'schedule', scheduledFor: due ?? undefined, who: 'schedule' } as const;
    expect((await books.refusal('sync/run', wish)).code).toBe('BAD_RANGE');
    expect((await books.call('schedule/due', {})).due).toBeNull();
  });

  test('a moment in the future cannot be answered ahead', async () => {
    const { books } = await openSchool({ firstMonth: '2025-05', now: '2025-06-02T05:00:00.000Z' });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    const far = { trigger: 'schedule', scheduledFor: '2099-01-01T00:00:00.000Z', who: 'schedule' } as const;
    await books.call('sync/run', far);
    books.clock.advance(3_600_000);
    expect((await books.call('schedule/due', {})).due).toBe('2025-06-02T05:30:00.000Z');
    const nonsense = { ...far, scheduledFor: 'tomorrow' };
    expect((await books.refusal('sync/run', nonsense)).code).toBe('BAD_INPUT');
  });

  test('nothing unattended locks, decides or undoes', async () => {
    const { books, world } = await openSchool({ firstMonth: '2025-01', now: '2025-03-10T08:00:00.000Z' });
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    const guarded = () => ({
      locks: books.count('FROM period_lock'),
      decisions: books.count('FROM decision'),
      undone: books.count("FROM sync_run WHERE undone_by IS NOT NULL OR kind IN ('undo', 'decision')"),
      settledByHand: books.count('FROM issue WHERE who IS NOT NULL'),
      audits: books.count('FROM audit_event'),
    });
    const before = guarded();
    for (let day = 0; day < 2; day++) {
      books.clock.advance(DAY);
      const { due } = await books.call('schedule/due', {});
      await books.call('sync/run', {
        trigger: 'schedule',
        scheduledFor: due ?? undefined,
        withAccruals: true,
        who: 'schedule',
      });
    }
    expect(guarded()).toEqual(before);
    expect(books.count("FROM sync_run WHERE trigger = 'schedule'")).toBe(2);
    const last = books.lastChange();
    books.clock.advance(DAY);
    await books.call('sync/run', { trigger: 'schedule', withAccruals: true, who: 'schedule' });
    expect(books.changesSince(last)).toEqual([]);
  });

  test('another time zone makes no moment of the past due', async () => {
    const books = await openBooks({ now: '2025-06-09T08:00:00.000Z' });
    await books.call('settings/save', { timeZone: 'America/New_York', who: WHO });
    await books.call('schedule/save', { ...DAILY, who: WHO });
    await books.call('settings/save', { timeZone: 'UTC', who: WHO });
    expect(await books.call('schedule/due', {})).toMatchObject({ due: null, next: '2025-06-10T07:30:00.000Z' });
  });
});

describe('backups', () => {
  test('one that was made is listed, audited, and holds what the ledger held', async () => {
    const { books, world } = await openSchool({ firstMonth: '2025-01', now: '2025-03-10T08:00:00.000Z' });
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    await books.close(['2025-01']);
    const made = await books.call('backups/make', { who: WHO });
    expect(made).toMatchObject({ why: 'manual', at: '2025-03-10T08:00:00.000Z' });
    expect(made.file).not.toMatch(/school/i);
    const { folder, backups } = await books.call('backups/list', {});
    expect(backups).toEqual([made]);
    expect(folder).toBe(join(dirname(books.path), 'backups'));
    expect(audits(books, 'made a backup')).toMatchObject([{ who: WHO, subject: made.file }]);
    const bytes = readFileSync(join(folder, made.file));
    const check = await books.call('backups/check', { file: made.file });
    expect(check).toMatchObject({ ok: true, company: 'School', lockedThrough: '2025-01', found: [] });
    expect(check.lastRunAt).toBe('2025-03-10T08:00:00.000Z');
    expect(check.rows).toEqual(await books.call('ledger/counts', {}));
    expect(readFileSync(join(folder, made.file)).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual([made.file]);
  });

  test('two in the same instant are two files', async () => {
    const books = await openBooks();
    const files = [];
    for (let n = 0; n < 3; n++) files.push((await books.call('backups/make', { who: WHO })).file);
    expect(new Set(files).size).toBe(3);
    expect((await books.call('backups/list', {})).backups).toHaveLength(3);
  });

  test('those that the app makes by itself are listed with why, newest first', async () => {
    const books = await openBooks();
    const folder = dirname(books.path);
    await books.call('ledger/backup', {
      path: join(folder, 'before-version-4-2025-12-01T08-00-00-000Z.backup.sqlite'),
    });
    await books.call('ledger/backup', { path: join(folder, 'before-restore-2026-01-02T08-00-00-000Z.sqlite') });
    await books.call('ledger/backup', { path: join(folder, 'another-company.sqlite') });
    writeFileSync(join(folder, 'notes.txt'), 'nothing');
    const { backups } = await books.call('backups/list', {});
    expect(backups.map(({ why, at }) => [why, at])).toEqual([
      ['restore', '2026-01-02T08:00:00.000Z'],
      ['migration', '2025-12-01T08:00:00.000Z'],
    ]);
  });

  test('a file that was kept in the way a running ledger is kept is checked and left as it was', async () => {
    const books = await openBooks();
    const file = 'before-restore-2026-01-02T08-00-00-000Z.sqlite';
    const path = join(dirname(books.path), file);
    await books.call('ledger/backup', { path });
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.close();
    const bytes = readFileSync(path);
    expect(await books.call('backups/check', { file })).toMatchObject({ ok: true, company: 'School' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
  });

  test('one that is damaged, newer, foreign or of another company is said to be so', async () => {
    const books = await openBooks();
    const { file } = await books.call('backups/make', { who: WHO });
    const { folder } = await books.call('backups/list', {});
    const found = async (name: string, spoil: (path: string) => void) => {
      copyFileSync(join(folder, file), join(folder, name));
      spoil(join(folder, name));
      const check = await books.call('backups/check', { file: name });
      expect(check.ok).toBe(false);
      return check.found.join(' ');
    };
    const sql = (text: string) => (path: string) => {
      const db = new Database(path);
      db.exec(text);
      db.close();
    };
    expect(await found('newer.sqlite', sql('PRAGMA user_version = 99'))).toContain('newer Monthend');
    expect(await found('foreign.sqlite', sql('PRAGMA application_id = 7'))).toContain('another program');
    expect(await found('noise.sqlite', (path) => writeFileSync(path, 'no database at all'.repeat(100)))).toContain(
      'no ledger at all',
    );
    expect(await found('empty.sqlite', (path) => writeFileSync(path, ''))).toContain('no company');
    const stranger = sql("UPDATE company SET name = 'Acme', created_at = '2020-01-01T00:00:00.000Z'");
    expect(await found('stranger.sqlite', stranger)).toContain('another company: Acme');
  });

  test('a name that leads elsewhere is no backup', async () => {
    const books = await openBooks();
    const { file } = await books.call('backups/make', { who: WHO });
    const { folder } = await books.call('backups/list', {});
    symlinkSync(books.path, join(folder, 'link.sqlite'));
    mkdirSync(join(folder, 'folder.sqlite'));
    const names = ['../ledger.sqlite', books.path, 'ledger.sqlite', `./${file}`, `${file}\0`, '..', 'link.sqlite'];
    for (const name of [...names, 'folder.sqlite', '-x.sqlite', '.hidden.sqlite', 'backups\\x.sqlite', 'none.sqlite'])
      expect((await books.refusal('backups/check', { file: name })).code).toBe('UNKNOWN_BACKUP');
    expect((await books.call('backups/list', {})).backups.map((each) => each.file)).toEqual([file]);
  });

  test('where no folder can be made the operator is told what to do', async () => {
    const books = await openBooks();
    writeFileSync(join(dirname(books.path), 'backups'), 'in the way');
    const problem = await books.refusal('backups/make', { who: WHO });
    expect(problem.code).toBe('storage_in_the_way');
    expect(audits(books, 'made a backup')).toEqual([]);
  });
});

describe('connections', () => {
  test('a card says what was read, with how many calls, since when there is a key, and what it feeds', async () => {
    const { books } = await openSchool({ firstMonth: '2025-01', now: '2025-03-10T08:00:00.000Z' });
    const [before] = await books.call('connections/cards', {});
    expect(before).toMatchObject({ status: 'untested', callsInLastRun: 0, records: 0, lastSuccessAt: null });
    books.clock.advance(DAY);
    const { run } = await books.sync('2025-01');
    const cards = await books.call('connections/cards', {});
    expect(cards.map(({ providerName }) => providerName)).toEqual(['Holded', '4Geeks', 'Notion']);
    const { connections } = await books.call('runs/summary', { run: run.id });
    for (const card of cards) {
      expect(card).toMatchObject({ status: 'works', problem: null, keyStoredAt: '2025-03-10T08:00:00.000Z' });
      expect(card.lastSuccessAt).toBe('2025-03-11T08:00:00.000Z');
      const calls = connections.filter(({ connection }) => connection === card.label);
      expect(card.callsInLastRun).toBe(calls.reduce((sum, each) => sum + each.calls, 0));
      expect(card.callsInLastRun).toBeGreaterThan(0);
      expect(card.records).toBe(books.count('FROM source_record WHERE connection_id = ?', card.id));
    }
    expect(cards[0]?.feeds).toEqual(['Services', 'Invoices']);
    await books.accruals('2025-01');
    expect((await books.call('connections/cards', {}))[0]?.callsInLastRun).toBe(cards[0]?.callsInLastRun);
  });

  test('a key that is no longer accepted is said in words, with what to do; no card holds a secret', async () => {
    const { books, server } = await openSchool({ firstMonth: '2025-01', now: '2025-03-10T08:00:00.000Z' });
    server.setFaults([{ connector: 'holded', kind: 'expired_token', from: 0, times: 1_000 }]);
    await books.sync('2025-01');
    const cards = await books.call('connections/cards', {});
    const troubled = cards.filter(({ status }) => status === 'trouble');
    expect(troubled.map(({ provider }) => provider)).toEqual(['holded']);
    for (const { problem, fix } of troubled) {
      expect(problem).toBe('Holded no longer accepts our key.');
      expect(fix).toMatch(/key/);
    }
    const [sealed] = books.rows<{ sealed: Buffer }>('SELECT sealed FROM secret');
    expect(JSON.stringify(cards)).not.toContain(sealed?.sealed.toString('base64'));
  });

  test('one that was removed, or that has no key, says so', async () => {
    const { books } = await openSchool();
    const [first, second] = await books.call('connections/cards', {});
    await books.call('connections/remove', { label: first?.label ?? '' });
    const [removed] = await books.call('connections/cards', {});
    expect(removed).toMatchObject({ status: 'removed', problem: null, keyStoredAt: null });
    const { provider = '', settings = {} } = second ?? {};
    await books.call('connections/save', { provider, label: 'Bare', settings, secrets: {} });
    const bare = (await books.call('connections/cards', {})).find(({ label }) => label === 'Bare');
    expect(bare).toMatchObject({
      status: 'trouble',
      problem: 'Bare has no key stored, so nothing can be read from it.',
    });
  });

  test('the form of every system can be drawn, and its first values can be saved as they are', async () => {
    const books = await openBooks();
    for (const { id, name } of await books.call('connections/providers', {})) {
      const form = await books.call('connections/form', { provider: id });
      expect(form).toMatchObject({ provider: id, name });
      expect(form.secrets.length).toBeGreaterThan(0);
      for (const { label, help, advanced } of form.fields) {
        expect(label).toMatch(/^[A-Z]/);
        expect(help, `${id} ${label}`).not.toBe('');
        expect(typeof advanced).toBe('boolean');
      }
      const places = form.fields.map(({ advanced }) => Number(advanced));
      expect(places).toEqual([...places].sort());
      const settings = Object.fromEntries(
        form.fields.filter(({ initial }) => initial !== null).map((field) => [field.name, field.initial]),
      );
      const saved = await books.call('connections/save', {
        provider: id,
        label: id,
        settings,
        secrets: { [form.secrets[0]?.name ?? '']: 'made up' },
      });
      expect(saved.settings).toEqual(settings);
    }
    const notion = await books.call('connections/form', { provider: 'notion' });
    expect(notion.fields[0]).toMatchObject({ name: 'databaseId', required: true, kind: 'text', initial: '' });
    const fourgeeks = await books.call('connections/form', { provider: 'fourgeeks' });
    expect(fourgeeks.fields.find(({ name }) => name === 'academies')).toMatchObject({ kind: 'list', initial: [6] });
    expect(fourgeeks.fields.find(({ name }) => name === 'useStatusLog')).toMatchObject({ kind: 'switch' });
  });

  test('a new system needs no form of its own', async () => {
    const books = await openBooks({ connectors: registryWith(tallybook) });
    const { fields } = await books.call('connections/form', { provider: 'tallybook' });
    expect(fields[0]).toMatchObject({ name: 'pageSize', label: 'Page size', kind: 'number', initial: 50 });
    expect(fields.slice(1).every(({ advanced }) => advanced)).toBe(true);
    expect((await books.refusal('connections/form', { provider: '__proto__' })).code).toBe('UNKNOWN_PROVIDER');
  });
});
