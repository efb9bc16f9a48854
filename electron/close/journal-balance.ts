/** Whether the two sides of every entry of a journal are equal, in its own currency and in the company's. */
import type { Journal, JournalEntry } from '../../shared/close/journal.ts';
import { sumOf } from '../../shared/close/sums.ts';
import type { Currency, Minor } from '../../shared/domain/money.ts';

export interface UnbalancedEntry {
  readonly entryNo: number;
  /** In which the sides differ: the entry's, or else the company's. */
  readonly currency: Currency;
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
}

/** Entries that no books would take; none in a journal that can be handed over. */
export function unbalancedEntries({ entries }: Journal, company: Currency): UnbalancedEntry[] {
  return entries.flatMap((entry): UnbalancedEntry[] => {
    const { entryNo, currency, debitMinor, creditMinor } = entry;
    if (debitMinor !== creditMinor) return [{ entryNo, currency, debitMinor, creditMinor }];
    const [debit, credit] = functionalSides(entry);
    return debit === credit ? [] : [{ entryNo, currency: company, debitMinor: debit, creditMinor: credit }];
  });
}

function functionalSides({ lines }: JournalEntry): [debit: Minor, credit: Minor] {
  return [sumOf(lines, (line) => line.functionalDebitMinor), sumOf(lines, (line) => line.functionalCreditMinor)];
}
