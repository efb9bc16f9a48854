/** Where the month before a month ended, as its close stored it. */
import type { Currency } from '../../shared/domain/money.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { closeOf, lockById, lockedWithoutClose } from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { storedMonth } from './stored-month.ts';

export interface ClosingOf {
  readonly currency: Currency;
  readonly deferred: number;
  readonly asset: number;
}

export type Closing = ReadonlyMap<string, ClosingOf>;

/**
 * By holder. Null: nothing was stored, so there is nothing to compare. A close without its lock, or a lock without its close, is as
 * if nothing had been closed with these figures: every holder is named.
 */
export function closingBefore(ledger: Ledger, month: Month): Closing | null {
  if (month <= ledger.firstMonth) return null;
  const before = addMonths(month, -1);
  const close = closeOf(ledger, before);
  if (close === null) return lockedWithoutClose(ledger, before) ? new Map() : null;
  const locked = ledger.lockedThrough();
  const lock = lockById(ledger, close.lock);
  const sound = lock !== null && lock.action === 'lock' && lock.month === before && locked !== null && locked >= before;
  if (!sound) return new Map();
  const closing = new Map<string, ClosingOf>();
  const stored = storedMonth(ledger, before);
  stored?.rollForward.forEach((row) => {
    const sum = closing.get(row.id);
    closing.set(row.id, {
      currency: row.currency,
      deferred: row.closingDeferredMinor + (sum?.deferred ?? 0),
      asset: row.closingContractAssetMinor + (sum?.asset ?? 0),
    });
  });
  return closing;
}
