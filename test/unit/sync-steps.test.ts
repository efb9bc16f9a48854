import { expect, test } from 'vitest';
import { monthRange, parseStep, plannedExecutions, stepsFrom } from '../../electron/sync/steps.ts';
import { month } from '../../shared/domain/month.ts';

const OPEN = month('2025-03');
const TODAY = '2026-01-09';

function rangeOf(wish: Parameters<typeof monthRange>[0]) {
  const result = monthRange(wish, OPEN, TODAY);
  return result.ok ? [result.value.from, result.value.until] : result.problem.message;
}

test('a year is its twelve months, and a range ends before its last date', () => {
  expect(rangeOf({ year: '2025' })).toEqual(['2025-01', '2026-01']);
  expect(rangeOf({ startDate: '2024-03-01', endDate: '2024-07-01' })).toEqual(['2024-03', '2024-07']);
});

test('without a wish all open months up to the current one are read', () => {
  expect(rangeOf({})).toEqual(['2025-03', '2026-02']);
});

test.each([
  [{ startDate: '2025-01-15', endDate: '2025-03-01' }, 'is not the first day of a month'],
  [{ startDate: '2025-02-29', endDate: '2025-03-01' }, 'is not the first day of a month'],
  [{ startDate: '2025-03-01', endDate: '2025-03-01' }, 'before it has begun'],
  [{ startDate: '2025-05-01', endDate: '2025-03-01' }, 'before it has begun'],
  [{ startDate: '2025-05-01' }, 'Only one end'],
  [{ year: '2030' }, 'has not begun'],
  [{ year: '25' }, 'is no year'],
  [{ year: '2025', startDate: '2025-01-01', endDate: '2025-02-01' }, 'both given'],
])('%j is told what is wrong with it', (wish, words) => {
  expect(rangeOf(wish)).toContain(words);
});

test('steps run in one order whatever order they were named in, invoices and accruals month by month', () => {
  const range = { from: month('2025-01'), until: month('2025-03') };
  expect(plannedExecutions(['accruals', 'invoices', 'services'], range)).toEqual([
    { step: 'services', month: null },
    { step: 'invoices', month: '2025-01' },
    { step: 'invoices', month: '2025-02' },
    { step: 'accruals', month: '2025-01' },
    { step: 'accruals', month: '2025-02' },
  ]);
});

test('from a step on means that step and the import steps after it; accruals stand apart', () => {
  expect(stepsFrom('crm-clients')).toEqual(['crm-clients', 'service-periods', 'notion-external-id']);
  expect(stepsFrom('accruals')).toEqual(['accruals']);
  const unknown = parseStep('invoice');
  expect(unknown.ok ? '' : unknown.problem.fix).toContain('services, invoices');
});
