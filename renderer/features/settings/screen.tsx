/** Settings in four parts, each with an address of its own. */
import { useCall } from '../../bridge/use-call.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { useHashPath } from '../../state/location.ts';
import { AppearancePart } from './appearance-part.tsx';
import { CompanyPart } from './company-part.tsx';
import { FilesPart } from './files-part.tsx';
import { RulesPart } from './rules-part.tsx';
import classes from './settings.module.css';
import { words } from './words.ts';

const PARTS = ['company', 'appearance', 'rules', 'files'] as const;

export function SettingsScreen() {
  const say = useWords(words);
  const [path] = useHashPath();
  const part = PARTS.find((each) => each === path.split('/')[2]) ?? 'company';
  const settings = useCall('settings/get', {});
  const needs = part === 'company' || part === 'rules';
  return (
    <Page title={say('title')}>
      <nav aria-label={say('parts')}>
        <ul className={classes.parts}>
          {PARTS.map((each) => (
            <li key={each}>
              <a href={`#/settings/${each}`} aria-current={each === part ? 'page' : undefined}>
                {say(`part.${each}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {needs && settings.error && (
        <ProblemNotice problem={settings.error.problem} onAgain={() => void settings.refetch()} />
      )}
      {needs && settings.data === undefined && !settings.error && <p aria-busy>{say('loading')}</p>}
      {part === 'company' && settings.data !== undefined && <CompanyPart settings={settings.data} />}
      {part === 'rules' && settings.data !== undefined && <RulesPart settings={settings.data} />}
      {part === 'appearance' && <AppearancePart />}
      {part === 'files' && <FilesPart />}
    </Page>
  );
}
