/** Decisions in force about something, each with its way back. */
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { InstantText, Name } from '../../components/texts.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { SimpleTable } from './simple-table.tsx';
import { useDecide } from './use-decision.ts';
import { words } from './words.ts';

export interface ShownDecision {
  readonly id: number;
  readonly words: string;
  readonly who: string;
  readonly decidedAt: string;
  readonly reason: string;
}

export function DecisionsTable({ decisions }: { readonly decisions: readonly ShownDecision[] }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <SimpleTable
      label={say('contract.decisions')}
      rows={decisions}
      rowKey={(row) => row.id}
      none={say('decision.none')}
      columns={[
        { id: 'words', header: say('decision.what'), cell: (row) => <Name wrap>{told(row.words)}</Name> },
        { id: 'who', header: say('decision.who'), cell: (row) => <Name>{row.who}</Name> },
        { id: 'when', header: say('where.when'), cell: (row) => <InstantText at={row.decidedAt} /> },
        { id: 'reason', header: say('decision.reason'), cell: (row) => <Name wrap>{row.reason}</Name> },
        { id: 'undo', header: say('decision.back'), cell: (row) => <UndoDecision decision={row} /> },
      ]}
    />
  );
}

export function UndoDecision(props: {
  readonly decision: Pick<ShownDecision, 'id' | 'words'>;
  readonly label?: string;
}) {
  const say = useWords(words);
  const told = useTold();
  const { takeBack } = useDecide();
  const label = props.label ?? say('decision.undo');
  return (
    <ConfirmAct
      label={label}
      title={say('decision.undoTitle')}
      confirm={label}
      destructive
      onConfirm={async () => {
        const undone = await takeBack(props.decision.id);
        if (undone.ok) showNote(say('decision.undone', { count: undone.value.effect.records }));
      }}
    >
      <p dir="auto">{told(props.decision.words)}</p>
      <p>{say('decision.undoMeans')}</p>
    </ConfirmAct>
  );
}
