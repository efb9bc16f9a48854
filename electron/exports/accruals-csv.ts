import { currency, minorToText } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { noteExport } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type TidyLine, tidyLines } from '../ledger/postings.ts';
import { writeCsv } from './csv.ts';

const KIND_WORDS: Readonly<Record<string, string>> = {
  service: 'service of the month',
  catch_up: 'catch-up within open months',
  reversal: 'revenue taken back by a refund',
  breakage: 'released without service',
  prior_period: 'belongs to closed months',
  manual: 'entered by hand',
  opening: 'earned before the first month',
};

/** The tidy accruals file, noted in the ledger as handed out. */
export function exportAccruals(
  ledger: Ledger,
  range: { readonly from: Month; readonly until: Month },
  to: { readonly path: string; readonly who: string; readonly at: string; readonly names: boolean },
): Result<{ path: string; rows: number; sha256: string }> {
  const written = writeAccruals(ledger, range, to);
  if (written.ok)
    noteExport(ledger, {
      kind: 'accruals',
      path: to.path,
      who: to.who,
      at: to.at,
      rows: written.value.rows,
      sha256: written.value.sha256,
    });
  return written;
}

/** The tidy accruals file: one row a posting, so that it pivots; the months add up to the ledger. */
export function writeAccruals(
  ledger: Ledger,
  range: { readonly from: Month; readonly until: Month },
  to: { readonly path: string; readonly names: boolean },
): Result<{ path: string; rows: number; sha256: string }> {
  return writeCsv<TidyLine>(
    to.path,
    [
      { title: 'Contract', kind: 'text', value: (line) => line.contract },
      { title: 'Client code', kind: 'text', value: (line) => line.client_code },
      ...(to.names ? [{ title: 'Client', kind: 'text', value: (line: TidyLine) => line.client_name } as const] : []),
      { title: 'Service', kind: 'text', value: (line) => line.service },
      { title: 'Month', kind: 'text', value: (line) => line.month },
      { title: 'Amount', kind: 'number', value: (line) => minorToText(line.amount, currency(line.currency)) },
      { title: 'Currency', kind: 'text', value: (line) => line.currency },
      {
        title: `Amount ${ledger.currency}`,
        kind: 'number',
        value: (line) => minorToText(line.functional_amount, ledger.currency),
      },
      { title: 'Kind', kind: 'text', value: (line) => line.kind },
      {
        title: 'Explanation',
        kind: 'text',
        value: (line) => `${KIND_WORDS[line.kind] ?? line.kind}${originalMonths(line.note)}`,
      },
      { title: 'Run', kind: 'number', value: (line) => line.run_id },
    ],
    tidyLines(ledger, range.from, range.until),
  );
}

function originalMonths(note: string | null): string {
  if (note === null) return '';
  const parts = JSON.parse(note) as { month: string }[];
  return `: ${[...new Set(parts.map((part) => part.month))].join(', ')}`;
}
