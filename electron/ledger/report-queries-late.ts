/** What reports of late changes look at, without passing over the whole ledger: contracts with late revenue, and holders by their keys. */
import type { Ledger } from './ledger.ts';
import type { ReportContract, ReportNote, ReportPosted } from './report-queries-lines.ts';

/** What a month carries of months before it, contract by contract in order, contra postings included. */
export function lateRevenue(ledger: Ledger, month: string): ReportPosted[] {
  return ledger
    .prepare<[number, string], ReportPosted>(
      `SELECT contract_id, month, kind, sum(amount) AS amount, sum(functional_amount) AS functional FROM posting
       WHERE company_id = ? AND month = ? AND kind IN ('prior_period', 'opening')
       GROUP BY contract_id, month, kind HAVING sum(amount) <> 0 OR sum(functional_amount) <> 0 ORDER BY contract_id, kind`,
    )
    .all(ledger.company.id, month);
}

/** Notes of a month's late revenue: what each is made of. Contra postings carry none, so theirs is taken back by sign. */
export function lateNotes(ledger: Ledger, month: string): ReportNote[] {
  return ledger
    .prepare<[number, string], ReportNote>(
      `SELECT p.contract_id, p.month, p.kind, p.note FROM posting p
       WHERE p.company_id = ? AND p.month = ? AND p.kind IN ('prior_period', 'opening') AND p.note IS NOT NULL
         AND p.contra_of IS NULL AND NOT EXISTS (
           SELECT 1 FROM posting c WHERE c.contract_id = p.contract_id AND c.month = p.month AND c.contra_of = p.id) ORDER BY p.id`,
    )
    .all(ledger.company.id, month);
}

/** Keys of all contracts by row. */
export function contractKeys(ledger: Ledger): ReadonlyMap<number, string> {
  return new Map(
    ledger
      .prepare<[number], [number, string]>('SELECT id, key FROM contract WHERE company_id = ?')
      .raw()
      .all(ledger.company.id),
  );
}

/** Some contracts by key, in the order of their ids. */
export function reportContractsByKey(ledger: Ledger, keys: readonly string[]): ReportContract[] {
  return ledger
    .prepare<[number, string], ReportContract>(
      `SELECT c.id, c.key, c.currency, k.code AS client, s.key AS service
       FROM contract c JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE c.company_id = ? AND c.key IN (SELECT value FROM json_each(?)) ORDER BY c.id`,
    )
    .all(ledger.company.id, JSON.stringify(keys));
}
