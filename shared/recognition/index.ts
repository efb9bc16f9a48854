export { recognise } from './engine.ts';
export {
  type FunctionalMonth,
  type FunctionalMonths,
  functionalMonths,
  functionalToDate,
  type Layer,
  layerOf,
  type MonthEndRate,
  shrunk,
  translated,
} from './fx.ts';
export { type BilledAmount, type InstalmentRow, instalmentRows } from './instalments.ts';
export { type LateChange, type LateChangeInput, lateChange, type MinorByMonth, type Posting } from './late-change.ts';
export { cumulativeShares, proportion } from './proportion.ts';
export {
  type ChangeMode,
  METHODS,
  type Method,
  type Parts,
  type PauseMode,
  type RecognisedMonth,
  type Recognition,
  type RecognitionInput,
  type RecognitionResult,
  type Refusal,
  type RefusalCode,
  type ServiceEvent,
  type ServicePeriod,
} from './types.ts';
export { splitVat, type VatInput, type VatSplit } from './vat.ts';
