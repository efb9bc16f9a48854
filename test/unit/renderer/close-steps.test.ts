/** The Close screen's table: what each step says of itself, from what it last did or does now. */
import { describe, expect, test } from 'vitest';
import { fixActionOf } from '../../../renderer/features/close/fix-action.ts';
import { monthState, yearAround } from '../../../renderer/features/close/month-state.ts';
import { type Execution, type StepInfo, stepRows } from '../../../renderer/features/close/step-rows.ts';
import type { LiveExecution } from '../../../shared/contract/desk.ts';

const INFOS: readonly StepInfo[] = [
  { step: 'services', title: 'Services', monthly: false, needs: [], fedBy: ['Holded'] },
  { step: 'invoices', title: 'Invoices', monthly: true, needs: ['services'], fedBy: ['Holded'] },
  { step: 'accruals', title: 'Accruals', monthly: true, needs: ['services', 'invoices'], fedBy: [] },
];

function execution(change: Partial<Execution> & { readonly applied?: number }): Execution {
  const { applied = 0, ...rest } = change;
  return {
    id: 1,
    run: 1,
    position: 0,
    step: 'services',
    month: null,
    status: 'completed',
    startedAt: '2025-04-01T08:00:00.000Z',
    completedAt: '2025-04-01T08:00:10.000Z',
    counts: {
      received: applied + 3,
      created: applied,
      updated: 0,
      applied,
      unchanged: 1,
      excluded: 1,
      held: 1,
      excludedBecause: { 'a draft does not count': 1 },
      rows: {},
      gone: 0,
    },
    problem: null,
    metrics: { calls: 1, retries: 0, waitedMs: 0, pages: 1, bytes: 10, ms: 400 },
    ...rest,
  };
}

const lasts = (...executions: Execution[]) =>
  INFOS.map(({ step }) => ({ step, last: executions.find((each) => each.step === step) ?? null }));
const states = (...executions: Execution[]) => stepRows(INFOS, lasts(...executions), []).map(({ state }) => state);
const live = (change: Partial<LiveExecution>): LiveExecution => ({
  ...execution({ status: 'pending', counts: null, metrics: null }),
  phase: null,
  done: 0,
  of: null,
  msLeft: null,
  ...change,
});

describe('a step', () => {
  test('that was never done names the first one it needs', () => {
    const rows = stepRows(INFOS, lasts(), []);
    expect(rows.map(({ state, because }) => [state, because])).toEqual([
      ['never', null],
      ['needs', 'services'],
      ['needs', 'services'],
    ]);
  });
  test('is stale when one it builds on changed something after it, and fresh when that changed nothing', () => {
    const later = '2025-04-02T08:00:00.000Z';
    const invoices = execution({ step: 'invoices' });
    expect(states(execution({ applied: 2, completedAt: later }), invoices)[1]).toBe('stale');
    expect(states(execution({ applied: 0, completedAt: later }), invoices)[1]).toBe('done');
  });
  test('that no connection feeds says so, even after a run that found nothing to read', () => {
    const [row] = stepRows(
      [{ ...INFOS[0], step: 'services', title: '', monthly: false, needs: [], fedBy: [] }],
      [],
      [],
    );
    expect(row?.state).toBe('unfed');
  });
  test('that stopped keeps what stopped it', () => {
    const problem = { code: 'AUTH_EXPIRED', message: 'Holded refuses the key.', fix: 'Replace the key.' };
    const [row] = stepRows(INFOS, lasts(execution({ status: 'failed', problem, counts: null })), []);
    expect([row?.state, row?.problem?.message, row?.sums]).toEqual(['refused', 'Holded refuses the key.', null]);
  });
  test('shows counts that add up', () => {
    const [row] = stepRows(INFOS, lasts(execution({ applied: 7 })), []);
    const sums = row?.sums;
    expect(sums?.received).toBe((sums?.applied ?? 0) + (sums?.same ?? 0) + (sums?.excluded ?? 0) + (sums?.held ?? 0));
  });
  test('of a run that goes on tells how many months are behind it, and sums those only', () => {
    const going = [
      live({ ...execution({ step: 'invoices', month: '2025-01', applied: 5 }), phase: null }),
      live({
        id: 2,
        step: 'invoices',
        month: '2025-02',
        status: 'running',
        phase: 'apply',
        done: 4,
        of: 8,
        msLeft: 90,
      }),
      live({ id: 3, step: 'invoices', month: '2025-03' }),
    ];
    const row = stepRows(INFOS, lasts(), going)[1];
    expect(row?.state).toBe('running');
    expect(row?.sums?.applied).toBe(5);
    expect(row?.live).toMatchObject({ month: '2025-02', done: 4, of: 8, monthsDone: 1, months: 3, msLeft: 90 });
  });
});

describe('a month', () => {
  const gate = { state: 'READY', balanceAtRisk: 0, monthAtRisk: 0, materiality: 0, coverage: null } as const;
  const rows = (accruals: 'done' | 'never') => [
    { step: 'services', state: 'done' } as const,
    { step: 'crm-clients', state: 'unfed' } as const,
    { step: 'accruals', state: accruals } as const,
  ];
  const known = { month: '2025-03', lockedThrough: null, gate };
  test('is open until every connected step was read, and calculated only when nothing asks for a review', () => {
    expect(monthState({ ...known, rows: [{ step: 'services', state: 'never' }] })).toBe('open');
    expect(monthState({ ...known, rows: rows('never') })).toBe('synced');
    expect(monthState({ ...known, rows: rows('done') })).toBe('calculated');
    expect(monthState({ ...known, rows: rows('done'), gate: { ...gate, state: 'REVIEW' } })).toBe('review');
  });
  test('is closed up to the lock, whatever its steps say', () => {
    expect(monthState({ ...known, rows: [], lockedThrough: '2025-03' })).toBe('closed');
    expect(monthState({ ...known, rows: [], lockedThrough: '2025-02' })).toBe('open');
  });
  test('stands among twelve months that never begin before the books do', () => {
    expect(yearAround('2025-03', '2025-01')).toEqual({ from: '2025-01', until: '2026-01' });
    expect(yearAround('2026-03', '2025-01')).toEqual({ from: '2025-04', until: '2026-04' });
  });
});

test('a key that expired, is missing or cannot be reached asks for the key; other trouble for going on', () => {
  const action = (code: string) => fixActionOf({ code, message: '', fix: '' });
  expect(['AUTH_EXPIRED', 'AUTH_FORBIDDEN', 'SECRET_MISSING', 'KEYCHAIN_LOCKED'].map(action)).toEqual(
    Array(4).fill('key'),
  );
  expect(action('TOO_MANY_GONE')).toBe('gone');
  expect(action('OFFLINE')).toBe('resume');
});
