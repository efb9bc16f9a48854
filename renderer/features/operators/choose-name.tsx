/** Asks who is working as long as nobody chose: a small dialog below the top bar that leaves the rest of the window free. */
import { Button } from '@mantine/core';
import { useWords } from '../../i18n/words.ts';
import { NameForm } from './name-form.tsx';
import classes from './operators.module.css';
import { useOperator, useWorkAs } from './use-operator.ts';
import { words } from './words.ts';

export function ChooseName() {
  const say = useWords(words);
  const { people, chosen } = useOperator();
  const { workAs, busy } = useWorkAs();
  if (people === null || chosen) return null;
  const active = people.filter((person) => person.active);
  return (
    <section className={classes.ask} aria-labelledby="who-works" aria-describedby="who-works-why">
      <div>
        <strong id="who-works">{say('ask.title')}</strong>
        <p id="who-works-why" className={classes.soft}>
          {say('ask.why')}
        </p>
      </div>
      {active.map(({ id, name }) => (
        <Button key={id} variant="default" disabled={busy} onClick={() => void workAs(name, true)}>
          <bdi>{say('ask.as', { name })}</bdi>
        </Button>
      ))}
      <NameForm
        label={say(active.length === 0 ? 'ask.name' : 'ask.other')}
        confirm={say('ask.start')}
        busy={busy}
        onName={(name) => workAs(name, false)}
      />
    </section>
  );
}
