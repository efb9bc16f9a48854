/** What of an address and a table makes a view, and which view that is. Pure. */
import type { SavedView } from '../../../shared/contract/views.ts';
import { NOT_OF_A_VIEW } from '../../../shared/domain/list-views.ts';

export type Look = Pick<SavedView, 'settings' | 'hidden'>;

/** The settings in an address that a view keeps. */
export function settingsOf(query: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => !NOT_OF_A_VIEW.includes(name)));
}

/** The query that shows these settings. */
export function queryOf(settings: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(settings).filter(([name]) => !NOT_OF_A_VIEW.includes(name))).toString();
}

/** The view that a list shows as it is, whatever is searched for or open. */
export function viewShown(views: readonly SavedView[], look: Look): SavedView | null {
  return views.find((view) => sameLook(view, look)) ?? null;
}

export function isUsual({ settings, hidden }: Look): boolean {
  return Object.keys(settings).length === 0 && hidden.length === 0;
}

function sameLook(a: Look, b: Look): boolean {
  const sorted = ({ settings, hidden }: Look) =>
    JSON.stringify([Object.entries(settings).sort(([x], [y]) => (x < y ? -1 : 1)), [...hidden].sort()]);
  return sorted(a) === sorted(b);
}

/** The columns that are shown: never none, and what a later version adds is shown. */
export function shownColumns<C extends { readonly id: string }>(
  all: readonly C[],
  hidden: readonly string[],
): readonly C[] {
  if (hidden.length === 0) return all;
  const shown = all.filter(({ id }) => !hidden.includes(id));
  return shown.length === 0 ? all : shown;
}
