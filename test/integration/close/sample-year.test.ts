/** The sample company's year, closed: eleven months signed one after the other, the twelfth with what came late. */
import { hash as digest } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeTheYear, PREPARER, REVIEWER } from '../../../electron/sandbox/close-the-year.ts';
import { month, monthsOf } from '../../../shared/domain/month.ts';
import type { Result } from '../../../shared/domain/problem.ts';
import { newFolder, openSample } from '../../support/school.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.message}`);
  return result.value;
}

test('closed months keep their figures whatever comes later, and come out again to the cent', {
  timeout: 300_000,
}, async () => {
  const { books, worlds, school } = await openSample();
  await books.month('2025-01', '2025-12');
  const before = books.postings().filter((line) => line.month < '2025-12');
  const folder = newFolder();
  const year = await closeTheYear({
    engine: books.engine,
    worlds,
    school,
    months: monthsOf({ from: month('2025-01'), until: month('2025-12') }),
    open: month('2025-12'),
    folder,
    who: 'demo',
    must,
  });
  expect(year.refused).toBeNull();
  expect(year.months).toHaveLength(11);
  expect(year.months.filter(({ red, reproduced }) => red !== 0 || !reproduced)).toEqual([]);
  expect(year.openRed).toBe(0);

  expect(year.late).toHaveLength(3);
  expect(year.changes.amount).not.toBe(0);
  expect(books.postings().filter((line) => line.month < '2025-12')).toEqual(before);
  const prior = books.postings().filter(({ month: at, kind }) => at === '2025-12' && kind === 'prior_period');
  expect(prior.reduce((sum, { functional }) => sum + functional, 0)).toBe(year.changes.amount);

  const versions = await books.call('months/versions', { month: '2025-11' });
  expect(versions).toMatchObject([{ preparedBy: PREPARER, reviewedBy: REVIEWER, samePerson: false }]);
  expect(year.packages.map(({ month: of, state }) => [of, state])).toEqual([
    ['2025-11', 'closed'],
    ['2025-12', 'calculated'],
  ]);
  // The sheet of changes tells each late amount by the closed month it belongs to, and why.
  const handed = JSON.parse(readFileSync(join(year.packages[1]?.folder ?? '', 'close.json'), 'utf8'));
  const told: { kind: string; month: string; why: string; beforeMinor: number; afterMinor: number }[] = handed.changes;
  const late = told.filter(({ kind }) => kind === 'late revenue');
  expect(late.length).toBeGreaterThan(1);
  expect(late.reduce((sum, row) => sum + row.afterMinor - row.beforeMinor, 0)).toBe(year.changes.amount);
  for (const { why, month: of } of late) expect([why.length > 20, of < '2025-12']).toEqual([true, true]);
  for (const made of year.packages) {
    for (const { name, sha256 } of made.files)
      expect(digest('sha256', readFileSync(join(made.folder, name)))).toBe(sha256);
  }
});
