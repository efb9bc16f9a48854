/** The row whose details are open: the address holds its id, and the row itself is kept so that leaving the screen loses nothing. */
import { create } from 'zustand';

const useRows = create<{ readonly row: { readonly id: number } | null }>(() => ({ row: null }));

export function useOpenRow<Row extends { readonly id: number }>(
  open: number | null,
): readonly [Row | null, (row: Row) => void] {
  const row = useRows((state) => state.row);
  // Only rows of this kind are put in: the id is that of a line of the journal, and no two lists have the same.
  const shown = row !== null && row.id === open ? (row as Row) : null;
  return [shown, (next) => useRows.setState({ row: next })];
}
