/** The sample company, read over HTTP: nothing is lost on the way, and the order in which it comes makes no difference. */
import { afterAll, expect, test } from 'vitest';
import { shuffled } from '../../support/chance.ts';
import { type Execution, keeper, monthsBetween, moreBooks, openSample, sumHolds } from '../../support/school.ts';

const kept = keeper();
afterAll(() => kept.closeAll());

const sample = await openSample({}, kept);
const served: { execution: Execution; records: number }[] = [];
sample.books.engine.on((event) => {
  if (event.type !== 'execution-ended') return;
  const records = [...sample.server.takeTally().values()].reduce((sum, count) => sum + count, 0);
  served.push({ execution: { ...event.execution } as Execution, records });
});
const report = await sample.books.sync('2025-01', '2025-12', { withAccruals: true });
const hash = await sample.books.hash();

const MONTHS = monthsBetween('2025-01', '2025-12');

test('every step of every month is completed', () => {
  expect(report.run.status).toBe('completed');
  expect(report.executions.map(({ step, month, status }) => [step, month, status])).toEqual([
    ['services', null, 'completed'],
    ...MONTHS.map((month) => ['invoices', month, 'completed']),
    ['crm-clients', null, 'completed'],
    ['service-periods', null, 'completed'],
    ['notion-external-id', null, 'completed'],
    ...MONTHS.map((month) => ['accruals', month, 'completed']),
  ]);
});

test('each step received as many distinct records as it was served, and says what became of every one', () => {
  for (const execution of report.executions)
    expect({ ...execution.counts, holds: sumHolds(execution) }).toMatchObject({ holds: true });
  const imports = served.filter(({ execution }) => execution.step !== 'accruals');
  expect(imports.map(({ execution }) => [execution.step, execution.month, execution.counts?.received])).toEqual(
    imports.map(({ execution, records }) => [execution.step, execution.month, records]),
  );
  expect(imports.reduce((sum, { records }) => sum + records, 0)).toBeGreaterThan(2_000);
});

test('accruals ask no outside system', () => {
  const accruals = served.filter(({ execution }) => execution.step === 'accruals');
  expect(accruals.map(({ records }) => records)).toEqual(MONTHS.map(() => 0));
  expect(report.executions.filter(({ step }) => step === 'accruals').map(({ metrics }) => metrics?.calls)).toEqual(
    MONTHS.map(() => 0),
  );
});

test('every finding that the cases of the year promise is there', async () => {
  const promised = new Set(sample.school.cases.flatMap(({ issues }) => issues));
  expect([...promised].filter((code) => !(code in report.issues.byCode))).toEqual([]);
});

test('the ledger agrees with itself', async () => {
  const { ok, checks } = await sample.books.call('ledger/check', {});
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(ok).toBe(true);
});

test('a second run writes no business row and leaves the hash', async () => {
  const written = sample.books.lastChange();
  const again = await sample.books.month('2025-01', '2025-12');
  expect(sample.books.changesSince(written)).toEqual([]);
  expect(again.executions.every((each) => sumHolds(each) && each.counts?.applied === 0)).toBe(true);
  expect(await sample.books.hash()).toBe(hash);
});

test('pages in any order give the same ledger', async () => {
  const other = await openSample({ shuffleSeed: 20_250_131 });
  await other.books.month('2025-01', '2025-12');
  expect(await other.books.parts()).toEqual(await sample.books.parts());
});

test('twelve monthly runs, each with its accruals, give the ledger of one yearly run', async () => {
  const books = await moreBooks(sample);
  for (const month of MONTHS) await books.month(month);
  expect(await books.parts()).toEqual(await sample.books.parts());
});

test('months in any order give the same ledger', async () => {
  const books = await moreBooks(sample);
  for (const month of shuffled(MONTHS, 7)) await books.sync(month);
  await books.month('2025-01', '2025-12');
  expect(await books.parts()).toEqual(await sample.books.parts());
});
