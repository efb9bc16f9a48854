/** Assigning and snoozing from the list or an open issue: what is asked first, and what follows. */
import { type ReactNode, useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/commands.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { useCareActs } from './care-acts.ts';
import { careWords } from './care-words.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';

interface Asking {
  readonly what: 'assign' | 'snooze';
  readonly ids: readonly number[];
}

export interface Care {
  readonly busy: boolean;
  readonly assign: (ids?: readonly number[]) => void;
  readonly snooze: (ids?: readonly number[]) => void;
  readonly wake: (ids?: readonly number[]) => void;
  readonly dialog: ReactNode;
}

/** `targets`: what a key acts on. `left`: these are no longer in the list. */
export function useCare(
  targets: () => readonly number[],
  left: (ids: readonly number[], act: () => Promise<boolean>) => Promise<void>,
): Care {
  const say = useWords(careWords);
  const acts = useCareActs();
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask = (what: Asking['what'], ids: readonly number[]) => {
    if (ids.length > 0) setAsking({ what, ids });
  };
  const one = asking?.ids.length === 1 ? (asking.ids[0] ?? 0) : 0;
  const known = useCall('issues/get', { id: one }, { enabled: one > 0 }).data?.issue.owner?.id ?? null;
  const assign = (ids = targets()) => ask('assign', ids);
  const snooze = (ids = targets()) => ask('snooze', ids);
  useCommands([
    { id: 'issues.assign', label: say('key.assign'), keys: 'a', run: () => assign() },
    { id: 'issues.snooze', label: say('key.snooze'), keys: 's', run: () => snooze() },
  ]);
  const onClose = () => setAsking(null);
  const dialog =
    asking === null ? null : asking.what === 'assign' ? (
      <AssignDialog
        key={known}
        count={asking.ids.length}
        owner={known}
        onClose={onClose}
        onAssign={(to) => {
          onClose();
          void acts.assign(asking.ids, to);
        }}
      />
    ) : (
      <SnoozeDialog
        count={asking.ids.length}
        onClose={onClose}
        onSnooze={(until, reason) => {
          onClose();
          void left(asking.ids, () => acts.snooze(asking.ids, until, reason));
        }}
      />
    );
  return {
    busy: acts.busy,
    assign,
    snooze,
    wake: (ids = targets()) => void acts.snooze(ids, null, ''),
    dialog,
  };
}
