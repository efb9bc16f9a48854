/** What the old system posted in a month for a contract with stays. */
import { type CivilDate, maxDate } from '../../../shared/domain/civil-date.ts';
import { firstDay, lastDay, type Month, monthIndex, monthOf } from '../../../shared/domain/month.ts';
import { signOf } from './fraction.ts';
import { chosenPlace } from './old-choice.ts';
import {
  type LedgerHead,
  nothing,
  type OldContract,
  type OldFacts,
  type OldPlace,
  type Outcome,
  sessionsLeft,
} from './old-contract.ts';
import { accrueFully, accruePortion } from './old-lines.ts';
import { sessionsIn } from './old-sessions.ts';

/** A postponed student who has not come back for so long was taken to have left. */
const POSTPONED_MONTHS = 3;
/** An invoice so long after the course was posted whole. */
const LONG_AFTER_MONTHS = 6;
/** The one service that was posted when it was invoiced. */
export const INCOME_SHARE = 'ES - ISA - Full-Time';

interface Now {
  readonly contract: OldContract;
  readonly head: LedgerHead;
  readonly facts: OldFacts;
  readonly day: CivilDate;
  readonly month: Month;
}

/** The month of a contract that has stays, and money left. */
export function withPlaces(contract: OldContract, head: LedgerHead, facts: OldFacts, day: CivilDate): Outcome {
  const now: Now = { contract, head, facts, day, month: monthOf(day) };
  if (contract.status === 'ACTIVE' && invoicedLongAfter(now))
    return accrueFully(contract, head, day, 'long-after', 'CLOSED');
  const place = chosenPlace(facts.places, now.month);
  if (place === null) return withoutOverlap(now);
  const { status, changed, end } = place;
  if (changed !== null && changed <= lastDay(now.month)) {
    if (status === 'POSTPONED') return postponedMonth(now, place, changed);
    if (status === 'DROPPED') return accrueFully(contract, head, day, 'dropped', 'CANCELED');
    if (status === 'ENDED') return endedMonth(now);
  }
  if (changed !== null && changed > end && monthOf(end) === now.month) {
    if (status === 'ENDED') return endedMonth(now);
    if (status === 'DROPPED') return accrueFully(contract, head, day, 'dropped', 'CANCELED');
  }
  return normalMonth(now, place);
}

function invoicedLongAfter({ contract, facts, month }: Now): boolean {
  const last = latestEnding(facts.places);
  if (last === null || facts.places.some(({ status }) => status !== 'ENDED')) return false;
  const after = monthIndex(monthOf(contract.date)) - monthIndex(monthOf(last.end));
  return contract.documents.length > 0 && after >= LONG_AFTER_MONTHS && monthOf(contract.date) === month;
}

function withoutOverlap(now: Now): Outcome {
  const { contract, head, facts, day, month } = now;
  const { places } = facts;
  if (contract.status === 'CLOSED' && places.some(({ status }) => status === 'ENDED')) return endedMonth(now);
  const dropped = places.some(
    ({ status, changed }) => status === 'DROPPED' && changed !== null && changed <= lastDay(month),
  );
  if (dropped) return accrueFully(contract, head, day, 'dropped', 'CANCELED');
  const last = latestEnding(places);
  if (last?.status === 'POSTPONED' && last.changed !== null && pastLimit(last.changed, month))
    return accrueFully(contract, head, day, 'postponed-limit', 'CANCELED');
  if (facts.service.name === INCOME_SHARE && contract.documents.some(({ date }) => monthOf(date) === month))
    return accrueFully(contract, head, day, 'income-share');
  return nothing(contract, 'no-overlap');
}

function normalMonth({ contract, head, facts, day, month }: Now, place: OldPlace): Outcome {
  const running: LedgerHead = head.status === 'PAUSED' ? { ...head, status: 'ACTIVE' } : head;
  if (sessionsLeft(head) === 0 && signOf(head.remaining) > 0)
    return accrueFully(contract, running, day, 'sessions-used-up', 'CLOSED');
  const sessions = sessionsIn(place, facts.service, firstDay(month), lastDay(month));
  return accruePortion(contract, running, day, place, 'normal', { sessions });
}

function postponedMonth({ contract, head, facts, day, month }: Now, place: OldPlace, changed: CivilDate): Outcome {
  if (latestEnding(facts.places) === place && pastLimit(changed, month))
    return accrueFully(contract, head, day, 'postponed-limit', 'CANCELED');
  if (monthOf(changed) !== month) return nothing(contract, 'postponed', place);
  const from = maxDate(place.start, firstDay(month));
  const sessions = sessionsIn(place, facts.service, from, changed);
  // The sessions of the whole month were written off although only those up to the pause were posted.
  const used = sessionsIn(place, facts.service, from, lastDay(month));
  const paused: LedgerHead = head.status === 'ACTIVE' ? { ...head, status: 'PAUSED' } : head;
  return accruePortion(contract, paused, day, place, 'postponed-part', { sessions, used });
}

function endedMonth({ contract, head, day }: Now): Outcome {
  return accrueFully(contract, head, day, 'ended', 'CLOSED');
}

/** The stay that ends last; of several, the one listed last. */
function latestEnding(places: readonly OldPlace[]): OldPlace | null {
  return places.reduce<OldPlace | null>((last, place) => (last === null || place.end >= last.end ? place : last), null);
}

function pastLimit(changed: CivilDate, month: Month): boolean {
  const first = firstDay(month);
  const months = monthIndex(month) - monthIndex(monthOf(changed));
  return months - (first.slice(8) < changed.slice(8) ? 1 : 0) >= POSTPONED_MONTHS;
}
