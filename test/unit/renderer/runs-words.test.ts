import { describe, expect, test } from 'vitest';
import { differencesFirst } from '../../../renderer/features/runs/compare-runs.ts';
import { issueChange } from '../../../renderer/features/runs/issue-change.ts';
import { forWindow } from '../../../renderer/format/problem-words.ts';

test('differences come first, each side keeping its order, and the rest only when asked for', () => {
  const odd = (n: number) => n % 2 === 1;
  expect(differencesFirst([2, 3, 4, 5], odd, false)).toEqual([3, 5]);
  expect(differencesFirst([2, 3, 4, 5], odd, true)).toEqual([3, 5, 2, 4]);
});

test('a line of the journal says whether an issue was raised, closed, or only changed', () => {
  const update = (before: string, after: string) =>
    issueChange({ op: 'update', before: { status: before }, after: { status: after } });
  expect(issueChange({ op: 'insert', before: null, after: { status: 'pending' } })).toBe('raised');
  expect(issueChange({ op: 'delete', before: { status: 'pending' }, after: null })).toBe('closed');
  expect(update('resolved', 'pending')).toBe('raised');
  expect(update('pending', 'resolved')).toBe('closed');
  expect(issueChange({ op: 'update', before: { seen: 1 }, after: { seen: 2 } })).toBe('changed');
});

describe('a problem in a window', () => {
  const asItIs = (text: string) => text;
  test('names no command, for there is a button', () => {
    expect(forWindow('Replace the key. Then resume: monthend sync --resume.', 'en', asItIs)).toBe(
      'Replace the key. Then resume.',
    );
    expect(forWindow('Settle them first: monthend issues --status pending.', 'en', asItIs)).toBe('Settle them first.');
  });
  test('names months by their names and leaves days alone', () => {
    expect(forWindow('Run 1 posted in 2025-01, which is closed.', 'en', asItIs)).toBe(
      'Run 1 posted in January 2025, which is closed.',
    );
    expect(forWindow('Write days such as 2025-03-31.', 'en', asItIs)).toBe('Write days such as 2025-03-31.');
  });
});
