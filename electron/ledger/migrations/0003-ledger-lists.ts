import type { Migration } from './migration.ts';

/**
 * What lists sort and filter by and would else be summed over every posting. All of it follows from the ledger and is worked out
 * again for what a journal line touched (`refresh-figures.ts`); so it is no content: neither hashed, journaled nor undone.
 */
export const ledgerLists: Migration = {
  version: 3,
  name: 'ledger lists',
  sql: `
CREATE TABLE contract_figure (
  contract_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL, service_id INTEGER NOT NULL, status TEXT NOT NULL, before INTEGER NOT NULL,
  amount INTEGER NOT NULL, late INTEGER NOT NULL, recognised INTEGER NOT NULL, deferred INTEGER NOT NULL, held INTEGER NOT NULL,
  price INTEGER NOT NULL, starts TEXT, ends TEXT, first_month TEXT, last_month TEXT, first_posted TEXT, last_posted TEXT,
  last_recognised INTEGER NOT NULL, last_deferred INTEGER NOT NULL, last_held INTEGER NOT NULL, client_name TEXT NOT NULL,
  service_name TEXT NOT NULL
) STRICT;
CREATE INDEX contract_figure_client ON contract_figure (client_id, deferred);
CREATE INDEX contract_figure_client_name ON contract_figure (client_name, contract_id, first_posted, last_posted, deferred, held);
CREATE INDEX contract_figure_service_name ON contract_figure (service_name, contract_id, first_posted, last_posted, deferred, held);
CREATE INDEX contract_figure_before ON contract_figure (before, contract_id, first_posted, last_posted, deferred, held);
CREATE INDEX contract_figure_amount ON contract_figure (amount, contract_id, first_posted, last_posted, deferred, held);
CREATE INDEX contract_figure_sums ON contract_figure (
  service_id, status, first_posted, last_posted, before, amount, late, deferred, held);
CREATE INDEX contract_figure_starts ON contract_figure (starts);
CREATE INDEX contract_figure_ends ON contract_figure (ends);
CREATE INDEX contract_figure_price ON contract_figure (price);
CREATE INDEX contract_figure_recognised ON contract_figure (recognised);
CREATE INDEX contract_figure_deferred ON contract_figure (deferred, contract_id, first_posted, last_posted, held);
CREATE INDEX contract_figure_held ON contract_figure (held, contract_id, first_posted, last_posted, deferred);
CREATE INDEX contract_figure_status ON contract_figure (status);
CREATE TABLE contract_month (
  month TEXT NOT NULL, contract_id INTEGER NOT NULL, before INTEGER NOT NULL, amount INTEGER NOT NULL, late INTEGER NOT NULL,
  deferred INTEGER NOT NULL, held INTEGER NOT NULL, contract_asset INTEGER NOT NULL, PRIMARY KEY (month, contract_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE month_figure (
  month TEXT PRIMARY KEY, recognised INTEGER NOT NULL, deferred INTEGER NOT NULL, held INTEGER NOT NULL, contract_asset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client_figure (
  client_id INTEGER PRIMARY KEY, merged INTEGER NOT NULL, sort_name TEXT NOT NULL, code TEXT NOT NULL, contracts INTEGER NOT NULL,
  deferred INTEGER NOT NULL
) STRICT;
CREATE INDEX client_figure_name ON client_figure (sort_name, client_id, merged);
CREATE INDEX client_figure_code ON client_figure (code, client_id, merged);
CREATE INDEX client_figure_contracts ON client_figure (contracts, client_id, merged);
CREATE INDEX client_figure_deferred ON client_figure (deferred, client_id, merged);
CREATE TABLE service_figure (service_id INTEGER PRIMARY KEY, sort_name TEXT NOT NULL) STRICT;
CREATE TABLE document_figure (
  id INTEGER PRIMARY KEY, client_id INTEGER, client_name TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, unlinked INTEGER NOT NULL
) STRICT;
CREATE INDEX document_figure_name ON document_figure (client_name, id, date, kind);
CREATE INDEX document_figure_unlinked ON document_figure (id) WHERE unlinked > 0;
CREATE TABLE figure_decision (decision_id INTEGER PRIMARY KEY, undone INTEGER NOT NULL) STRICT;
CREATE TABLE figure_state (only INTEGER PRIMARY KEY CHECK (only = 1), change_id INTEGER NOT NULL, worked TEXT, counted INTEGER NOT NULL) STRICT;
INSERT INTO figure_state VALUES (1, 0, NULL, 0);
CREATE TABLE run_figure (
  run_id INTEGER NOT NULL, table_name TEXT NOT NULL, inserted INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL,
  PRIMARY KEY (run_id, table_name)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_month_figure (
  run_id INTEGER NOT NULL, month TEXT NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (run_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_issue ON change (run_id) WHERE table_name = 'issue';

CREATE INDEX invoice_date ON invoice (date);
CREATE INDEX invoice_line_account ON invoice_line (account_key);
CREATE INDEX invoice_number_shown ON invoice (number);
CREATE INDEX invoice_gross ON invoice (gross);
CREATE INDEX invoice_paid ON invoice (paid);
CREATE INDEX invoice_kind_date ON invoice (kind, date);
CREATE INDEX cohort_slug ON cohort (slug);
CREATE INDEX payment_date ON payment (date);
CREATE INDEX payment_amount ON payment (amount);
CREATE INDEX service_period_start ON service_period (start_date);
CREATE INDEX service_period_end ON service_period (end_date);
CREATE INDEX service_period_status ON service_period (status);
CREATE INDEX service_period_free ON service_period (start_date) WHERE contract_id IS NULL;
CREATE INDEX issue_pending_subject ON issue (entity_type, external_id) WHERE status = 'pending';
`,
};
