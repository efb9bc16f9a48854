import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, SMALLEST, visiblePlace, windowPlace } from '../../../electron/desktop/window-place.ts';

const main: Area = { x: 0, y: 0, width: 1920, height: 1040 };
const right: Area = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = windowPlace.parse({});

describe('where a window opens', () => {
  it('lets the system choose the first time', () => {
    expect(visiblePlace(place, [main])).toEqual({ ...place, x: null, y: null });
  });

  it('stays where it was while a screen shows it', () => {
    const kept = { ...place, x: 2000, y: 100, width: 1000, height: 700 };
    expect(visiblePlace(kept, [main, right])).toEqual(kept);
  });

  it('comes to the middle of the main screen when its screen is gone', () => {
    const kept = { ...place, x: 2000, y: 100, width: 1000, height: 700 };
    expect(visiblePlace(kept, [main])).toMatchObject({ x: 460, y: 170, width: 1000, height: 700 });
  });

  it('comes back when its title bar is above the screen', () => {
    expect(visiblePlace({ ...place, x: 100, y: -300 }, [main])).toMatchObject({ x: 320, y: 120 });
  });

  it('is never larger than its screen', () => {
    expect(visiblePlace({ ...place, x: 0, y: 0, width: 5000, height: 4000 }, [main])).toMatchObject({
      width: main.width,
      height: main.height,
    });
  });

  it('can always be caught with the mouse, wherever it was kept and whatever screens there are', () => {
    const number = fc.integer({ min: -6000, max: 6000 });
    const size = fc.integer({ min: 640, max: 4000 });
    const area = fc.record({ x: number, y: number, width: size, height: size });
    const kept = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(kept, fc.array(area, { minLength: 1, maxLength: 3 }), (from, screens) => {
        const { x, y, width, height } = visiblePlace({ ...place, ...from }, screens);
        expect(x).not.toBeNull();
        const shown = screens.some((screen) => {
          const left = Math.max(x ?? 0, screen.x);
          const seen = Math.min((x ?? 0) + width, screen.x + screen.width) - left;
          return seen >= 120 && (y ?? 0) >= screen.y && (y ?? 0) + 40 <= screen.y + screen.height;
        });
        expect(shown).toBe(true);
        expect(screens.some((screen) => width <= screen.width && height <= screen.height)).toBe(true);
        expect(width).toBeGreaterThanOrEqual(Math.min(SMALLEST.width, ...screens.map((screen) => screen.width)));
      }),
    );
  });
});
