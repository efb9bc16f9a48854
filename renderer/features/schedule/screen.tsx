/** When the month runs without anybody there, in words, with the next times; and what such a run never does. */
import { Button, Switch } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import { keepScheduleDraft, useScheduleDraft } from './draft.ts';
import { RhythmFields } from './rhythm-fields.tsx';
import classes from './schedule.module.css';
import { isTime, plannedText, type Schedule, sameSchedule, scheduleWords } from './schedule-words.ts';
import { words } from './words.ts';

type Saved = WindowOutput<'schedule/get'>;

export function ScheduleScreen() {
  const say = useWords(words);
  const zone = useDesk((state) => state.desk?.company?.timeZone ?? '');
  const saved = useCall('schedule/get', {});
  return (
    <Page title={say('title')} subtitle={say('subtitle', { zone })}>
      {saved.error && <ProblemNotice problem={saved.error.problem} onAgain={() => void saved.refetch()} />}
      {saved.data === undefined && !saved.error && <p aria-busy>{say('loading')}</p>}
      {saved.data !== undefined && <Plan saved={saved.data} zone={zone} />}
      <Limits />
    </Page>
  );
}

function Plan({ saved, zone }: { readonly saved: Saved; readonly zone: string }) {
  const say = useWords(words);
  const format = useFormat();
  const path = useDesk((state) => state.desk?.path ?? '');
  const draft = useScheduleDraft();
  const schedule = draft.path === path && draft.schedule !== null ? draft.schedule : saved.schedule;
  const changed = !sameSchedule(schedule, saved.schedule);
  const right = isTime(schedule.time);
  const preview = useCall('schedule/preview', schedule, { enabled: changed && right });
  const save = useAct('schedule/save');
  const next = changed ? (preview.data?.next ?? []) : saved.next;
  const text = scheduleWords(schedule, format.locale, say);
  const write = (change: Schedule) => keepScheduleDraft(path, sameSchedule(change, saved.schedule) ? null : change);
  const onSave = async () => {
    const done = await save.act(schedule);
    if (!done.ok) return;
    keepScheduleDraft(path, null);
    showNote(say('saved', { words: text }));
  };
  return (
    <div className={classes.columns}>
      <section className={classes.part} aria-label={say('title')}>
        <Switch
          size="md"
          label={say('on')}
          checked={schedule.enabled}
          onChange={(event) => write({ ...schedule, enabled: event.currentTarget.checked })}
        />
        <RhythmFields schedule={schedule} onChange={write} />
        <div className={classes.acts}>
          <Button disabled={!changed || !right} loading={save.busy} onClick={() => void onSave()}>
            {say('save')}
          </Button>
          {changed && (
            <>
              <Button variant="default" onClick={() => keepScheduleDraft(path, null)}>
                {say('back')}
              </Button>
              <StatusWord meaning="wait">{say('changed')}</StatusWord>
            </>
          )}
        </div>
      </section>
      <section className={classes.part} aria-live="polite">
        <h2>{say(changed ? 'nextNot' : 'next')}</h2>
        <p className={classes.words}>{right ? text : say('timeNeeded')}</p>
        {next.length === 0 || !schedule.enabled ? (
          <p className={classes.soft}>{say('nextNone')}</p>
        ) : (
          <ol className={classes.next}>
            {next.map((at) => (
              <li key={at}>
                <time dateTime={at}>{plannedText(at, format.locale, zone)}</time>
              </li>
            ))}
          </ol>
        )}
        <LastRun last={saved.last} />
      </section>
    </div>
  );
}

const MEANING: Readonly<Record<string, Meaning>> = {
  completed: 'done',
  running: 'running',
  failed: 'look',
  cancelled: 'look',
  pending: 'wait',
};
const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;

function LastRun({ last }: { readonly last: Saved['last'] }) {
  const say = useWords(words);
  const format = useFormat();
  const status = STATUSES.find((each) => each === last?.status) ?? 'pending';
  return (
    <>
      <h2>{say('lastTitle')}</h2>
      {last === null ? (
        <p className={classes.soft}>{say('lastNone')}</p>
      ) : (
        <p>
          <a href={`#/runs/${last.run}`}>{say('lastOpen', { run: last.run })}</a>, {format.instant(last.at)}{' '}
          <StatusWord meaning={MEANING[status] ?? 'wait'}>{say(`status.${status}`)}</StatusWord>
          <br />
          <span className={classes.soft}>{say(last.caughtUp ? 'caughtUp' : 'inTime')}</span>
        </p>
      )}
    </>
  );
}

function Limits() {
  const say = useWords(words);
  const desk = useDesk((state) => state.desk);
  return (
    <section className={classes.part}>
      <h2>{say('limitsTitle')}</h2>
      <ul className={classes.limits}>
        <li>{say('does')}</li>
        <li>{say('never')}</li>
        <li>{say(desk?.shell === 'browser' ? 'mustRunBrowser' : 'mustRun')}</li>
        <li>{say('trouble')}</li>
        {desk?.sample === true && <li>{say('sample')}</li>}
      </ul>
    </section>
  );
}
