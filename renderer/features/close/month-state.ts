/** How far a month is, from what is known of it. Pure. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { addMonths, type Month, month as monthFrom } from '../../../shared/domain/month.ts';
import type { StepRow } from './step-rows.ts';

/** The way of a month, in order. */
export const MONTH_STATES = ['open', 'synced', 'review', 'calculated', 'closed'] as const;
export type MonthState = (typeof MONTH_STATES)[number];

export type Gate = WindowOutput<'close/gate'>;

export function monthState(known: {
  readonly month: string;
  readonly lockedThrough: string | null;
  readonly rows: readonly Pick<StepRow, 'step' | 'state'>[];
  readonly gate: Gate | null;
}): MonthState {
  if (known.lockedThrough !== null && known.month.localeCompare(known.lockedThrough) <= 0) return 'closed';
  const imports = known.rows.filter(({ step, state }) => step !== 'accruals' && state !== 'unfed');
  const synced = imports.length > 0 && imports.every(({ state }) => state === 'done' || state === 'stale');
  if (!synced) return 'open';
  const accruals = known.rows.find(({ step }) => step === 'accruals');
  if (accruals?.state !== 'done') return 'synced';
  return known.gate?.state === 'READY' ? 'calculated' : 'review';
}

/** Twelve months around one: those before it, as far as the books reach, then those after. The end is exclusive. */
export function yearAround(month: string, firstMonth: string): { readonly from: Month; readonly until: Month } {
  const back = addMonths(monthFrom(month), -11);
  const from = back.localeCompare(firstMonth) < 0 ? monthFrom(firstMonth) : back;
  return { from, until: addMonths(from, 12) };
}
