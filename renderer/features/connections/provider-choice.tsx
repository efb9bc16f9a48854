import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import classes from './connections.module.css';
import { words } from './words.ts';

const CATEGORIES = ['invoicing', 'crm', 'pages', 'banking'] as const;

/** Which system to connect, each with what it brings. */
export function ProviderChoice({ onChoose }: { readonly onChoose: (provider: string) => void }) {
  const say = useWords(words);
  const providers = useCall('connections/providers', {});
  if (providers.error) {
    return <ProblemNotice problem={providers.error.problem} onAgain={() => void providers.refetch()} />;
  }
  return (
    <ul className={classes.choices} aria-label={say('choose')} aria-busy={providers.data === undefined}>
      {providers.data?.map(({ id, name, category }) => {
        const known = CATEGORIES.find((each) => each === category);
        return (
          <li key={id}>
            <button type="button" className={classes.choice} onClick={() => onChoose(id)}>
              <strong>{name}</strong>
              <span className={classes.soft}>{known === undefined ? category : say(`category.${known}`)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
