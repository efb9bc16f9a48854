/** Makes what was supposed a decision: told in numbers before, with a reason, and undone by one act. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import shared from '../../components/components.module.css';
import { DecisionEffect } from '../../components/decision-effect.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { useDecide, useDecisionPreview } from '../ledger/use-decision.ts';
import { decisionOf, type Supposed } from './suppose.ts';
import { words } from './words.ts';

interface Props {
  readonly subject: string;
  readonly event: Supposed;
  readonly onDecided: () => void;
}

export function Decide({ subject, event, onDecided }: Props) {
  const say = useWords(words);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const draft = decisionOf(event, subject);
  const { effect, problem } = useDecisionPreview(asked ? draft : null);
  const { decide, busy } = useDecide();
  if (!asked) {
    return (
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          {say('decide')}
        </Button>
      </div>
    );
  }
  return (
    <div className={shared.stack}>
      {problem !== null && <ProblemNotice problem={problem} />}
      {effect === null && problem === null && <p className={shared.soft}>{say('working')}</p>}
      {effect !== null && <DecisionEffect effect={effect} />}
      <TextInput
        label={say('reason')}
        value={reason}
        maxLength={500}
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      <div>
        <Button
          disabled={effect === null || reason.trim() === ''}
          loading={busy}
          onClick={async () => {
            if (await decide(draft, reason.trim(), say('decided'))) onDecided();
          }}
        >
          {say('confirm')}
        </Button>
      </div>
    </div>
  );
}
