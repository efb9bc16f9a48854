/** How many pixels one rem is: read when the window changes, for asking the page in every drawing makes it lay itself out. */
import { useSyncExternalStore } from 'react';

let known: number | null = null;

function subscribe(listener: () => void): () => void {
  const again = () => {
    known = null;
    listener();
  };
  window.addEventListener('resize', again);
  return () => window.removeEventListener('resize', again);
}

function read(): number {
  known ??= Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return known;
}

export function useTextSize(): number {
  return useSyncExternalStore(subscribe, read);
}
