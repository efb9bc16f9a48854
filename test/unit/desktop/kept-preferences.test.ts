import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKept } from '../../../electron/desktop/kept-preferences.ts';
import { memoryLog, silentLog } from '../../../electron/platform/log.ts';

describe('kept preferences', () => {
  it('are the defaults where nothing was kept, without a word in the log', () => {
    const log = memoryLog();
    const { window, appearance } = readKept({}, log);
    expect(window).toMatchObject({ width: 1280, height: 800, x: null });
    expect(appearance.theme).toBe('system');
    expect(log.entries).toEqual([]);
  });

  it('lose only the part that does not fit, and the log says so', () => {
    const log = memoryLog();
    const content = { window: { width: 'wide' }, appearance: { theme: 'dark' } };
    const kept = readKept(content, log);
    expect(kept.window.width).toBe(1280);
    expect(kept.appearance.theme).toBe('dark');
    expect(log.entries.map(({ event, fields }) => [event, fields.entity])).toEqual([
      ['preferences.replaced', 'window'],
    ]);
  });

  it('open whatever the file holds', () => {
    fc.assert(
      fc.property(fc.anything(), (content) => {
        expect(readKept(content, silentLog).window.width).toBeGreaterThanOrEqual(400);
      }),
    );
  });
});
