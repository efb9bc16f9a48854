import { Button, Modal, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { common } from '../../i18n/common.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import { careWords } from './care-words.ts';

interface Props {
  readonly count: number;
  /** Who looks after them now, where that is one person. */
  readonly owner: number | null;
  readonly onClose: () => void;
  readonly onAssign: (to: { readonly id: number; readonly name: string } | null) => void;
}

const NOBODY = 'nobody';

/** Asks who is to look after the issues: whoever is at the keyboard comes first. */
export function AssignDialog({ count, owner, onClose, onAssign }: Props) {
  const say = useWords(careWords);
  const plain = useWords(common);
  const who = useDesk((state) => state.desk?.who ?? '');
  const people = useCall('operators/list', {}).data?.filter(({ active }) => active) ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const me = people?.find(({ name }) => name === who);
  // Taking it on is the usual wish; whoever has it already sees so.
  const first = me !== undefined && me.id !== owner ? me.id : (owner ?? people?.[0]?.id);
  const value = chosen ?? (first === undefined ? NOBODY : String(first));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const to = people?.find(({ id }) => String(id) === value);
    if (value === NOBODY || to !== undefined) onAssign(to ?? null);
  };
  const options = [...(me ? [me] : []), ...(people ?? []).filter((each) => each !== me)].map((each) => ({
    value: String(each.id),
    label: each === me ? say('assign.me', { name: isolate(each.name) }) : each.name,
  }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('assign.title', { count })}
      closeButtonProps={{ 'aria-label': plain('act.close') }}
    >
      {people === null ? (
        <p aria-busy>{plain('loading')}</p>
      ) : people.length === 0 && owner === null ? (
        <div className={shared.stack}>
          <p>{say('assign.none')}</p>
          <div className={shared.confirmActs}>
            <a href="#/settings/company">{say('assign.people')}</a>
          </div>
        </div>
      ) : (
        <form onSubmit={onSubmit} className={shared.stack}>
          <Select
            label={say('assign.who')}
            data-autofocus
            value={value}
            data={[...options, { value: NOBODY, label: say('assign.nobody') }]}
            onChange={(next) => setChosen(next)}
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <div className={shared.confirmActs}>
            <Button variant="default" onClick={onClose}>
              {plain('act.cancel')}
            </Button>
            <Button type="submit">{say('assign.do', { count })}</Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
