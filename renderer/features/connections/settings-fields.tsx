/** The settings of a system as fields, drawn from what its connector declares; those seldom needed are folded. */
import { NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './connections.module.css';
import { type Draft, entriesOf, type Fault, spacedName, type Written } from './form-values.ts';
import { words } from './words.ts';

type Field = WindowOutput<'connections/form'>['fields'][number];

interface Props {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly faults: Readonly<Record<string, Fault>>;
  readonly onChange: (name: string, value: Written) => void;
}

export function SettingsFields({ fields, draft, faults, onChange }: Props) {
  const say = useWords(words);
  const told = useTold();
  const draw = (field: Field) => {
    const fault = faults[field.name];
    return (
      <SettingField
        key={field.name}
        field={{ ...field, label: told(field.label), help: told(field.help) }}
        value={draft[field.name] ?? ''}
        fault={fault === undefined ? null : say(fault)}
        onChange={(value) => onChange(field.name, value)}
      />
    );
  };
  const advanced = fields.filter((field) => field.advanced);
  return (
    <>
      {fields.filter((field) => !field.advanced).map(draw)}
      {advanced.length > 0 && (
        <details className={classes.more} open={advanced.some((field) => field.name in faults) || undefined}>
          <summary>{say('more')}</summary>
          <div className={classes.form}>{advanced.map(draw)}</div>
        </details>
      )}
    </>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly value: Written;
  readonly fault: string | null;
  readonly onChange: (value: Written) => void;
}

function SettingField({ field, value, fault, onChange }: FieldProps) {
  const say = useWords(words);
  const common = { label: field.label, required: field.required, error: fault };
  const entries = entriesOf(field);
  if (entries !== null && typeof value === 'object') {
    return (
      <fieldset className={classes.entries}>
        <legend>{field.label}</legend>
        {Object.keys(entries).map((name) => (
          <TextInput
            key={name}
            label={spacedName(name)}
            value={value[name] ?? ''}
            maxLength={200}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
          />
        ))}
      </fieldset>
    );
  }
  if (field.kind === 'switch') {
    return (
      <Switch
        label={field.label}
        description={field.help}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...common}
          description={field.help}
          value={text}
          w="12rem"
          hideControls
          onChange={(next) => onChange(String(next))}
        />
      );
    case 'list':
      return (
        <Textarea
          {...common}
          description={`${field.help} ${say('oneALine')}`}
          value={text}
          autosize
          minRows={1}
          maxRows={8}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'json':
      return (
        <Textarea
          {...common}
          description={`${field.help} ${say('asData')}`}
          value={text}
          autosize
          minRows={2}
          maxRows={12}
          dir="ltr"
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          description={field.help}
          value={text}
          maxLength={2000}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
