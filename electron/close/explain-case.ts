/** Gathers what the explanation of a posting stands on: the facts of its time, those before it, and those of today. */
import type { PostingKind } from '../../shared/domain/entities.ts';
import { currency } from '../../shared/domain/money.ts';
import { allDecisions, type Decision } from '../ledger/decisions.ts';
import { concerns, postingsOfContract, subjectsOf } from '../ledger/details-contract.ts';
import { momentOf, postingBefore } from '../ledger/details-past.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PostingRow } from '../ledger/tables.ts';
import type { Known, Names } from './explain-facts.ts';
import { knownAt, TODAY } from './explain-known.ts';
import { type Explanation, explainPosting, type PostedOnce } from './explain-posting.ts';
import type { RecognitionPolicy } from './facts.ts';

export interface ExplainedPosting extends Explanation {
  /** The facts it stands on: those of its time, or today's where the journal no longer says. */
  readonly known: Known;
}

export interface ExplainContext {
  readonly policy: RecognitionPolicy;
  readonly names: Names;
  readonly service: string;
  readonly heldBy: readonly string[];
}

/** Explains a posting of the ledger. Null when its contract is not there. */
export function explained(ledger: Ledger, posting: PostingRow, context: ExplainContext): ExplainedPosting | null {
  const contract = posting.contract_id;
  const decisions = allDecisions(ledger);
  const subjects = subjectsOf(ledger, contract);
  const about = (decision: Decision) => concerns(subjects, decision);
  const now = knownAt(ledger, contract, TODAY, decisions, about);
  if (now === null) return null;
  const moment = momentOf(ledger, posting.id);
  const then = moment === null ? null : knownAt(ledger, contract, moment, decisions, about);
  const earlier = posting.kind === 'prior_period' ? postingBefore(ledger, posting) : null;
  const earlierMoment = earlier === null ? null : momentOf(ledger, earlier);
  const explanation = explainPosting({
    ...context,
    posting: toPosted(posting),
    postings: postingsOfContract(ledger, contract).map(toPosted),
    companyCurrency: ledger.currency,
    then,
    before: earlierMoment === null ? null : knownAt(ledger, contract, earlierMoment, decisions, about),
    now,
  });
  return { ...explanation, known: then ?? now };
}

function toPosted(row: PostingRow): PostedOnce {
  return {
    id: row.id,
    month: row.month,
    kind: row.kind as PostingKind,
    amount: row.amount,
    functionalAmount: row.functional_amount,
    currency: currency(row.currency),
    note: row.note === null ? null : JSON.parse(row.note),
    inputsHash: row.inputs_hash,
    run: row.run_id,
    postedAt: row.posted_at,
    contraOf: row.contra_of,
  };
}
