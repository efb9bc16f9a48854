/** What the ledger learnt after something was handed out: documents, enrolments and decisions, each before and now. */
import type { Ledger } from './ledger.ts';

type Fields = Readonly<Record<string, string | number | null>>;

export interface ChangedRow {
  readonly id: number;
  /** Null: it was not there. */
  readonly before: Fields | null;
  /** Null: it is gone. */
  readonly now: Fields | null;
  /** The run that changed it last. */
  readonly run: number;
  readonly at: string;
  readonly record: number | null;
}

interface JournalRow {
  readonly row_id: number;
  readonly op: string;
  readonly before: string | null;
  readonly run_id: number;
  readonly at: string;
  readonly source_record_id: number | null;
}

// A run that was at work at that moment counts as later: better told twice than not at all.
const SINCE = '(r.started_at > @since OR r.completed_at IS NULL OR r.completed_at > @since)';

const NOW = {
  invoice: `SELECT i.*, k.code AS client,
      (SELECT min(l.contract_id) FROM invoice_line l WHERE l.invoice_id = i.id) AS contract_id,
      (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT s.name FROM invoice_line l JOIN service s ON s.id = l.service_id
        WHERE l.invoice_id = i.id ORDER BY s.name)) AS service
    FROM invoice i LEFT JOIN client k ON k.id = i.client_id WHERE i.id IN (SELECT value FROM json_each(?))`,
  service_period: `SELECT p.*, k.code AS client, h.slug AS cohort, s.name AS service FROM service_period p
    JOIN client k ON k.id = p.client_id JOIN cohort h ON h.id = p.cohort_id LEFT JOIN contract c ON c.id = p.contract_id
    LEFT JOIN service s ON s.id = c.service_id WHERE p.id IN (SELECT value FROM json_each(?))`,
} as const;

/** Rows of a table that were made, changed or taken away by runs since an instant, in the order of their ids. */
export function rowsChangedSince(ledger: Ledger, table: keyof typeof NOW, since: string): ChangedRow[] {
  const changes = ledger
    .prepare<[{ table: string; since: string; company: number }], JournalRow>(
      `SELECT c.row_id, c.op, c.before, c.run_id, r.started_at AS at, c.source_record_id FROM sync_run r
       JOIN change c ON c.run_id = r.id
       WHERE r.company_id = @company AND ${SINCE} AND c.table_name = @table ORDER BY c.row_id, c.id DESC`,
    )
    .all({ table, since, company: ledger.company.id });
  const byRow = Map.groupBy(changes, (change) => change.row_id);
  const now = new Map<number, Fields>(
    ledger
      .prepare<[string], Fields & { id: number }>(NOW[table])
      .all(JSON.stringify([...byRow.keys()]))
      .map((row) => [row.id, row]),
  );
  return [...byRow].flatMap(([id, own]) => {
    const [last] = own;
    if (!last) return [];
    const row = now.get(id) ?? null;
    // Newest first: each step back puts the fields on that the change replaced.
    let before: Fields | null = row;
    for (const { op, before: text } of own) {
      if (op === 'insert') before = null;
      else before = { ...before, ...(text === null ? {} : (JSON.parse(text) as Fields)) };
    }
    if (before === null && row === null) return [];
    return [{ id, before, now: row, run: last.run_id, at: last.at, record: last.source_record_id }];
  });
}

export interface LatePosting {
  readonly id: number;
  readonly contract_id: number;
  readonly key: string;
  readonly month: string;
  readonly currency: string;
  readonly client: string;
  readonly service: string;
  /** JSON: the months and kinds it is made of; of a contra posting those of the one it answers. */
  readonly note: string | null;
  /** -1 for a contra posting. */
  readonly sign: number;
  readonly run_id: number;
  readonly posted_at: string;
}

/** Prior-period postings in months up to one, in the order they were written. */
export function latePostings(ledger: Ledger, upTo: string): LatePosting[] {
  return ledger
    .prepare<[number, string], LatePosting>(
      `SELECT p.id, p.contract_id, c.key, p.month, p.currency, k.code AS client, s.name AS service,
              coalesce(o.note, p.note) AS note, CASE WHEN o.id IS NULL THEN 1 ELSE -1 END AS sign, p.run_id, p.posted_at
       FROM posting p LEFT JOIN posting o ON o.id = p.contra_of JOIN contract c ON c.id = p.contract_id JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
       WHERE p.company_id = ? AND p.kind = 'prior_period' AND p.month <= ? ORDER BY p.contract_id, p.id`,
    )
    .all(ledger.company.id, upTo);
}

/** What months of some contracts carry by their own postings, without what came late. `CONTRACT MONTH` to the amount. */
export function carriedByMonths(ledger: Ledger, contracts: readonly number[]): ReadonlyMap<string, number> {
  return new Map(
    ledger
      .prepare<[string], [string, number]>(
        `SELECT contract_id || ' ' || month, sum(amount) FROM posting
         WHERE contract_id IN (SELECT value FROM json_each(?)) AND kind <> 'prior_period' GROUP BY contract_id, month`,
      )
      .raw()
      .all(JSON.stringify(contracts)),
  );
}
