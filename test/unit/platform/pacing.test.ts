import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, fixedClock } from '../../../electron/platform/clock.ts';
import { backoffMs, isTransient, retryAfterMs } from '../../../electron/platform/http-retry.ts';
import { seededRandom } from '../../../electron/platform/random.ts';
import { pace } from '../../../electron/platform/rate-limit.ts';

const start = '2025-03-31T10:00:00.000Z';

describe('pace', () => {
  it('without a limit never makes a call wait, nor looks at the clock', () => {
    const clock: Clock = {
      now: () => expect.unreachable(),
      sleep: () => expect.unreachable(),
    };
    const turns = pace(null, clock);
    for (let call = 0; call < 100; call += 1) expect(turns.turn()).toBeNull();
  });

  it('gives calls made at once slots one interval apart', async () => {
    const waits: number[] = [];
    const clock: Clock = { now: () => new Date(start), sleep: async (ms) => void waits.push(ms) };
    const turns = pace(2, clock);
    await Promise.all(Array.from({ length: 5 }, () => turns.turn()));
    expect(waits).toEqual([500, 1000, 1500, 2000]);
  });

  it('lets no second see more calls than the limit, whatever pauses lie between them', async () => {
    const calls = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), calls, async (perSecond, pauses) => {
        const clock = fixedClock(start);
        const turns = pace(perSecond, clock);
        const at: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          await turns.turn();
          at.push(clock.now().getTime());
        }
        at.forEach((time, index) => {
          const before = at[index - perSecond];
          // A clock of whole milliseconds may round each slot down by one.
          if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(1000 - 1);
        });
      }),
    );
  });

  it('holds everybody back when the server says so, and then no longer', async () => {
    const clock = fixedClock(start);
    const turns = pace(null, clock);
    turns.hold(3000);
    expect(await turns.turn()).toBe(3000);
    expect(turns.turn()).toBeNull();
    expect(turns.turn()).toBeNull();
  });
});

describe('backoff', () => {
  it('lies between nothing and a bound that doubles up to half a minute', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((tried) => backoffMs(tried, () => 1));
    expect(bounds).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    const random = seededRandom(7);
    const drawn = Array.from({ length: 1000 }, () => backoffMs(3, random));
    expect(Math.min(...drawn)).toBeLessThan(100);
    expect(Math.max(...drawn)).toBeGreaterThan(1900);
  });
});

describe('statuses', () => {
  it('that pass by themselves are these and no others', () => {
    const all = Array.from({ length: 500 }, (_, index) => index + 100).filter((status) => isTransient(status));
    expect(all).toEqual([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529]);
    expect(isTransient(409, [409])).toBe(true);
  });
});

describe('Retry-After', () => {
  const now = new Date(start);
  it.each([
    ['0', 0],
    ['30', 30_000],
    ['1.5', 1500],
    ['Mon, 31 Mar 2025 10:00:10 GMT', 10_000],
    ['Monday, 31-Mar-25 10:00:10 GMT', 10_000],
    ['Mon, 31 Mar 2025 09:00:00 GMT', 0],
    ['in a while', null],
    ['-1', null],
    ['2025', 2_025_000],
  ])('%j asks for %s ms', (value, expected) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBe(expected);
  });
});
