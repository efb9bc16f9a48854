/**
 * A fingerprint of what the ledger says. Rows refer to one another by natural key, so the same facts and decisions give the same
 * hash in whatever order pages, months and runs arrived; what depends on a clock, a run or a surrogate id takes no part.
 */
import { createHash } from 'node:crypto';
import { ISSUE_KINDS } from '../../shared/domain/issue-taxonomy.ts';
import type { Ledger } from './ledger.ts';
import { canonicalJson } from './source-records.ts';

export interface LedgerHash {
  /** Hex SHA-256 over the hashes of the parts. */
  readonly hash: string;
  /** The same by part, to say where two ledgers differ. */
  readonly tables: Readonly<Record<string, string>>;
}

interface Part {
  readonly name: string;
  readonly columns: readonly string[];
  readonly from: string;
  /** Given where the order of rows carries meaning that no column does; by all columns otherwise. */
  readonly order?: string;
}

// Settings of this kind steer the app and no figure.
const SETTINGS_WITHOUT_FIGURES = [
  'ui.',
  'schedule.',
  'desktop.',
  'export.',
  'backup.',
  'notify.',
  'close.',
  'goneShare',
];

// A source that did not answer says something about a run, not about the books; a record nobody can read is a fact.
const OF_A_RUN = ISSUE_KINDS.filter(({ family }) => family === 'connection').map(({ code }) => `'${code}'`);

/** A contract that nothing belongs to and whose postings cancel out stands only because postings are never deleted. */
const COUNTED_CONTRACT = `(EXISTS (SELECT 1 FROM invoice_line l WHERE l.contract_id = c.id) OR EXISTS (
  SELECT 1 FROM posting p WHERE p.contract_id = c.id GROUP BY p.month, p.kind
  HAVING sum(p.amount) <> 0 OR sum(p.functional_amount) <> 0))`;

// A contract that an undo had to keep holds on to its client and service; they say nothing any more (see undo-rows.ts).
const COUNTED_CLIENT =
  '(k.name <> k.code OR EXISTS (SELECT 1 FROM client_external_id x WHERE x.client_id = k.id OR x.origin_client_id = k.id))';
const COUNTED_SERVICE = "s.key NOT LIKE 'undone:%'";

