/** Settings as they are being written; kept while the app is open, so that leaving the screen loses nothing. */
import { create } from 'zustand';
import type { WindowInput } from '../../../shared/contract/window.ts';
import { useDesk } from '../../state/desk.ts';

export type SettingsDraft = WindowInput<'settings/save'>;

const useDraft = create<{ readonly path: string; readonly draft: SettingsDraft }>(() => ({ path: '', draft: {} }));

/** What differs from the saved settings so far, and how to change it. */
export function useSettingsDraft(): [
  SettingsDraft,
  (change: SettingsDraft) => void,
  (...keys: (keyof SettingsDraft)[]) => void,
] {
  const path = useDesk((state) => state.desk?.path ?? '');
  const kept = useDraft();
  const draft = kept.path === path ? kept.draft : {};
  const write = (change: SettingsDraft) => useDraft.setState({ path, draft: { ...draft, ...change } });
  const forget = (...keys: (keyof SettingsDraft)[]) => {
    const left = Object.fromEntries(Object.entries(draft).filter(([key]) => !keys.some((each) => each === key)));
    useDraft.setState({ path, draft: left });
  };
  return [draft, write, forget];
}
