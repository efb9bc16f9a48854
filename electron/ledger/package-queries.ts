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
  /** JSON: ids of its contracts. */
  readonly contracts: string;
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
         (SELECT json_group_array(id) FROM (SELECT DISTINCT l.contract_id AS id FROM invoice_line l
            WHERE l.invoice_id = i.id AND l.contract_id IS NOT NULL ORDER BY 1)) AS contracts
       FROM invoice i LEFT JOIN client k ON k.id = i.client_id
       WHERE i.company_id = ? AND ((i.date >= ? AND i.date < ?) OR i.key IN (SELECT value FROM json_each(?)))
       ORDER BY i.date, i.key`,
    )
    .all(ledger.company.id, from, until, JSON.stringify(keys));
}

export interface PackagedPayment {
  readonly id: number;
  readonly external_id: string;
  readonly invoice_id: number;
  readonly key: string;
  readonly date: string;
  readonly amount: number;
  readonly number: string | null;
  readonly kind: string;
  readonly client: string | null;
  readonly currency: string;
  readonly invoice_date: string;
  readonly due: string | null;
  readonly gross: number;
  /** Payments of the invoice before this one. */
  readonly before: number;
  /** Null where the invoice counts. */
  readonly excluded: string | null;
  readonly source: string;
  /** When the record that states it was first read so. */
  readonly seen: string;
}

/** Payments dated in a range, until exclusive, with their invoices and what had been paid of them before. */
export function packagedPayments(ledger: Ledger, from: string, until: string): PackagedPayment[] {
  return ledger
    .prepare<[number, string, string], PackagedPayment>(
      `SELECT p.id, p.external_id, p.invoice_id, i.key, p.date, p.amount, i.number, i.kind, k.code AS client, i.currency,
         i.date AS invoice_date, i.due_date AS due, i.gross,
         (SELECT coalesce(sum(o.amount), 0) FROM payment o WHERE o.invoice_id = i.id
            AND (o.date < p.date OR (o.date = p.date AND o.id < p.id))) AS before,
         CASE WHEN i.status IN ('draft', 'void') THEN i.status ELSE i.excluded END AS excluded,
         n.label AS source, v.fetched_at AS seen
       FROM payment p JOIN invoice i ON i.id = p.invoice_id LEFT JOIN client k ON k.id = i.client_id
         JOIN source_record r ON r.id = i.source_record_id JOIN connection n ON n.id = r.connection_id
         JOIN source_record_version v ON v.id = coalesce(r.applied_version, r.latest_version)
       WHERE i.company_id = ? AND p.date >= ? AND p.date < ? ORDER BY p.date, i.key, p.id`,
    )
    .all(ledger.company.id, from, until);
}

export interface PaidByWord {
  readonly id: number;
  readonly key: string;
  readonly number: string | null;
  readonly date: string;
  readonly due: string | null;
  readonly client: string | null;
  readonly currency: string;
  readonly gross: number;
  readonly paid: number;
  /** Sum of the payments on file. */
  readonly payments: number;
  readonly source: string;
  readonly seen: string;
}

/** Documents dated in a range, until exclusive, that their source calls paid by another amount than its payments come to. */
export function paidByWord(ledger: Ledger, from: string, until: string): PaidByWord[] {
  return ledger
    .prepare<[number, string, string], PaidByWord>(
      `SELECT * FROM (SELECT i.id, i.key, i.number, i.date, i.due_date AS due, k.code AS client, i.currency, i.gross, i.paid,
           (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.invoice_id = i.id) AS payments, n.label AS source,
           v.fetched_at AS seen
         FROM invoice i LEFT JOIN client k ON k.id = i.client_id JOIN source_record r ON r.id = i.source_record_id
           JOIN connection n ON n.id = r.connection_id
           JOIN source_record_version v ON v.id = coalesce(r.applied_version, r.latest_version)
         WHERE i.company_id = ? AND i.date >= ? AND i.date < ? AND i.status NOT IN ('draft', 'void') AND i.excluded IS NULL)
       WHERE paid <> payments ORDER BY date, key`,
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
  readonly id: number;
  readonly connection: number;
  readonly stream: string;
  readonly external_id: string;
  readonly state: string;
  readonly gross: number | null;
  readonly date: string | null;
  readonly status: string | null;
  readonly fetched_at: string;
}

const SENT = `SELECT r.id, r.connection_id AS connection, r.stream, r.external_id, r.state, i.gross, i.date, i.status, v.fetched_at
  FROM source_record r LEFT JOIN invoice i ON i.source_record_id = r.id
    JOIN source_record_version v ON v.id = r.latest_version`;

/** Records that sources sent for a month, in a fixed order. */
export function sentRecords(ledger: Ledger, month: string): SentRow[] {
  return ledger
    .prepare<[number, string], SentRow>(
      `${SENT} WHERE r.company_id = ? AND r.month = ? AND r.state <> 'gone' ORDER BY r.connection_id, r.stream, r.external_id`,
    )
    .all(ledger.company.id, month);
}

/** Records by id, in a fixed order. */
export function sentByIds(ledger: Ledger, ids: Iterable<number>): SentRow[] {
  return ledger
    .prepare<[string], SentRow>(`${SENT} WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.external_id`)
    .all(JSON.stringify([...ids]));
}

/** Lists that are read month by month, as `CONNECTION STREAM`. */
export function listsByMonth(ledger: Ledger): ReadonlySet<string> {
  return new Set(
    ledger
      .prepare<[number], string>(
        `SELECT DISTINCT connection_id || ' ' || stream FROM source_record WHERE company_id = ? AND month IS NOT NULL`,
      )
      .pluck()
      .all(ledger.company.id),
  );
}

export interface NamedConnection {
  readonly id: number;
  readonly provider: string;
  readonly label: string;
  /** JSON, without secrets. */
  readonly config: string;
}

export function namedConnections(ledger: Ledger): NamedConnection[] {
  return ledger
    .prepare<[number], NamedConnection>(
      'SELECT id, provider, label, config FROM connection WHERE company_id = ? ORDER BY id',
    )
    .all(ledger.company.id);
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
  readonly key: string;
  readonly month: string;
  readonly currency: string;
  readonly client: string;
  readonly service: string;
  readonly before: number;
  readonly now: number;
  /** The run that posted to it last. */
  readonly run: number;
  readonly at: string;
}

/** Months of contracts, up to one, whose own revenue was posted to after a posting; what came to nothing is left out. */
export function postedSince(ledger: Ledger, after: number, upTo: string): PostedSince[] {
  return ledger
    .prepare<[number, number, string, number], PostedSince>(
      `SELECT p.contract_id, c.key, p.month, p.currency, k.code AS client, s.name AS service,
         sum(CASE WHEN p.id <= ? THEN p.amount ELSE 0 END) AS before, sum(p.amount) AS now,
         max(p.run_id) AS run, max(p.posted_at) AS at
       FROM posting p JOIN contract c ON c.id = p.contract_id JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE p.company_id = ? AND p.month <= ? AND p.kind <> 'prior_period'
         AND EXISTS (SELECT 1 FROM posting n WHERE n.contract_id = p.contract_id AND n.month = p.month AND n.id > ? AND n.kind <> 'prior_period')
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
