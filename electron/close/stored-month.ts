/** What a closed month left behind for the months after: read from the rows of its close, never worked out again. */
import { ROLL_FIGURES } from '../../shared/close/roll-figures.ts';
import type { RollRow } from '../../shared/close/roll-forward.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type CloseVersion, closeOf, closeRows, closesInForce } from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CountedDocument, Lamp, StoredMonth } from './month-reports.ts';

/** A closed month as it was stored; null while it is open, or when it was closed before closes were kept. */
export function storedMonth(ledger: Ledger, month: Month): StoredMonth | null {
  const close = closeOf(ledger, month);
  return close === null ? null : stored(ledger, close);
}

/** What every closed month counted of documents, month after month. */
export function* countedSoFar(
  ledger: Ledger,
  before: Month,
): Generator<CountedDocument & { month: Month }, void, void> {
  for (const close of closesInForce(ledger)) {
    if (close.month >= before) return;
    for (const each of parsed<CountedDocument>(ledger, close, 'counted')) yield { ...each, month: close.month };
  }
}

function stored(ledger: Ledger, close: CloseVersion): StoredMonth {
  return {
    month: close.month,
    rollForward: parsed<RollRow>(ledger, close, 'roll-forward').map(withZeros),
    functional: parsed<RollRow>(ledger, close, 'functional').map(withZeros),
    counted: parsed<CountedDocument>(ledger, close, 'counted'),
    tieOuts: parsed<Lamp>(ledger, close, 'tie-out'),
  };
}

function parsed<T>(ledger: Ledger, close: CloseVersion, part: string): T[] {
  const rows: T[] = [];
  for (const { content } of closeRows(ledger, close.id, part)) rows.push(JSON.parse(content));
  return rows;
}

const NOTHING = Object.fromEntries(ROLL_FIGURES.map((key) => [key, 0]));

/** Most figures of most rows are 0: they are left out of the file. */
export function withoutZeros(row: RollRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => !(value === 0 && key in NOTHING)));
}

function withZeros(row: RollRow): RollRow {
  return { ...NOTHING, ...row };
}
