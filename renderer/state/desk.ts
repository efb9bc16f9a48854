/** Which ledger is open, who is at the keyboard, where and in which language. */
import { create } from 'zustand';
import type { DeskState } from '../../shared/contract/desk.ts';
import type { Problem } from '../../shared/domain/problem.ts';

interface Desk {
  /** Null until the first answer. */
  readonly desk: DeskState | null;
  /** Why there is no answer. */
  readonly problem: Problem | null;
}

export const useDesk = create<Desk>(() => ({ desk: null, problem: null }));

export function setDesk(desk: DeskState): void {
  // In a browser the reader's locale is the browser's: the program that serves the page may have been started with another.
  const locale = desk.shell === 'browser' ? navigator.language : desk.locale;
  useDesk.setState({ desk: { ...desk, locale }, problem: null });
}

/** The company's currency, for amounts that carry none of their own. */
export function useCompanyCurrency(): string {
  return useDesk((state) => state.desk?.company?.currency ?? 'EUR');
}
