/** What selecting does to a set of ids. Pure. */
export type Ids = ReadonlySet<number>;

export function toggled(ids: Ids, id: number): Ids {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

export function added(ids: Ids, more: Iterable<number>): Ids {
  return new Set([...ids, ...more]);
}

/** Several that are selected as one: all of them, or none where all were. */
export function toggledTogether(ids: Ids, members: readonly number[]): Ids {
  return members.every((id) => ids.has(id)) ? new Set(ids).difference(new Set(members)) : added(ids, members);
}

/** The place a key leads to, or null when the key does not move. */
export function movedTo(key: string, at: number, total: number, pageRows: number): number | null {
  const clamp = (index: number) => Math.min(Math.max(index, 0), total - 1);
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return clamp(at - 1);
    case 'PageDown':
      return clamp(at + pageRows);
    case 'PageUp':
      return clamp(at - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return clamp(total - 1);
    default:
      return null;
  }
}
