/**
 * Connecting a system, changing its settings, or replacing its key. It can be tested before anything is stored. A key is only ever
 * written here: a stored one is never shown, and none is kept when the form is left.
 */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './connections.module.css';
import { type Findings, forgetTest, keepDraft, keepTests, useKept } from './drafts.ts';
import { FindingsList } from './findings.tsx';
import { draftOf, type Settings, settingsOf } from './form-values.ts';
import { SettingsFields } from './settings-fields.tsx';
import { words } from './words.ts';

type Card = WindowOutput<'connections/cards'>[number];
export type FormMode = 'add' | 'settings' | 'key';

interface Props {
  readonly mode: FormMode;
  readonly provider: string;
  /** The connection there is; null for a new one. */
  readonly card: Card | null;
  /** Labels of this system that are taken. */
  readonly taken?: readonly string[];
  readonly onDone: () => void;
  /** Beside the buttons. */
  readonly aside?: ReactNode;
}

const NO_SETTINGS: Settings = {};

export function ConnectionForm(props: Props) {
  const say = useWords(words);
  const form = useCall('connections/form', { provider: props.provider }, { keepPrevious: false });
  if (form.error) return <ProblemNotice problem={form.error.problem} onAgain={() => void form.refetch()} />;
  if (form.data === undefined) return <p aria-busy>{say('loading')}</p>;
  return <Form {...props} form={form.data} />;
}

function Form(props: Props & { readonly form: WindowOutput<'connections/form'> }) {
  const { mode, provider, card, taken = [], onDone, form } = props;
  const say = useWords(words);
  const told = useTold();
  const stored = card?.settings ?? NO_SETTINGS;
  const draftKey = card === null ? `new:${provider}` : String(card.id);
  const kept = useKept((state) => state.drafts[draftKey]);
  const label = kept?.label ?? card?.label ?? form.name;
  const fields = kept?.fields ?? draftOf(form.fields, stored);
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState(false);
  const [found, setFound] = useState<Findings | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const tryOut = useAct('connections/try', { quiet: true });
  const save = useAct('connections/save', { quiet: true });
  const test = useAct('connections/test', { quiet: true });

  const withKey = mode !== 'settings';
  const written = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value.trim() !== ''));
  const read = mode === 'key' ? { settings: stored, faults: {} } : settingsOf(form.fields, fields, stored);
  const keyMissing = withKey && form.secrets.length > 0 && Object.keys(written).length === 0;
  const ready = Object.keys(read.faults).length === 0 && !keyMissing && label.trim() !== '';

  const change = (next: { label?: string; fields?: typeof fields }) => {
    setFound(null);
    keepDraft(draftKey, { label: next.label ?? label, fields: next.fields ?? fields });
  };
  const begin = () => {
    setAsked(true);
    setProblem(null);
    return ready;
  };
  const onTry = async () => {
    if (!begin()) return;
    const input = { provider, settings: { ...read.settings }, secrets: written };
    const tried = await tryOut.act(card === null ? input : { ...input, connection: card.id });
    if (tried.ok) setFound(tried.value);
    else setProblem(tried.problem);
  };
  const onSave = async (event: FormEvent) => {
    event.preventDefault();
    if (!begin()) return;
    const saved = await save.act({
      provider,
      label: label.trim(),
      settings: { ...read.settings },
      secrets: withKey ? written : {},
    });
    if (!saved.ok) {
      setProblem(saved.problem);
      return;
    }
    setSecrets({});
    if (mode !== 'key') keepDraft(draftKey, null);
    forgetTest(saved.value.id);
    const tested = await test.act({ connection: saved.value.id });
    if (tested.ok) keepTests(tested.value);
    showNote(say('saved', { name: isolate(saved.value.label) }));
    onDone();
  };

  return (
    <form className={classes.form} onSubmit={(event) => void onSave(event)} autoComplete="off" noValidate>
      {mode === 'add' && (
        <TextInput
          label={say('label')}
          description={taken.includes(label.trim()) ? say('labelTaken') : say('labelHelp')}
          value={label}
          required
          maxLength={100}
          error={asked && label.trim() === '' ? say('needed') : null}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
      )}
      {withKey && form.secrets.length > 0 && (
        <fieldset className={classes.group}>
          <legend>{say('signIn')}</legend>
          {mode === 'key' && <p className={classes.soft}>{say('signInReplaced')}</p>}
          {form.secrets.map((secret, index) => (
            <PasswordInput
              key={secret.name}
              label={told(secret.label)}
              description={told(secret.help)}
              value={secrets[secret.name] ?? ''}
              autoComplete="new-password"
              spellCheck={false}
              error={asked && keyMissing && index === 0 ? say('keyNeeded') : null}
              onChange={(event) => {
                setFound(null);
                setSecrets({ ...secrets, [secret.name]: event.currentTarget.value });
              }}
            />
          ))}
        </fieldset>
      )}
      {mode === 'settings' && <p className={classes.soft}>{say('signInKept')}</p>}
      {mode !== 'key' && (
        <fieldset className={classes.group}>
          <legend>{say('settings')}</legend>
          <SettingsFields
            fields={form.fields}
            draft={fields}
            faults={asked ? read.faults : {}}
            onChange={(name, value) => change({ fields: { ...fields, [name]: value } })}
          />
        </fieldset>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {found !== null && <FindingsList name={form.name} found={found} />}
      <div className={classes.acts}>
        <Button type="submit" loading={save.busy || test.busy}>
          {say('saveTest')}
        </Button>
        <Button variant="default" loading={tryOut.busy} onClick={() => void onTry()}>
          {say('testNow')}
        </Button>
        {props.aside}
      </div>
      {kept !== undefined && <p className={classes.soft}>{say('draftKept')}</p>}
    </form>
  );
}
