/** What the old system did with a contract without any stay: it asked the pages, and took silence for a departure. */
import { type CivilDate, daysBetween } from '../../../shared/domain/civil-date.ts';
import { firstDay, lastDay, monthOf } from '../../../shared/domain/month.ts';
import { signOf, ZERO } from './fraction.ts';
import {
  type LedgerHead,
  nothing,
  type OldContract,
  type OldFacts,
  type OldRule,
  type Outcome,
} from './old-contract.ts';
import { accrueFully } from './old-lines.ts';

/** A contract so young may still appear in the pages. */
const RECENT_DAYS = 15;

/** The month of a contract without stays. */
export function withoutPlaces(contract: OldContract, head: LedgerHead, facts: OldFacts, day: CivilDate): Outcome {
  const { evidence } = facts;
  const monthEnd = lastDay(monthOf(day));
  const recent = daysBetween(contract.date, monthEnd) <= RECENT_DAYS;
  const all = (rule: OldRule, ends?: 'CLOSED') => everything(contract, head, day, rule, ends);
  switch (evidence.kind) {
    case 'unreadable':
      return nothing(contract, 'unreadable');
    case 'absent':
    case 'unreachable':
      if (recent && contract.status !== 'CANCELED') return nothing(contract, 'absent-recent');
      return resigned(all(evidence.kind));
    case 'dropped':
      if (evidence.changed === null) return nothing(contract, 'page-without-date');
      return evidence.changed <= monthEnd ? resigned(all('page-dropped')) : nothing(contract, 'page-not-yet');
    case 'ended':
      if (contract.status !== 'ACTIVE') return all('page-ended', 'CLOSED');
      if (evidence.changed === null) return nothing(contract, 'page-without-date');
      return evidence.changed <= monthEnd ? all('page-ended', 'CLOSED') : nothing(contract, 'page-not-yet');
    case 'other':
      return nothing(contract, 'page-says-running');
  }
}

/** Writing everything closes a contract first; only where nothing was written is it still active, and then canceled. */
function resigned(outcome: Outcome): Outcome {
  const { contract } = outcome;
  return contract.status === 'ACTIVE' ? { ...outcome, contract: { ...contract, status: 'CANCELED' } } : outcome;
}

function everything(
  contract: OldContract,
  head: LedgerHead,
  day: CivilDate,
  rule: OldRule,
  ends: 'CLOSED' | undefined,
): Outcome {
  if (signOf(head.remaining) !== 0) return accrueFully(contract, head, day, rule, ends);
  const credits = contract.documents
    .filter(({ amount, number }) => signOf(amount) < 0 || (number?.startsWith('CN') ?? false))
    .map(({ date }) => date)
    .sort();
  const on = firstDay(monthOf(credits.at(-1) ?? day));
  const lines = contract.lines.length > 0 ? contract.lines : [{ day: on, amount: ZERO, place: null }];
  const status = contract.status === 'ACTIVE' ? 'CANCELED' : contract.status;
  return nothing({ ...contract, lines, status, head: { ...head, status: 'COMPLETED' } }, rule);
}
