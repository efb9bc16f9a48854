/** The facts of one contract, today or as they were when something was posted, read the same way as the calculation reads them. */
import { DecisionIndex } from '../ledger/decision-index.ts';
import type { Decision } from '../ledger/decisions.ts';
import { decisionsAt, ledgerAt, type Moment } from '../ledger/details-past.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Known } from './explain-facts.ts';
import { loadContracts } from './load-contracts.ts';

/** After everything. */
export const TODAY: Moment = { change: Number.MAX_SAFE_INTEGER, run: Number.MAX_SAFE_INTEGER };

/**
 * What was known about a contract at a moment; null when it was not there. `concerns` says which decisions are about it; all of
 * them are read, as the calculation does.
 */
export function knownAt(
  ledger: Ledger,
  contract: number,
  moment: Moment,
  decisions: readonly Decision[],
  concerns: (decision: Decision) => boolean,
): Known | null {
  const inForce = decisionsAt(ledger, decisions, moment);
  const past = ledgerAt(ledger, contract, moment);
  if (past === null) return null;
  for (const chunk of loadContracts(past, new DecisionIndex(inForce))) {
    const found = chunk.find(({ head }) => head.id === contract);
    if (found) return { facts: found.facts, decisions: inForce.filter(concerns) };
  }
  return null;
}
