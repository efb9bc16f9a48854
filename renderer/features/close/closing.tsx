/** What is next, and the two acts that end a month or begin it again: each says in numbers what it does before it does it. */
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { addMonths, month as monthFrom } from '../../../shared/domain/month.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './close.module.css';
import type { CloseMonth } from './use-close.ts';
import type { RunActs } from './use-run-acts.ts';
import { words } from './words.ts';

interface Props {
  readonly close: CloseMonth;
  readonly acts: RunActs;
  readonly onMonth: (month: string) => void;
}

export function WhatIsNext({ close, acts, onMonth }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const { month, firstOpenMonth, state } = close;
  const going = close.settling;
  const isOpenMonth = month === firstOpenMonth;
  const earlier = state !== 'closed' && month.localeCompare(firstOpenMonth) > 0;
  const sentence = (): string => {
    if (going) return say('next.running');
    if (!close.connected) return say('next.connect');
    if (state === 'closed')
      return say('next.closed', { month: format.month(month), next: format.month(firstOpenMonth) });
    if (state === 'open') return say('next.open');
    if (state === 'synced') return say('next.synced');
    if (earlier) return say('next.order', { month: format.month(month), open: format.month(firstOpenMonth) });
    return state === 'review' ? say('next.review') : say('next.calculated', { month: format.month(month) });
  };
  const range = { from: firstOpenMonth, until: month };
  return (
    <section className={classes.stack} aria-labelledby="next-title">
      <h2 id="next-title">{say('next.title')}</h2>
      <p>{sentence()}</p>
      <div className={classes.acts}>
        {earlier && (state === 'open' || state === 'synced') && (
          <Button variant="default" disabled={acts.busy} onClick={() => void acts.run(range)}>
            {say('next.runAll', { months: format.months(range.from, range.until) })}
          </Button>
        )}
        {!isOpenMonth && (
          <Button variant="default" onClick={() => onMonth('')}>
            {say('next.go', { month: format.month(firstOpenMonth) })}
          </Button>
        )}
        {isOpenMonth && (state === 'review' || state === 'calculated') && <CloseAct close={close} acts={acts} />}
        {month === close.lockedThrough && <OpenAgainAct close={close} />}
      </div>
      <History close={close} />
    </section>
  );
}

function CloseAct({ close, acts }: { readonly close: CloseMonth; readonly acts: RunActs }) {
  const say = useWords(words);
  const format = useFormat();
  const lock = useAct('close/lock');
  const { figures, totals, month } = close;
  const names = { month: format.month(month), next: format.month(addMonths(monthFrom(month), 1)) };
  const confirm = async () => {
    const closed = await lock.act({ month });
    if (closed.ok) showNote(say('close.done', names));
  };
  return (
    <ConfirmAct
      label={say('close.act', names)}
      title={say('close.title', names)}
      confirm={say('close.confirm', names)}
      disabled={acts.busy || close.settling || lock.busy || totals.blocking > 0}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>
          {say('close.does', {
            ...names,
            recognised: format.moneyWithCode(figures?.recognised ?? 0),
            deferred: format.moneyWithCode(figures?.deferred ?? 0),
            held: format.moneyWithCode(figures?.held ?? 0),
          })}
        </p>
        {totals.pending > 0 && (
          <p>{say('close.risk', { count: totals.pending, amount: format.moneyWithCode(totals.amountAtRisk) })}</p>
        )}
        <p className={classes.soft}>{say('close.back')}</p>
      </div>
    </ConfirmAct>
  );
}

function OpenAgainAct({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const unlock = useAct('close/unlock');
  const [reason, setReason] = useState('');
  const { month, figures } = close;
  const names = { month: format.month(month) };
  const confirm = async () => {
    if (reason.trim() === '') return;
    const opened = await unlock.act({ month, reason: reason.trim() });
    if (opened.ok) {
      setReason('');
      showNote(say('open.done', names));
    }
  };
  return (
    <ConfirmAct
      label={say('open.act', names)}
      title={say('open.title', names)}
      confirm={say('open.confirm', names)}
      destructive
      disabled={unlock.busy}
      onConfirm={confirm}
    >
      <div className={classes.stack}>
        <p>{say('open.does', { ...names, recognised: format.moneyWithCode(figures?.recognised ?? 0) })}</p>
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

function History({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const lines = close.history.filter(({ month }) => month === close.month);
  if (lines.length === 0) return null;
  return (
    <ul className={classes.history} aria-label={say('history.title')}>
      {lines.map((line) => (
        <li key={`${line.at}${line.action}`}>
          {say(line.action === 'unlock' ? 'history.unlock' : 'history.lock', {
            when: format.instant(line.at),
            month: format.month(line.month),
            who: isolate(line.who),
            reason: isolate(line.reason ?? ''),
          })}
        </li>
      ))}
    </ul>
  );
}
