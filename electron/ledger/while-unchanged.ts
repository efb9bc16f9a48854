import type { Ledger } from './ledger.ts';

/** So many answers are kept: those of the lists that somebody has open. */
const MOST = 64;

const kept = new WeakMap<Ledger, { version: string; readonly answers: Map<string, unknown> }>();

/**
 * What a query answered before, for as long as nothing at all was written to the file, here or through another connection: whoever
 * scrolls through a list need not have it counted again for every page.
 */
export function whileUnchanged<T>(ledger: Ledger, question: string, ask: () => T): T {
  const version = versionOf(ledger);
  let memory = kept.get(ledger);
  if (!memory) {
    memory = { version, answers: new Map() };
    kept.set(ledger, memory);
  }
  if (memory.version !== version || memory.answers.size >= MOST) {
    memory.answers.clear();
    memory.version = version;
  }
  if (memory.answers.has(question)) return memory.answers.get(question) as T;
  const answer = ask();
  memory.answers.set(question, answer);
  return answer;
}

/** Differs after every write: the first number counts what others committed, the second what this connection wrote. */
function versionOf(ledger: Ledger): string {
  return `${ledger.db.pragma('data_version', { simple: true })} ${ledger.prepare<[], number>('SELECT total_changes()').pluck().get()}`;
}
