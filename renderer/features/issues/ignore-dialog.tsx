import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import shared from '../../components/components.module.css';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

interface Props {
  readonly count: number;
  readonly onClose: () => void;
  readonly onIgnore: (reason: string) => void;
}

/** Asks why: nothing is ignored without a reason. */
export function IgnoreDialog({ count, onClose, onIgnore }: Props) {
  const say = useWords(words);
  const plain = useWords(common);
  const [reason, setReason] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onIgnore(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('ignore.title', { count })}
      closeButtonProps={{ 'aria-label': plain('act.close') }}
    >
      <form onSubmit={onSubmit} className={shared.stack}>
        <p>{say('ignore.words')}</p>
        <TextInput
          label={say('ignore.reason')}
          value={reason}
          maxLength={500}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={shared.confirmActs}>
          <Button variant="default" onClick={onClose}>
            {plain('act.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {say('ignore.do', { count })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
