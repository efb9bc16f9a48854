/**
 * A set of numeric ids as short text, for cursors. A read that goes on after a crash must know every row it already had, or it could
 * neither drop repeats nor say whether the list came whole; differences between sorted ids cost two or three characters each.
 */

/** @example packIds(new Set([81002, 81003, 81010])) === '1qi2.1.7' */
export function packIds(ids: ReadonlySet<number>): string {
  let previous = 0;
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const step = id - previous;
      previous = id;
      return step.toString(36);
    })
    .join('.');
}

/** The set that {@link packIds} wrote. */
export function unpackIds(text: string): Set<number> {
  const ids = new Set<number>();
  if (text === '') return ids;
  let id = 0;
  for (const step of text.split('.')) {
    id += Number.parseInt(step, 36);
    ids.add(id);
  }
  return ids;
}
