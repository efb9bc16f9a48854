/** What a draft would do, worked out while it is being filled in. */
import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';
import type { Draft } from './draft.ts';
import type { Effect } from './effect-words.tsx';

const BREATH_MS = 200;

interface Found {
  readonly draft: string;
  readonly effect: Effect | null;
  readonly problem: Problem | null;
}

/** Both are null while it is worked out, and when there is no draft. */
export function useEffectOf(draft: Draft | null): { readonly effect: Effect | null; readonly problem: Problem | null } {
  const [found, setFound] = useState<Found | null>(null);
  const text = draft === null ? '' : JSON.stringify(draft);
  useEffect(() => {
    if (text === '') return;
    let wanted = true;
    const wait = setTimeout(async () => {
      const asked = JSON.parse(text) as Draft;
      const answer = await call('decisions/preview', asked).catch((thrown: unknown) => ({
        ok: false as const,
        problem: problemOf(thrown),
      }));
      if (!wanted) return;
      setFound({ draft: text, effect: answer.ok ? answer.value : null, problem: answer.ok ? null : answer.problem });
    }, BREATH_MS);
    return () => {
      wanted = false;
      clearTimeout(wait);
    };
  }, [text]);
  return found !== null && found.draft === text ? found : { effect: null, problem: null };
}
