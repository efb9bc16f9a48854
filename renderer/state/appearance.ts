/** How the app looks, as kept on this machine. Defaults until it is known. */
import { create } from 'zustand';
import type { Appearance } from '../../shared/contract/desk.ts';

export const useAppearance = create<Appearance>(() => ({
  theme: 'system',
  contrast: 'system',
  density: 'normal',
  language: 'system',
}));

export function setAppearance(appearance: Appearance): void {
  useAppearance.setState(appearance);
}
