/** Closing a month and opening it again: what it fixes or lets go is said in numbers before it is done. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { addMonths, month as monthFrom } from '../../../shared/domain/month.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { type SignProps, useSigned } from './sign-acts.tsx';
import classes from './signing.module.css';
import { words } from './words.ts';

export function CloseAct({ board, disabled }: SignProps) {
  const say = useWords(words);
  const format = useFormat();
  const close = useAct('months/close');
  const values = { ...useSigned(board), next: format.month(addMonths(monthFrom(board.month), 1)) };
  const signer = (wanted: 'prepared' | 'reviewed') =>
    board.signatures.find(({ role, cleared }) => role === wanted && cleared === null)?.who ?? '';
  const overridden = board.tieOuts?.overridden ?? 0;
  const confirm = async () => {
    const closed = await close.act({ month: board.month });
    if (!closed.ok) return;
    const { version, postings } = closed.value;
    showNote(say('close.done', { ...values, version, postings: format.count(postings) }));
  };
  return (
    <ConfirmAct
      label={say('close.act', values)}
      title={say('close.title', values)}
      confirm={say('close.confirm', values)}
      disabled={disabled}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>{say('close.does', values)}</p>
        <p>
          {say('close.signed', { preparer: isolate(signer('prepared')), reviewer: isolate(signer('reviewed')) })}{' '}
          {board.samePerson && say('sign.same')}
        </p>
        {overridden > 0 && <p>{say('close.overridden', { count: overridden })}</p>}
        {board.gate.monthAtRisk > 0 && (
          <p>{say('prepare.risk', { amount: format.moneyWithCode(board.gate.monthAtRisk) })}</p>
        )}
        <p className={classes.soft}>{say('close.back')}</p>
      </div>
    </ConfirmAct>
  );
}

export function OpenAgainAct({ board, disabled }: SignProps) {
  const say = useWords(words);
  const reopen = useAct('months/reopen');
  const [reason, setReason] = useState('');
  const values = { ...useSigned(board), version: board.version?.version ?? 1 };
  const confirm = async () => {
    const opened = await reopen.act({ month: board.month, reason: reason.trim() });
    if (!opened.ok) return;
    setReason('');
    showNote(say('open.done', values));
  };
  return (
    <ConfirmAct
      label={say('open.act', values)}
      title={say('open.title', values)}
      confirm={say('open.confirm', values)}
      destructive
      disabled={disabled}
      confirmDisabled={reason.trim() === ''}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>{say('open.does', values)}</p>
        <Textarea
          label={say('open.reason')}
          description={say('open.reasonHelp')}
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </ConfirmAct>
  );
}
