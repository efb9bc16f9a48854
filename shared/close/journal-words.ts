import { type Month, monthInWords } from '../domain/month.ts';
import type { OriginalPart } from './contract-lines.ts';
import type { BookingRole, PostingStyle } from './journal-bookings.ts';

/** What a line of the journal says of itself. */
export function memoOf(
  style: PostingStyle,
  purpose: 'month' | 'balances' | 'reversal',
  role: BookingRole,
  month: Month,
  note: readonly OriginalPart[],
): string {
  if (purpose === 'balances') return `${BALANCES[role] ?? 'Balance'} at the end of ${month}`;
  if (purpose === 'reversal') return `${BALANCES[role] ?? 'Balance'} of ${month} taken back`;
  if (role === 'fxGain' || role === 'fxLoss') return `Exchange result ${month}`;
  if (style === 'revenue_first') {
    if (role === 'deferred') return `Movement of deferred revenue ${month}`;
    return role === 'contractAsset' ? 'Contract asset movement' : `Adjust revenue to earned ${month}`;
  }
  switch (role) {
    case 'deferred':
      return `Release of deferred revenue ${month}`;
    case 'contractAsset':
      return `Contract asset movement ${month}`;
    case 'priorPeriod':
      return `Prior-period adjustment${monthsOfNote(note)}`;
    case 'breakage':
      return `Breakage ${month}`;
    case 'revenue':
      return style === 'reversing' ? `Not service of ${month}, moved to its own account` : `Revenue ${month}`;
    case 'receivable':
    case 'vat':
      return month;
  }
}

const BALANCES: Partial<Record<BookingRole, string>> = {
  deferred: 'Deferred revenue',
  contractAsset: 'Contract asset',
};

/** ` (Feb-Mar 2025)`: the months that a prior-period figure belongs to; empty when nothing is known of them. */
function monthsOfNote(note: readonly OriginalPart[]): string {
  const months = note.map(({ month }) => month).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return '';
  const [from, to] = [short(first), short(last)];
  if (first === last) return ` (${from.name} ${from.year})`;
  return from.year === to.year
    ? ` (${from.name}-${to.name} ${to.year})`
    : ` (${from.name} ${from.year}-${to.name} ${to.year})`;
}

function short(month: Month): { readonly name: string; readonly year: string } {
  return { name: monthInWords(month).slice(0, 3), year: month.slice(0, 4) };
}
