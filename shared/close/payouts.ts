/** A payout of a payment processor against the lines it is made of. */
import type { Minor } from '../domain/money.ts';
import { sumOf } from './sums.ts';

export interface PayoutLine {
  /** `charge`, or anything else a processor takes from or adds to a payout: refund, dispute, fee, reserve. */
  readonly type: string;
  /** Negative for refunds and disputes. */
  readonly grossMinor: Minor;
  readonly feeMinor: Minor;
}

export interface PayoutBooking {
  readonly account: 'bank' | 'processor fees' | 'receivables (refunds, disputes)' | 'receivables (charges)';
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
}

export interface PayoutCheck {
  readonly chargesMinor: Minor;
  readonly otherGrossMinor: Minor;
  readonly feesMinor: Minor;
  readonly netMinor: Minor;
  /** Payout less what its lines come to; 0 when it is matched, negative when money is missing. */
  readonly differenceMinor: Minor;
  /** `not_listed`: the processor lists no lines for a payout that somebody started by hand. */
  readonly status: 'matched' | 'difference' | 'not_listed';
  /** Null until the payout is matched. */
  readonly journal: readonly PayoutBooking[] | null;
}

/** Takes a payout apart; `lines` is null where the processor lists none. */
export function checkPayout(payoutMinor: Minor, lines: readonly PayoutLine[] | null): PayoutCheck {
  const listed = lines ?? [];
  const chargesMinor = sumOf(listed, ({ type, grossMinor }) => (type === 'charge' ? grossMinor : 0));
  const otherGrossMinor = sumOf(listed, ({ grossMinor }) => grossMinor) - chargesMinor;
  const feesMinor = sumOf(listed, ({ feeMinor }) => feeMinor);
  const netMinor = chargesMinor + otherGrossMinor - feesMinor;
  const differenceMinor = payoutMinor - netMinor;
  const figures = { chargesMinor, otherGrossMinor, feesMinor, netMinor, differenceMinor };
  if (lines === null) return { ...figures, status: 'not_listed', journal: null };
  if (differenceMinor !== 0) return { ...figures, status: 'difference', journal: null };
  const bookings = [
    booking('bank', payoutMinor),
    booking('processor fees', feesMinor),
    booking('receivables (refunds, disputes)', -otherGrossMinor),
    booking('receivables (charges)', -chargesMinor),
  ];
  const journal = bookings.filter(({ debitMinor, creditMinor }) => debitMinor !== 0 || creditMinor !== 0);
  return { ...figures, status: 'matched', journal };
}

function booking(account: PayoutBooking['account'], amount: Minor): PayoutBooking {
  return { account, debitMinor: Math.max(amount, 0), creditMinor: amount < 0 ? -amount : 0 };
}
