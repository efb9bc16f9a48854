/** The schedule as it is being written; kept while the app is open, so that leaving the screen loses nothing. */
import { create } from 'zustand';
import type { Schedule } from './schedule-words.ts';

interface Draft {
  /** Of which ledger. */
  readonly path: string;
  readonly schedule: Schedule | null;
}

export const useScheduleDraft = create<Draft>(() => ({ path: '', schedule: null }));

export function keepScheduleDraft(path: string, schedule: Schedule | null): void {
  useScheduleDraft.setState({ path, schedule });
}
