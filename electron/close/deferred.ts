import type { Minor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type ContractTarget, heldFrom } from './contract-target.ts';
import type { PostedLine } from './facts.ts';

/** A document's net in the month that counts it: its own, or the first open one when it arrived for a closed month. */
export interface CountedDocument {
  readonly month: Month;
  readonly net: Minor;
}

/** Where a contract stands at a month's end, in minor units of its currency. */
export interface ContractBalance {
  readonly billedToDate: Minor;
  readonly recognisedToDate: Minor;
  /** Billed and not yet earned; signed only for a contract that is below zero. */
  readonly deferred: Minor;
  /** Earned and not yet billed; never netted with another contract's deferred revenue. */
  readonly contractAsset: Minor;
  /** Of deferred: waiting for a return or a decision. */
  readonly suspended: Minor;
  /** Of deferred: stopped by an open issue. */
  readonly onHold: Minor;
  /** Of deferred: promised back and not yet credited. */
  readonly refundsOwed: Minor;
}

/**
 * A contract at the end of a month, from what is posted and billed and not from what should be: the roll-forward must tie to the
 * ledger. A contract whose billing is below zero stays in deferred with its sign and is never a contract asset.
 */
export function contractBalance(
  target: Pick<ContractTarget, 'holds' | 'open' | 'held' | 'refund' | 'refundIssued'>,
  documents: readonly CountedDocument[],
  posted: readonly PostedLine[],
  month: Month,
): ContractBalance {
  let billedToDate = 0;
  for (const document of documents) if (document.month <= month) billedToDate += document.net;
  let recognisedToDate = 0;
  for (const line of posted) if (line.month <= month) recognisedToDate += line.amount;
  const open = billedToDate - recognisedToDate;
  const belowZero = billedToDate < 0;
  const deferred = belowZero ? open : Math.max(open, 0);
  const held = heldFrom(target);
  const onHold = held !== null && held <= month ? deferred : 0;
  const rest = Math.max(deferred - onHold, 0);
  const stopped = target.open !== null && target.open.lastDay.slice(0, 7) <= month;
  return {
    billedToDate,
    recognisedToDate,
    deferred,
    contractAsset: belowZero ? 0 : Math.max(-open, 0),
    suspended: stopped ? Math.min(rest, Math.max(target.held, 0)) : 0,
    onHold,
    refundsOwed: Math.min(rest, Math.max(target.refund - target.refundIssued, 0)),
  };
}
