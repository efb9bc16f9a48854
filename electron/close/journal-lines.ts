/**
 * The lines of a month's journal with what each is called in references: its currency, role, service and side. Numbers of entries
 * and lines shift when a service is added, and a printed reference must not come to mean another line by that.
 */
import type { Journal } from '../../shared/close/journal.ts';
import { lastDay, type Month } from '../../shared/domain/month.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { monthFacts } from './month-facts.ts';
import { journalOf } from './reports/journal-report.ts';

type Entry = Journal['entries'][number];

export interface JournalLine {
  readonly entry: Entry;
  readonly line: Entry['lines'][number];
  /** Parts of its reference. */
  readonly parts: readonly string[];
}

/** Short and never changed: they stand on paper. */
const ROLES: Readonly<Record<Entry['lines'][number]['role'], string>> = {
  deferred: 'DEF',
  contractAsset: 'AST',
  priorPeriod: 'PRI',
  breakage: 'BRK',
  fxGain: 'FXG',
  fxLoss: 'FXL',
  revenue: 'REV',
  receivable: 'REC',
  vat: 'VAT',
};

export function journalLines(ledger: Ledger, month: Month): JournalLine[] {
  const { services } = monthFacts(ledger);
  const seen = new Map<string, number>();
  return journalOf(ledger, month, { level: 'summary', perService: true }).entries.flatMap((entry) =>
    entry.lines.map((line): JournalLine => {
      const service = line.service === null ? 'S0' : `S${services.get(line.service)?.id ?? 0}`;
      const side = line.debitMinor !== 0 ? 'D' : 'C';
      // What is booked on the first day of the next month takes back what stands at the end of this one.
      const back = entry.date > lastDay(month) ? ['BACK'] : [];
      const parts = [entry.currency, ROLES[line.role], service, side, ...back];
      const before = seen.get(parts.join('.')) ?? 0;
      seen.set(parts.join('.'), before + 1);
      return { entry, line, parts: before === 0 ? parts : [...parts, String(before + 1)] };
    }),
  );
}
