/**
 * Recognised to date against what a contract is entitled to. The ledger may lie between a sync and the next accruals, so a contract
 * whose facts changed after its last posting, or that an issue holds, is waiting and not wrong.
 */
import type { Ledger } from './ledger.ts';

interface Suspect {
  readonly id: number;
  readonly key: string;
  readonly currency: string;
  readonly recognised: number;
  readonly entitled: number;
  readonly month: string;
}

/** Contracts that carry more revenue than price, or revenue of the wrong sign. */
export function* entitlementFaults(ledger: Ledger): Generator<string> {
  for (const suspect of suspects(ledger)) {
    if (isHeld(ledger, suspect.id) || changedSince(ledger, suspect.id)) continue;
    const { key, recognised, currency, month } = suspect;
    const agreed = agreedPrice(ledger, suspect);
    if (recognised >= 0 && recognised <= agreed) continue;
    const entitled = agreed > 0 ? Math.max(suspect.entitled, agreed) : suspect.entitled;
    yield `${key} has ${recognised} recognised up to ${month} and is entitled to ${entitled} (minor units of ${currency}).`;
  }
}

/**
 * Invoices raise the price whatever their date, credit notes lower it from their own month on. Manual lines stand beside the
 * price. Two whole passes and a join, so that a big ledger takes no longer than reading it.
 */
function suspects(ledger: Ledger): Suspect[] {
  return ledger
    .prepare<[], Suspect>(
      `WITH posted AS (
         SELECT contract_id, sum(CASE WHEN kind <> 'manual' THEN amount ELSE 0 END) AS recognised, max(month) AS month
         FROM posting GROUP BY contract_id),
       price AS (
         SELECT p.contract_id, sum(l.net) AS net FROM posted p JOIN invoice_line l ON l.contract_id = p.contract_id
         JOIN invoice i ON i.id = l.invoice_id
         WHERE i.kind <> 'credit_note' OR substr(i.date, 1, 7) <= p.month GROUP BY p.contract_id)
       SELECT id, key, currency, recognised, entitled, month FROM (
         SELECT c.id, c.key, c.currency, p.recognised, coalesce(c.signed_price, n.net, 0) AS entitled, p.month
         FROM posted p JOIN contract c ON c.id = p.contract_id LEFT JOIN price n ON n.contract_id = p.contract_id)
       WHERE recognised < min(0, entitled) OR recognised > max(0, entitled) ORDER BY key`,
    )
    .all();
}

/** The highest price that was agreed anew with the student; people name a contract by itself, a document or a place of it. */
function agreedPrice(ledger: Ledger, { id }: Suspect): number {
  return (
    ledger
      .prepare<[{ contract: number }], { amount: number | null }>(
        `SELECT max(json_extract(d.value, '$.amount')) AS amount FROM decision d
         WHERE d.kind = 'price-change' AND d.undone_at IS NULL AND d.subject IN (
           SELECT key FROM contract WHERE id = @contract
           UNION SELECT i.key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.contract_id = @contract
           UNION SELECT key FROM service_period WHERE contract_id = @contract)`,
      )
      .get({ contract: id })?.amount ?? 0
  );
}

function isHeld(ledger: Ledger, contract: number): boolean {
  return (
    ledger
      .prepare<[number], unknown>(
        `SELECT 1 FROM contract c JOIN client k ON k.id = c.client_id JOIN issue u ON u.status <> 'resolved' AND u.effect = 'contract'
         WHERE c.id = ? AND (
           (u.entity_type = 'contract' AND u.external_id = c.key) OR (u.entity_type = 'client' AND u.external_id = k.key)
           OR (u.entity_type = 'invoice' AND u.external_id IN (
             SELECT i.key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.contract_id = c.id))
           OR (u.entity_type = 'period' AND u.external_id IN (SELECT p.key FROM service_period p WHERE p.contract_id = c.id)))
         LIMIT 1`,
      )
      .get(contract) !== undefined
  );
}

/** Whether the journal has a change of the contract's facts after its last posting. */
function changedSince(ledger: Ledger, contract: number): boolean {
  const row = ledger
    .prepare<[{ contract: number }], { changed: number }>(
      `WITH last AS (
         SELECT coalesce(max(d.id), 0) AS id FROM posting p JOIN change d ON d.table_name = 'posting' AND d.row_id = p.id
         WHERE p.contract_id = @contract)
       SELECT EXISTS (
         SELECT 1 FROM change d, last WHERE d.id > last.id AND (
           (d.table_name = 'contract' AND d.row_id = @contract)
           OR (d.table_name = 'invoice_line' AND (json_extract(d.before, '$.contract_id') = @contract
             OR d.row_id IN (SELECT l.id FROM invoice_line l WHERE l.contract_id = @contract)))
           OR (d.table_name = 'invoice' AND d.row_id IN (
             SELECT l.invoice_id FROM invoice_line l WHERE l.contract_id = @contract)))) AS changed`,
    )
    .get({ contract });
  return row?.changed === 1;
}
