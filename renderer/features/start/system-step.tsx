import { Button } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { Name } from '../../components/texts.tsx';
import { useWords } from '../../i18n/words.ts';
import type { SetView } from '../../state/view-state.ts';
import { ConnectionForm } from '../connections/connection-form.tsx';
import { ProviderChoice } from '../connections/provider-choice.tsx';
import classes from './start.module.css';
import type { FIELDS, StartView } from './view.ts';
import { words } from './words.ts';

type Cards = WindowOutput<'connections/cards'>;

/** Connecting the first system, and others after it. */
export function SystemStep(props: {
  readonly view: StartView;
  readonly setView: SetView<typeof FIELDS>;
  readonly cards: Cards;
}) {
  const { view, setView, cards } = props;
  const say = useWords(words);
  const choosing = view.provider === '';
  return (
    <div className={classes.step}>
      <p>{say('systemLead')}</p>
      {cards.length > 0 && (
        <>
          <h2>{say('systemsSo')}</h2>
          <Connected cards={cards} />
          <div className={classes.acts}>
            <Button onClick={() => setView({ step: 'run', provider: '' })}>{say('toRun')}</Button>
          </div>
          <h2>{say('another')}</h2>
        </>
      )}
      {choosing ? (
        <ProviderChoice onChoose={(provider) => setView({ step: 'system', provider })} />
      ) : (
        <ConnectionForm
          key={view.provider}
          mode="add"
          provider={view.provider}
          card={null}
          taken={cards.filter((card) => card.provider === view.provider).map((card) => card.label)}
          onDone={() => setView({ step: 'system', provider: '' })}
          aside={
            <Button variant="default" onClick={() => setView({ provider: '' })}>
              {say('back')}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Connected({ cards }: { readonly cards: Cards }) {
  const say = useWords(words);
  return (
    <ul className={classes.list}>
      {cards.map((card) => (
        <li key={card.id}>
          <Name>{card.label}</Name>
          {card.status === 'works' && <StatusWord meaning="done">{say('status.works')}</StatusWord>}
          {card.status === 'untested' && <StatusWord meaning="wait">{say('status.untested')}</StatusWord>}
          {card.status === 'trouble' && (
            <>
              <StatusWord meaning="look">{say('status.trouble')}</StatusWord>
              <a href="#/connections">{say('fix')}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
