/**
 * Answers that cost something and are asked for again with every page, kept as long as nothing in the file has changed. Whether it
 * has is asked of SQLite each time, which knows of other connections too.
 */
import type { Ledger } from './ledger.ts';

interface Memory {
  readonly state: string;
  readonly answers: Map<string, unknown>;
}

const memories = new WeakMap<Ledger, Memory>();
const MOST_ANSWERS = 200;

/** What `work` gave when it was last asked for under this key, or gives now. The key names the question and all it depends on. */
export function remembered<T>(ledger: Ledger, key: string, work: () => T): T {
  // What is not yet committed may still be taken back.
  if (ledger.db.inTransaction) return work();
  const state = `${ledger.db.pragma('data_version', { simple: true })}.${ledger.prepare<[], number>('SELECT total_changes()').pluck().get()}`;
  let memory = memories.get(ledger);
  if (memory?.state !== state || memory.answers.size >= MOST_ANSWERS) {
    memory = { state, answers: new Map() };
    memories.set(ledger, memory);
  }
  // Only what the same work gave was put in under this key.
  if (memory.answers.has(key)) return memory.answers.get(key) as T;
  const answer = work();
  memory.answers.set(key, answer);
  return answer;
}
