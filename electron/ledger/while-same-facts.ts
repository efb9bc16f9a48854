/**
 * What costs much and follows from the facts alone, kept while none of them changes: a signature, an export or a comment leaves it
 * standing, where `while-unchanged.ts` would have it worked out again. What another connection writes always counts as a change.
 */
import type { Ledger } from './ledger.ts';
import { whileUnchanged } from './while-unchanged.ts';

/** So many answers are kept: facts, schedules, and some months of them. */
const MOST = 16;

const kept = new WeakMap<Ledger, { readonly facts: string; readonly answers: Map<string, unknown> }>();

/** What `ask` answered before from the same facts, or answers now. The question names all else that it depends on. */
export function whileSameFacts<T>(ledger: Ledger, question: string, ask: () => T): T {
  const facts = factsOf(ledger);
  let memory = kept.get(ledger);
  // Only what the same question gave was put in under it.
  if (memory?.facts === facts && memory.answers.has(question)) return memory.answers.get(question) as T;
  // What is not yet committed may still be taken back, and its numbers given again.
  if (ledger.db.inTransaction) return whileUnchanged(ledger, question, ask);
  const answer = ask();
  if (memory?.facts !== facts || memory.answers.size >= MOST) {
    memory = { facts, answers: new Map() };
    kept.set(ledger, memory);
  }
  memory.answers.set(question, answer);
  return answer;
}

/** Differs after every write that a figure can depend on: the journal, and what is not journaled because it is history or a choice. */
function factsOf(ledger: Ledger): string {
  const own = ledger
    .prepare<[], unknown[]>(
      `SELECT (SELECT max(id) FROM change), (SELECT max(id) FROM decision), (SELECT count(undone_at) FROM decision),
         (SELECT max(id) FROM period_lock), (SELECT max(id) FROM close_version), (SELECT count(*) FROM close_reopened),
         (SELECT group_concat(key || value) FROM setting)`,
    )
    .raw()
    .get();
  return JSON.stringify([ledger.db.pragma('data_version', { simple: true }), own]);
}
