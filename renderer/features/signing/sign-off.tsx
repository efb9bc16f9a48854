/** Who prepared and who reviewed, and the acts that take the month to its end: sign, review, close, open again. */
import { useCall } from '../../bridge/use-call.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useOperator } from '../operators/use-operator.ts';
import { CloseAct, OpenAgainAct } from './close-acts.tsx';
import { PrepareAct, ReviewAct } from './sign-acts.tsx';
import classes from './signing.module.css';
import type { Board } from './use-month.ts';
import { words } from './words.ts';

interface Props {
  readonly board: Board;
  /** A run is at work: its figures are not all here yet. */
  readonly settling: boolean;
}

export function SignOff({ board, settling }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const { chosen } = useOperator();
  const { month, state, next, samePerson } = board;
  const lockedThrough = useCall('months/list', {}).data?.lockedThrough ?? null;
  const free = chosen && !settling;
  const signs = next.action === 'prepare' || next.action === 'review' || next.action === 'close';
  return (
    <div className={classes.stack}>
      <h3 id="signatures">{say('signatures')}</h3>
      <dl className={classes.signatures}>
        <SignedAs board={board} as="prepared" />
        <SignedAs board={board} as="reviewed" />
      </dl>
      {samePerson && (
        <p>
          <StatusWord meaning="look">{say('sign.same')}</StatusWord>
        </p>
      )}
      {signs && !chosen && <p className={classes.soft}>{say('sign.chooseName')}</p>}
      <div className={classes.acts}>
        {next.action === 'prepare' && <PrepareAct board={board} disabled={!free} />}
        {next.action === 'review' && <ReviewAct board={board} disabled={!free} />}
        {(state === 'reviewed' || next.action === 'close') && (
          <CloseAct board={board} disabled={!free || next.action !== 'close'} />
        )}
        {state === 'closed' && month === lockedThrough && <OpenAgainAct board={board} disabled={settling} />}
      </div>
      {state === 'closed' && lockedThrough !== null && month !== lockedThrough && (
        <p className={classes.soft}>{say('open.later', { month: format.month(lockedThrough) })}</p>
      )}
    </div>
  );
}

function SignedAs({ board, as }: { readonly board: Board; readonly as: 'prepared' | 'reviewed' }) {
  const say = useWords(words);
  const format = useFormat();
  const all = board.signatures.filter((signature) => signature.role === as);
  const told = useTold();
  const standing = all.find(({ cleared }) => cleared === null);
  const cleared = all.filter((signature) => signature.cleared !== null);
  const by = ({ who, at }: (typeof all)[number]) => say('sign.by', { who: isolate(who), when: format.instant(at) });
  return (
    <>
      <dt>{say(`role.${as}`)}</dt>
      <dd>
        {standing === undefined ? (
          <StatusWord meaning="wait">{say('sign.none')}</StatusWord>
        ) : (
          <StatusWord meaning="done">{by(standing)}</StatusWord>
        )}
        {cleared.map((signature) => (
          <p key={signature.at} className={classes.under}>
            <s>{by(signature)}</s>{' '}
            {say('sign.cleared', {
              when: format.instant(signature.cleared?.at ?? signature.at),
              because: told(signature.cleared?.because ?? ''),
            })}
          </p>
        ))}
      </dd>
    </>
  );
}
