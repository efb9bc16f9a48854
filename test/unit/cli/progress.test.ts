import { describe, expect, it } from 'vitest';
import { barLine, executionHead, executionLine } from '../../../electron/cli/progress.ts';
import { kindWords, monthLines } from '../../../electron/cli/report-text.ts';
import { fakeTerminal } from './fake-terminal.ts';

const terminal = fakeTerminal();
const counts = {
  received: 318,
  created: 20,
  updated: 4,
  applied: 24,
  unchanged: 290,
  excluded: 2,
  held: 2,
  excludedBecause: {},
  rows: {},
  gone: 0,
};
const execution = {
  id: 1,
  run: 1,
  position: 0,
  step: 'invoices',
  month: '2025-03',
  status: 'completed',
  startedAt: null,
  completedAt: null,
  counts,
  problem: null,
  metrics: { calls: 1, retries: 0, waitedMs: 0, pages: 1, bytes: 1, ms: 3100 },
} as const;

describe('an execution', () => {
  it('ends as one line under its head', () => {
    const [head, line] = [executionHead(terminal), executionLine(execution, terminal)];
    expect(line).toMatch(/^done {2,}Invoices {2,}March 2025 {2,}318 {2,}24 {2,}290 {2,}2 {2,}2 {2,}3\.1 s$/);
    expect(line).toHaveLength(head.length);
  });

  it('says why it could not be done', () => {
    const problem = { code: 'X', message: 'Holded no longer accepts our key.', fix: 'Paste a new one.' };
    expect(executionLine({ ...execution, status: 'failed', counts: null, problem }, terminal)).toContain(
      'stops the month  Invoices         March 2025      Holded no longer',
    );
  });

  it('is a bar while it runs, and counts up where the end is not known', () => {
    expect(barLine(execution, { phase: 'apply', done: 212, of: 318, secondsLeft: 12 }, terminal)).toContain(
      '=============....... 212/318  12 s left',
    );
    expect(barLine(execution, { phase: 'fetch', done: 1212, of: null, secondsLeft: null }, terminal)).toMatch(
      /reading +1,212$/,
    );
  });
});

describe('a report', () => {
  it('has the currency once, and what is earned but not billed only where there is some', () => {
    const month = {
      month: '2025-03',
      recognised: 6_134_022,
      deferred: 41_200_810,
      held: 387_000,
      contractAsset: 0,
      currency: 'EUR',
    };
    const lines = monthLines([month], '2025-03', terminal);
    expect(lines.join('\n').match(/EUR/g)).toHaveLength(1);
    expect(lines[1]).toMatch(/March 2025 +61,340.22 +412,008.10 +3,870.00 +closed/);
    expect(monthLines([{ ...month, contractAsset: 1 }], null, terminal)[0]).toContain('earned, not billed');
  });

  it('names kinds of issues without what differs between them', () => {
    expect(kindWords('AUTH_EXPIRED')).toBe('A system no longer accepts our key');
    expect(kindWords('SERVICE_UNKNOWN')).toBe('Product is not set up');
  });
});
