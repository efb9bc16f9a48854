import { describe, expect, it } from 'vitest';
import { newsOfEnd, progressOf } from '../../../electron/desktop/run-news.ts';
import { shellWords } from '../../../electron/desktop/shell-words.ts';
import type { LiveExecution, LiveRun } from '../../../shared/contract/desk.ts';

const words = shellWords('en', 'de-DE');

function execution(over: Partial<LiveExecution>): LiveExecution {
  return {
    id: 1,
    run: 41,
    position: 1,
    step: 'invoices',
    month: '2025-03',
    status: 'completed',
    startedAt: null,
    completedAt: null,
    counts: null,
    problem: null,
    metrics: null,
    phase: null,
    done: 0,
    of: null,
    msLeft: null,
    ...over,
  };
}

function ended(over: Partial<LiveRun>): LiveRun {
  return {
    kind: 'run',
    run: 41,
    state: 'ended',
    status: 'completed',
    problem: null,
    trigger: 'manual',
    caughtUp: false,
    startedAt: '2025-04-01T08:00:00.000Z',
    endedAt: '2025-04-01T08:01:00.000Z',
    wish: { withAccruals: true, resume: false, acceptGone: false },
    executions: [],
    msLeft: null,
    preview: null,
    ...over,
  };
}

const counts = { received: 318, created: 20, updated: 4, applied: 24, unchanged: 290, excluded: 2, held: 2 };
const whole = { ...counts, excludedBecause: {}, rows: {}, gone: 0 };

describe('the news of a run that ended', () => {
  it('is told when no window is in front, with its numbers and its screen', () => {
    const news = newsOfEnd(
      ended({ executions: [execution({ counts: whole }), execution({ counts: whole })] }),
      false,
      words,
    );
    expect(news).toEqual({
      title: 'The month has been run',
      body: '636 records received, 48 applied; 4 are held until somebody looks at them.',
      screen: '/runs/41',
    });
  });

  it('is not told to somebody who watched it end', () => {
    expect(newsOfEnd(ended({}), true, words)).toBeNull();
    expect(newsOfEnd(ended({ status: 'failed' }), true, words)).toBeNull();
  });

  it('is always told when a run that nobody started stopped before its end', () => {
    expect(newsOfEnd(ended({ status: 'failed', trigger: 'schedule' }), true, words)?.title).toBe(
      'The run stopped before its end',
    );
  });

  it('says what happened and what to do', () => {
    const problem = { code: 'KEY', message: 'Holded no longer takes the key.', fix: 'Replace it under Connections.' };
    expect(newsOfEnd(ended({ status: 'failed', problem }), false, words)?.body).toBe(
      'Holded no longer takes the key. Replace it under Connections.',
    );
  });

  it('is none when the operator stopped it, or while it goes on', () => {
    expect(newsOfEnd(ended({ status: 'cancelled' }), false, words)).toBeNull();
    expect(newsOfEnd(ended({ state: 'running', status: null }), false, words)).toBeNull();
  });

  it('leads to the month for a preview, which has no run', () => {
    expect(newsOfEnd(ended({ kind: 'preview', run: null }), false, words)?.screen).toBe('/close');
  });
});

describe('progress on the dock', () => {
  it('counts finished parts and the share of those under way', () => {
    const executions = [
      execution({ status: 'completed' }),
      execution({ status: 'running', done: 50, of: 100 }),
      execution({ status: 'pending' }),
      execution({ status: 'pending' }),
    ];
    expect(progressOf(ended({ state: 'running', status: null, executions }))).toBe(0.375);
  });

  it('is gone when nothing runs', () => {
    expect(progressOf(null)).toBeNull();
    expect(progressOf(ended({}))).toBeNull();
  });

  it('never leaves its bar, even when more came than was announced', () => {
    const executions = [execution({ status: 'running', done: 120, of: 100 })];
    expect(progressOf(ended({ state: 'running', status: null, executions }))).toBe(1);
  });
});

describe('the words of the shell', () => {
  it('follow the choice, else the system, else English', () => {
    expect(shellWords('system', 'es-MX').file).toBe('Archivo');
    expect(shellWords('en', 'es-ES').file).toBe('File');
    expect(shellWords('system', 'de-DE').file).toBe('File');
  });

  it('blame nobody', () => {
    const said = Object.values(words).filter((word) => typeof word === 'string');
    expect(said.filter((text) => /\b(error|failed|invalid|null|oops)\b/i.test(text))).toEqual([]);
  });
});
