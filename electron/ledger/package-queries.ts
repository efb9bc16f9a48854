/** What a close package takes from the ledger beyond the reports: documents whole, payments, what sources sent, what was handed out before. */
import type { Ledger } from './ledger.ts';

export interface PackagedDocument {
  readonly id: number;
  readonly key: string;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly currency: string;
  readonly net: number | null;
  readonly tax: number;
  readonly gross: number;
  readonly client: string | null;
  readonly service: string | null;
  readonly contracts: string | null;
}

/** Documents dated in a range, until exclusive, and those named by key, in the order of their dates. */
export function packagedDocuments(
  ledger: Ledger,
  from: string,
  until: string,
  keys: readonly string[],
): PackagedDocument[] {
  return ledger
    .prepare<[number, string, string, string], PackagedDocument>(
      `SELECT i.id, i.key, i.number, i.kind, i.date, i.currency, i.net, i.tax, i.gross, k.code AS client,
         (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT s.name FROM invoice_line l JOIN service s ON s.id = l.service_id
            WHERE l.invoice_id = i.id ORDER BY s.name)) AS service,
         (SELECT group_concat('C-' || id, ', ') FROM (SELECT DISTINCT l.contract_id AS id FROM invoice_line l
            WHERE l.invoice_id = i.id AND l.contract_id IS NOT NULL ORDER BY 1)) AS contracts
       FROM invoice i LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = ? AND ((i.date >= ? AND i.date < ?) OR i.key IN (SELECT value FROM json_each(?)))
       ORDER BY i.date, i.key`,
    )
    .all(ledger.company.id, from, until, JSON.stringify(keys));
}

export interface PackagedPayment {
  readonly invoice_id: number;
  readonly date: string;
  readonly amount: number;
  readonly number: string | null;
  readonly client: string | null;
  readonly currency: string;
  readonly gross: number;
  readonly paid: number;
}

/** Payments dated in a range, until exclusive, with their invoices. */
export function packagedPayments(ledger: Ledger, from: string, until: string): PackagedPayment[] {
  return ledger
    .prepare<[number, string, string], PackagedPayment>(
      `SELECT p.invoice_id, p.date, p.amount, i.number, k.code AS client, i.currency, i.gross, i.paid
       FROM payment p JOIN invoice i ON i.id = p.invoice_id LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = ? AND p.date >= ? AND p.date < ? ORDER BY p.date, i.key, p.id`,
    )
    .all(ledger.company.id, from, until);
}

/** Names of clients by code. */
export function clientNames(ledger: Ledger): ReadonlyMap<string, string> {
  return new Map(
    ledger
      .prepare<[number], [string, string]>('SELECT code, name FROM client WHERE company_id = ?')
      .raw()
      .all(ledger.company.id),
  );
}

export interface SentRow {
  readonly source: string;
  readonly provider: string;
  readonly stream: string;
  readonly external_id: string;
  readonly state: string;
  readonly gross: number | null;
  readonly date: string | null;
  readonly status: string | null;
}

/** Records that sources sent for a month, in a fixed order. */
export function sentRecords(ledger: Ledger, month: string): SentRow[] {
  return ledger
    .prepare<[number, string], SentRow>(
      `SELECT n.label AS source, n.provider, r.stream, r.external_id, r.state, i.gross, i.date, i.status
       FROM source_record r JOIN connection n ON n.id = r.connection_id LEFT JOIN invoice i ON i.source_record_id = r.id
       WHERE r.company_id = ? AND r.month = ? AND r.state <> 'gone' ORDER BY n.label, r.stream, r.external_id`,
    )
    .all(ledger.company.id, month);
}

/** Rates that documents of a range state. */
export function documentRates(
  ledger: Ledger,
  from: string,
  until: string,
): { readonly currency: string; readonly date: string; readonly rate: string }[] {
  return ledger
    .prepare<[number, string, string], { currency: string; date: string; rate: string }>(
      `SELECT DISTINCT currency, date, rate FROM invoice WHERE company_id = ? AND date >= ? AND date < ? AND rate IS NOT NULL
       ORDER BY currency, date, rate`,
    )
    .all(ledger.company.id, from, until);
}

export interface PostedSince {
  readonly contract_id: number;
  readonly month: string;
  readonly currency: string;
  readonly client: string;
  readonly service: string;
  readonly before: number;
  readonly now: number;
}

/** Months of contracts, up to one, that were posted to after a posting; what came to nothing is left out. */
export function postedSince(ledger: Ledger, after: number, upTo: string): PostedSince[] {
  return ledger
    .prepare<[number, number, string, number], PostedSince>(
      `SELECT p.contract_id, p.month, p.currency, k.code AS client, s.name AS service,
         sum(CASE WHEN p.id <= ? THEN p.amount ELSE 0 END) AS before, sum(p.amount) AS now
       FROM posting p JOIN contract c ON c.id = p.contract_id JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE p.company_id = ? AND p.month <= ?
         AND EXISTS (SELECT 1 FROM posting n WHERE n.contract_id = p.contract_id AND n.month = p.month AND n.id > ?)
       GROUP BY p.contract_id, p.month HAVING before <> now ORDER BY p.month, p.contract_id`,
    )
    .all(after, ledger.company.id, upTo, after);
}

export interface PackageRow {
  readonly id: number;
  readonly month: string;
  readonly at: string;
  readonly who: string;
  readonly folder: string;
  readonly state: string;
  readonly dataset_hash: string;
  readonly manifest_sha256: string;
  readonly posting_id: number;
  /** JSON: name, rows and SHA-256 of each file. */
  readonly files: string;
}

/** Packages handed out, latest first. */
export function packageRows(ledger: Ledger, month?: string): PackageRow[] {
  return ledger
    .prepare<[number, string | null, string | null], PackageRow>(
      'SELECT * FROM close_package WHERE company_id = ? AND (? IS NULL OR month = ?) ORDER BY id DESC',
    )
    .all(ledger.company.id, month ?? null, month ?? null);
}

export function addPackage(ledger: Ledger, row: Omit<PackageRow, 'id'>): void {
  ledger
    .prepare<unknown[]>(
      `INSERT INTO close_package (company_id, month, at, who, folder, state, dataset_hash, manifest_sha256, posting_id, files)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ledger.company.id,
      row.month,
      row.at,
      row.who,
      row.folder,
      row.state,
      row.dataset_hash,
      row.manifest_sha256,
      row.posting_id,
      row.files,
    );
}

export function lastPosting(ledger: Ledger): number {
  return ledger.prepare<[], number>('SELECT coalesce(max(id), 0) FROM posting').pluck().get() ?? 0;
}

/** Keeps everything read from now on at one moment of the ledger, while others write. Returns what lets go of it. */
export function holdSnapshot(ledger: Ledger): () => void {
  ledger.db.exec('BEGIN');
  // A transaction that only begins sees its moment with the first thing it reads.
  ledger.db.prepare('SELECT count(*) FROM company').get();
  return () => {
    if (ledger.db.inTransaction) ledger.db.exec('COMMIT');
  };
}
