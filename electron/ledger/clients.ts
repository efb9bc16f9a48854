/** Clients and how outside systems know them. */
import { hash } from 'node:crypto';
import type { Ledger } from './ledger.ts';
import { compareText } from './order.ts';
import type { ClientEmailRow, ClientExternalIdRow, ClientRow } from './tables.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A short code for exports and messages instead of a name; the same for the same person in every rebuild. */
export function clientCode(key: string): string {
  // A character a byte: of all ways to read a digest the one that costs least, and there is one for every party.
  const digest = hash('sha256', key, 'binary');
  let code = 'C-';
  for (let at = 0; at < 7; at++) code += ALPHABET[digest.charCodeAt(at) % ALPHABET.length];
  return code;
}

export function clientById(ledger: Ledger, id: number): ClientRow | null {
  return ledger.prepare<[number], ClientRow>('SELECT * FROM client WHERE id = ?').get(id) ?? null;
}

/** Names by code, of those codes that there are. */
export function clientNames(ledger: Ledger, codes: readonly string[]): Map<string, string> {
  const rows = ledger
    .prepare<[number, string], { code: string; name: string }>(
      'SELECT code, name FROM client WHERE company_id = ? AND code IN (SELECT value FROM json_each(?))',
    )
    .all(ledger.company.id, JSON.stringify(codes));
  return new Map(rows.map(({ code, name }) => [code, name]));
}

