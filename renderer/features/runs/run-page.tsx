/** One run as a page: how it ended, and its parts as tabs. */
import { Tabs } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { choiceField, flagField, numberField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import closeClasses from '../close/close.module.css';
import { runMonths, runMs } from '../close/run-words.ts';
import { listHref, useListPlace } from './list-place.ts';
import { RunChanges } from './run-changes.tsx';
import { RunCompare } from './run-compare.tsx';
import { RunIssues } from './run-issues.tsx';
import { RunSteps } from './run-steps.tsx';
import { RunUndo } from './run-undo.tsx';
import { type Executions, kindName, type Run, stateOf } from './run-words.ts';
import { TABLES } from './table-names.ts';
import { words } from './words.ts';

const TABS = ['steps', 'changes', 'issues', 'compare'] as const;
const FIELDS = {
  tab: choiceField(TABS, 'steps'),
  table: choiceField(TABLES, null),
  op: choiceField(['insert', 'update', 'delete'], null),
  open: numberField(),
  with: numberField(),
  all: flagField(),
};
export type RunView = ReturnType<typeof useRunView>[0];
export type SetRunView = ReturnType<typeof useRunView>[1];
const useRunView = () => useViewState('runs', FIELDS);

export function RunPage({ id }: { readonly id: number }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const found = useCall('runs/get', { run: id });
  const [view, setView] = useRunView();
  const tab = view.tab;
  const list = useListPlace((state) => state.query);
  if (found.data === undefined) {
    return (
      <Page
        title={say('run', { run: id })}
        actions={
          <a className={closeClasses.back} href={listHref(list)}>
            {say('back')}
          </a>
        }
      >
        {found.error === null ? (
          <p>{sayCommon('loading')}</p>
        ) : (
          <ProblemNotice problem={found.error.problem} onAgain={() => void found.refetch()} />
        )}
      </Page>
    );
  }
  const { run, executions } = found.data;
  return (
    <Page
      title={say('run', { run: id })}
      subtitle={<RunHead run={run} />}
      layout={tab === 'changes' || tab === 'issues' ? 'fill' : 'flow'}
      actions={
        <>
          <a className={closeClasses.back} href={listHref(list)}>
            {say('back')}
          </a>
          <RunUndo run={run} />
        </>
      }
    >
      <Ended run={run} executions={executions} />
      <Tabs
        value={tab}
        onChange={(value) => setView({ tab: TABS.find((each) => each === value) ?? 'steps', open: null })}
        keepMounted={false}
        styles={{ root: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 } }}
      >
        <Tabs.List aria-label={say('tab.label', { run: id })} mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {say(`tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <RunSteps run={run} executions={executions} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" className={closeClasses.fill}>
          <RunChanges run={id} view={view} setView={setView} />
        </Tabs.Panel>
        <Tabs.Panel value="issues" className={closeClasses.fill}>
          <RunIssues run={id} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <RunCompare run={run} view={view} setView={setView} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function RunHead({ run }: { readonly run: Run }) {
  const say = useWords(words);
  const format = useFormat();
  const { meaning, key } = stateOf(run);
  const ms = runMs(run);
  const parts = [
    kindName(run.kind, say),
    runMonths(run, format),
    format.instant(run.startedAt),
    ms === null ? null : format.duration(ms),
    run.trigger === 'schedule' ? say('by.schedule') : say('by.manual', { who: isolate(run.who) }),
  ].filter((part) => part !== null);
  return (
    <>
      <StatusWord meaning={meaning}>{say(`status.${key}`)}</StatusWord> · {parts.join(' · ')}
    </>
  );
}

/** Why it stopped and what of it is kept; that it was taken back. */
function Ended({ run, executions }: { readonly run: Run; readonly executions: Executions }) {
  const say = useWords(words);
  if (run.undoneBy !== null) {
    return (
      <p>
        <a href={`#/runs/${run.undoneBy}`}>{say('head.undone', { run: run.undoneBy })}</a>
      </p>
    );
  }
  const problem = run.problem ?? executions.find((each) => each.problem !== null)?.problem ?? null;
  if (problem === null) return null;
  const done = executions.filter(({ status }) => status === 'completed').length;
  const meaning = [problem.meaning, say('partly', { done, of: executions.length })].filter(Boolean).join(' ');
  return (
    <ProblemNotice problem={{ ...problem, meaning }} weight="stop" action={<a href="#/close">{say('toClose')}</a>} />
  );
}
