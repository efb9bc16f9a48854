/** What closed months counted of documents, and documents that several holders share: for whoever looks at some holders only. */
import type { Ledger } from './ledger.ts';
import type { Span } from './report-queries-lines.ts';

const IN_FORCE = `close_row r JOIN close_version v ON v.id = r.close_id
  WHERE v.company_id = ? AND r.part = 'counted' AND NOT EXISTS (SELECT 1 FROM close_reopened o WHERE o.close_id = v.id)`;

/** Keys of documents that closed months counted for some holders. */
export function documentsCountedFor(ledger: Ledger, holders: readonly string[]): string[] {
  return ledger
    .prepare<[number, string], string>(
      `SELECT DISTINCT r.key FROM ${IN_FORCE} AND r.content ->> 'holder' IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(ledger.company.id, JSON.stringify(holders));
}

/** Keys of documents that closed months counted for what is no contract now. */
export function documentsCountedLoose(ledger: Ledger): string[] {
  return ledger
    .prepare<[number, number], string>(
      `SELECT DISTINCT r.key FROM ${IN_FORCE} AND r.content ->> 'holder' NOT IN (SELECT key FROM contract WHERE company_id = ?)`,
    )
    .pluck()
    .all(ledger.company.id, ledger.company.id);
}

/** What closed months counted of some documents, month after month. */
export function countedOfDocuments(
  ledger: Ledger,
  documents: readonly string[],
): { readonly month: string; readonly content: string }[] {
  return ledger
    .prepare<[number, string], { month: string; content: string }>(
      `SELECT v.month, r.content FROM ${IN_FORCE} AND r.key IN (SELECT value FROM json_each(?)) ORDER BY v.month, v.id, r.seq`,
    )
    .all(ledger.company.id, JSON.stringify(documents));
}

/** Contracts outside a range that some documents have lines of. */
export function contractsSharing(ledger: Ledger, documents: readonly string[], [from, to]: Span): number[] {
  return ledger
    .prepare<[number, string, number, number], number>(
      `SELECT DISTINCT l.contract_id FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.company_id = ? AND i.key IN (SELECT value FROM json_each(?)) AND l.contract_id IS NOT NULL
         AND l.contract_id NOT BETWEEN ? AND ? ORDER BY l.contract_id`,
    )
    .pluck()
    .all(ledger.company.id, JSON.stringify(documents), from, to);
}
