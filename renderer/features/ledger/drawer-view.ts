/** What the drawer of a page shows: where a field comes from, why a posting is what it is, or an act. One at a time. */
import { useCallback } from 'react';
import { choiceField, numberField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { type FieldOf, readField, writeField } from './where.ts';

const FIELDS = {
  from: textField(),
  why: numberField(),
  line: numberField(),
  act: choiceField(['merge', 'what-if'], null),
};

const CLOSED = { from: '', why: null, line: null, act: null } as const;

export interface DrawerView {
  readonly field: FieldOf | null;
  readonly why: number | null;
  /** The line of a document whose contract is being chosen. */
  readonly line: number | null;
  readonly act: 'merge' | 'what-if' | null;
  readonly askWhere: (field: FieldOf) => void;
  readonly askWhy: (posting: number) => void;
  readonly chooseContract: (line: number) => void;
  readonly startMerge: () => void;
  readonly startWhatIf: () => void;
  readonly close: () => void;
}

export function useDrawerView(): DrawerView {
  const [view, setView] = useViewState('ledger', FIELDS);
  const show = useCallback((change: Partial<typeof view>) => setView({ ...CLOSED, ...change }), [setView]);
  return {
    field: readField(view.from),
    why: view.why,
    line: view.line,
    act: view.act,
    askWhere: (field) => show({ from: writeField(field) }),
    askWhy: (why) => show({ why }),
    chooseContract: (line) => show({ line }),
    startMerge: () => show({ act: 'merge' }),
    startWhatIf: () => show({ act: 'what-if' }),
    close: () => show({}),
  };
}
