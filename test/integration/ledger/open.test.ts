import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../../electron/ledger/migrations/index.ts';
import { versionAfter } from '../../../electron/ledger/migrations/migration.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';

const clock = fixedClock('2026-01-09T08:00:00Z');

function place(): string {
  return join(mkdtempSync(join(tmpdir(), 'monthend-open-')), 'ledger.sqlite');
}

function opened(path: string, migrations = MIGRATIONS) {
  const result = openLedgerFile(path, { clock, create: true, migrations });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('before a migration the ledger is backed up, and the backup opens as it was', () => {
  const path = place();
  opened(path).close();
  const next = {
    version: versionAfter(MIGRATIONS) + 1,
    name: 'a table more',
    sql: 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;',
  };
  const migrated = opened(path, [...MIGRATIONS, next]);
  expect(migrated.pragma('user_version', { simple: true })).toBe(next.version);
  migrated.close();
  const backup = readdirSync(join(path, '..')).find((name) => name.startsWith('before-version-'));
  const copy = new Database(join(path, '..', backup ?? ''), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(versionAfter(MIGRATIONS));
  expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
  copy.close();
});

test('a migration that stops half way changes nothing', () => {
  const path = place();
  opened(path).close();
  const broken = {
    version: versionAfter(MIGRATIONS) + 1,
    name: 'broken',
    sql: 'CREATE TABLE half (id INTEGER) STRICT; SELECT nothing FROM nowhere;',
  };
  expect(() => openLedgerFile(path, { clock, migrations: [...MIGRATIONS, broken] })).toThrow();
  const again = opened(path);
  expect(again.pragma('user_version', { simple: true })).toBe(versionAfter(MIGRATIONS));
  expect(again.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  again.close();
});

test.each([
  [
    'a ledger of a newer app',
    'LEDGER_NEWER',
    (path: string) => {
      const db = opened(path);
      db.pragma(`user_version = ${versionAfter(MIGRATIONS) + 5}`);
      db.close();
    },
  ],
  [
    'a database of another program',
    'LEDGER_FOREIGN',
    (path: string) => {
      const db = new Database(path);
      db.exec('CREATE TABLE theirs (id INTEGER)');
      db.close();
    },
  ],
  [
    'a file that is no database',
    'LEDGER_CORRUPT',
    (path: string) => writeFileSync(path, 'Date;Client;Amount\n'.repeat(400)),
  ],
] as const)('%s is refused and left byte for byte as it was', (_, code, make) => {
  const path = place();
  make(path);
  const before = readFileSync(path);
  const result = openLedgerFile(path, { clock });
  expect(result.ok ? null : result.problem.code).toBe(code);
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a missing ledger is told, not made', () => {
  const result = openLedgerFile(place(), { clock });
  expect(result.ok ? null : result.problem.code).toBe('LEDGER_MISSING');
});
