import { Button } from '@mantine/core';
import { CircleAlert, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/domain/problem.ts';
import { useProblemWords } from '../format/problem-words.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

interface Props {
  readonly problem: Problem;
  /** Draws "Try again". */
  readonly onAgain?: () => void;
  /** The button that does what the fix says. */
  readonly action?: ReactNode;
  /** `stop` for what stops the month; `look` otherwise. */
  readonly weight?: 'look' | 'stop';
}

/** What happened, what it means, what to do, and the button that does it. The technical detail is one fold away. */
export function ProblemNotice({ problem, onAgain, action, weight = 'look' }: Props) {
  const say = useWords(common);
  const words = useProblemWords();
  const Icon = weight === 'stop' ? OctagonX : CircleAlert;
  const details = { code: problem.code, ...problem.details };
  return (
    <section className={classes.notice} data-weight={weight} role="alert">
      <Icon className={classes.noticeIcon} size="1.25rem" aria-hidden />
      <div className={classes.noticeBody}>
        <p className={classes.noticeTitle} dir="auto">
          {words(problem.message)}
        </p>
        {problem.meaning !== undefined && <p dir="auto">{words(problem.meaning)}</p>}
        <p dir="auto">{words(problem.fix)}</p>
        {(action !== undefined || onAgain !== undefined) && (
          <div className={classes.noticeActs}>
            {action}
            {onAgain !== undefined && (
              <Button variant="default" size="xs" onClick={onAgain}>
                {say('problem.again')}
              </Button>
            )}
          </div>
        )}
        <details className={classes.fold}>
          <summary>{say('problem.details')}</summary>
          <pre dir="ltr">{JSON.stringify(details, null, 2).slice(0, 10_000)}</pre>
        </details>
      </div>
    </section>
  );
}
