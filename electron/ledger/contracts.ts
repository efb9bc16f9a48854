/** Contracts and their events. */
import type { Ledger } from './ledger.ts';
import { bySeq } from './order.ts';
import type { ContractEventRow, ContractRow } from './tables.ts';

export function contractById(ledger: Ledger, id: number): ContractRow | null {
  return ledger.prepare<[number], ContractRow>('SELECT * FROM contract WHERE id = ?').get(id) ?? null;
}

export function contractByKey(ledger: Ledger, key: string): ContractRow | null {
  return (
    ledger
      .prepare<[number, string], ContractRow>('SELECT * FROM contract WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

export function contractsOfClients(ledger: Ledger, clients: readonly number[]): Map<number, ContractRow[]> {
  const rows = ledger
    .prepare<[string], ContractRow>(
      'SELECT * FROM contract WHERE client_id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .all(JSON.stringify(clients));
  const result = new Map<number, ContractRow[]>();
  for (const row of rows) {
    const list = result.get(row.client_id) ?? [];
    list.push(row);
    result.set(row.client_id, list);
  }
  return result;
}

export function hasPostings(ledger: Ledger, contract: number): boolean {
  return (
    ledger.prepare<[number], unknown>('SELECT 1 FROM posting WHERE contract_id = ? LIMIT 1').get(contract) !== undefined
  );
}

export function eventsOf(ledger: Ledger, contract: number): ContractEventRow[] {
  return ledger
    .prepare<[number], ContractEventRow>('SELECT * FROM contract_event WHERE contract_id = ?')
    .all(contract)
    .sort(bySeq);
}

/** The events of contracts `from` to `to` (ids, inclusive), each contract's in their order. */
export function eventsBetween(ledger: Ledger, from: number, to: number): Map<number, ContractEventRow[]> {
  const rows = ledger
    .prepare<[number, number], ContractEventRow>(
      'SELECT * FROM contract_event WHERE contract_id BETWEEN ? AND ? ORDER BY contract_id, seq',
    )
    .all(from, to);
  return Map.groupBy(rows, (row) => row.contract_id);
}

/** Clients whose contracts, documents or places a run changed. */
export function touchedByRun(ledger: Ledger, run: number): number[] {
  return ledger
    .prepare<[number, number, number, number], { id: number }>(
      `SELECT c.client_id AS id FROM change h JOIN contract c ON h.table_name = 'contract' AND c.id = h.row_id WHERE h.run_id = ?
       UNION SELECT i.client_id FROM change h JOIN invoice i ON h.table_name = 'invoice' AND i.id = h.row_id WHERE h.run_id = ? AND i.client_id IS NOT NULL
       UNION SELECT i.client_id FROM change h JOIN invoice_line l ON h.table_name = 'invoice_line' AND l.id = h.row_id
         JOIN invoice i ON i.id = l.invoice_id WHERE h.run_id = ? AND i.client_id IS NOT NULL
       UNION SELECT p.client_id FROM change h JOIN service_period p ON h.table_name = 'service_period' AND p.id = h.row_id WHERE h.run_id = ?`,
    )
    .all(run, run, run, run)
    .map((row) => row.id);
}

export function clientsOfContracts(ledger: Ledger, contracts: readonly number[]): number[] {
  return ledger
    .prepare<[string], { id: number }>(
      'SELECT DISTINCT client_id AS id FROM contract WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(contracts))
    .map((row) => row.id);
}
