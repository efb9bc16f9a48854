import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

interface Props {
  /** The button that asks. */
  readonly label: string;
  readonly title: string;
  /** What it will do, in numbers: "318 rows go back". */
  readonly children: ReactNode;
  /** The button that does it; it repeats the numbers. */
  readonly confirm: string;
  /** True closes; a promise keeps the button busy until then. */
  readonly onConfirm: () => Promise<unknown> | undefined;
  /** Never primary: drawn as an outline in the colour of what stops. */
  readonly destructive?: boolean;
  readonly disabled?: boolean;
  /** For what is only looked up once somebody asks. */
  readonly onOpen?: () => void;
  /** As long as what was looked up stands in the way. */
  readonly confirmDisabled?: boolean;
  /** Of the button that asks. */
  readonly size?: 'xs' | 'sm';
}

/** An act that says what it will do before it does it. */
export function ConfirmAct(props: Props) {
  const say = useWords(common);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const look = props.destructive ? ({ variant: 'outline', color: 'stop' } as const) : ({ variant: 'filled' } as const);
  const confirm = async () => {
    setBusy(true);
    await props.onConfirm();
    setBusy(false);
    setOpen(false);
  };
  return (
    <>
      <Button
        variant="default"
        disabled={props.disabled}
        size={props.size ?? 'sm'}
        onClick={() => {
          props.onOpen?.();
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={props.title}
        closeButtonProps={{ 'aria-label': say('act.close') }}
      >
        {props.children}
        <div className={classes.confirmActs}>
          <Button variant="default" data-autofocus onClick={() => setOpen(false)}>
            {say('act.cancel')}
          </Button>
          <Button {...look} loading={busy} disabled={props.confirmDisabled} onClick={() => void confirm()}>
            {props.confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}
