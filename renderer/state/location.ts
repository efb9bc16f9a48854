/**
 * Where the window is: a path and a query, both behind the `#`, so that the same links work from a file protocol and from a server.
 * wouter's own hash hook puts the query before the `#`, where a server would see it; hence this one.
 */
import { useSyncExternalStore } from 'react';
import { placeOf } from './place.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Goes to `/issues`, `#/issues?open=12` or `/runs/4`. `replace` leaves no entry to go back to. */
export function goTo(to: string, options: { readonly replace?: boolean } = {}): void {
  const { path, query } = placeOf(to);
  const hash = `#${path}${query === '' ? '' : `?${query}`}`;
  if (hash === window.location.hash) return;
  if (options.replace === true) window.history.replaceState(null, '', hash);
  else window.history.pushState(null, '', hash);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

const path = (): string => placeOf(window.location.hash).path;
const query = (): string => placeOf(window.location.hash).query;

/** The path as wouter's `Router hook` wants it. */
export function useHashPath(): [string, (to: string, options?: { replace?: boolean }) => void] {
  return [useSyncExternalStore(subscribe, path), goTo];
}

/** The query behind the path, without the question mark. */
export function useHashQuery(): string {
  return useSyncExternalStore(subscribe, query);
}
