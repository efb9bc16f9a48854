import type { DecisionIndex } from '../../ledger/decision-index.ts';
import type { MatchDecisions } from '../matching/facts.ts';

/** The part of the decisions that matching asks for, for some documents and enrolments. */
export function matchDecisions(
  decisions: DecisionIndex,
  documents: readonly { documentKey: string; lineKey: string }[],
  enrolments: readonly string[],
): MatchDecisions {
  if (decisions.empty) return NONE;
  const contractOfDocument = new Map<string, { with: string } | 'new'>();
  const unlinked = new Set<string>();
  const signedPrice = new Map<string, number>();
  for (const { documentKey, lineKey } of documents) {
    for (const subject of [documentKey, `${documentKey}#${lineKey}`]) {
      const contract = decisions.get('contract', subject);
      if (contract) contractOfDocument.set(subject, contract.with === null ? 'new' : { with: contract.with });
      if (decisions.get('unlink', subject)) unlinked.add(subject);
      const price = decisions.get('price', subject);
      if (price) signedPrice.set(subject, price.amount);
    }
  }
  const contractOfEnrolment = new Map<string, { with: string }>();
  for (const key of enrolments) {
    const enrolment = decisions.get('enrolment', key);
    if (enrolment) contractOfEnrolment.set(key, enrolment);
  }
  return { contractOfDocument, contractOfEnrolment, unlinked, signedPrice, confirmed: decisions.confirmed };
}

const NONE: MatchDecisions = {
  contractOfDocument: new Map(),
  contractOfEnrolment: new Map(),
  unlinked: new Set(),
  signedPrice: new Map(),
  confirmed: new Set(),
};
