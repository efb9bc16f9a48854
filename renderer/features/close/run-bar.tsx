/** What can be done with the month, beside its name: one primary button, which is "Resume" when a run was left unfinished. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { MonthRangePicker } from '../../components/months.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './close.module.css';
import type { CloseMonth } from './use-close.ts';
import type { RunActs } from './use-run-acts.ts';
import { words } from './words.ts';

export function RunBar({ close, acts }: { readonly close: CloseMonth; readonly acts: RunActs }) {
  const say = useWords(words);
  const [range, setRange] = useState(false);
  const { month, live } = close;
  const going = live !== null && live.state !== 'ended';
  if (going) {
    return (
      <Button variant="default" disabled={live.state === 'cancelling'} onClick={acts.cancel}>
        {say(live.kind === 'run' ? 'cancel' : 'cancelPreview')}
      </Button>
    );
  }
  const unfinished = unfinishedRun(close);
  const one = { from: month, until: month };
  const closed = close.state === 'closed';
  return (
    <>
      {unfinished !== null && (
        <Button disabled={acts.busy} onClick={() => void acts.run({ resume: true })}>
          {say('resume', { run: unfinished })}
        </Button>
      )}
      <Button
        variant={unfinished === null && !closed ? 'filled' : 'default'}
        disabled={acts.busy || !close.connected}
        onClick={() => void acts.run(one)}
      >
        {say('run')}
      </Button>
      <Button variant="default" disabled={acts.busy || !close.connected} onClick={() => void acts.preview(one)}>
        {say('preview')}
      </Button>
      <Button variant="default" disabled={acts.busy || !close.connected} onClick={() => setRange(true)}>
        {say('range')}
      </Button>
      {range && <RangeDialog close={close} acts={acts} onClose={() => setRange(false)} />}
    </>
  );
}

/** The last run of steps, when it did not come to its end. */
export function unfinishedRun({ lastRun }: Pick<CloseMonth, 'lastRun'>): number | null {
  return lastRun === null || lastRun.run.status === 'completed' || lastRun.run.status === 'pending'
    ? null
    : lastRun.run.id;
}

function RangeDialog(props: { readonly close: CloseMonth; readonly acts: RunActs; readonly onClose: () => void }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const { close, acts, onClose } = props;
  const start = close.firstOpenMonth.localeCompare(close.month) < 0 ? close.firstOpenMonth : close.month;
  const [range, setRange] = useState({ from: start, until: close.month });
  const months = format.months(range.from, range.until);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say('range.title')}
      closeButtonProps={{ 'aria-label': sayCommon('act.close') }}
    >
      <div className={classes.wideStack}>
        <MonthRangePicker
          from={range.from}
          until={range.until}
          min={close.firstMonth}
          onChange={(from, until) => setRange({ from, until })}
        />
        <p className={classes.soft}>{say('range.help')}</p>
        <div className={classes.acts}>
          <Button
            disabled={acts.busy}
            onClick={() => {
              void acts.run(range);
              onClose();
            }}
          >
            {say('range.run', { months })}
          </Button>
          <Button
            variant="default"
            disabled={acts.busy}
            onClick={() => {
              void acts.preview(range);
              onClose();
            }}
          >
            {say('range.preview', { months })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
