/** Keys that work everywhere, the keys of the screen that is shown, and the list of both (`?`). */
import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from '../components/components.module.css';
import { KeyHint } from '../components/key-hint.tsx';
import { takeBack } from '../components/toasts.tsx';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useCommandList } from '../state/commands.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));

/** `Ctrl+Enter` of an event. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  return `${control}${event.altKey ? 'Alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
}

export function Keys() {
  const say = useWords(common);
  const [open, setOpen] = useState(false);
  const commands = [...useCommandList((state) => state.groups).values()].flat();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      if (take(keyOf(event))) event.preventDefault();
    };
    const take = (key: string): boolean => {
      const groups = [...useCommandList.getState().groups.values()].flat();
      const command = groups.findLast((one) => one.keys !== undefined && one.keys.toLowerCase() === key.toLowerCase());
      if (command !== undefined) command.run();
      else if (key === '?') setOpen(true);
      else if (key === '/') document.querySelector<HTMLElement>('[data-screen-search]')?.focus();
      else if (key === 'Ctrl+z') void takeBack();
      else return false;
      return true;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const rows: readonly (readonly [string, string])[] = [
    ['Ctrl+K', say('keys.palette')],
    ['/', say('keys.search')],
    ['Esc', say('keys.escape')],
    ['Ctrl+Z', say('keys.undo')],
    ['↑ ↓', say('keys.move')],
    ['Space', say('keys.select')],
    ['Ctrl+A', say('keys.all')],
    ['Enter', say('keys.open')],
    ['Ctrl+C', say('keys.copy')],
    ['?', say('keys.help')],
    ...commands.flatMap((command) => (command.keys === undefined ? [] : [[command.keys, command.label] as const])),
  ];
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={say('keys.title')}
      closeButtonProps={{ 'aria-label': say('act.close') }}
    >
      <dl className={classes.facts}>
        {rows.map(([keys, words]) => (
          <div key={`${keys}${words}`} style={{ display: 'contents' }}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
