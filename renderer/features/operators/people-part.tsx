/** Who works here, for the settings: adding a person, and retiring one without losing what they signed. */
import { Button } from '@mantine/core';
import { useAct } from '../../bridge/use-act.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { Name } from '../../components/texts.tsx';
import { showNote } from '../../components/toasts.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { NameForm } from './name-form.tsx';
import classes from './operators.module.css';
import { type Operator, useOperator, useWorkAs } from './use-operator.ts';
import { words } from './words.ts';

export function PeoplePart() {
  const say = useWords(words);
  const { people } = useOperator();
  const save = useAct('operators/save');
  const add = async (name: string): Promise<boolean> => {
    const saved = await save.act({ name });
    if (saved.ok) showNote(say('people.added', { name: isolate(name) }));
    return saved.ok;
  };
  return (
    <section className={classes.people} aria-labelledby="people">
      <h2 id="people">{say('people.title')}</h2>
      <p className={classes.soft}>{say('people.help')}</p>
      {people?.length === 0 && <p>{say('people.none')}</p>}
      {people !== null && people.length > 0 && (
        <table className={classes.table} aria-label={say('people.label')}>
          <thead>
            <tr>
              <th scope="col">{say('people.name')}</th>
              <th scope="col">{say('people.state')}</th>
              <th scope="col">{say('people.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </tbody>
        </table>
      )}
      <NameForm label={say('people.addName')} confirm={say('people.add')} busy={save.busy} onName={add} />
      <p className={classes.soft}>{say('people.noPassword')}</p>
    </section>
  );
}

function PersonRow({ person }: { readonly person: Operator }) {
  const say = useWords(words);
  const { who } = useOperator();
  const save = useAct('operators/save');
  const { workAs, busy } = useWorkAs();
  const { name, active } = person;
  const now = active && name === who;
  const told = { name: isolate(name) };
  const set = async (works: boolean) => {
    const saved = await save.act({ name, active: works });
    if (saved.ok) showNote(say(works ? 'people.added' : 'people.gone', told));
  };
  return (
    <tr>
      <th scope="row">
        <Name>{name}</Name>
      </th>
      <td>
        <StatusWord meaning={active ? 'done' : 'wait'}>
          {say(now ? 'people.now' : active ? 'people.active' : 'people.retired')}
        </StatusWord>
      </td>
      <td>
        <div className={classes.acts}>
          {active && !now && (
            <Button variant="default" size="compact-sm" loading={busy} onClick={() => void workAs(name, true)}>
              {say('ask.as', told)}
            </Button>
          )}
          {!now && (
            <Button
              variant="default"
              size="compact-sm"
              loading={save.busy}
              aria-label={say(active ? 'people.retireOf' : 'people.backOf', told)}
              onClick={() => void set(!active)}
            >
              {say(active ? 'people.retire' : 'people.back')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
