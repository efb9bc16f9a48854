/** What a contract adds to the cohort triangle: to its head, and to each month that carries something of it. */
import { monthOf } from '../../../shared/domain/month.ts';
import type { Holder } from '../month-facts.ts';
import type { Schedule } from '../schedules.ts';
import { addAt, keyOf, type SumTable } from './sum-table.ts';

/** A head is contracts and price, a month amount and entries: entries may come to nothing together. */
export function addCohort({ contractId, lines }: Holder, schedule: Schedule | undefined, sums: SumTable): void {
  if (contractId === null || schedule === undefined) return;
  const place = [lines.currency, schedule.firstInvoice === null ? '' : monthOf(schedule.firstInvoice)] as const;
  addAt(sums, keyOf(...place, ''), 0, [1, schedule.priceMinor]);
  for (const { month, amountMinor } of recognisedOf(lines, schedule))
    addAt(sums, keyOf(...place, month), 0, [amountMinor, 1]);
}

/** What is posted, and what is still due unless the contract was stopped from the beginning. */
export function recognisedOf(lines: Pick<Holder['lines'], 'posted'>, schedule: Schedule) {
  const due = schedule.heldFrom === '' ? [] : schedule.due;
  return [...lines.posted, ...due].map(({ month, amountMinor }) => ({ month, amountMinor }));
}
