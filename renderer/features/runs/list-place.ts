import { create } from 'zustand';

/** Where the list of runs was left, filters and all, for the way back from one run. */
export const useListPlace = create<{ readonly query: string }>(() => ({ query: '' }));

export function listHref(query: string): string {
  return query === '' ? '#/runs' : `#/runs?${query}`;
}
