import type { IssueDraft } from '../../../shared/domain/issue.ts';
import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import { currency, minorToText } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { openIssuesOfScope } from '../../ledger/issues.ts';
import type { InvoiceRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';

/** Facts that arrive for closed months: told, never hidden in the month's figures. */
export function raiseLateness(
  context: ApplyContext,
  existing: InvoiceRow | null,
  row: InvoiceRow,
  locked: Month | null,
  raise: (code: IssueCode, details: IssueDraft['details'], amount: number, discriminator?: string) => void,
): void {
  if (locked === null) return;
  const openMonth = context.ledger.firstOpenMonth();
  const closed = (month: Month) => month <= locked;
  if (!existing) {
    if (row.date.slice(0, 7) <= locked)
      raise('LATE_INVOICE', { closedMonths: row.date.slice(0, 7), amount: text(row), openMonth }, 0);
    return;
  }
  const changed =
    existing.net !== row.net ||
    existing.date !== row.date ||
    existing.excluded !== row.excluded ||
    existing.client_id !== row.client_id;
  const month = existing.date.slice(0, 7) as Month;
  if (changed && (closed(month) || closed(row.date.slice(0, 7) as Month))) {
    raise(
      'CHANGED_AFTER_CLOSE',
      { month, old: text(existing), new: row.excluded ?? text(row), openMonth },
      (row.excluded === null ? (row.net ?? 0) : 0) - (existing.excluded === null ? (existing.net ?? 0) : 0),
    );
    return;
  }
  // Worked through again without a change: what was told stays told until a person accepts it.
  for (const issue of openIssuesOfScope(context.ledger, `record:${row.source_record_id}`, [
    'LATE_INVOICE',
    'CHANGED_AFTER_CLOSE',
  ])) {
    raise(issue.code as IssueCode, JSON.parse(issue.details), issue.amount);
  }
}

function text(row: InvoiceRow): string {
  return `${minorToText(row.net ?? 0, currency(row.currency))} ${row.currency} on ${row.date}`;
}
