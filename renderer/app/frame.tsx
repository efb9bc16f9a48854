/** Rail, top bar, content and the place for details. What there is to see depends on the ledger: none, refused, or open. */
import { type CSSProperties, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/page.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useDesk } from '../state/desk.ts';
import { setDrawerSlot, useDrawerPlace } from '../state/drawer.ts';
import { goTo, useHashPath, useHashQuery } from '../state/location.ts';
import { rememberPlace } from '../state/view-state.ts';
import { CrashGuard } from './crash-guard.tsx';
import classes from './frame.module.css';
import { Keys } from './keys.tsx';
import { Notices } from './notices.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { Refused } from './refused.tsx';
import { SCREENS } from './screens.ts';
import { TopBar } from './top-bar.tsx';

export function Frame() {
  const say = useWords(common);
  const { desk, problem } = useDesk();
  const [path] = useHashPath();
  const query = useHashQuery();
  useEffect(() => rememberPlace(path, query), [path, query]);
  const empty = desk?.ledger === 'empty';
  useEffect(() => {
    if (empty && !path.startsWith('/start')) goTo('/start', { replace: true });
  }, [empty, path]);

  if (problem !== null) {
    return (
      <main className={classes.waiting}>
        <ProblemNotice problem={problem} />
      </main>
    );
  }
  if (desk === null) {
    return (
      <main className={classes.waiting} aria-busy>
        {say('loading.app')}
      </main>
    );
  }
  if (desk.ledger === 'refused' && desk.problem !== null) return <Refused problem={desk.problem} />;
  if (empty) {
    return (
      <main className={classes.alone}>
        <Screens />
      </main>
    );
  }
  return <Desk />;
}

function Desk() {
  const say = useWords(common);
  const width = useDrawerPlace((state) => state.width);
  const style: CSSProperties & Record<`--${string}`, string> = { '--me-drawer': `${width / 16}rem` };
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/useValidAnchor: a link within the page, whose address may not change the one of the screen */}
      <a
        className={classes.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('main h1')?.focus();
        }}
      >
        {say('frame.skip')}
      </a>
      <Rail />
      <TopBar />
      <Notices />
      <div className={classes.content} style={style}>
        <main id="content" className={classes.main}>
          <Screens />
        </main>
        <div ref={setDrawerSlot} className={classes.drawer} />
      </div>
      <Palette />
      <Keys />
    </div>
  );
}

function Screens() {
  const say = useWords(common);
  const [path] = useHashPath();
  return (
    <CrashGuard screen={path}>
      <Suspense fallback={<p className={classes.waiting}>{say('loading')}</p>}>
        <Router hook={useHashPath}>
          <Switch>
            {SCREENS.map((screen) => (
              <Route key={screen.name} path={screen.pattern} component={screen.component} />
            ))}
            <Route path="/">
              <Redirect to="/close" replace />
            </Route>
            <Route>
              <Page title={say('frame.notFound')}>
                <EmptyState title={say('frame.notFound')} action={<a href="#/close">{say('frame.toClose')}</a>} />
              </Page>
            </Route>
          </Switch>
        </Router>
      </Suspense>
    </CrashGuard>
  );
}
