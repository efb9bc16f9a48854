/**
 * What this machine remembers for this person: where the window stood and how the app looks. A file somebody broke costs the
 * preferences, never the start: what does not fit is replaced by its default, and the log says so.
 */
import Store from 'electron-store';
import type { Appearance } from '../../shared/contract/desk.ts';
import type { ViewStore } from '../host/saved-views.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import { type Kept, readKept } from './kept-preferences.ts';
import type { WindowPlace } from './window-place.ts';

export interface Preferences {
  window(): WindowPlace;
  keepWindow(place: WindowPlace): void;
  appearance(): Appearance;
  keepAppearance(value: Appearance): void;
  /** Saved views of lists, in a file of their own: one that somebody broke costs neither the window nor the theme. */
  readonly views: ViewStore;
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
    views: viewStore(folder, log),
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

function viewStore(folder: string, log: Log): ViewStore {
  let broken = false;
  const options = { name: 'views', cwd: folder, configFileMode: 0o600 };
  const open = (): Store<Content> => {
    try {
      return new Store<Content>(options);
    } catch (thrown) {
      broken = true;
      log.warn('preferences.replaced', { entity: 'views', ...thrownFields(thrown) });
      return new Store<Content>({ ...options, clearInvalidConfig: true });
    }
  };
  const store = open();
  return {
    read: () => (broken ? 'broken' : store.size === 0 ? undefined : { content: store.get('ledgers') }),
    write(content) {
      keep(store, 'ledgers', content, log);
      broken = false;
    },
  };
}

// A full or locked disk must not stop work because a window was moved.
function keep(store: Store<Content>, key: string, value: unknown, log: Log): void {
  try {
    store.set(key, value);
  } catch (thrown) {
    log.warn('preferences.not_kept', { entity: key, ...thrownFields(thrown) });
  }
}
