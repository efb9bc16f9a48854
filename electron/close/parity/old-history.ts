/** A contract of the old system through all its months: documents as they are dated, then the month, as its operators did it. */
import { firstDay, type Month, monthOf, monthsOf } from '../../../shared/domain/month.ts';
import { signOf } from './fraction.ts';
import { overlaps } from './old-choice.ts';
import type { OldContract, OldDocument, OldFacts, OldRule, Outcome } from './old-contract.ts';
import { withDocument } from './old-documents.ts';
import { workMonth } from './old-month.ts';

export interface WorkedMonth extends Outcome {
  readonly month: Month;
  /** Stays that overlap the month; one of them counted. */
  readonly stays: number;
  /** What had emptied the ledger before this month. */
  readonly emptiedBy: OldRule | null;
  /** The last document that came when months were posted already. */
  readonly late: 'invoice' | 'credit_note' | null;
  /** A document came when the ledger was complete. */
  readonly afterCompletion: boolean;
  /** Sessions were written off that nobody posted. */
  readonly paused: boolean;
}

/** Works all months up to and without `until`, as if in order, with what is known of the stays today. */
export function oldHistory(documents: readonly OldDocument[], facts: OldFacts, until: Month): WorkedMonth[] {
  const [first] = documents;
  if (first === undefined) return [];
  const worked: WorkedMonth[] = [];
  let contract: OldContract | null = null;
  let known: Pick<WorkedMonth, 'emptiedBy' | 'late' | 'afterCompletion' | 'paused'> = {
    emptiedBy: null,
    late: null,
    afterCompletion: false,
    paused: false,
  };
  let next = 0;
  for (const month of monthsOf({ from: monthOf(first.date), until })) {
    for (let document = documents[next]; document && monthOf(document.date) <= month; document = documents[++next]) {
      if (contract?.head) {
        const completed: boolean = contract.head.status === 'COMPLETED';
        const late = signOf(document.amount) < 0 ? 'credit_note' : 'invoice';
        known = { ...known, late, afterCompletion: known.afterCompletion || completed };
      }
      contract = withDocument(contract, document);
    }
    if (contract === null) continue;
    const outcome: Outcome = workMonth(contract, facts, firstDay(month));
    contract = outcome.contract;
    const stays = facts.places.filter((place) => overlaps(place, month)).length;
    worked.push({ ...outcome, month, stays, ...known });
    if (outcome.rule === 'postponed-part') known = { ...known, paused: true };
    const emptied = contract.head?.status === 'COMPLETED' && signOf(outcome.amount) !== 0;
    if (emptied) known = { ...known, emptiedBy: outcome.rule };
  }
  return worked;
}
