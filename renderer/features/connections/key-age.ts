/** Whole days between an instant and now; never less than none. */
export function wholeDaysSince(at: string, now: number): number {
  const age = now - Date.parse(at);
  return Number.isFinite(age) ? Math.max(0, Math.floor(age / 86_400_000)) : 0;
}
