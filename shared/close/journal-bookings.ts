/**
 * What one row of the roll-forward books in each posting style. Amounts are signed here, debit positive; sides come at the end,
 * so that a reversal swaps sides and no line is ever a negative debit.
 */
import type { Minor } from '../domain/money.ts';
import type { AccountRole } from './accounts.ts';
import { type RollFigures, revenueOf } from './roll-forward.ts';

/**
 * How a company books its invoices, which decides what is left for the month to book. All three give the same revenue.
 *
 * - `balance_first`: invoices are credited to deferred revenue on issue; the month releases.
 * - `revenue_first`: invoices are credited to revenue on issue; the month books the movement of the balances.
 * - `reversing`: as before, but the month books whole balances and the first day of the next takes them back.
 */
export const POSTING_STYLES = ['balance_first', 'revenue_first', 'reversing'] as const;
export type PostingStyle = (typeof POSTING_STYLES)[number];

export type BookingRole = AccountRole | 'revenue';

/** `permanent` stays, `balance` is taken back on the first day of the next month. */
export type BookingPart = 'permanent' | 'balance';

export interface Booking {
  readonly part: BookingPart;
  readonly role: BookingRole;
  /** Of a revenue line beside a balance: which balance, as the two are booked as pairs and not netted. */
  readonly against: 'deferred' | 'contractAsset' | null;
  /** Debit positive. */
  readonly amountMinor: Minor;
}

/** The bookings of a row; the list has the same shape for every row, zeros included. */
export function bookingsOf(style: PostingStyle, row: RollFigures): Booking[] {
  switch (style) {
    case 'balance_first':
      return [
        permanent('deferred', revenueOf(row) - row.contractAssetMovementMinor - row.foreignExchangeMinor),
        permanent('contractAsset', row.contractAssetMovementMinor),
        permanent('revenue', -row.serviceRevenueMinor),
        permanent('priorPeriod', -row.priorPeriodMinor),
        permanent('breakage', -row.breakageMinor),
        ...exchange(row),
      ];
    case 'revenue_first':
      return [
        permanent('deferred', row.openingDeferredMinor - row.closingDeferredMinor),
        permanent('contractAsset', row.contractAssetMovementMinor),
        permanent('revenue', row.billingsMinor - row.creditNotesMinor - row.serviceRevenueMinor),
        permanent('priorPeriod', -row.priorPeriodMinor),
        permanent('breakage', -row.breakageMinor),
        ...exchange(row),
      ];
    case 'reversing':
      return [
        balance('revenue', row.closingDeferredMinor, 'deferred'),
        balance('deferred', -row.closingDeferredMinor),
        balance('contractAsset', row.closingContractAssetMinor),
        balance('revenue', -row.closingContractAssetMinor, 'contractAsset'),
        // Invoices put all of it into the service accounts: what is not service is moved out of them for good.
        permanent('revenue', row.priorPeriodMinor + row.breakageMinor - row.foreignExchangeMinor),
        permanent('priorPeriod', -row.priorPeriodMinor),
        permanent('breakage', -row.breakageMinor),
        ...exchange(row),
      ];
  }
}

/** What invoices, and the balances taken back on the month's first day, put on the service's revenue account; credit positive. */
export function alreadyInRevenue(style: PostingStyle, row: RollFigures): Minor {
  switch (style) {
    case 'balance_first':
      return 0;
    case 'revenue_first':
      return row.billingsMinor - row.creditNotesMinor;
    case 'reversing':
      return row.billingsMinor - row.creditNotesMinor + row.openingDeferredMinor - row.openingContractAssetMinor;
  }
}

/** The difference of a later invoice's rate, which is no revenue: a gain lowers the balance and is credited. */
function exchange({ foreignExchangeMinor: line }: RollFigures): Booking[] {
  return [permanent('fxGain', Math.min(line, 0)), permanent('fxLoss', Math.max(line, 0))];
}

function permanent(role: BookingRole, amountMinor: Minor): Booking {
  return { part: 'permanent', role, against: null, amountMinor };
}

function balance(role: BookingRole, amountMinor: Minor, against: Booking['against'] = null): Booking {
  return { part: 'balance', role, against, amountMinor };
}
