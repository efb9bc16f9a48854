/** What is next: what is left to run, then the board where the month is signed and closed. */
import { Button } from '@mantine/core';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { ToBoard } from '../signing/board.tsx';
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
        {((isOpenMonth && (state === 'review' || state === 'calculated')) || state === 'closed') && (
          <ToBoard month={month} closed={state === 'closed'} />
        )}
      </div>
    </section>
  );
}
