/** What the keys do in a table. */
import type { KeyboardEvent } from 'react';
import { movedTo } from './selection.ts';

export interface KeyActs {
  readonly at: number;
  readonly total: number;
  readonly pageRows: number;
  readonly move: (to: number, extend: boolean) => void;
  readonly toggle: (() => void) | undefined;
  readonly selectAll: (() => void) | undefined;
  readonly clear: (() => boolean) | undefined;
  readonly open: (() => void) | undefined;
  readonly copy: () => void;
}

/** Handles a key on a row; answers whether it was taken. */
export function handleKey(event: KeyboardEvent, acts: KeyActs): boolean {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return false;
  const to = movedTo(event.key, acts.at, acts.total, acts.pageRows);
  if (to !== null && !(control && event.key.startsWith('Page'))) {
    acts.move(to, event.shiftKey);
    return true;
  }
  if (event.key === ' ' && acts.toggle && !control) {
    acts.toggle();
    return true;
  }
  if (event.key === 'Enter' && acts.open && !control) {
    acts.open();
    return true;
  }
  if (event.key === 'Escape' && acts.clear) return acts.clear();
  if (control && event.key.toLowerCase() === 'a' && acts.selectAll) {
    acts.selectAll();
    return true;
  }
  if (control && event.key.toLowerCase() === 'c' && String(window.getSelection() ?? '') === '') {
    acts.copy();
    return true;
  }
  return false;
}
