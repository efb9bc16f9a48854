/** The ten control totals: left, right, difference and state, and under one that differs what the difference is made of. */
import { Button } from '@mantine/core';
import { Fragment } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useEngineWords } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { BALANCE_LAMP, Balance } from './balance.tsx';
import { Behind } from './behind.tsx';
import { Amount } from './lamp-amount.tsx';
import { Override } from './override.tsx';
import classes from './signing.module.css';
import type { Board, Lamp, Lamps } from './use-month.ts';
import { words } from './words.ts';

const STATE: Readonly<Record<Lamp['state'], Meaning>> = {
  ties: 'done',
  differs: 'stop',
  not_stated: 'wait',
  overridden: 'look',
};

export function Checks({ board }: { readonly board: Board }) {
  const say = useWords(words);
  const format = useFormat();
  const { month } = board;
  const answer = useCall('tie-outs/list', { month }, { keepPrevious: false });
  const check = useAct('tie-outs/check');
  if (answer.error !== null) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p aria-busy>{say('loading', { month: format.month(month) })}</p>;
  const closed = board.state === 'closed';
  const lamps = answer.data.lamps.filter((lamp) => !isSilent(lamp, board.currency));
  const off = lamps.filter(({ state }) => state === 'differs').length;
  const again = async () => {
    const checked = await check.act({ month });
    if (checked.ok) showNote(say('checks.checked'));
  };
  return (
    <>
      <div className={classes.line}>
        <p role="status">{off === 0 ? say('checks.green') : say('checks.red', { count: off, of: lamps.length })}</p>
        {closed ? (
          <p className={classes.soft}>{say('checks.closedNow')}</p>
        ) : (
          <Button variant="default" size="xs" loading={check.busy} onClick={() => void again()}>
            {say('checks.again')}
          </Button>
        )}
      </div>
      <LampTable
        checks={{ ...answer.data, lamps }}
        closed={closed}
        label={say('checks.label', { month: format.month(month) })}
      />
      <p className={classes.soft}>{say('checks.mixed', { currency: board.currency })}</p>
    </>
  );
}

/** A check in a foreign currency with nothing on either side: it agrees, and says nothing. */
function isSilent({ currency, state, left, right }: Lamp, own: string): boolean {
  return currency !== own && state === 'ties' && left.amount === 0 && right.amount === 0;
}

interface TableProps {
  readonly checks: Lamps;
  readonly closed: boolean;
  readonly label: string;
}

function LampTable({ checks, closed, label }: TableProps) {
  const say = useWords(words);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{say('checks.state')}</th>
            <th scope="col">{say('checks.check')}</th>
            <th scope="col" className={classes.number}>
              {say('checks.left')}
            </th>
            <th scope="col" className={classes.number}>
              {say('checks.right')}
            </th>
            <th scope="col" className={classes.number}>
              {say('checks.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.lamps.map((lamp) => (
            <LampRows key={`${lamp.id} ${lamp.currency}`} lamp={lamp} checks={checks} closed={closed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LampRows({ lamp, checks, closed }: Omit<TableProps, 'label'> & { readonly lamp: Lamp }) {
  const say = useWords(words);
  const said = useEngineWords().lamp(lamp);
  const isBalance = lamp.id === BALANCE_LAMP;
  const acts = !closed && (lamp.overridable || isBalance) && lamp.state !== 'ties';
  const below = acts || isBalance || lamp.override !== null || lamp.behind.length > 0;
  const stated = lamp.state !== 'not_stated';
  const several = checks.lamps.filter(({ id }) => id === lamp.id).length > 1;
  return (
    <Fragment>
      <tr data-open={below}>
        <td className={classes.word}>
          <StatusWord meaning={STATE[lamp.state]}>{say(`checks.${lamp.state}`)}</StatusWord>
        </td>
        <th scope="row">
          {lamp.id}. {said.words}
          {several && <span className={classes.under}>{say('checks.inCurrency', { currency: lamp.currency })}</span>}
        </th>
        <Side lamp={lamp} amount={lamp.left.amount} words={said.left} stated={stated} />
        <Side lamp={lamp} amount={lamp.right.amount} words={said.right} stated />
        <td className={classes.number}>{stated && <Amount lamp={lamp} amount={lamp.difference} />}</td>
      </tr>
      {below && (
        <tr>
          <td />
          <td colSpan={4}>
            <div className={classes.below}>
              {lamp.override !== null && (
                <p>
                  {say('checks.overriddenBy', {
                    who: isolate(lamp.override.who),
                    reason: isolate(lamp.override.reason),
                  })}
                </p>
              )}
              {isBalance && <Balance checks={checks} lamp={lamp} closed={closed} />}
              {acts && lamp.overridable && <Override lamp={lamp} month={checks.month} />}
              <Behind lamp={lamp} />
            </div>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

interface SideProps {
  readonly lamp: Lamp;
  readonly amount: number;
  readonly words: string;
  readonly stated: boolean;
}

function Side({ lamp, amount, words: said, stated }: SideProps) {
  return (
    <td className={classes.number}>
      {stated && <Amount lamp={lamp} amount={amount} />}
      <span className={classes.under}>{said}</span>
    </td>
  );
}
