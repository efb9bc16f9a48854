import type { CivilDate } from '../../../shared/domain/civil-date.ts';
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
  const priceAgreedFrom = new Map<string, CivilDate>();
  for (const { documentKey, lineKey } of documents) {
    for (const subject of [documentKey, `${documentKey}#${lineKey}`]) {
      const contract = decisions.get('contract', subject);
      if (contract) contractOfDocument.set(subject, contract.with === null ? 'new' : { with: contract.with });
      if (decisions.get('unlink', subject)) unlinked.add(subject);
      const price = decisions.get('price', subject);
      if (price) signedPrice.set(subject, price.amount);
      for (const { value } of decisions.list('price-change', subject)) {
        const first = priceAgreedFrom.get(subject);
        if (first === undefined || value.from < first) priceAgreedFrom.set(subject, value.from);
      }
    }
  }
  const contractOfEnrolment = new Map<string, { with: string }>();
  for (const key of enrolments) {
    const enrolment = decisions.get('enrolment', key);
    if (enrolment) contractOfEnrolment.set(key, enrolment);
  }
  const { confirmed } = decisions;
  return { contractOfDocument, contractOfEnrolment, unlinked, signedPrice, priceAgreedFrom, confirmed };
}

const NONE: MatchDecisions = {
  contractOfDocument: new Map(),
  contractOfEnrolment: new Map(),
  unlinked: new Set(),
  signedPrice: new Map(),
  confirmed: new Set(),
};
