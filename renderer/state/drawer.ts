/** The place of the details at the right: how wide, and where in the page. */
import { create } from 'zustand';

export const DRAWER_WIDTH = { normal: 560, least: 320, most: 1100 } as const;

interface DrawerPlace {
  readonly width: number;
  readonly slot: HTMLElement | null;
}

export const useDrawerPlace = create<DrawerPlace>(() => ({ width: DRAWER_WIDTH.normal, slot: null }));

export function setDrawerWidth(width: number): void {
  useDrawerPlace.setState({ width: Math.round(Math.min(Math.max(width, DRAWER_WIDTH.least), DRAWER_WIDTH.most)) });
}

export function setDrawerSlot(slot: HTMLElement | null): void {
  useDrawerPlace.setState({ slot });
}
