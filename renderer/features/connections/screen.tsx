/** The systems Monthend reads: how each is doing, and adding, changing, testing and removing them. */
import { Button } from '@mantine/core';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Drawer } from '../../components/drawer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/commands.ts';
import { choiceField, numberField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionForm } from './connection-form.tsx';
import classes from './connections.module.css';
import { keepTests } from './drafts.ts';
import { KeychainState } from './keychain-state.tsx';
import { ProviderChoice } from './provider-choice.tsx';
import { words } from './words.ts';

const FIELDS = {
  form: choiceField(['add', 'settings', 'key'], null),
  provider: textField(),
  open: numberField(),
};
const CLOSED = { form: null, provider: '', open: null } as const;

export function ConnectionsScreen() {
  const say = useWords(words);
  const [view, setView] = useViewState('connections', FIELDS);
  const cards = useCall('connections/cards', {});
  const test = useAct('connections/test');
  const testAll = async () => {
    const tested = await test.act({});
    if (tested.ok) keepTests(tested.value);
  };
  const all = cards.data ?? [];
  const read = all.filter((card) => card.status !== 'removed');
  const removed = all.filter((card) => card.status === 'removed');
  const card = all.find(({ id }) => id === view.open) ?? null;
  const provider = view.form === 'add' ? view.provider : (card?.provider ?? '');
  const close = () => setView(CLOSED);
  const add = () => setView({ form: 'add', provider: '', open: null });
  useCommands([
    { id: 'connections-add', label: say('add'), keys: 'n', run: add },
    { id: 'connections-test', label: say('testAll'), keys: 't', run: () => void testAll() },
  ]);

  const names = new Map(all.map(({ provider: id, providerName }) => [id, providerName]));
  const title =
    view.form === 'add'
      ? provider === ''
        ? say('add')
        : say('formAdd', { name: names.get(provider) ?? provider })
      : say(view.form === 'key' ? 'formKey' : 'formEdit', { name: isolate(card?.label ?? '') });

  return (
    <Page
      title={say('title')}
      actions={
        <>
          {read.length > 1 && (
            <Button variant="default" loading={test.busy} onClick={() => void testAll()}>
              {say('testAll')}
            </Button>
          )}
          {read.length > 0 && (
            <Button variant={view.form === null ? 'filled' : 'default'} onClick={add}>
              {say('add')}
            </Button>
          )}
        </>
      }
    >
      {cards.error && <ProblemNotice problem={cards.error.problem} onAgain={() => void cards.refetch()} />}
      {cards.data === undefined && !cards.error && <p aria-busy>{say('loading')}</p>}
      {cards.data !== undefined && read.length === 0 && (
        <EmptyState
          title={say('empty')}
          action={
            <div className={classes.acts}>
              <Button variant={view.form === null ? 'filled' : 'default'} onClick={add}>
                {say('add')}
              </Button>
              <Button variant="default" component="a" href="#/start">
                {say('emptyGuide')}
              </Button>
            </div>
          }
        >
          {say('emptyMeaning')}
        </EmptyState>
      )}
      {read.length > 0 && (
        <ul className={classes.cards} aria-label={say('title')}>
          {read.map((each) => (
            <ConnectionCard
              key={each.id}
              card={each}
              open={view.open === each.id}
              onForm={(form) => setView({ form, open: each.id, provider: '' })}
            />
          ))}
        </ul>
      )}
      {removed.length > 0 && (
        <details className={classes.section}>
          <summary>{say('removedTitle', { count: removed.length })}</summary>
          <ul className={classes.choices}>
            {removed.map((each) => (
              <li key={each.id} className={classes.head}>
                <Name>{each.label}</Name>
                <span className={classes.soft}>{say('recordsCount', { count: each.records })}</span>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => setView({ form: 'key', open: each.id, provider: '' })}
                >
                  {say('again')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <KeychainState />
      <Drawer open={view.form !== null && (view.form === 'add' || card !== null)} onClose={close} title={title}>
        {view.form === 'add' && provider === '' && (
          <ProviderChoice onChoose={(chosen) => setView({ form: 'add', provider: chosen })} />
        )}
        {view.form !== null && provider !== '' && (
          <ConnectionForm
            key={`${view.form} ${provider} ${view.open ?? ''}`}
            mode={view.form}
            provider={provider}
            card={view.form === 'add' ? null : card}
            taken={read.filter((each) => each.provider === provider).map((each) => each.label)}
            onDone={close}
            aside={
              view.form === 'add' && (
                <Button variant="subtle" onClick={() => setView({ provider: '' })}>
                  {say('chooseAgain')}
                </Button>
              )
            }
          />
        )}
      </Drawer>
    </Page>
  );
}
