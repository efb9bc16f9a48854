/** "Working as Ana" in the top bar, and the way to hand the keyboard to somebody else. */
import { Menu, Modal, UnstyledButton } from '@mantine/core';
import { UserRound } from 'lucide-react';
import { useState } from 'react';
import { common } from '../../i18n/common.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { NameForm } from './name-form.tsx';
import classes from './operators.module.css';
import { useOperator, useWorkAs } from './use-operator.ts';
import { words } from './words.ts';

export function WhoMenu() {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const { who, chosen, people } = useOperator();
  const { workAs, busy } = useWorkAs();
  const [asking, setAsking] = useState(false);
  if (!chosen || people === null) return null;
  const others = people.filter(({ active, name }) => active && name !== who);
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <UnstyledButton className={classes.who}>
            <UserRound size="1rem" aria-hidden />
            <span className={classes.whoName}>{say('now.as', { name: isolate(who) })}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map(({ id, name }) => (
            <Menu.Item key={id} disabled={busy} onClick={() => void workAs(name, true)}>
              {say('ask.as', { name: isolate(name) })}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setAsking(true)}>{say('now.other')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => goTo('/settings/company')}>{say('now.people')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('ask.title')}
        closeButtonProps={{ 'aria-label': sayCommon('act.close') }}
      >
        <p className={classes.soft}>{say('ask.why')}</p>
        <NameForm
          label={say('ask.name')}
          confirm={say('ask.start')}
          busy={busy}
          onName={async (name) => {
            const taken = await workAs(name, false);
            if (taken) setAsking(false);
            return taken;
          }}
        />
      </Modal>
    </>
  );
}
