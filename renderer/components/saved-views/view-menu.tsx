/** The view of a list: its columns, and what was saved under a name. */
import { Button, Checkbox, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { Check, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { SavedView } from '../../../shared/contract/views.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { isUsual } from './look.ts';
import classes from './saved-views.module.css';
import { useSavedViews } from './use-saved-views.ts';
import { words } from './words.ts';

interface Props {
  /** The list, as its views are kept. */
  readonly table: string;
  /** All it could show; empty where columns cannot be chosen. */
  readonly columns: readonly { readonly id: string; readonly header: string }[];
}

export function ViewMenu({ table, columns }: Props) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  const saved = useSavedViews(table);
  const label = saved.shown === null ? say('button') : say('button.named', { name: isolate(saved.shown.name) });
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="top-end"
      width="22rem"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button size="compact-xs" variant="default" className={classes.button} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu}>
        {open && <Menu table={table} columns={columns} saved={saved} onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Menu(props: Props & { readonly saved: ReturnType<typeof useSavedViews>; readonly onDone: () => void }) {
  const { columns, saved, onDone } = props;
  const { views, look, shown } = saved;
  const say = useWords(words);
  const [renaming, setRenaming] = useState<SavedView | null>(null);
  const choose = (wanted: Pick<SavedView, 'settings' | 'hidden'>) => {
    saved.show(wanted);
    onDone();
  };
  const usual = isUsual(look);
  return (
    <>
      <section aria-label={say('saved')}>
        <p className={classes.heading}>{say('saved')}</p>
        <ul className={classes.views}>
          <li>
            <Choose on={usual} label={say('usual')} onChoose={() => choose({ settings: {}, hidden: [] })} />
          </li>
          {views.map((view) => (
            <li key={view.name}>
              <Choose
                on={view === shown}
                label={view.name}
                says={say('choose', { name: isolate(view.name) })}
                onChoose={() => choose(view)}
              />
              <Icon says={say('rename', { name: isolate(view.name) })} onClick={() => setRenaming(view)}>
                <Pencil size="0.875rem" aria-hidden />
              </Icon>
              <Icon says={say('remove', { name: isolate(view.name) })} onClick={() => void saved.remove(view)}>
                <Trash2 size="0.875rem" aria-hidden />
              </Icon>
            </li>
          ))}
        </ul>
      </section>
      {columns.length > 0 && <Columns columns={columns} hidden={look.hidden} onHide={saved.hide} />}
      <NameForm
        key={renaming?.name ?? ''}
        renaming={renaming}
        taken={views.map(({ name }) => name)}
        busy={saved.busy}
        onCancel={() => setRenaming(null)}
        onName={async (name) => {
          if (renaming !== null ? await saved.rename(renaming, name) : await saved.save(name)) setRenaming(null);
        }}
      />
      <p className={classes.soft}>{say('kept')}</p>
    </>
  );
}

function Choose(props: {
  readonly on: boolean;
  readonly label: string;
  readonly says?: string;
  readonly onChoose: () => void;
}) {
  return (
    <UnstyledButton
      className={classes.choose}
      aria-label={props.says}
      aria-current={props.on ? 'true' : undefined}
      onClick={props.onChoose}
    >
      <span className={classes.mark}>{props.on && <Check size="0.875rem" aria-hidden />}</span>
      <span dir="auto" className={classes.name}>
        {props.label}
      </span>
    </UnstyledButton>
  );
}

function Icon(props: { readonly says: string; readonly onClick: () => void; readonly children: React.ReactNode }) {
  return (
    <UnstyledButton className={classes.icon} aria-label={props.says} title={props.says} onClick={props.onClick}>
      {props.children}
    </UnstyledButton>
  );
}

/** A list without any column would be no list: the last one stays. */
function Columns(props: {
  readonly columns: Props['columns'];
  readonly hidden: readonly string[];
  readonly onHide: (hidden: readonly string[]) => void;
}) {
  const say = useWords(words);
  const { columns, hidden, onHide } = props;
  const shown = columns.filter(({ id }) => !hidden.includes(id)).length;
  return (
    <fieldset className={classes.columns}>
      <legend>{say('columns')}</legend>
      {columns.map(({ id, header }) => {
        const on = !hidden.includes(id);
        return (
          <Checkbox
            key={id}
            size="xs"
            label={header}
            checked={on}
            disabled={on && shown === 1}
            onChange={() => onHide(on ? [...hidden, id] : hidden.filter((each) => each !== id))}
          />
        );
      })}
    </fieldset>
  );
}

function NameForm(props: {
  readonly renaming: SavedView | null;
  readonly taken: readonly string[];
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onName: (name: string) => Promise<void>;
}) {
  const { renaming, taken, busy, onCancel, onName } = props;
  const say = useWords(words);
  const [typed, setTyped] = useState(renaming?.name ?? '');
  const name = typed.trim();
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (name === '') return;
    await onName(name);
    setTyped('');
  };
  return (
    <form className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        size="xs"
        label={say(renaming === null ? 'name' : 'newName')}
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.currentTarget.value)}
        className={classes.typed}
        data-autofocus={renaming === null ? undefined : true}
      />
      <Button size="xs" type="submit" variant="default" loading={busy} disabled={name === ''}>
        {say(renaming !== null ? 'renameDo' : taken.includes(name) ? 'replace' : 'save')}
      </Button>
      {renaming !== null && (
        <Button size="xs" variant="subtle" onClick={onCancel}>
          {say('cancel')}
        </Button>
      )}
    </form>
  );
}
