/** How the last run ended, when that was not its end: what stopped it, what was kept, and the button that goes on. */
import { Button } from '@mantine/core';
import type { Problem } from '../../../shared/domain/problem.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useProblemWords } from '../../format/problem-words.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { fixActionOf } from './fix-action.ts';
import { unfinishedRun } from './run-bar.tsx';
import type { CloseMonth } from './use-close.ts';
import type { RunActs } from './use-run-acts.ts';
import { words } from './words.ts';

export function Outcome({ close, acts }: { readonly close: CloseMonth; readonly acts: RunActs }) {
  const say = useWords(words);
  const { live, lastRun } = close;
  if (live !== null && live.state !== 'ended') return null;
  // Refused before it began: no run of the history tells of it.
  if (live !== null && live.problem !== null && (live.status === 'refused' || live.kind === 'preview')) {
    return (
      <ProblemNotice problem={live.problem} action={<FixButton problem={live.problem} acts={acts} resumes={false} />} />
    );
  }
  const unfinished = unfinishedRun(close);
  if (lastRun === null || unfinished === null) return null;
  const { executions, run } = lastRun;
  const done = executions.filter(({ status }) => status === 'completed').length;
  const parts = { run: run.id, done, of: executions.length };
  // What waits for another step only repeats that one's trouble.
  const stopped = executions.find(({ problem }) => problem !== null && problem.code !== 'WAITS_FOR_STEP')?.problem;
  const problem: Problem | null = stopped ?? run.problem;
  if (problem !== null) {
    const meaning = [problem.meaning, say('stopped.partly', parts)].filter(Boolean).join(' ');
    return (
      <ProblemNotice
        problem={{ ...problem, meaning }}
        weight="stop"
        action={<FixButton problem={problem} acts={acts} resumes />}
      />
    );
  }
  return (
    <ProblemNotice
      problem={{
        code: run.status === 'cancelled' ? 'CANCELLED' : 'INTERRUPTED',
        message: say(run.status === 'cancelled' ? 'stopped.cancelled' : 'stopped.interrupted', { run: run.id }),
        meaning: say('stopped.kept', parts),
        fix: say('stopped.resumeFix'),
      }}
    />
  );
}

function FixButton(props: { readonly problem: Problem; readonly acts: RunActs; readonly resumes: boolean }) {
  const say = useWords(words);
  const problemWords = useProblemWords();
  const { problem, acts, resumes } = props;
  switch (fixActionOf(problem)) {
    case 'key':
      return (
        <Button variant="default" size="xs" onClick={() => goTo('/connections')}>
          {say('stopped.key')}
        </Button>
      );
    case 'connections':
      return (
        <Button variant="default" size="xs" onClick={() => goTo('/connections')}>
          {say('stopped.connect')}
        </Button>
      );
    case 'gone':
      return (
        <ConfirmAct
          label={say('gone.accept')}
          title={say('gone.title')}
          confirm={say('gone.confirm')}
          destructive
          disabled={acts.busy}
          onConfirm={() => acts.run({ resume: true, acceptGone: true })}
        >
          <p>{problemWords(problem.message)}</p>
          <p>{say('gone.body')}</p>
        </ConfirmAct>
      );
    case 'resume':
      return resumes ? (
        <Button variant="default" size="xs" disabled={acts.busy} onClick={() => void acts.run({ resume: true })}>
          {say('stopped.resume')}
        </Button>
      ) : null;
  }
}
