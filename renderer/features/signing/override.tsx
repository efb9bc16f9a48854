/** Letting a check that looks outward pass with a reason that is printed, and taking that back. */
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useEngineWords } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './signing.module.css';
import type { Lamp } from './use-month.ts';
import { words } from './words.ts';

export function Override({ lamp, month }: { readonly lamp: Lamp; readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const said = useEngineWords().lamp(lamp);
  const override = useAct('tie-outs/override');
  const [reason, setReason] = useState('');
  const { id } = lamp;
  const send = async (text: string) => {
    const done = await override.act({ month, id, reason: text });
    if (!done.ok) return;
    setReason('');
    showNote(say(text === '' ? 'override.backDone' : 'override.done', { id }));
  };
  const check = isolate(said.words);
  if (lamp.override !== null) {
    return (
      <div>
        <Button variant="default" size="xs" loading={override.busy} onClick={() => void send('')}>
          {say('override.back')}
        </Button>
      </div>
    );
  }
  const difference =
    lamp.unit === 'money' ? format.moneyWithCode(lamp.difference, lamp.currency) : format.count(lamp.difference);
  return (
    <div>
      <ConfirmAct
        label={say('override.act')}
        title={say('override.title', { id })}
        confirm={say('override.confirm', { id })}
        size="xs"
        confirmDisabled={reason.trim() === ''}
        onConfirm={() => send(reason.trim())}
      >
        <div className={classes.stack}>
          <p>
            {lamp.state === 'not_stated'
              ? say('override.notStated', { check })
              : say('override.does', { check, difference })}
          </p>
          <Textarea
            label={say('override.reason')}
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
      </ConfirmAct>
    </div>
  );
}