export function clientByKey(ledger: Ledger, key: string): ClientRow | null {
  return (
    ledger
      .prepare<[number, string], ClientRow>('SELECT * FROM client WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

/** A client by his key, or by a key he had before a system that names clients rather came to know him. */
export function clientNamed(ledger: Ledger, key: string): ClientRow | null {
  const row = clientByKey(ledger, key);
  if (row) return row;
  const split = key.indexOf(':');
  const link = externalIdRow(ledger, key.slice(0, split), key.slice(split + 1));
  return link ? clientById(ledger, link.origin_client_id) : null;
}

/** The link of an outside id; its `client_id` is already the survivor where clients were merged. */
export function externalIdRow(ledger: Ledger, system: string, externalId: string): ClientExternalIdRow | null {
  return (
    ledger
      .prepare<[number, string, string], ClientExternalIdRow>(
        'SELECT * FROM client_external_id WHERE company_id = ? AND system = ? AND external_id = ?',
      )
      .get(ledger.company.id, system, externalId) ?? null
  );
}

export function externalIdsOf(ledger: Ledger, client: number): ClientExternalIdRow[] {
  return ledger
    .prepare<[number], ClientExternalIdRow>('SELECT * FROM client_external_id WHERE client_id = ?')
    .all(client)
    .sort((a, b) => compareText(a.system, b.system) || compareText(a.external_id, b.external_id));
}

export function emailsOf(ledger: Ledger, client: number): ClientEmailRow[] {
  return ledger
    .prepare<[number], ClientEmailRow>('SELECT * FROM client_email WHERE client_id = ?')
    .all(client)
    .sort((a, b) => compareText(a.email, b.email) || compareText(a.system, b.system));
}

/** Clients with exactly this normalised e-mail, in the order of their keys; merged ones left out. */
export function clientsByEmail(ledger: Ledger, email: string): ClientRow[] {
  return ledger
    .prepare<[string, number], ClientRow>(
      // The plus keeps SQLite from walking all clients of the company instead of the few with this e-mail.
      `SELECT * FROM client
       WHERE id IN (SELECT client_id FROM client_email WHERE email = ?) AND +company_id = ? AND merged_into IS NULL`,
    )
    .all(email, ledger.company.id)
    .sort((a, b) => compareText(a.key, b.key));
}

export function clientsByTaxId(ledger: Ledger, taxId: string): ClientRow[] {
  return ledger
    .prepare<[number, string], ClientRow>(
      'SELECT * FROM client WHERE company_id = ? AND tax_id = ? AND merged_into IS NULL',
    )
    .all(ledger.company.id, taxId)
    .sort((a, b) => compareText(a.key, b.key));
}

export interface ClientLook {
  readonly id: number;
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What two clients are compared by when one may be the other. */
export function clientLooks(ledger: Ledger): ClientLook[] {
  return ledger
    .prepare<[number], ClientLook>(
      `SELECT c.id, c.key, c.code, c.name, c.phone, (SELECT min(e.email) FROM client_email e WHERE e.client_id = c.id) AS email
       FROM client c WHERE c.company_id = ? AND c.merged_into IS NULL ORDER BY c.key`,
    )
    .all(ledger.company.id);
}

export type InvoicedClient = ClientRow & { readonly net: number };

/** Clients with counted lines that a system does not know. */
export function invoicedWithout(ledger: Ledger, system: string): InvoicedClient[] {
  return ledger
    .prepare<[number, string], ClientRow & { net: number }>(
      `SELECT c.*, sum(abs(l.net)) AS net FROM client c
       JOIN invoice i ON i.client_id = c.id AND i.excluded IS NULL JOIN invoice_line l ON l.invoice_id = i.id AND l.contract_id IS NOT NULL
       WHERE c.company_id = ? AND NOT EXISTS (SELECT 1 FROM client_external_id x WHERE x.client_id = c.id AND x.system = ?)
       GROUP BY c.id ORDER BY c.key`,
    )
    .all(ledger.company.id, system);
}

export function touchClients(ledger: Ledger, ids: Iterable<number>): void {
  const insert = ledger.prepare<[number]>('INSERT OR IGNORE INTO touched_client (client_id) VALUES (?)');
  for (const id of ids) insert.run(id);
}

export function untouchClients(ledger: Ledger, ids: readonly number[]): void {
  ledger
    .prepare<[string]>('DELETE FROM touched_client WHERE client_id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(ids));
}

/** Clients whose links wait to be worked out: some only after a crash between two batches. */
export function touchedClients(ledger: Ledger): number[] {
  return ledger
    .prepare<[], { client_id: number }>('SELECT client_id FROM touched_client ORDER BY client_id')
    .all()
    .map((row) => row.client_id);
}

export function mergedClients(ledger: Ledger): ClientRow[] {
  return ledger
    .prepare<[number], ClientRow>('SELECT * FROM client WHERE company_id = ? AND merged_into IS NOT NULL ORDER BY key')
    .all(ledger.company.id);
}

/** Outside ids that were first linked to a client, wherever a merge has taken them since. */
export function externalIdsFrom(ledger: Ledger, client: number): ClientExternalIdRow[] {
  return ledger
    .prepare<[number], ClientExternalIdRow>('SELECT * FROM client_external_id WHERE origin_client_id = ?')
    .all(client);
}

/** Source records of the documents and places of some clients. */
export function recordsOfClients(ledger: Ledger, clients: readonly number[]): number[] {
  const ids = JSON.stringify(clients);
  return ledger
    .prepare<[string, string], { id: number }>(
      `SELECT source_record_id AS id FROM invoice WHERE client_id IN (SELECT value FROM json_each(?))
       UNION SELECT source_record_id FROM service_period WHERE client_id IN (SELECT value FROM json_each(?))`,
    )
    .all(ids, ids)
    .map((row) => row.id);
}

/** Clients whose documents or places some source records are. */
export function clientsOfRecords(ledger: Ledger, records: readonly number[]): number[] {
  const ids = JSON.stringify(records);
  return ledger
    .prepare<[string, string], { id: number }>(
      `SELECT client_id AS id FROM invoice WHERE client_id IS NOT NULL AND source_record_id IN (SELECT value FROM json_each(?))
       UNION SELECT client_id FROM service_period WHERE source_record_id IN (SELECT value FROM json_each(?))`,
    )
    .all(ids, ids)
    .map((row) => row.id);
}

/** Clients who have a contract, of one service or of any. */
export function clientsUnder(ledger: Ledger, serviceKey: string | null): number[] {
  return ledger
    .prepare<[number, string | null, string | null], number>(
      `SELECT DISTINCT c.client_id FROM contract c JOIN service s ON s.id = c.service_id
       WHERE c.company_id = ? AND (? IS NULL OR s.key = ?) ORDER BY c.client_id`,
    )
    .pluck()
    .all(ledger.company.id, serviceKey, serviceKey);
}
