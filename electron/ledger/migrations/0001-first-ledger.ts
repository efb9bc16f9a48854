import type { Migration } from './migration.ts';

/**
 * The first ledger. Natural keys (`key`: SYSTEM:EXTERNAL_ID) stand beside surrogate ids everywhere, because a rebuild from the
 * same facts must give the same content although the ids differ.
 */
export const firstLedger: Migration = {
  version: 1,
  name: 'first ledger',
  sql: `
CREATE TABLE company (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, base_currency TEXT NOT NULL, time_zone TEXT NOT NULL,
  first_month TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
  company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (company_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE connection (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, provider TEXT NOT NULL, label TEXT NOT NULL,
  config TEXT NOT NULL, status TEXT NOT NULL, last_success_at TEXT, last_problem TEXT, created_at TEXT NOT NULL,
  UNIQUE (company_id, provider, label)
) STRICT;
CREATE TABLE secret (
  connection_id INTEGER NOT NULL REFERENCES connection ON DELETE CASCADE, name TEXT NOT NULL, sealed BLOB NOT NULL,
  created_at TEXT NOT NULL, PRIMARY KEY (connection_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_run (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, kind TEXT NOT NULL, trigger TEXT NOT NULL,
  status TEXT NOT NULL, range_from TEXT, range_until TEXT, options TEXT NOT NULL, who TEXT NOT NULL,
  started_at TEXT NOT NULL, completed_at TEXT, error TEXT, undone_by INTEGER REFERENCES sync_run
) STRICT;
CREATE TABLE step_execution (
  id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES sync_run, position INTEGER NOT NULL, step TEXT NOT NULL,
  month TEXT, status TEXT NOT NULL, started_at TEXT, completed_at TEXT, cursor TEXT, counts TEXT, error TEXT, metrics TEXT,
  UNIQUE (run_id, position)
) STRICT;
CREATE TABLE fetch_page (
  execution_id INTEGER NOT NULL REFERENCES step_execution, seq INTEGER NOT NULL, connection_id INTEGER NOT NULL,
  stream TEXT NOT NULL, cursor TEXT, records BLOB NOT NULL, declared INTEGER, PRIMARY KEY (execution_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE synced_month (
  company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, PRIMARY KEY (company_id, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE integration_log (
  id INTEGER PRIMARY KEY, execution_id INTEGER, connection_id INTEGER, at TEXT NOT NULL, operation TEXT NOT NULL,
  outcome TEXT NOT NULL, calls INTEGER NOT NULL, ms INTEGER NOT NULL
) STRICT;

CREATE TABLE source_record (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, connection_id INTEGER NOT NULL REFERENCES connection,
  stream TEXT NOT NULL, external_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, month TEXT, hash TEXT NOT NULL,
  latest_version INTEGER NOT NULL, applied_version INTEGER, applied_mapper INTEGER, first_seen_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX source_record_key ON source_record (connection_id, stream, external_id);
CREATE TABLE source_record_version (
  id INTEGER PRIMARY KEY, source_record_id INTEGER NOT NULL REFERENCES source_record, payload TEXT NOT NULL,
  hash TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES sync_run, fetched_at TEXT NOT NULL, first_open_month TEXT NOT NULL
) STRICT;
CREATE INDEX source_record_version_record ON source_record_version (source_record_id);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, kind TEXT NOT NULL, subject TEXT NOT NULL,
  value TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, decided_at TEXT NOT NULL, run_id INTEGER,
  undone_at TEXT, undone_by TEXT
) STRICT;
CREATE INDEX decision_active ON decision (company_id, kind, subject) WHERE undone_at IS NULL;

CREATE TABLE client (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, code TEXT NOT NULL,
  name TEXT NOT NULL, organisation INTEGER, tax_id TEXT, phone TEXT, merged_into INTEGER REFERENCES client, UNIQUE (company_id, key)
) STRICT;
CREATE INDEX client_tax_id ON client (company_id, tax_id) WHERE tax_id IS NOT NULL;
CREATE TABLE client_external_id (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, system TEXT NOT NULL, external_id TEXT NOT NULL,
  client_id INTEGER NOT NULL REFERENCES client, origin_client_id INTEGER NOT NULL REFERENCES client, why TEXT NOT NULL,
  UNIQUE (company_id, system, external_id)
) STRICT;
CREATE INDEX client_external_id_client ON client_external_id (client_id);
CREATE TABLE client_email (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, email TEXT NOT NULL,
  client_id INTEGER NOT NULL REFERENCES client, system TEXT NOT NULL, UNIQUE (email, client_id, system)
) STRICT;
CREATE INDEX client_email_client ON client_email (client_id);

CREATE TABLE service (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, name TEXT NOT NULL,
  account_number TEXT, service_type TEXT, method TEXT NOT NULL, usual_months INTEGER, UNIQUE (company_id, key)
) STRICT;
CREATE TABLE service_external_id (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, system TEXT NOT NULL, external_id TEXT NOT NULL,
  service_id INTEGER NOT NULL REFERENCES service, UNIQUE (company_id, system, external_id)
) STRICT;

CREATE TABLE contract (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, client_id INTEGER NOT NULL REFERENCES client,
  service_id INTEGER NOT NULL REFERENCES service, currency TEXT NOT NULL, signed_price INTEGER, status TEXT NOT NULL
) STRICT;
CREATE INDEX contract_client ON contract (client_id);
CREATE TABLE contract_event (
  id INTEGER PRIMARY KEY, contract_id INTEGER NOT NULL REFERENCES contract, seq INTEGER NOT NULL, kind TEXT NOT NULL,
  date TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX contract_event_contract ON contract_event (contract_id);

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, kind TEXT NOT NULL, number TEXT,
  date TEXT NOT NULL, due_date TEXT, currency TEXT NOT NULL, rate TEXT, net INTEGER, tax INTEGER NOT NULL,
  gross INTEGER NOT NULL, withholding INTEGER NOT NULL, paid INTEGER NOT NULL, status TEXT NOT NULL,
  client_id INTEGER REFERENCES client, party_key TEXT, origin_key TEXT, credit_reason TEXT, number_key TEXT, excluded TEXT, blocked TEXT,
  source_record_id INTEGER NOT NULL REFERENCES source_record
) STRICT;
CREATE UNIQUE INDEX invoice_key ON invoice (company_id, key);
CREATE INDEX invoice_client ON invoice (client_id);
CREATE INDEX invoice_number ON invoice (company_id, number_key);
CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice, position INTEGER NOT NULL, line_key TEXT NOT NULL,
  description TEXT NOT NULL, net INTEGER, tax INTEGER, tax_rate INTEGER, account_key TEXT, service_id INTEGER REFERENCES service,
  contract_id INTEGER REFERENCES contract, why TEXT
) STRICT;
CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id);
CREATE INDEX invoice_line_contract ON invoice_line (contract_id);
CREATE INDEX invoice_line_unmapped ON invoice_line (account_key) WHERE service_id IS NULL;
CREATE TABLE payment (
  id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice, external_id TEXT NOT NULL, date TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_invoice ON payment (invoice_id);

CREATE TABLE cohort (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, slug TEXT NOT NULL,
  service_type TEXT, start_date TEXT, end_date TEXT, prework_days INTEGER NOT NULL, source_record_id INTEGER NOT NULL REFERENCES source_record,
  UNIQUE (company_id, key)
) STRICT;
CREATE TABLE cohort_plan_version (
  id INTEGER PRIMARY KEY, cohort_id INTEGER NOT NULL REFERENCES cohort, seq INTEGER NOT NULL, start_date TEXT, end_date TEXT,
  first_open_month TEXT NOT NULL, UNIQUE (cohort_id, seq)
) STRICT;
CREATE TABLE service_period (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, key TEXT NOT NULL, client_id INTEGER NOT NULL REFERENCES client,
  cohort_id INTEGER NOT NULL REFERENCES cohort, contract_id INTEGER REFERENCES contract, why TEXT, start_date TEXT, end_date TEXT,
  status TEXT, status_word TEXT, status_date TEXT, status_date_source TEXT NOT NULL, observed_on TEXT NOT NULL,
  source_record_id INTEGER NOT NULL REFERENCES source_record, UNIQUE (company_id, key)
) STRICT;
CREATE INDEX service_period_client ON service_period (client_id);
CREATE INDEX service_period_cohort ON service_period (cohort_id);
CREATE INDEX service_period_contract ON service_period (contract_id);
CREATE TABLE period_status_event (
  id INTEGER PRIMARY KEY, period_id INTEGER NOT NULL REFERENCES service_period, seq INTEGER NOT NULL, status_word TEXT NOT NULL,
  effective_date TEXT, source TEXT NOT NULL, observed_on TEXT NOT NULL
) STRICT;
CREATE INDEX period_status_event_period ON period_status_event (period_id);

CREATE TABLE posting (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, contract_id INTEGER NOT NULL REFERENCES contract,
  month TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, functional_amount INTEGER NOT NULL,
  note TEXT, inputs_hash TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES sync_run, posted_at TEXT NOT NULL,
  contra_of INTEGER REFERENCES posting
) STRICT;
CREATE INDEX posting_contract ON posting (contract_id, month);
CREATE INDEX posting_month ON posting (company_id, month);
CREATE INDEX posting_run ON posting (run_id);
CREATE TRIGGER posting_is_final_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
CREATE TRIGGER posting_is_final_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
CREATE TABLE period_lock (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, action TEXT NOT NULL,
  at TEXT NOT NULL, who TEXT NOT NULL, reason TEXT
) STRICT;

CREATE TABLE issue (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, code TEXT NOT NULL, fingerprint TEXT NOT NULL,
  scope TEXT NOT NULL, integration TEXT NOT NULL, operation TEXT NOT NULL, entity_type TEXT NOT NULL, external_id TEXT NOT NULL,
  discriminator TEXT, message TEXT NOT NULL, details TEXT NOT NULL, severity TEXT NOT NULL, effect TEXT NOT NULL, amount INTEGER NOT NULL,
  month TEXT, status TEXT NOT NULL, reason TEXT, who TEXT, first_seen_at TEXT NOT NULL,
  closed_at TEXT, reopened INTEGER NOT NULL, source_record_id INTEGER REFERENCES source_record,
  UNIQUE (company_id, fingerprint)
) STRICT;
CREATE INDEX issue_scope ON issue (company_id, scope);
CREATE INDEX issue_status ON issue (company_id, status, amount DESC, id);
CREATE TABLE issue_sighting (
  issue_id INTEGER PRIMARY KEY REFERENCES issue, last_seen_at TEXT NOT NULL, times_seen INTEGER NOT NULL, run_id INTEGER NOT NULL,
  balance_at_risk INTEGER NOT NULL DEFAULT 0, month_at_risk INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES sync_run, table_name TEXT NOT NULL, row_id INTEGER NOT NULL,
  op TEXT NOT NULL, before TEXT, after TEXT, source_record_id INTEGER
) STRICT;
CREATE INDEX change_run ON change (run_id);
CREATE INDEX change_row ON change (table_name, row_id);
CREATE TABLE touched_client (client_id INTEGER PRIMARY KEY REFERENCES client) STRICT;
CREATE TABLE audit_event (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, at TEXT NOT NULL, who TEXT NOT NULL,
  action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE export_file (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
  path TEXT NOT NULL, sha256 TEXT NOT NULL, rows INTEGER NOT NULL
) STRICT;
`,
};
