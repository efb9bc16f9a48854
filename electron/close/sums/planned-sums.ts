/**
 * Contracts of which money may come or go without an open invoice, told one by one: a refund that is owed, or a price that somebody
 * signed and that was not invoiced at once. All others can never be part of a forecast, so that nobody needs to look at them.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../../shared/domain/entities.ts';
import type { Currency, Minor } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Holder } from '../month-facts.ts';
import type { Schedule } from '../schedules.ts';
import { addAt, keyOf, type SumTable, wordsOfKey } from './sum-table.ts';

/** A contract that a forecast may have to tell of, with all that it needs to know of it. */
export interface PlannedContract extends Pick<Schedule, 'key' | 'priceMinor' | 'refundsOwedMinor' | 'stoppedIn'> {
  readonly id: number;
  readonly currency: Currency;
  /** Whether its price was signed, and was still to be invoiced after one of its documents. */
  readonly isInvoicedInParts: boolean;
  readonly billed: readonly PlannedDocument[];
}

/** What a document bills of a contract; several changes of it are one. */
export interface PlannedDocument {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  readonly netMinor: Minor;
}

/** Tells a contract apart, with its documents; most need not be told of. */
export function addPlanned(
  { contractId, lines }: Holder,
  schedule: Schedule | undefined,
  isSigned: boolean,
  sums: SumTable,
): void {
  if (contractId === null || schedule === undefined) return;
  const { key, priceMinor, refundsOwedMinor, stoppedIn } = schedule;
  const isInvoicedInParts = isSigned && stoppedIn === null && isEverLeft(lines.billed, priceMinor);
  if (refundsOwedMinor === 0 && !isInvoicedInParts) return;
  const id = String(contractId);
  const head = [refundsOwedMinor, priceMinor, isInvoicedInParts ? 1 : 0];
  addAt(sums, keyOf(id, key, lines.currency, stoppedIn ?? ''), 0, head);
  // A document that bills nothing still says when the last one came.
  for (const { documentId, kind, date, netMinor } of lines.billed)
    addAt(sums, keyOf(id, key, documentId, kind, date), 0, [netMinor, 1]);
}

/** Whether after any of the documents something of the price was left: a forecast can be asked for as of any day. */
function isEverLeft(billed: Holder['lines']['billed'], priceMinor: Minor): boolean {
  let left = priceMinor;
  return [...billed]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .some(({ netMinor }) => {
      left -= netMinor;
      return left > 0;
    });
}

/** The contracts of a table, in the order of the ledger. */
export function plannedContracts(sums: SumTable): PlannedContract[] {
  const heads = new Map<string, Omit<PlannedContract, 'billed'>>();
  const billed = new Map<string, PlannedDocument[]>();
  for (const [text, numbers] of sums) {
    const [id = '', key = '', ...words] = wordsOfKey(text);
    if (words.length === 2) {
      const [currency = '', stoppedIn = ''] = words;
      const [refundsOwedMinor = 0, priceMinor = 0, inParts = 0] = numbers;
      heads.set(id, {
        id: Number(id),
        key,
        currency: currency as Currency,
        priceMinor,
        refundsOwedMinor,
        stoppedIn: stoppedIn === '' ? null : (stoppedIn as Month),
        isInvoicedInParts: inParts === 1,
      });
    } else {
      const [documentId = '', kind = '', date = ''] = words;
      const own = billed.get(id) ?? [];
      billed.set(id, own);
      own.push({ documentId, kind: kind as DocumentKind, date: date as CivilDate, netMinor: numbers[0] ?? 0 });
    }
  }
  return [...heads].map(([id, head]) => ({ ...head, billed: billed.get(id) ?? [] })).sort((a, b) => a.id - b.id);
}
