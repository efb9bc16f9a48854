/** What was written into a form and not saved yet, and what the last tests found: kept while the app is open. Never a key. */
import { create } from 'zustand';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Draft } from './form-values.ts';

export interface ConnectionDraft {
  readonly label: string;
  readonly fields: Draft;
}

export type Findings = WindowOutput<'connections/try'>;

interface Kept {
  /** By `new:holded`, or by the number of the connection. */
  readonly drafts: Readonly<Record<string, ConnectionDraft>>;
  readonly tests: Readonly<Record<number, { readonly at: string; readonly findings: Findings }>>;
}

export const useKept = create<Kept>(() => ({ drafts: {}, tests: {} }));

export function keepDraft(key: string, draft: ConnectionDraft | null): void {
  useKept.setState((state) => {
    const { [key]: _, ...others } = state.drafts;
    return { drafts: draft === null ? others : { ...others, [key]: draft } };
  });
}

/** What tests found, by connection. */
export function keepTests(tested: WindowOutput<'connections/test'>): void {
  const at = new Date().toISOString();
  useKept.setState((state) => ({
    tests: {
      ...state.tests,
      ...Object.fromEntries(
        tested.map(({ connection, works, findings }) => [connection.id, { at, findings: { works, findings } }]),
      ),
    },
  }));
}

export function forgetTest(id: number): void {
  useKept.setState((state) => {
    const { [id]: _, ...tests } = state.tests;
    return { tests };
  });
}
