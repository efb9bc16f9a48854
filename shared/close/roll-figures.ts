/** The figures of a row of the roll-forward by name, in its order: for whoever sums, zeroes or looks them up. */
import type { RollFigures } from './roll-forward.ts';

export const ROLL_FIGURES = [
  'openingDeferredMinor',
  'billingsMinor',
  'billingsOfClosedMonthsMinor',
  'creditNotesMinor',
  'creditNotesOfClosedMonthsMinor',
  'serviceRevenueMinor',
  'catchUpMinor',
  'reversalMinor',
  'manualMinor',
  'priorPeriodMinor',
  'breakageMinor',
  'contractAssetMovementMinor',
  'reclassificationMinor',
  'foreignExchangeMinor',
  'closingDeferredMinor',
  'openingContractAssetMinor',
  'closingContractAssetMinor',
  'billedToDateMinor',
  'recognisedToDateMinor',
] as const satisfies readonly (keyof RollFigures)[];
export type FigureKey = (typeof ROLL_FIGURES)[number];
