/** Names for the keys that issues hold. Many rows ask at once; one call answers them all. */
import { useQuery } from '@tanstack/react-query';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';

export type Named = WindowOutput<'issues/names'>[number];
export type Names = ReadonlyMap<string, Named>;

const NONE: Names = new Map();
const MOST = 500;
/** Rows of several frames ask together while the list is scrolled. */
const GATHER_MS = 40;

interface Waiting {
  readonly keys: readonly string[];
  readonly answer: (names: Names) => void;
}
let waiting: Waiting[] = [];

function ask(keys: readonly string[]): Promise<Names> {
  return new Promise((answer) => {
    waiting.push({ keys, answer });
    if (waiting.length === 1) setTimeout(() => void answerAll(), GATHER_MS);
  });
}

async function answerAll(): Promise<void> {
  const asked = waiting;
  waiting = [];
  const keys = [...new Set(asked.flatMap((each) => each.keys))];
  const names = new Map<string, Named>();
  for (let from = 0; from < keys.length; from += MOST) {
    const result = await call('issues/names', { keys: keys.slice(from, from + MOST) });
    if (result.ok) for (const each of result.value) names.set(each.key, each);
  }
  for (const { answer } of asked) answer(names);
}

/** What some keys stand for; those the ledger does not know are missing. */
export function useNames(keys: readonly string[]): Names {
  const { data } = useQuery({
    queryKey: ['issues', 'issues/names', keys],
    queryFn: () => ask(keys),
    enabled: keys.length > 0,
  });
  return data ?? NONE;
}
