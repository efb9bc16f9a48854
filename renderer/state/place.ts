/** Where a window is: a path and a query. Pure. */
export interface Place {
  readonly path: string;
  readonly query: string;
}

/** Splits `#/issues?status=pending`. */
export function placeOf(hash: string): Place {
  const text = hash.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  return mark < 0 ? { path: `/${text}`, query: '' } : { path: `/${text.slice(0, mark)}`, query: text.slice(mark + 1) };
}
