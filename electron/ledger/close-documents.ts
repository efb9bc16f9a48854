/** Documents as a close keeps them, and as they were when it did: the journal tells what was changed since by the app itself. */
import { firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import { rowsAt } from './details-past.ts';
import type { Ledger } from './ledger.ts';

type Cell = string | number | null;

export interface ClosedDocument {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly number: string | null;
  readonly date: string;
  readonly currency: string;
  readonly rate: string | null;
  readonly net: number | null;
  readonly tax: number;
  readonly gross: number;
  /** Left out in closes made before it was kept. */
  readonly withholding?: number;
  readonly paid?: number;
  /** Why it does not count; null when it does. */
  readonly excluded: string | null;
  readonly lines: readonly ClosedLine[];
  /** In the order they were written; left out in closes made before they were kept. */
  readonly payments?: readonly { readonly key: string; readonly date: string; readonly amount: number }[];
}

interface ClosedLine {
  readonly key: string;
  readonly net: number | null;
  readonly contract: number | null;
  readonly tax?: number | null;
  readonly service?: number | null;
}

/** A document as an earlier close would have kept it, so that the two can be compared. */
export function asKeptBy(kept: ClosedDocument, document: ClosedDocument): ClosedDocument {
  if (kept.payments !== undefined) return document;
  const { withholding: _, paid: __, payments: ___, ...rest } = document;
  return { ...rest, lines: document.lines.map(({ key, net, contract }) => ({ key, net, contract })) };
}

const CHUNK = 500;

/**
 * Documents that the close of a month keeps: those dated in it, and those of months before that were written since the close
 * before. `since` is a line of the journal; null takes everything up to the month.
 */
export function documentsToClose(ledger: Ledger, month: Month, since: number | null): ClosedDocument[] {
  const [from, until] = [firstDay(month), lastDay(month)];
  const ids =
    since === null
      ? ledger
          .prepare<[number, string], number>('SELECT id FROM invoice WHERE company_id = ? AND date <= ? ORDER BY key')
          .pluck()
          .all(ledger.company.id, until)
      : ledger
          .prepare<[number, string, string, string, number, number], number>(
            `SELECT id FROM invoice WHERE company_id = ? AND date <= ? AND (date BETWEEN ? AND ? OR id IN (
               SELECT row_id FROM change WHERE id > ? AND table_name = 'invoice'
               UNION SELECT l.invoice_id FROM change h JOIN invoice_line l ON l.id = h.row_id WHERE h.id > ? AND h.table_name = 'invoice_line'))
             ORDER BY key`,
          )
          .pluck()
          .all(ledger.company.id, until, from, until, since, since);
  return documentsAt(ledger, ids, null);
}

/** Documents dated in a month now that the journal knows nothing of: no run of this app wrote them. */
export function unjournaledDocuments(ledger: Ledger, month: Month): { id: number; key: string }[] {
  return ledger
    .prepare<[number, string, string], { id: number; key: string }>(
      `SELECT i.id, i.key FROM invoice i WHERE i.company_id = ? AND i.date BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM change h WHERE h.table_name = 'invoice' AND h.row_id = i.id AND h.op = 'insert')`,
    )
    .all(ledger.company.id, firstDay(month), lastDay(month));
}

/** Documents by id as they were after a line of the journal; as they are, when it is null. Those that were not there are left out. */
export function documentsAt(ledger: Ledger, ids: readonly number[], change: number | null): ClosedDocument[] {
  const upTo = change ?? Number.MAX_SAFE_INTEGER;
  const documents: ClosedDocument[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const lines = new Map<number, (ClosedLine & { readonly position: number })[]>();
    for (const row of rowsAt(ledger, 'invoice_line', partIds(ledger, 'invoice_line', chunk, change), upTo)) {
      const own = lines.get(Number(row.invoice_id)) ?? [];
      own.push({
        position: Number(row.position),
        key: String(row.line_key),
        net: numberOrNull(row.net),
        contract: numberOrNull(row.contract_id),
        tax: numberOrNull(row.tax),
        service: numberOrNull(row.service_id),
      });
      lines.set(Number(row.invoice_id), own);
    }
    const payments = Map.groupBy(rowsAt(ledger, 'payment', partIds(ledger, 'payment', chunk, change), upTo), (row) =>
      Number(row.invoice_id),
    );
    for (const row of rowsAt(ledger, 'invoice', chunk, upTo)) {
      const own = (lines.get(Number(row.id)) ?? []).sort((a, b) => a.position - b.position);
      documents.push({
        id: Number(row.id),
        key: String(row.key),
        kind: String(row.kind),
        number: textOrNull(row.number),
        date: String(row.date),
        currency: String(row.currency),
        rate: textOrNull(row.rate),
        net: numberOrNull(row.net),
        tax: Number(row.tax),
        gross: Number(row.gross),
        withholding: Number(row.withholding),
        paid: Number(row.paid),
        excluded: textOrNull(row.excluded),
        lines: own.map(({ position: _, ...line }) => line),
        payments: (payments.get(Number(row.id)) ?? [])
          .sort((a, b) => Number(a.id) - Number(b.id))
          .map(({ external_id, date, amount }) => ({
            key: String(external_id),
            date: String(date),
            amount: Number(amount),
          })),
      });
    }
  }
  return documents;
}

/** Lines or payments that documents have, and those they had and lost since. */
function partIds(
  ledger: Ledger,
  table: 'invoice_line' | 'payment',
  documents: readonly number[],
  change: number | null,
): number[] {
  const list = JSON.stringify(documents);
  const now = ledger
    .prepare<[string], number>(`SELECT id FROM ${table} WHERE invoice_id IN (SELECT value FROM json_each(?))`)
    .pluck()
    .all(list);
  if (change === null) return now;
  const lost = ledger
    .prepare<[number, string], number>(
      `SELECT DISTINCT row_id FROM change WHERE id > ? AND table_name = '${table}' AND op = 'delete'
         AND json_extract(before, '$.invoice_id') IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(change, list);
  return [...new Set([...now, ...lost])];
}

function numberOrNull(value: Cell | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: Cell | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
