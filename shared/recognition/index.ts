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

export type {
  ChangeMode,
  Method,
  Parts,
  PauseMode,
  RecognisedMonth,
  Recognition,
  RecognitionInput,
  RecognitionResult,
  Refusal,
  RefusalCode,
  ServiceEvent,
  ServicePeriod,
} from './types.ts';
export { splitVat, type VatInput, type VatSplit } from './vat.ts';
