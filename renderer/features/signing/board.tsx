/** The board of a month below the Close screen's figures: what is left to do, the checks, who signed, and every close there was. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { useViewState } from '../../state/view-state.ts';
import { Checklist } from './checklist.tsx';
import { Checks } from './checks.tsx';
import { LateChanges } from './late-changes.tsx';
import { Packages } from './packages.tsx';
import { SignOff } from './sign-off.tsx';
import classes from './signing.module.css';
import { SinceExport } from './since-export.tsx';
import type { Board } from './use-month.ts';
import { Versions } from './versions.tsx';
import { BOARD_PARTS, type BoardPart, CLOSE_VIEW } from './view.ts';
import { words } from './words.ts';

export function SignAndClose({ month, settling }: { readonly month: string; readonly settling: boolean }) {
  const say = useWords(words);
  const format = useFormat();
  const [view] = useViewState('close', CLOSE_VIEW);
  const place = useRef<HTMLElement>(null);
  const answer = useCall('months/board', { month });
  const board = answer.data?.month === month ? answer.data : null;
  const asked = view.board !== null && board !== null;
  // A link to a part of the board shows it; choosing another part leaves the page where it is.
  useEffect(() => {
    if (asked) place.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  return (
    <section ref={place} className={classes.board} aria-labelledby="sign-and-close">
      <h2 id="sign-and-close" tabIndex={-1}>
        {say('title', { month: format.month(month) })}
      </h2>
      {answer.error !== null && <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />}
      {board === null && answer.error === null && <p aria-busy>{say('loading', { month: format.month(month) })}</p>}
      {board !== null && (
        <>
          <Reopened board={board} />
          <div className={classes.head}>
            <WhatNext board={board} />
            <SignOff key={month} board={board} settling={settling} />
          </div>
          <Parts board={board} open={view.board ?? 'steps'} />
        </>
      )}
    </section>
  );
}

/** A link that leads to the board from above it, without a change of the address. */
export function ToBoard({ month, closed }: { readonly month: string; readonly closed: boolean }) {
  const say = useWords(words);
  const format = useFormat();
  const show = () => {
    const heading = document.querySelector<HTMLElement>('#sign-and-close');
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <Button variant="default" onClick={show}>
      {say(closed ? 'jumpClosed' : 'jump', { month: format.month(month) })}
    </Button>
  );
}

function Reopened({ board }: { readonly board: Board }) {
  const say = useWords(words);
  const format = useFormat();
  const { reopened } = board;
  if (reopened === null) return null;
  const values = { version: reopened.version, when: format.instant(reopened.at), who: isolate(reopened.who) };
  return (
    <div className={classes.reopened} role="status">
      <strong>{say('reopened.title', values)}</strong>
      <p>{say('reopened.reason', { reason: isolate(reopened.reason) })}</p>
      <p className={classes.soft}>{say('reopened.kept')}</p>
    </div>
  );
}

function WhatNext({ board }: { readonly board: Board }) {
  const say = useWords(words);
  const format = useFormat();
  const firstOpen = useCall('months/list', {}).data?.firstOpenMonth ?? null;
  const [, setView] = useViewState('close', CLOSE_VIEW);
  const { next, daysSinceMonthEnd: days } = board;
  return (
    <div className={classes.stack}>
      <h3>{say('next')}</h3>
      <p className={classes.next}>
        <Told>{next.words}</Told>
      </p>
      <div className={classes.acts}>
        {next.action === 'triage' && (
          <Button variant="default" onClick={() => goTo('/issues')}>
            {say('go.issues')}
          </Button>
        )}
        {(next.action === 'tie-outs' || next.action === 'balance') && (
          <Button variant="default" onClick={() => setView({ board: 'checks' })}>
            {say(next.action === 'balance' ? 'go.balance' : 'go.checks')}
          </Button>
        )}
        {next.action === 'earlier-month' && firstOpen !== null && (
          <Button variant="default" onClick={() => setView({ month: firstOpen })}>
            {say('go.month', { month: format.month(firstOpen) })}
          </Button>
        )}
      </div>
      <p className={classes.soft}>{days < 0 ? say('daysBefore') : say('days', { count: days })}</p>
    </div>
  );
}

function Parts({ board, open }: { readonly board: Board; readonly open: BoardPart }) {
  const say = useWords(words);
  const format = useFormat();
  const [, setView] = useViewState('close', CLOSE_VIEW);
  const left = board.steps.filter(({ done }) => !done).length;
  const red = board.tieOuts?.red ?? 0;
  const counts: Partial<Record<BoardPart, string>> = {
    ...(left > 0 && { steps: say('part.left', { count: left }) }),
    ...(red > 0 && { checks: say('part.red', { count: red }) }),
  };
  const { month } = board;
  return (
    <>
      <nav aria-label={say('parts')}>
        <ul className={classes.parts}>
          {BOARD_PARTS.map((part) => {
            const count = counts[part];
            const name = say(`part.${part}`);
            return (
              <li key={part}>
                <a
                  href={`#/close?month=${month}&board=${part}`}
                  aria-current={part === open ? 'true' : undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    setView({ board: part });
                  }}
                >
                  {count === undefined ? name : say('part.count', { part: name, count })}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className={classes.part} key={`${month} ${open}`}>
        {open === 'steps' && <Checklist board={board} label={say('steps.label', { month: format.month(month) })} />}
        {open === 'checks' && <Checks board={board} />}
        {open === 'changes' && (
          <>
            <LateChanges month={month} />
            <SinceExport month={month} />
          </>
        )}
        {open === 'versions' && <Versions month={month} closed={board.state === 'closed'} />}
        {open === 'packages' && <Packages board={board} />}
      </div>
    </>
  );
}
