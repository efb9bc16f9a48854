import { create } from 'zustand';

/** Open issues, for the rail. */
export const useIssueCounts = create<{ readonly pending: number; readonly blocking: number }>(() => ({
  pending: 0,
  blocking: 0,
}));

export function setIssueCounts(counts: { readonly pending: number; readonly blocking: number }): void {
  useIssueCounts.setState({ pending: counts.pending, blocking: counts.blocking });
}
