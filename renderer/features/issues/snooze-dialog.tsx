import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { parseCivilDate } from '../../../shared/domain/civil-date.ts';
import shared from '../../components/components.module.css';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import { careWords } from './care-words.ts';
import classes from './issues.module.css';
import { snoozeDays, todayOf } from './snooze-days.ts';

interface Props {
  readonly count: number;
  readonly onClose: () => void;
  readonly onSnooze: (until: string, reason: string) => void;
}

const DAYS = ['tomorrow', 'monday', 'month'] as const;

/** Asks until when, and what is waited for: nothing is put aside without a reason. */
export function SnoozeDialog({ count, onClose, onSnooze }: Props) {
  const say = useWords(careWords);
  const plain = useWords(common);
  const timeZone = useDesk((state) => state.desk?.company?.timeZone) ?? 'UTC';
  const days = snoozeDays(todayOf(timeZone, new Date()));
  const [until, setUntil] = useState<string>(days.monday);
  const [reason, setReason] = useState('');
  const day = parseCivilDate(until);
  const ready = day !== null && day >= days.tomorrow && reason.trim() !== '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSnooze(until, reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('snooze.title', { count })}
      closeButtonProps={{ 'aria-label': plain('act.close') }}
    >
      <form onSubmit={onSubmit} className={shared.stack}>
        <p>{say('snooze.words')}</p>
        <TextInput
          label={say('snooze.reason')}
          value={reason}
          maxLength={500}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.days}>
          <TextInput
            type="date"
            label={say('snooze.until')}
            value={until}
            min={days.tomorrow}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          {DAYS.map((name) => (
            <Button
              key={name}
              variant="default"
              size="compact-sm"
              aria-pressed={until === days[name]}
              onClick={() => setUntil(days[name])}
            >
              {say(`snooze.${name}`)}
            </Button>
          ))}
        </div>
        <div className={shared.confirmActs}>
          <Button variant="default" onClick={onClose}>
            {plain('act.cancel')}
          </Button>
          <Button type="submit" disabled={!ready}>
            {say('snooze.do', { count })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
