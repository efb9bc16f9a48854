/** What a choice would change, asked once a choice: the engine works it out on a copy and takes everything back. */
import { useEffect, useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';

export interface Choice {
  readonly key: string;
  readonly service: string | null;
  readonly value: string | number | boolean | null;
  /** The month from which it counts. */
  readonly from: string;
}

export type Effect = WindowOutput<'policies/preview'>;

interface Answer {
  readonly key: string;
  readonly effect: Effect | null;
  readonly problem: Problem | null;
}

const NONE: Answer = { key: '', effect: null, problem: null };

/** A number is typed digit by digit: the effect is worked out after a breath. */
const BREATH_MS = 250;

export function useChoiceEffect(choice: Choice | null): Omit<Answer, 'key'> & { readonly busy: boolean } {
  const key = choice === null ? '' : JSON.stringify(choice);
  const [known, setKnown] = useState<Answer>(NONE);
  useEffect(() => {
    if (key === '') return;
    let wanted = true;
    const settle = (answer: Omit<Answer, 'key'>) => {
      if (wanted) setKnown({ key, ...answer });
    };
    const wait = setTimeout(() => {
      call('policies/preview', JSON.parse(key) as Choice).then(
        (result) =>
          settle(result.ok ? { effect: result.value, problem: null } : { effect: null, problem: result.problem }),
        (thrown: unknown) => settle({ effect: null, problem: problemOf(thrown) }),
      );
    }, BREATH_MS);
    return () => {
      wanted = false;
      clearTimeout(wait);
    };
  }, [key]);
  const { effect, problem } = known.key === key ? known : NONE;
  return { effect, problem, busy: key !== '' && known.key !== key };
}
