/** Columns that are put away, by list, as long as the window is open; a saved view brings its own. */
import { create } from 'zustand';

const NONE: readonly string[] = [];

export const useHiddenColumns = create<{ readonly of: Readonly<Record<string, readonly string[]>> }>(() => ({
  of: {},
}));

/** `table` undefined: a list without views shows all it has. */
export function useHidden(table: string | undefined): readonly string[] {
  return useHiddenColumns((state) => (table === undefined ? NONE : (state.of[table] ?? NONE)));
}

export function hideColumns(table: string, hidden: readonly string[]): void {
  useHiddenColumns.setState((state) => ({ of: { ...state.of, [table]: hidden } }));
}
