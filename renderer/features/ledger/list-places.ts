/** How each list of the ledger was left, so that its tab and the way back from a page find it so. */
import { create } from 'zustand';
import type { Tab } from './places.ts';

export const useListPlaces = create<{ readonly places: Readonly<Partial<Record<Tab, string>>> }>(() => ({
  places: {},
}));

export function rememberList(tab: Tab, query: string): void {
  const place = `/ledger/${tab}${query === '' ? '' : `?${query}`}`;
  useListPlaces.setState(({ places }) =>
    places[tab] === place ? { places } : { places: { ...places, [tab]: place } },
  );
}
