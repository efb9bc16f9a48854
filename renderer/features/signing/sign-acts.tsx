/** The two signatures. Each says in numbers what is signed before it is. */
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useOperator } from '../operators/use-operator.ts';
import classes from './signing.module.css';
import { type Board, useMonthFigures } from './use-month.ts';
import { words } from './words.ts';

export interface SignProps {
  readonly board: Board;
  readonly disabled: boolean;
}

/** Names and figures as the sentences of every act want them. */
export function useSigned({ month }: Board) {
  const format = useFormat();
  const figures = useMonthFigures(month);
  const { who } = useOperator();
  return {
    month: format.month(month),
    who: isolate(who),
    recognised: format.moneyWithCode(figures?.recognised ?? 0),
    deferred: format.moneyWithCode(figures?.deferred ?? 0),
    held: format.moneyWithCode(figures?.held ?? 0),
  };
}

export function PrepareAct({ board, disabled }: SignProps) {
  const say = useWords(words);
  const format = useFormat();
  const prepare = useAct('months/prepare');
  const values = useSigned(board);
  const { monthAtRisk } = board.gate;
  const confirm = async () => {
    const signed = await prepare.act({ month: board.month });
    if (signed.ok) showNote(say('prepare.done', values));
  };
  return (
    <ConfirmAct
      label={say('prepare.act')}
      title={say('prepare.title', values)}
      confirm={say('prepare.confirm', values)}
      disabled={disabled}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>{say('prepare.does', values)}</p>
        {monthAtRisk > 0 && <p>{say('prepare.risk', { amount: format.moneyWithCode(monthAtRisk) })}</p>}
        <p className={classes.soft}>{say('prepare.clears')}</p>
      </div>
    </ConfirmAct>
  );
}

export function ReviewAct({ board, disabled }: SignProps) {
  const say = useWords(words);
  const review = useAct('months/review');
  const { who } = useOperator();
  const values = useSigned(board);
  const preparer = board.signatures.find(({ role, cleared }) => role === 'prepared' && cleared === null);
  const confirm = async () => {
    const signed = await review.act({ month: board.month });
    if (signed.ok) showNote(say('review.done', values));
  };
  return (
    <ConfirmAct
      label={say('review.act')}
      title={say('review.title', values)}
      confirm={say('review.confirm', values)}
      disabled={disabled}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>{say('review.does', values)}</p>
        {preparer?.who === who && <p>{say('review.same', values)}</p>}
        <p className={classes.soft}>{say('prepare.clears')}</p>
      </div>
    </ConfirmAct>
  );
}
