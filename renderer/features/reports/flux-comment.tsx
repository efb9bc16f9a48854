/** Why a figure moved, in the accountant's words, written in its own row. */
import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { showNote } from '../../components/toasts.tsx';
import { useWords } from '../../i18n/words.ts';
import { monthBefore } from './month-before.ts';
import { words } from './words.ts';

interface Props {
  readonly month: string;
  /** Empty for the month before. */
  readonly against: string;
  readonly line: string;
  /** The line in words. */
  readonly name: string;
  readonly comment: string;
}

export function FluxComment({ month, against, line, name, comment }: Props) {
  const say = useWords(words);
  const [typed, setTyped] = useState(comment);
  const { act, busy } = useAct('flux/comment');
  useEffect(() => setTyped(comment), [comment]);
  const keep = async () => {
    if (typed.trim() === comment || busy) return;
    const comparedWith = against === '' ? monthBefore(month) : against;
    const kept = await act({ month, comparedWith, line, comment: typed.trim() });
    if (kept.ok) showNote(say('comment.kept', { line: name }));
  };
  return (
    <TextInput
      size="xs"
      aria-label={say('comment', { line: name })}
      placeholder={say('comment.write')}
      value={typed}
      maxLength={2000}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep();
        if (event.key === 'Escape' && typed !== comment) {
          event.stopPropagation();
          setTyped(comment);
        }
      }}
    />
  );
}
