/** The two ways in which the old system wrote a line: a share of what is left, and all that is left. */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { ContractStatus } from '../../../shared/domain/entities.ts';
import { atLeastZero, atMostOne, fraction, minus, plus, signOf, times, ZERO } from './fraction.ts';
import {
  type LedgerHead,
  nothing,
  type OldContract,
  type OldPlace,
  type OldRule,
  type Outcome,
  sessionsLeft,
  withHead,
} from './old-contract.ts';

/** The status a contract ends in when nothing is left of it. */
export function settled(head: LedgerHead): ContractStatus {
  return signOf(head.total) > 0 ? 'CLOSED' : 'CANCELED';
}

/**
 * Posts all that is left. Where a line for everything stands on that very day nothing is written, and yet the ledger counts as
 * complete. `ends` is the status that the caller gives the contract afterwards.
 */
export function accrueFully(
  contract: OldContract,
  head: LedgerHead,
  day: CivilDate,
  rule: OldRule,
  ends?: ContractStatus,
): Outcome {
  const guarded = contract.lines.some((line) => line.place === null && line.day === day);
  if (guarded) {
    const status = ends ?? contract.status;
    return { ...nothing({ ...withHead(contract, { status: 'COMPLETED' }), status }, rule), guarded };
  }
  const status = ends ?? (contract.status === 'ACTIVE' ? settled(head) : contract.status);
  return { contract: { ...emptied(contract, head, day), status }, rule, amount: head.remaining, place: null, guarded };
}

/** Posts what is left, positive or not, and calls the ledger complete. */
export function emptied(contract: OldContract, head: LedgerHead, day: CivilDate): OldContract {
  const accrued = plus(head.accrued, head.remaining);
  return {
    ...contract,
    lines: [...contract.lines, { day, amount: head.remaining, place: null }],
    head: { ...head, accrued, remaining: ZERO, sessionsAccrued: head.sessions, status: 'COMPLETED' },
  };
}

/** Posts the share of what is left that `sessions` are of the sessions left, and writes off `used` of them. */
export function accruePortion(
  contract: OldContract,
  head: LedgerHead,
  day: CivilDate,
  place: OldPlace,
  rule: OldRule,
  { sessions, used = sessions }: { readonly sessions: number; readonly used?: number },
): Outcome {
  const left = sessionsLeft(head);
  const before = { ...contract, head };
  if (sessions === 0 || left === 0) return nothing(before, rule, place);
  if (contract.lines.some((line) => line.place === place.key && line.day === day)) return nothing(before, rule, place);
  const amount = times(head.remaining, atMostOne(fraction(sessions, left)));
  const accrued = plus(head.accrued, amount);
  const after: LedgerHead = {
    ...head,
    accrued,
    remaining: atLeastZero(minus(head.total, accrued)),
    sessionsAccrued: head.sessionsAccrued + Math.min(used, left),
  };
  const posted = { ...contract, lines: [...contract.lines, { day, amount, place: place.key }] };
  const done = signOf(after.remaining) === 0;
  return {
    contract: done
      ? { ...posted, head: { ...after, status: 'COMPLETED' }, status: settled(after) }
      : { ...posted, head: after },
    rule,
    amount,
    place,
    guarded: false,
  };
}
