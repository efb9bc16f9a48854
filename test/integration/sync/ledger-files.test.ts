/** Files and disks that are not as they should be: said plainly, nothing lost, nothing touched. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { memoryKeyStore } from '../../../electron/platform/keychain.ts';
import { moreBooks, newFolder, openSample, openSchool, rangeOf, snapshot } from '../../support/school.ts';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function open(ledgerPath: string, create = false) {
  return openEngine({
    ledgerPath,
    create,
    clock: fixedClock('2026-01-09T08:00:00.000Z'),
    keyStore: memoryKeyStore(),
    env: {},
  });
}

async function refusedUntouched(path: string, code: string, create = true): Promise<void> {
  const before = digest(path);
  for (const how of create ? [false, true] : [false]) {
    const opened = await open(path, how);
    expect(opened).toMatchObject({ ok: false, problem: { code } });
    if (!opened.ok) expect(opened.problem.fix).not.toBe('');
  }
  expect(digest(path)).toBe(before);
}

/** A ledger of some size, closed, as one file. */
async function aLedger(): Promise<string> {
  const { books } = await openSample({ size: 0.02 });
  await books.sync('2025-01');
  return snapshot(books);
}

describe('a file that is opened as a ledger', () => {
  test('and was written by a newer Monthend is refused and left as it is', async () => {
    const path = await aLedger();
    const db = new Database(path);
    db.pragma('user_version = 999');
    db.close();
    await refusedUntouched(path, 'LEDGER_NEWER');
  });

  test('and belongs to another program is refused and left as it is', async () => {
    const path = join(newFolder(), 'photos.sqlite');
    const db = new Database(path);
    db.exec("CREATE TABLE photo (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO photo (name) VALUES ('beach')");
    db.close();
    await refusedUntouched(path, 'LEDGER_FOREIGN');
  });

  test('and is no database is refused and left as it is', async () => {
    const path = join(newFolder(), 'letter.txt');
    writeFileSync(path, 'Dear Ana, '.repeat(2_000));
    await refusedUntouched(path, 'LEDGER_CORRUPT');
  });

  test.each([
    ['has a hole in the middle', (bytes: Buffer) => bytes.fill(0x5a, 3 * 4096, 40 * 4096)],
    ['lost its end', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096)],
  ] as const)('and %s is refused and left as it is', async (_, damage) => {
    const path = await aLedger();
    writeFileSync(path, damage(readFileSync(path)));
    await refusedUntouched(path, 'LEDGER_CORRUPT');
  });

  test('and is not there is missed by name', async () => {
    const path = join(newFolder(), 'nowhere.sqlite');
    expect(await open(path)).toMatchObject({
      ok: false,
      problem: { code: 'LEDGER_MISSING', message: expect.stringContaining(path) },
    });
  });
});

/** A small disk of its own, where the machine lets a test have one. */
function smallDisk(options: string): string | null {
  const folder = join(newFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  });
  return folder;
}

test('a full disk stops the run plainly and loses nothing: with room again it resumes to the same ledger', async ({
  skip,
}) => {
  const folder = smallDisk('size=5m');
  if (folder === null) return skip('a disk of its own needs rights that this machine does not give');
  const sample = await openSample({ size: 0.3 });
  const books = await moreBooks(sample, { folder });
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(3_300_000));
  const broken = await books.engine.call('sync/run', {
    ...rangeOf('2025-01', '2025-12'),
    withAccruals: true,
    who: 'ana',
  });
  // A disk without any room cannot even hold the note that the run has failed.
  const problems = broken.ok
    ? broken.value.executions.flatMap(({ problem }) =>
        problem && problem.code !== 'WAITS_FOR_STEP' ? [problem.code] : [],
      )
    : [broken.problem.code];
  expect([...new Set(problems)]).toEqual(['storage_full']);

  truncateSync(filler);
  rmSync(filler);
  execFileSync('mount', ['-o', 'remount,size=64m', folder]);
  const resumed = await books.call('sync/run', { resume: true, who: 'ana' });
  expect(resumed.run.status).toBe('completed');
  await sample.books.month('2025-01', '2025-12');
  expect(await books.parts()).toEqual(await sample.books.parts());
});

test('a folder that may not be written to is said plainly, and the ledger in it is left as it is', async ({ skip }) => {
  const folder = process.getuid?.() === 0 ? smallDisk('size=8m') : newFolder();
  if (folder === null) return skip('a disk of its own needs rights that this machine does not give');
  const path = join(folder, 'ledger.sqlite');
  writeFileSync(path, readFileSync(await aLedger()));
  if (process.getuid?.() === 0) execFileSync('mount', ['-o', 'remount,ro', folder]);
  else chmodSync(folder, 0o500);
  await refusedUntouched(path, 'storage_read_only');
  expect(await open(join(folder, 'new.sqlite'), true)).toMatchObject({
    ok: false,
    problem: { code: expect.stringMatching(/^storage_/) },
  });
});

test('an export to a folder that is not there says so and changes nothing', async () => {
  const { books } = await openSchool();
  await books.sync('2025-01');
  const problem = await books.refusal('accruals/export', {
    path: join(newFolder(), 'no', 'such', 'accruals.csv'),
    who: 'ana',
  });
  expect(problem.fix).not.toBe('');
  expect(books.count('FROM export_file')).toBe(0);
});
