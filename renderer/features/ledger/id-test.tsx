/** Asks an outside system whether an id still leads to what it is linked to here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { words } from './id-test.words.ts';
import classes from './ledger.module.css';
import { systemName } from './systems.ts';

interface Props {
  readonly of: 'client' | 'service';
  readonly row: number;
  readonly system: string;
  readonly externalId: string;
}

type Answer = WindowOutput<'ids/test'>;
const MEANING: Readonly<Record<Answer['state'], Meaning>> = {
  same: 'done',
  other: 'look',
  missing: 'look',
  cannot: 'wait',
  silent: 'look',
};

export function IdTest({ of, row, system, externalId }: Props) {
  const say = useWords(words);
  const { act, busy } = useAct('ids/test');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const test = async () => {
    const result = await act({ of, row, system, externalId });
    setAnswer(result.ok ? result.value : null);
  };
  return (
    <div className={classes.idTest}>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        aria-label={say('testOf', { system: systemName(system), id: isolate(externalId) })}
        onClick={() => void test()}
      >
        {say('test')}
      </Button>
      <span role="status">{answer !== null && <Told answer={answer} />}</span>
    </div>
  );
}

function Told({ answer }: { readonly answer: Answer }) {
  const say = useWords(words);
  const { state, system, name, problem } = answer;
  const told =
    state === 'silent'
      ? say('silent', { system, message: problem?.message ?? '', fix: problem?.fix ?? '' })
      : state === 'same' || state === 'other'
        ? say(name === null ? `${state}Unnamed` : state, { system, name: isolate(name ?? '') })
        : say(state, { system });
  return <StatusWord meaning={MEANING[state]}>{told}</StatusWord>;
}
