/** A month of the old system for one contract: whether it is looked at at all, and which of its ways it takes. */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import { lastDay, type Month, monthOf } from '../../../shared/domain/month.ts';
import { signOf, ZERO } from './fraction.ts';
import { overlaps } from './old-choice.ts';
import {
  type LedgerHead,
  nothing,
  type OldContract,
  type OldFacts,
  type OldRule,
  type Outcome,
  withHead,
} from './old-contract.ts';
import { accrueFully, emptied, settled } from './old-lines.ts';
import { INCOME_SHARE, withPlaces } from './old-with-places.ts';
import { withoutPlaces } from './old-without-places.ts';

/** Works the month that `day` lies in. The old system was meant to be given its first day, and took any. */
export function workMonth(contract: OldContract, facts: OldFacts, day: CivilDate): Outcome {
  const left = leftOut(contract, facts, monthOf(day));
  if (left !== null) return nothing(contract, left);
  const head = contract.head ?? newHead(contract, facts);
  const known = { ...contract, head };
  switch (contract.status) {
    case 'ACTIVE':
      return activeMonth(known, head, facts, day);
    case 'CANCELED':
      return canceledMonth(known, head, facts, day);
    case 'CLOSED':
      return closedMonth(known, head, facts, day);
  }
}

/** Why a contract is not selected for a month; null when it is. */
function leftOut(contract: OldContract, facts: OldFacts, month: Month): OldRule | null {
  if (contract.date > lastDay(month)) return 'before-contract';
  const { status, head, amount, lines } = contract;
  if (status !== 'ACTIVE') {
    const counted = signOf(amount) !== 0 || lines.length > 0;
    return head?.status === 'COMPLETED' && counted ? 'already-settled' : null;
  }
  const { places, service } = facts;
  if (places.length === 0 || places.some((place) => overlaps(place, month))) return null;
  if (contract.date.slice(0, 4) >= month.slice(0, 4) || service.name === INCOME_SHARE) return null;
  const stopped = places.some(
    (place) =>
      place.changed !== null &&
      (place.status === 'POSTPONED' || (place.status === 'DROPPED' && monthOf(place.changed) === month)),
  );
  return stopped ? null : 'year-over';
}

function newHead(contract: OldContract, { service }: OldFacts): LedgerHead {
  const { amount } = contract;
  const counts = { sessions: service.sessions, sessionsAccrued: 0, status: 'ACTIVE' } as const;
  return { total: amount, accrued: ZERO, remaining: amount, ...counts };
}

function activeMonth(contract: OldContract, head: LedgerHead, facts: OldFacts, day: CivilDate): Outcome {
  if (head.status === 'COMPLETED') return nothing({ ...contract, status: settled(head) }, 'completed');
  const sign = signOf(head.remaining);
  if (sign < 0) return negativeMonth({ ...contract, status: settled(head) }, head, day);
  if (facts.places.length === 0) return withoutPlaces(contract, head, facts, day);
  if (sign > 0) return withPlaces(contract, head, facts, day);
  return nothing({ ...withHead(contract, { status: 'COMPLETED' }), status: settled(head) }, 'nothing-left');
}

function canceledMonth(contract: OldContract, head: LedgerHead, facts: OldFacts, day: CivilDate): Outcome {
  if (head.status === 'COMPLETED') return nothing(contract, 'completed');
  const sign = signOf(head.remaining);
  if (sign < 0) return negativeMonth(contract, head, day);
  if (facts.places.length === 0) return withoutPlaces(contract, head, facts, day);
  if (sign === 0) return nothing(withHead(contract, { status: 'COMPLETED' }), 'nothing-left');
  if (facts.places.some(({ status }) => status === 'ACTIVE' || status === 'ENDED'))
    return nothing(contract, 'not-congruent');
  return accrueFully(contract, head, day, 'canceled-at-once', 'CANCELED');
}

function closedMonth(contract: OldContract, head: LedgerHead, facts: OldFacts, day: CivilDate): Outcome {
  if (head.status === 'COMPLETED') return nothing(contract, 'completed');
  const sign = signOf(head.remaining);
  if (sign === 0) return nothing(withHead(contract, { status: 'COMPLETED' }), 'nothing-left');
  if (sign < 0) return negativeMonth(contract, head, day);
  return facts.places.length === 0 ? withoutPlaces(contract, head, facts, day) : withPlaces(contract, head, facts, day);
}

function negativeMonth(contract: OldContract, head: LedgerHead, day: CivilDate): Outcome {
  const amount = head.remaining;
  return { contract: emptied(contract, head, day), rule: 'negative', amount, place: null, guarded: false };
}
