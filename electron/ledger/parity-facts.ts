/** What a comparison with the old system reads beyond the facts of contracts: whole documents, and what pages say about clients. */
import type { Ledger } from './ledger.ts';

export interface WholeDocument {
  readonly key: string;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly currency: string;
  readonly rate: string | null;
  readonly gross: number;
  readonly net: number;
  readonly origin_key: string | null;
  readonly client_id: number;
  readonly client_code: string;
  readonly client_name: string;
  /** Of the first line, mapped or not. */
  readonly service_id: number | null;
  readonly service_name: string | null;
  /** Lines that belong to a contract. */
  readonly linked: number;
}

/** All documents that count and have a client: month by month, invoices before credit notes. */
export function wholeDocuments(ledger: Ledger): WholeDocument[] {
  return ledger
    .prepare<[number], WholeDocument>(
      `SELECT i.key, i.number, i.kind, i.date, i.currency, i.rate, i.gross, i.origin_key, k.id AS client_id, k.code AS client_code,
         k.name AS client_name, s.id AS service_id, s.name AS service_name,
         (SELECT coalesce(sum(l.net), 0) FROM invoice_line l WHERE l.invoice_id = i.id) AS net,
         (SELECT count(l.contract_id) FROM invoice_line l WHERE l.invoice_id = i.id) AS linked
       FROM invoice i JOIN client k ON k.id = i.client_id
         LEFT JOIN service s ON s.id = (SELECT l.service_id FROM invoice_line l WHERE l.invoice_id = i.id ORDER BY l.position LIMIT 1)
       WHERE i.company_id = ? AND i.excluded IS NULL
       ORDER BY substr(i.date, 1, 7), i.kind DESC, i.date, i.key`,
    )
    .all(ledger.company.id);
}

/** Records of a stream as they were last fetched, with the client that each stands for. */
export function clientPayloads(
  ledger: Ledger,
  connection: number,
  stream: string,
): { readonly client: number; readonly payload: unknown }[] {
  return ledger
    .prepare<[number, string], { client: number; payload: string }>(
      `SELECT x.client_id AS client, v.payload FROM source_record r
         JOIN connection c ON c.id = r.connection_id
         JOIN client_external_id x ON x.company_id = r.company_id AND x.system = c.provider AND x.external_id = r.external_id
         JOIN source_record_version v ON v.id = r.latest_version
       WHERE r.connection_id = ? AND r.stream = ? AND r.state <> 'gone' ORDER BY r.external_id`,
    )
    .all(connection, stream)
    .map(({ client, payload }) => ({ client, payload: JSON.parse(payload) }));
}
