import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useIssueCounts } from '../state/issue-counts.ts';
import { useHashPath } from '../state/location.ts';
import { useRemembered } from '../state/view-state.ts';
import classes from './frame.module.css';
import { SCREENS, type Screen } from './screens.ts';

/** The screens, each as icon and word. A link goes to the screen as it was left. */
export function Rail() {
  const say = useWords(common);
  const [path] = useHashPath();
  const here = path.split('/')[1] ?? '';
  return (
    <nav className={classes.rail} aria-label={say('nav.main')}>
      <div className={classes.brand}>{say('app.name')}</div>
      <ul>
        {SCREENS.filter((screen) => screen.icon !== null).map((screen) => (
          <li key={screen.name} className={screen.under === true ? classes.sub : undefined}>
            <RailLink screen={screen} current={screen.name === here} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink({ screen, current }: { readonly screen: Screen; readonly current: boolean }) {
  const say = useWords(common);
  const format = useFormat();
  const counts = useIssueCounts();
  const place = useRemembered((state) => state.lastOf[screen.name]);
  const Icon = screen.icon;
  const count = screen.name === 'issues' ? counts.pending : 0;
  return (
    <a href={`#${place ?? `/${screen.name}`}`} className={classes.link} aria-current={current ? 'page' : undefined}>
      {Icon !== null && screen.under !== true && <Icon size="1.125rem" aria-hidden />}
      <span>{say(`nav.${screen.name}`)}</span>
      {count > 0 && (
        <span className={classes.count} data-blocking={counts.blocking > 0} title={say('nav.openIssues', { count })}>
          {format.count(count)}
        </span>
      )}
    </a>
  );
}
