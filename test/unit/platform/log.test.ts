import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FileLogOptions, fileLog, memoryLog, thrownFields } from '../../../electron/platform/log.ts';
import { Secret } from '../../../electron/platform/secret.ts';

function inFolder(options: Partial<FileLogOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-log-'));
  const file = join(folder, 'monthend.log');
  return {
    file,
    older: join(folder, 'monthend.1.log'),
    open() {
      const log = fileLog({ folder, ...options });
      onTestFinished(() => {
        log.close();
        rmSync(folder, { recursive: true, force: true });
      });
      return log;
    },
    lines: () =>
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

describe('what may be logged', () => {
  it('is named fields with plain values; everything else is dropped', () => {
    const log = memoryLog();
    log.info('step done', {
      step: 'invoices',
      externalId: 'INV-1',
      status: 200,
      ms: 12,
      body: 'left out',
      headers: { authorization: 'left out' },
      entity: { name: 'left out' },
      month: ['left out'],
      run: new Secret('left out'),
      count: null,
    });
    expect(log.entries).toEqual([
      {
        level: 'info',
        event: 'step done',
        fields: { step: 'invoices', externalId: 'INV-1', status: 200, ms: 12, count: null },
      },
    ]);
  });

  it('hides addresses and tokens in events, fields and stacks', () => {
    const log = memoryLog();
    const thrown = new Error('no client ana@example.com for Bearer abc123def');
    log.error('stopped for ana@example.com', { label: 'ntn_1234567890abc', ...thrownFields(thrown) });
    const text = JSON.stringify(log.entries);
    expect(text).not.toMatch(/ana@|abc123|ntn_/);
    expect(log.entries[0]?.fields.stack).toContain('log.test.ts');
  });
});

describe('the log file', () => {
  it('has each line at once, as JSON with level, time and event', () => {
    const room = inFolder();
    const log = room.open();
    log.info('run started', { run: 'r1', body: 'x' });
    log.debug('too fine');
    expect(room.lines()).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), run: 'r1', event: 'run started' },
    ]);
  });

  // Windows has no owner-only file mode to look at.
  it.skipIf(process.platform === 'win32')('is for its owner only, also when it was not before', () => {
    const room = inFolder();
    writeFileSync(room.file, '', { mode: 0o644 });
    room.open().info('x');
    expect(statSync(room.file).mode & 0o777).toBe(0o600);
  });

  it('never grows beyond its bound, and keeps one file before it', () => {
    const room = inFolder({ maxBytes: 1000 });
    const log = room.open();
    for (let count = 0; count < 100; count += 1) log.info('turn', { count });
    expect(statSync(room.file).size).toBeLessThanOrEqual(1000);
    expect(statSync(room.older).size).toBeLessThanOrEqual(1000);
    expect(room.lines().at(-1)).toMatchObject({ count: 99 });
  });

  it('is added to by the next start', () => {
    const room = inFolder();
    room.open().info('first');
    room.open().info('second');
    expect(room.lines().map(({ event }) => event)).toEqual(['first', 'second']);
  });

  it('that can no longer be written stops nobody', () => {
    const room = inFolder();
    const log = room.open();
    log.close();
    expect(() => log.info('after the end')).not.toThrow();
    expect(existsSync(room.file)).toBe(true);
  });
});
