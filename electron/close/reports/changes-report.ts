/** What a month took over from closed ones: documents that came, changed or went since, and revenue that belongs to earlier months. */
import { revenueOf } from '../../../shared/close/roll-forward.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import { invoiceByKey } from '../../ledger/documents.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { reportFrame } from '../month-facts.ts';
import { holderName } from './holder-names.ts';
import { type LateOfMonth, lateOfMonth } from './late-changes.ts';
import { nameOf } from './roll-forward.ts';
import { rollSums, total } from './roll-lines.ts';
import { amountIn, money, type ReportRow, type ReportTable, refOf, text } from './table.ts';

export function changesReport(ledger: Ledger, month: Month): ReportTable {
  const facts = reportFrame(ledger);
  const late = lateOfMonth(ledger, month);
  const rows: ReportRow[] = [];
  for (const part of late.documents) {
    const holder = holderName(late, part.holder);
    rows.push({
      key: `document ${part.documentId} ${part.holder} ${part.how}`,
      level: 'line',
      cells: {
        what:
          part.how === 'moved'
            ? 'Document moved to or from this contract'
            : part.netMinor < 0 === (part.kind === 'invoice')
              ? 'Document lowered or taken away'
              : 'Document came or rose',
        about: invoiceByKey(ledger, part.documentId)?.number ?? part.documentId,
        date: part.date,
        contract: holder.code,
        client: holder.client,
        service: nameOf(facts, holder.service),
        amount: part.netMinor,
        currency: part.currency,
        note: null,
      },
      drill: { amount: refOf('holder', part.holder, part.netMinor, part.currency) },
    });
  }
  for (const row of late.revenue.rows) {
    if (row.priorPeriodMinor === 0) continue;
    const holder = holderName(late, row.id);
    rows.push({
      key: `revenue ${row.id}`,
      level: 'line',
      cells: {
        what: 'Revenue of earlier months',
        about: null,
        date: null,
        contract: holder.code,
        client: holder.client,
        service: nameOf(facts, row.service),
        amount: row.priorPeriodMinor,
        currency: row.currency,
        note: row.priorPeriodNote
          .map((each) => `${monthInWords(each.month)} ${amountIn(each.amountMinor, row.currency)}`)
          .join(', '),
      },
      drill: { amount: refOf('holder', row.id, row.priorPeriodMinor, row.currency, month) },
    });
  }
  return {
    title: 'Late changes',
    subtitle: `Taken into ${monthInWords(month)} from closed months`,
    currency: facts.currency,
    columns: [
      text('what', 'What'),
      text('about', 'Document'),
      { key: 'date', label: 'Dated', kind: 'date' },
      text('contract', 'Contract'),
      text('client', 'Client'),
      text('service', 'Service'),
      money('amount', 'Amount'),
      text('currency', 'Currency'),
      text('note', 'Of which'),
    ],
    rows,
    notes:
      rows.length === 0
        ? ['Nothing of a closed month changed.']
        : [
            'Closed months stay as they were; what changed of them is on lines of its own here.',
            ...shareNotes(ledger, month, late.revenue),
          ],
  };
}

/** How heavy what came late is, and of which years it is: for who judges whether a closed month must be restated. */
function shareNotes(ledger: Ledger, month: Month, { functional }: LateOfMonth['revenue']): string[] {
  const late = functional.reduce((sum, row) => sum + row.priorPeriodMinor, 0);
  if (late === 0) return [];
  const revenue = revenueOf(total(rollSums(ledger, month, month), 'company'));
  const share = revenue === 0 ? '' : `, ${((Math.abs(late) / Math.abs(revenue)) * 100).toFixed(1)} % of it`;
  const years = new Map<string, number>();
  for (const row of functional)
    for (const part of row.priorPeriodNote) {
      const year = part.month.slice(0, 4);
      years.set(year, (years.get(year) ?? 0) + part.amountMinor);
    }
  const told = [...years]
    .sort()
    .map(([year, amount]) => `${amountIn(amount, ledger.currency)} belongs to ${year}`)
    .join(', ');
  const crosses = [...years.keys()].some((year) => year < month.slice(0, 4));
  return [
    `Revenue of ${monthInWords(month)} is ${amountIn(revenue, ledger.currency)}; ${amountIn(late, ledger.currency)} of it came late${share}.${told === '' ? '' : ` Of that ${told}.`}`,
    ...(crosses
      ? [
          'Some of it belongs to an earlier financial year: ask how that is posted and taxed before the month is closed.',
        ]
      : []),
  ];
}
