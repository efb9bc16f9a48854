/** Which rows of a table are drawn besides those in sight: more where it is scrolled to, a few where it came from. Pure. */
import type { Range } from '@tanstack/react-virtual';

export type Direction = 'forward' | 'backward' | null;

const AHEAD = 10;
const BEHIND = 2;
/** While it stands still, either side may be next. */
const AROUND = (AHEAD + BEHIND) / 2;

/** The places of the rows to draw, in order, and that of the focused row, which stays in the page when it is scrolled out of view. */
export function rowsDrawn(
  { startIndex, endIndex, count }: Pick<Range, 'startIndex' | 'endIndex' | 'count'>,
  direction: Direction,
  focused: number,
): number[] {
  const before = direction === 'forward' ? BEHIND : direction === 'backward' ? AHEAD : AROUND;
  const first = Math.max(0, startIndex - before);
  const last = Math.min(count - 1, endIndex + AHEAD + BEHIND - before);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (focused >= count || (focused >= first && focused <= last)) return rows;
  return focused < first ? [focused, ...rows] : [...rows, focused];
}
