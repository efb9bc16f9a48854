/**
 * What this machine remembers for this person: where the window stood and how the app looks. A file somebody broke costs the
 * preferences, never the start: what does not fit is replaced by its default, and the log says so.
 */
import Store from 'electron-store';
import type { Appearance } from '../../shared/contract/desk.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import { type Kept, readKept } from './kept-preferences.ts';
import type { WindowPlace } from './window-place.ts';

export interface Preferences {
  window(): WindowPlace;
  keepWindow(place: WindowPlace): void;
  appearance(): Appearance;
  keepAppearance(value: Appearance): void;
}

/** Opens the preferences in a folder. */
export function openPreferences(folder: string, log: Log): Preferences {
  const store = openStore(folder, log);
  const state: Kept = readKept(store.store, log);
  return {
    window: () => state.window,
    keepWindow(place) {
      state.window = place;
      keep(store, 'window', place, log);
    },
    appearance: () => state.appearance,
    keepAppearance(value) {
      state.appearance = value;
      keep(store, 'appearance', value, log);
    },
  };
}

type Content = Record<string, unknown>;

function openStore(folder: string, log: Log): Store<Content> {
  const options = { name: 'preferences', cwd: folder, configFileMode: 0o600 };
  try {
    return new Store<Content>(options);
  } catch (thrown) {
    log.warn('preferences.replaced', { entity: 'file', ...thrownFields(thrown) });
    return new Store<Content>({ ...options, clearInvalidConfig: true });
  }
}

// A full or locked disk must not stop work because a window was moved.
function keep(store: Store<Content>, key: string, value: unknown, log: Log): void {
  try {
    store.set(key, value);
  } catch (thrown) {
    log.warn('preferences.not_kept', { entity: key, ...thrownFields(thrown) });
  }
}
