/** What can be sent to somebody who helps: shown whole, and copied exactly as it is shown. */
import { Button } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useWords } from '../../i18n/words.ts';
import classes from './about.module.css';
import { words } from './words.ts';

export function Diagnostics() {
  const say = useWords(words);
  const read = useCall('desk/diagnostics', {});
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      showNote(say('copied'));
    } catch {
      showNote(say('copyNot'));
    }
  };
  const text = read.data?.text;
  return (
    <section className={classes.part} aria-labelledby="diagnostics">
      <h2 id="diagnostics">{say('diagnostics')}</h2>
      <p>{say('diagnosticsWhat')}</p>
      {read.error && <ProblemNotice problem={read.error.problem} onAgain={() => void read.refetch()} />}
      {text === undefined && !read.error && <p aria-busy>{say('loading')}</p>}
      {text !== undefined && (
        <>
          <div className={classes.acts}>
            <Button onClick={() => void copy(text)}>{say('copy')}</Button>
            <Button variant="default" loading={read.isFetching} onClick={() => void read.refetch()}>
              {say('again')}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section tabIndex={0} aria-label={say('diagnosticsText')} className={classes.text} dir="ltr">
            {text}
          </section>
        </>
      )}
    </section>
  );
}
