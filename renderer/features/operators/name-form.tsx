import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './operators.module.css';

interface Props {
  readonly label: string;
  readonly confirm: string;
  readonly busy: boolean;
  /** Answers whether it was taken; the field is then emptied. */
  readonly onName: (name: string) => Promise<boolean>;
}

/** One name and the button that takes it. */
export function NameForm({ label, confirm, busy, onName }: Props) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const take = async () => {
    if (name !== '' && (await onName(name))) setTyped('');
  };
  return (
    <form
      className={classes.nameForm}
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <TextInput
        label={label}
        value={typed}
        maxLength={100}
        autoComplete="name"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name === ''} loading={busy}>
        {confirm}
      </Button>
    </form>
  );
}
