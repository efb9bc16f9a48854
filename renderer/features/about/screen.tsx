/** Which Monthend this is, what it is made of, and what to send when something is wrong. */
import { useCall } from '../../bridge/use-call.ts';
import components from '../../components/components.module.css';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import classes from './about.module.css';
import { Diagnostics } from './diagnostics.tsx';
import { Licences } from './licences.tsx';
import { words } from './words.ts';

/** As their makers write them. */
const PROPER: Readonly<Record<string, string>> = {
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
  v8: 'V8',
  sqlite: 'SQLite',
};

export function AboutScreen() {
  const say = useWords(words);
  const about = useCall('desk/about', {});
  const version = about.data?.version;
  return (
    <Page title={say('title')} subtitle={version === undefined ? undefined : say('version', { version })}>
      <p>{say('local')}</p>
      {about.error && <ProblemNotice problem={about.error.problem} onAgain={() => void about.refetch()} />}
      <Diagnostics />
      {about.data !== undefined && (
        <>
          <section className={classes.part} aria-labelledby="parts">
            <h2 id="parts">{say('parts')}</h2>
            <dl className={components.facts}>
              {Object.entries(about.data.versions).map(([name, value]) => (
                <div key={name} style={{ display: 'contents' }}>
                  <dt>{PROPER[name] ?? name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Licences licences={about.data.licences} />
        </>
      )}
    </Page>
  );
}
