/**
 * What a screen was set to show. The address holds it, so that Back and links work; the store remembers where each screen was left,
 * so that coming back by the rail finds it as it was.
 */
import { useCallback, useMemo } from 'react';
import { create } from 'zustand';
import { goTo, useHashQuery } from './location.ts';
import { placeOf } from './place.ts';
import { readView, type ViewOf, writeView } from './view-fields.ts';

interface Remembered {
  /** Where each screen of the rail was left, as in `issues: '/issues?status=pending'`. */
  readonly lastOf: Readonly<Record<string, string>>;
  readonly selections: Readonly<Record<string, ReadonlySet<number>>>;
}

export const useRemembered = create<Remembered>(() => ({ lastOf: {}, selections: {} }));

/** Notes where a screen stands; the frame does it at every move. */
export function rememberPlace(path: string, query: string): void {
  const screen = path.split('/')[1] ?? '';
  if (screen === '') return;
  const place = query === '' ? path : `${path}?${query}`;
  useRemembered.setState((state) => ({ lastOf: { ...state.lastOf, [screen]: place } }));
}

export type SetView<F> = (change: Partial<ViewOf<F>>, how?: { readonly replace?: boolean }) => void;

/**
 * The view of a screen and how to change it. A change makes an entry to go back to; `replace: true` does not (typing in a search).
 * `screen` is the first part of the path: a change that comes when another screen is shown by then is let go.
 * `fields` must be a constant outside the component.
 */
export function useViewState<F extends object>(screen: string, fields: F): [ViewOf<F>, SetView<F>] {
  const query = useHashQuery();
  const view = useMemo(() => readView(fields, query), [fields, query]);
  const setView = useCallback<SetView<F>>(
    (change, how) => {
      const now = placeOf(window.location.hash);
      if (now.path.split('/')[1] !== screen.split('/')[0]) return;
      const next = writeView(fields, { ...readView(fields, now.query), ...change });
      goTo(next === '' ? now.path : `${now.path}?${next}`, how);
    },
    [screen, fields],
  );
  return [view, setView];
}

const NONE: ReadonlySet<number> = new Set();

/** Selected rows of a screen by id. They survive sorting, filtering, a run, and leaving the screen. */
export function useSelection(screen: string): [ReadonlySet<number>, (ids: ReadonlySet<number>) => void] {
  const selected = useRemembered((state) => state.selections[screen] ?? NONE);
  const select = useCallback(
    (ids: ReadonlySet<number>) =>
      useRemembered.setState((state) => ({ selections: { ...state.selections, [screen]: ids } })),
    [screen],
  );
  return [selected, select];
}
