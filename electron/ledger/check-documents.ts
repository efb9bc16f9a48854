/** Checks of documents: their own sums, and that no line's money falls between two chairs. */
import type { Ledger } from './ledger.ts';

/** Each line may be rounded by itself at the source, the total only once. */
export const ROUNDING = 2;

// Documents that do not add up at the source are held for it, or let through by a person who looked.
export const ASKED = `EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'confirm' AND d.subject = i.key AND d.undone_at IS NULL
    AND json_extract(d.value, '$.code') = 'AMOUNT_MISMATCH')
  OR EXISTS (SELECT 1 FROM issue u WHERE u.code IN ('AMOUNT_MISMATCH', 'NET_MISSING') AND u.entity_type = 'invoice'
    AND u.external_id = i.key AND u.status <> 'resolved')`;

/** Documents whose net is not the sum of their lines. */
export function* documentNets(ledger: Ledger): Generator<string> {
  const rows = ledger.db
    .prepare<[], { key: string; net: number; lines: number; currency: string }>(
      `SELECT i.key, i.net, sum(l.net) AS lines, i.currency FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
       WHERE i.net IS NOT NULL AND i.excluded IS NULL AND NOT (${ASKED})
       GROUP BY i.id HAVING count(l.net) = count(*) AND sum(l.net) <> i.net ORDER BY i.key`,
    )
    .iterate();
  for (const { key, net, lines, currency } of rows) {
    yield `${key} has a net of ${net} and lines of ${lines} (minor units of ${currency}).`;
  }
}

/** Documents whose net and tax do not make their gross. */
export function* documentTotals(ledger: Ledger): Generator<string> {
  const rows = ledger.db
    .prepare<[number], { key: string; difference: number; currency: string }>(
      `SELECT i.key, i.net + i.tax - i.gross - i.withholding AS difference, i.currency FROM invoice i
       WHERE i.net IS NOT NULL AND i.excluded IS NULL AND NOT (${ASKED})
         AND abs(i.net + i.tax - i.gross - i.withholding) > ? ORDER BY i.key`,
    )
    .iterate(ROUNDING);
  for (const { key, difference, currency } of rows) {
    yield `Net and tax of ${key} differ from its gross by ${difference} (minor units of ${currency}).`;
  }
}

/** Lines that count and belong to no contract, although nobody is asked about them. */
export function* looseLines(ledger: Ledger): Generator<string> {
  const rows = ledger.db
    .prepare<[], { key: string; line_key: string; net: number; currency: string }>(
      `SELECT i.key, l.line_key, l.net, i.currency FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
       JOIN source_record r ON r.id = i.source_record_id LEFT JOIN client k ON k.id = i.client_id
       WHERE l.contract_id IS NULL AND l.service_id IS NOT NULL AND l.net IS NOT NULL AND i.excluded IS NULL AND i.blocked IS NULL
         AND r.state NOT IN ('held', 'gone')
         AND NOT EXISTS (SELECT 1 FROM issue u WHERE u.status <> 'resolved'
           AND ((u.entity_type = 'invoice' AND u.external_id = i.key) OR (u.entity_type = 'client' AND u.external_id = k.key)))
         AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'unlink' AND d.subject = i.key AND d.undone_at IS NULL)
       ORDER BY i.key, l.position`,
    )
    .iterate();
  for (const { key, line_key, net, currency } of rows) {
    yield `Line ${line_key} of ${key} (${net} in minor units of ${currency}) belongs to no contract, and no issue says so.`;
  }
}
