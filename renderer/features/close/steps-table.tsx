/** The five steps and the accruals: what each last did, or does now, and from where the run may begin. */
import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import type { Step } from '../../../shared/domain/entities.ts';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { Count, Duration } from '../../components/texts.tsx';
import { useProblemWords } from '../../format/problem-words.ts';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import classes from './close.module.css';
import { ScrollRoom } from './scroll-room.tsx';
import type { StepRow, StepState } from './step-rows.ts';
import { words } from './words.ts';

export interface StepActs {
  readonly from: (step: Step) => void;
  readonly only: (step: Step) => void;
  /** A run goes on: nothing else can be started. */
  readonly busy: boolean;
}

const MEANING: Readonly<Record<StepState, Meaning>> = {
  done: 'done',
  stale: 'look',
  running: 'running',
  waiting: 'wait',
  needs: 'wait',
  refused: 'stop',
  cancelled: 'look',
  never: 'wait',
  unfed: 'wait',
};

const NUMBERS = ['received', 'applied', 'same', 'excluded', 'held'] as const;

export function StepsTable(props: {
  readonly month: string;
  readonly rows: readonly StepRow[];
  /** The run that the screen's head tells of: rows of that run need not repeat when it was. */
  readonly lastRun: number | null;
  readonly acts: StepActs;
}) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  return (
    <div className={classes.stack}>
      <ScrollRoom label={say('steps.label', { month: format.month(props.month) })}>
        <table className={classes.table}>
          <caption className="visually-hidden">{say('steps.label', { month: format.month(props.month) })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('steps.step')}</th>
              <th scope="col">{say('steps.state')}</th>
              {NUMBERS.map((key) => (
                <th key={key} scope="col" className={classes.number}>
                  {say(`steps.${key}`)}
                </th>
              ))}
              <th scope="col" className={classes.number}>
                {say('steps.took')}
              </th>
              <th scope="col" className={classes.wide}>
                {say('steps.did')}
              </th>
              <th scope="col" className={classes.menu}>
                <span className="visually-hidden">{say('steps.menu')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.step}>
                <th scope="row">{sayCommon(`step.${row.step}`)}</th>
                <td>
                  <StepStatus row={row} />
                </td>
                {NUMBERS.map((key) => (
                  <td key={key} className={classes.number}>
                    {row.sums !== null && <Count value={row.sums[key]} />}
                  </td>
                ))}
                <td className={classes.number}>{row.ms !== null && row.live === null && <Duration ms={row.ms} />}</td>
                <td className={classes.wide}>
                  {row.live === null ? (
                    <DidLast row={row} told={row.run === props.lastRun} />
                  ) : (
                    <LiveStepBar row={row} />
                  )}
                </td>
                <td className={classes.menu}>
                  <StepMenu row={row} acts={props.acts} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRoom>
      <p className={classes.under}>{say('steps.sum')}</p>
    </div>
  );
}

function StepStatus({ row }: { readonly row: StepRow }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const because = row.because === null ? '' : sayCommon(`step.${row.because}`);
  const text =
    row.state === 'stale' && row.because === null
      ? say('step.staleAccruals')
      : say(`step.${row.state}`, { step: because });
  return <StatusWord meaning={MEANING[row.state]}>{text}</StatusWord>;
}

/** In words: what it left out and held, when that was, and what stopped it. */
function DidLast({ row, told }: { readonly row: StepRow; readonly told: boolean }) {
  const say = useWords(words);
  const tell = useTold();
  const problemWords = useProblemWords();
  const format = useFormat();
  if (row.state === 'unfed') return <span className={classes.under}>{say('did.unfed')}</span>;
  const parts = [
    ...(row.problem === null ? [] : [problemWords(row.problem.message)]),
    ...(row.sums !== null && row.sums.held > 0 ? [say('did.held', { count: row.sums.held })] : []),
    ...Object.entries(row.excludedBecause)
      .slice(0, 2)
      .map(([why, count]) => say('did.excluded', { count, why: tell(why).replace(/\.$/, '') })),
  ];
  return (
    <>
      {parts.length > 0 && <div dir="auto">{parts.join(' · ')}</div>}
      {!told && row.at !== null && row.run !== null && (
        <div className={classes.under}>{say('did.when', { when: format.instant(row.at), run: row.run })}</div>
      )}
    </>
  );
}

function LiveStepBar({ row }: { readonly row: StepRow }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const { live } = row;
  if (live === null) return null;
  const far =
    live.of !== null && live.phase === 'apply'
      ? say('live.apply', { done: format.count(live.done), of: format.count(live.of) })
      : live.done > 0
        ? say('live.fetch', { count: format.count(live.done) })
        : say('live.reading');
  const within = live.of !== null && live.of > 0 && live.phase === 'apply' ? Math.min(1, live.done / live.of) : 0;
  const month =
    live.month === null
      ? null
      : say('live.month', { month: format.month(live.month), at: live.monthsDone + 1, of: live.months });
  return (
    <>
      <div className={classes.live}>
        <span>{far}</span>
        <progress
          max={live.months}
          value={live.monthsDone + within}
          aria-label={say('live.progress', { step: sayCommon(`step.${row.step}`) })}
        />
        {live.msLeft !== null && <Duration ms={live.msLeft} left />}
      </div>
      {month !== null && <div className={classes.under}>{month}</div>}
    </>
  );
}

function StepMenu({ row, acts }: { readonly row: StepRow; readonly acts: StepActs }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const run = row.run;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="sea"
          aria-label={say('menu.label', { step: sayCommon(`step.${row.step}`) })}
        >
          <Ellipsis size="1rem" aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {row.state === 'unfed' ? (
          <Menu.Item onClick={() => goTo('/connections')}>{say('menu.connect')}</Menu.Item>
        ) : (
          <>
            <Menu.Item disabled={acts.busy} onClick={() => acts.from(row.step)}>
              {say('menu.from')}
            </Menu.Item>
            <Menu.Item disabled={acts.busy} onClick={() => acts.only(row.step)}>
              {say('menu.only')}
            </Menu.Item>
          </>
        )}
        {run !== null && <Menu.Item onClick={() => goTo(`/runs/${run}`)}>{say('menu.see', { run })}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
