import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deskEvents } from '../../../electron/host/desk-events.ts';
import type { DeskEvent } from '../../../shared/contract/desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const issues = (pending: number): DeskEvent => ({ type: 'issues', pending, blocking: 0 });

test('a thousand changes a second are told at most ten times, and the last of them is told', () => {
  const events = deskEvents();
  const told: { at: number; event: DeskEvent }[] = [];
  events.on((event) => told.push({ at: performance.now(), event }));
  const began = performance.now();
  for (let n = 1; n <= 3000; n++) {
    events.tell(issues(n));
    if (n % 3 === 0) events.tell({ type: 'ledger' });
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1000);
  for (let second = began; second <= began + 3000; second += 50) {
    expect(told.filter(({ at }) => at >= second && at < second + 1000).length).toBeLessThanOrEqual(10);
  }
  expect(told.findLast(({ event }) => event.type === 'issues')?.event).toEqual(issues(3000));
  expect(told.some(({ event }) => event.type === 'ledger')).toBe(true);
});

test('the first event is told at once, and nothing is told twice', () => {
  const events = deskEvents();
  const told: DeskEvent[] = [];
  events.on((event) => told.push(event));
  events.tell(issues(1));
  expect(told).toEqual([issues(1)]);
  vi.advanceTimersByTime(5000);
  expect(told).toHaveLength(1);
});

test('a kind that rests holds nobody else up', () => {
  const events = deskEvents((type) => (type === 'ledger' ? 1000 : 0));
  const told: string[] = [];
  events.on((event) => told.push(event.type));
  for (let n = 0; n < 200; n++) {
    events.tell({ type: 'ledger' });
    events.tell(issues(n));
    vi.advanceTimersByTime(10);
  }
  expect(told.filter((type) => type === 'ledger').length).toBeLessThanOrEqual(3);
  expect(told.filter((type) => type === 'issues').length).toBeGreaterThan(10);
});

test('what still waits at the end is told before the silence', () => {
  const events = deskEvents();
  const told: DeskEvent[] = [];
  events.on((event) => told.push(event));
  events.tell(issues(1));
  events.tell(issues(2));
  events.close();
  events.tell(issues(3));
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([issues(1), issues(2)]);
});
