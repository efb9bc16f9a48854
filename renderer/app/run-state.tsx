/** The run in progress, at the right of the top bar; told to screen readers at most every five seconds. */
import { useEffect, useRef, useState } from 'react';
import type { LiveRun } from '../../shared/contract/desk.ts';
import { StatusWord } from '../components/status-word.tsx';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useLiveRun } from '../state/live-run.ts';
import classes from './frame.module.css';
import { shareDone } from './share-done.ts';

const SPOKEN_EVERY_MS = 5000;

export function RunState() {
  const say = useWords(common);
  const format = useFormat();
  const run = useLiveRun((state) => state.run);
  const text = run === null ? '' : sentence(run, say, format);
  const spoken = useSpoken(text);
  if (run === null) return null;
  const going = run.state !== 'ended';
  return (
    <>
      <a className={classes.run} href={going || run.run === null ? '#/close' : `#/runs/${run.run}`}>
        <StatusWord meaning={going ? 'running' : MEANING[run.status ?? 'failed']}>{text}</StatusWord>
        {going && <progress value={shareDone(run.executions)} aria-label={say('run.progress')} />}
      </a>
      <span className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </span>
    </>
  );
}

const MEANING = { completed: 'done', cancelled: 'look', failed: 'look', refused: 'look' } as const;

function sentence(
  run: LiveRun,
  say: ReturnType<typeof useWords<typeof common.en>>,
  format: ReturnType<typeof useFormat>,
): string {
  if (run.state === 'cancelling') return say('run.cancelling');
  if (run.state === 'ended') {
    if (run.status === 'completed') return say(run.kind === 'preview' ? 'run.previewed' : 'run.completed');
    return say(run.status === 'cancelled' ? 'run.cancelled' : 'run.stopped');
  }
  const at = run.executions.find((one) => one.status === 'running');
  const parts = [
    ...(run.kind === 'preview' ? [say('run.preview')] : []),
    at
      ? say('run.running', { step: say(`step.${at.step}`), percent: format.share(shareDone(run.executions)) })
      : format.share(shareDone(run.executions)),
    ...(run.msLeft === null ? [] : [format.left(run.msLeft)]),
  ];
  return parts.join(' · ');
}

/** The text, but never more often than every five seconds; the last one is always said. */
function useSpoken(text: string): string {
  const [spoken, setSpoken] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const now = Date.now();
    const wait = Math.max(0, last.current + SPOKEN_EVERY_MS - now);
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
}
