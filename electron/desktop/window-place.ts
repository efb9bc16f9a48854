/** Where a window stood, kept over restarts. Screens come and go, so a place is only good while a screen shows it. */
import { z } from 'zod';

export const windowPlace = z.object({
  x: z.int().nullable().default(null),
  y: z.int().nullable().default(null),
  width: z.int().min(400).max(20_000).default(1280),
  height: z.int().min(300).max(20_000).default(800),
  maximized: z.boolean().default(false),
  fullScreen: z.boolean().default(false),
});
export type WindowPlace = z.output<typeof windowPlace>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 800, height: 560 } as const;

/** What must be seen of a window for its title bar to be caught with the mouse. */
const HANDLE = { width: 120, height: 40 } as const;

/**
 * The place, moved and shrunk so that it lies on a screen. `screens` are the work areas, the main one first; a place that shows
 * enough of its title bar stays where it is, one that shows none is put in the middle of the main screen.
 */
export function visiblePlace(place: WindowPlace, screens: readonly Area[]): WindowPlace {
  const main = screens[0];
  if (!main) return place;
  const { x, y } = place;
  if (x === null || y === null) return { ...place, ...fitted(place, main), x: null, y: null };
  const screen = screens.find((area) => catchable({ x, y, width: place.width }, area));
  if (!screen) {
    const size = fitted(place, main);
    return {
      ...place,
      ...size,
      x: main.x + Math.floor((main.width - size.width) / 2),
      y: main.y + Math.floor((main.height - size.height) / 2),
    };
  }
  const size = fitted(place, screen);
  // Shrunk from its right end it may have left the screen that showed that end.
  return { ...place, ...size, x: catchable({ x, y, width: size.width }, screen) ? x : screen.x };
}

function catchable(bar: { x: number; y: number; width: number }, area: Area): boolean {
  const seen = Math.min(bar.x + bar.width, area.x + area.width) - Math.max(bar.x, area.x);
  return seen >= HANDLE.width && bar.y >= area.y && bar.y + HANDLE.height <= area.y + area.height;
}

function fitted(place: { width: number; height: number }, area: Area): { width: number; height: number } {
  return {
    width: clamp(place.width, SMALLEST.width, area.width),
    height: clamp(place.height, SMALLEST.height, area.height),
  };
}

// A screen smaller than the smallest window wins: better a cramped window than one that hangs over the edge.
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, Math.min(least, most)), most);
}
