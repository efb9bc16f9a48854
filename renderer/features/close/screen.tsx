/** Close, the home screen: a month, how far it is, and the one button that takes it further. */
import { ActionIcon } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addMonths, month as monthFrom, parseMonth } from '../../../shared/domain/month.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { MonthPicker } from '../../components/months.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/commands.ts';
import { useViewState } from '../../state/view-state.ts';
import { SignAndClose } from '../signing/board.tsx';
import { MonthPath } from '../signing/month-path.tsx';
import { CLOSE_VIEW } from '../signing/view.ts';
import classes from './close.module.css';
import { WhatIsNext } from './closing.tsx';
import { GateView, MoneyAtRisk, MonthFiguresView, YearChart } from './month-money.tsx';
import { Outcome } from './outcome.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RunBar } from './run-bar.tsx';
import { runMs, wishMonths } from './run-words.ts';
import { StepsTable } from './steps-table.tsx';
import { type CloseMonth, useClose } from './use-close.ts';
import { type RunActs, useRunActs } from './use-run-acts.ts';
import { words } from './words.ts';

export function CloseScreen() {
  const sayCommon = useWords(common);
  const [view, setView] = useViewState('close', CLOSE_VIEW);
  const { close, problem, again } = useClose(parseMonth(view.month) ?? '');
  const acts = useRunActs();
  if (close === null) {
    return (
      <Page title={sayCommon('nav.close')}>
        {problem === null ? <p>{sayCommon('loading')}</p> : <ProblemNotice problem={problem} onAgain={again} />}
      </Page>
    );
  }
  return <Month close={close} acts={acts} onMonth={(month) => setView({ month })} />;
}

interface Props {
  readonly close: CloseMonth;
  readonly acts: RunActs;
  readonly onMonth: (month: string) => void;
}

function Month({ close, acts, onMonth }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const { month, live } = close;
  const one = { from: month, until: month };
  const going = live !== null && live.state !== 'ended';
  const free = close.connected && !acts.busy;
  useCommands([
    ...(free ? [{ id: 'close-run', label: say('run'), keys: 'r', run: () => void acts.run(one) }] : []),
    ...(free ? [{ id: 'close-preview', label: say('preview'), keys: 'p', run: () => void acts.preview(one) }] : []),
    ...(going ? [{ id: 'close-cancel', label: say('cancel'), run: acts.cancel }] : []),
  ]);
  return (
    <Page
      title={say('title', { month: format.month(month) })}
      subtitle={<MonthPath month={month} />}
      actions={<RunBar close={close} acts={acts} />}
      toolbar={<MonthBar close={close} onMonth={onMonth} />}
    >
      {!close.connected && (
        <EmptyState title={say('next.connect')} action={<a href="#/connections">{say('stopped.connect')}</a>} />
      )}
      <Outcome close={close} acts={acts} />
      <PreviewPanel live={live} acts={acts} />
      {live?.state === 'cancelling' && <p>{say('cancelling')}</p>}
      <StepsTable
        month={month}
        lastRun={close.lastRun?.run.id ?? null}
        rows={close.rows.map((row) =>
          close.stale && row.step === 'accruals' && row.state === 'done' ? { ...row, state: 'stale' } : row,
        )}
        acts={{
          busy: acts.busy,
          from: (step) => void acts.run(step === 'accruals' ? { ...one, step } : { ...one, fromStep: step }),
          only: (step) => void acts.run({ ...one, step, withAccruals: step === 'accruals' }),
        }}
      />
      {close.settling && <p className={classes.soft}>{say('settling')}</p>}
      <div className={classes.columns} aria-busy={close.settling}>
        <div className={classes.wideStack}>
          <WhatIsNext close={close} acts={acts} onMonth={onMonth} />
          <GateView close={close} />
          <MoneyAtRisk close={close} />
        </div>
        <div className={classes.wideStack}>
          <MonthFiguresView close={close} />
          <YearChart year={close.year} />
        </div>
      </div>
      <SignAndClose month={month} settling={close.settling} />
    </Page>
  );
}

function MonthBar({ close, onMonth }: Omit<Props, 'acts'>) {
  const say = useWords(words);
  const { month, firstMonth } = close;
  const step = (count: number) => onMonth(addMonths(monthFrom(month), count));
  return (
    <>
      <div className={classes.monthPicker}>
        <MonthPicker label={say('month')} value={month} min={firstMonth} onChange={onMonth} />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={say('previous')}
          disabled={month === firstMonth}
          onClick={() => step(-1)}
        >
          <ChevronLeft size="1rem" aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={say('next')} onClick={() => step(1)}>
          <ChevronRight size="1rem" aria-hidden />
        </ActionIcon>
      </div>
      <p className={classes.lastRun}>
        <LastRun close={close} />
      </p>
    </>
  );
}

function LastRun({ close }: { readonly close: CloseMonth }) {
  const say = useWords(words);
  const format = useFormat();
  const { live, lastRun } = close;
  if (live !== null && live.state !== 'ended') {
    const months = wishMonths(live.wish, format);
    if (months === null) return say('going.open');
    return say(live.kind === 'run' ? 'going.run' : 'going.preview', { months });
  }
  if (lastRun === null) return say('last.none');
  const { run } = lastRun;
  const ms = runMs(run);
  return (
    <a href={`#/runs/${run.id}`}>
      {say(run.trigger === 'schedule' ? 'last.schedule' : 'last.manual', {
        when: format.instant(run.startedAt),
        took: ms === null ? '–' : format.duration(ms),
        who: isolate(run.who),
      })}
    </a>
  );
}