/** What of each table is content. Why-texts, observation dates and arrival order are not. */
const PARTS: readonly Part[] = [
  { name: 'company', columns: ['base_currency', 'time_zone', 'first_month'], from: 'company' },
  {
    name: 'setting',
    columns: ['key', 'value'],
    from: `setting WHERE ${SETTINGS_WITHOUT_FIGURES.map((prefix) => `key NOT LIKE '${prefix}%'`).join(' AND ')}`,
  },
  {
    name: 'client',
    columns: ['k.key', 'k.code', 'k.name', 'k.organisation', 'k.tax_id', 'k.phone', 'm.key'],
    from: `client k LEFT JOIN client m ON m.id = k.merged_into WHERE ${COUNTED_CLIENT}`,
  },
  {
    name: 'client_external_id',
    columns: ['x.system', 'x.external_id', 'k.key', 'o.key'],
    from: 'client_external_id x JOIN client k ON k.id = x.client_id JOIN client o ON o.id = x.origin_client_id',
  },
  {
    name: 'client_email',
    columns: ['e.email', 'k.key', 'e.system'],
    from: 'client_email e JOIN client k ON k.id = e.client_id',
  },
  {
    name: 'service',
    columns: ['s.key', 's.name', 's.account_number', 's.service_type', 's.method', 's.usual_months'],
    from: `service s WHERE ${COUNTED_SERVICE}`,
  },
  {
    name: 'service_external_id',
    columns: ['x.system', 'x.external_id', 's.key'],
    from: 'service_external_id x JOIN service s ON s.id = x.service_id',
  },
  {
    name: 'cohort',
    columns: ['key', 'slug', 'service_type', 'start_date', 'end_date', 'prework_days'],
    from: 'cohort',
  },
  {
    name: 'cohort_plan_version',
    columns: ['c.key', 'v.start_date', 'v.end_date', 'v.first_open_month'],
    from: 'cohort_plan_version v JOIN cohort c ON c.id = v.cohort_id',
    // Which dates came first decides the figures; the numbers themselves do not.
    order: 'c.key, v.seq',
  },
  {
    name: 'contract',
    columns: ['c.key', 'k.key', 's.key', 'c.currency', 'c.signed_price', 'c.status'],
    from: `contract c JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id WHERE ${COUNTED_CONTRACT}`,
  },
  {
    name: 'contract_event',
    columns: ['c.key', 'e.kind', 'e.date', 'e.detail'],
    from: `contract_event e JOIN contract c ON c.id = e.contract_id WHERE ${COUNTED_CONTRACT}`,
  },
  {
    name: 'invoice',
    columns: [
      'i.key',
      'i.kind',
      'i.number',
      'i.date',
      'i.due_date',
      'i.currency',
      'i.rate',
      'i.net',
      'i.tax',
      'i.gross',
      'i.withholding',
      'i.paid',
      'i.status',
      'k.key',
      'i.party_key',
      'i.origin_key',
      'i.credit_reason',
      'i.number_key',
      'i.excluded',
      'i.blocked',
    ],
    from: 'invoice i LEFT JOIN client k ON k.id = i.client_id',
  },
  {
    name: 'invoice_line',
    columns: [
      'i.key',
      'l.position',
      'l.line_key',
      'l.description',
      'l.net',
      'l.tax',
      'l.tax_rate',
      'l.account_key',
      's.key',
      'c.key',
    ],
    from: `invoice_line l JOIN invoice i ON i.id = l.invoice_id LEFT JOIN service s ON s.id = l.service_id
      LEFT JOIN contract c ON c.id = l.contract_id`,
  },
  {
    name: 'payment',
    columns: ['i.key', 'p.external_id', 'p.date', 'p.amount'],
    from: 'payment p JOIN invoice i ON i.id = p.invoice_id',
  },
  {
    name: 'service_period',
    columns: [
      'p.key',
      'k.key',
      'h.key',
      'c.key',
      'p.start_date',
      'p.end_date',
      'p.status',
      'p.status_word',
      'p.status_date',
      'p.status_date_source',
    ],
    from: `service_period p JOIN client k ON k.id = p.client_id JOIN cohort h ON h.id = p.cohort_id
      LEFT JOIN contract c ON c.id = p.contract_id`,
  },
  {
    name: 'period_status_event',
    columns: ['p.key', 'e.status_word', 'e.effective_date', 'e.source'],
    from: 'period_status_event e JOIN service_period p ON p.id = e.period_id',
  },
  {
    name: 'posting',
    columns: ['c.key', 'p.month', 'p.kind', 'p.currency', 'sum(p.amount)', 'sum(p.functional_amount)'],
    from: `posting p JOIN contract c ON c.id = p.contract_id GROUP BY c.key, p.month, p.kind, p.currency
      HAVING sum(p.amount) <> 0 OR sum(p.functional_amount) <> 0`,
  },
  {
    name: 'issue',
    columns: [
      'code',
      'entity_type',
      'external_id',
      'discriminator',
      'fingerprint',
      'severity',
      'effect',
      'amount',
      'status',
    ],
    from: `issue WHERE status IN ('pending', 'ignored') AND (entity_type = 'record' OR code NOT IN (${OF_A_RUN.join(', ')}))`,
  },
];

/** The hash of the ledger's content, read in one go so that a write in between cannot mix two states. */
export function ledgerHash(ledger: Ledger): LedgerHash {
  return ledger.db.transaction(() => {
    const tables: Record<string, string> = {};
    for (const part of PARTS) tables[part.name] = hashOfPart(ledger, part);
    tables.decision = hashOfDecisions(ledger);
    tables.lock = digest([[ledger.hasCompany() ? ledger.lockedThrough() : null]]);
    return { hash: digest(Object.entries(tables)), tables };
  })();
}

function hashOfPart(ledger: Ledger, { columns, from, order }: Part): string {
  const everyColumn = columns.map((_, at) => at + 1).join(', ');
  return digest(
    ledger.db
      .prepare<[], unknown[]>(`SELECT ${columns.join(', ')} FROM ${from} ORDER BY ${order ?? everyColumn}`)
      .raw()
      .iterate(),
  );
}

/** Decisions in force, without who, when and why. Of two about one subject the later one counts, so their order is content. */
function hashOfDecisions(ledger: Ledger): string {
  const rows = ledger.db
    .prepare<[], { kind: string; subject: string; value: string }>(
      'SELECT kind, subject, value FROM decision WHERE undone_at IS NULL ORDER BY kind, subject, id',
    )
    .iterate();
  function* canonical() {
    for (const { kind, subject, value } of rows) yield [kind, subject, canonicalJson(JSON.parse(value))];
  }
  return digest(canonical());
}

function digest(rows: Iterable<readonly unknown[]>): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest('hex');
}
