/**
 * Few rows are put in order here rather than by the query: for an ORDER BY or DISTINCT that no index serves SQLite sets up a sorter,
 * which takes longer than everything else about a query for a handful of rows.
 */

/** As SQLite orders text. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function bySeq(a: { readonly seq: number }, b: { readonly seq: number }): number {
  return a.seq - b.seq;
}
