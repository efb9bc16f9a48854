/** The columns of the detail: every figure of the roll-forward, waterfall and cohorts is a sum over some of them. */
import type { DetailRow, DetailStanding } from '../../../shared/close/close-data.ts';
import type { RollFigures } from '../../../shared/close/roll-forward.ts';
import type { Minor } from '../../../shared/domain/money.ts';

/** Figures of one row by the column they stand in. */
export const MOVES = {
  Opening: 'openingDeferredMinor',
  Billings: 'billingsMinor',
  'Billings of closed months': 'billingsOfClosedMonthsMinor',
  'Credit notes': 'creditNotesMinor',
  'Credits of closed months': 'creditNotesOfClosedMonthsMinor',
  'Service revenue': 'serviceRevenueMinor',
  'Catch-up': 'catchUpMinor',
  Reversal: 'reversalMinor',
  Manual: 'manualMinor',
  'Prior period': 'priorPeriodMinor',
  Breakage: 'breakageMinor',
  'Asset movement': 'contractAssetMovementMinor',
  Reclassification: 'reclassificationMinor',
  Exchange: 'foreignExchangeMinor',
  Deferred: 'closingDeferredMinor',
  'Contract asset': 'closingContractAssetMinor',
} as const satisfies Record<string, keyof RollFigures>;

/** Where a holder stands at the end of the month: only its row of that month says so. */
export const STANDINGS = {
  Price: 'priceMinor',
  'Earned to date': 'earnedMinor',
  Later: 'laterMinor',
  'Not scheduled': 'notScheduledMinor',
  'Not yet billed': 'notYetBilledMinor',
  'Non-current': 'nonCurrentMinor',
  Suspended: 'suspendedMinor',
  'On hold': 'onHoldMinor',
  'Refunds owed': 'refundsOwedMinor',
  Unpaid: 'unpaidMinor',
} as const satisfies Record<string, keyof DetailStanding>;

export type MoveColumn = keyof typeof MOVES;
export type StandingColumn = keyof typeof STANDINGS;
/** Columns with money, the one that is a formula and the planned one included. */
export type MoneyColumn = MoveColumn | StandingColumn | 'Recognised' | 'Planned';

export const STANDING_COLUMNS = Object.keys(STANDINGS) as StandingColumn[];

/** Service revenue, prior period and breakage. */
export const RECOGNISED_PARTS = ['Service revenue', 'Prior period', 'Breakage'] as const;

/** What a row holds in a column. */
export function figureOf(row: DetailRow, column: MoneyColumn): Minor {
  if (column === 'Recognised') return row.serviceRevenueMinor + row.priorPeriodMinor + row.breakageMinor;
  if (column === 'Planned') return row.plannedMinor;
  if (column in MOVES) return row[MOVES[column as MoveColumn]];
  return row.standing?.[STANDINGS[column as StandingColumn]] ?? 0;
}

/** Every column with money, in the order of the sheet. */
export const MONEY_COLUMNS: readonly MoneyColumn[] = [
  'Opening',
  'Billings',
  'Credit notes',
  'Service revenue',
  'Prior period',
  'Breakage',
  'Recognised',
  'Asset movement',
  'Reclassification',
  'Exchange',
  'Deferred',
  'Contract asset',
  'Billings of closed months',
  'Credits of closed months',
  'Catch-up',
  'Reversal',
  'Manual',
  'Planned',
  ...STANDING_COLUMNS,
];
