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

/** What every closed month counted of documents, month after month; only those from a month on when one is given. */
export function* countedSoFar(
  ledger: Ledger,
  before: Month,
  from?: Month,
): Generator<CountedDocument & { month: Month }, void, void> {
  for (const close of closesInForce(ledger)) {
    if (close.month >= before) return;
    if (from !== undefined && close.month < from) continue;
    for (const each of parsed<CountedDocument>(ledger, close, 'counted', isCounted))
      yield { ...each, month: close.month };
  }
}

function stored(ledger: Ledger, close: CloseVersion): StoredMonth {
  return {
    month: close.month,
    rollForward: parsed<RollRow>(ledger, close, 'roll-forward', isRow).map(withZeros),
    functional: parsed<RollRow>(ledger, close, 'functional', isRow).map(withZeros),
    counted: parsed<CountedDocument>(ledger, close, 'counted', isCounted),
    tieOuts: parsed<Lamp>(
      ledger,
      close,
      'tie-out',
      ({ id, behind }) => typeof id === 'number' && Array.isArray(behind),
    ),
  };
}

/** Rows that can no longer be read are as if they were gone: the checks name their holders, and the seal says the rest. */
function parsed<T>(ledger: Ledger, close: CloseVersion, part: string, isWhole: (row: T) => boolean): T[] {
  const rows: T[] = [];
  for (const { content } of closeRows(ledger, close.id, part)) {
    const row = readable<T>(content);
    if (row !== null && isWhole(row)) rows.push(row);
  }
  return rows;
}

/** JSON of a close; null when somebody left something else in its place. */
export function readable<T>(content: string): T | null {
  try {
    const value: T | null = JSON.parse(content);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function isRow({ id, currency }: RollRow): boolean {
  return typeof id === 'string' && typeof currency === 'string';
}

function isCounted({ documentId, holder, date }: CountedDocument): boolean {
  return [documentId, holder, date].every((each) => typeof each === 'string');
}

const NOTHING = Object.fromEntries(ROLL_FIGURES.map((key) => [key, 0]));

/** Most figures of most rows are 0: they are left out of the file. */
export function withoutZeros(row: RollRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => !(value === 0 && key in NOTHING)));
}

function withZeros(row: RollRow): RollRow {
  return { ...NOTHING, ...row };
}
