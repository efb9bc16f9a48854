import type { Migration } from './migration.ts';
import { MONTH_WORDS } from './month-words.ts';

/**
 * What a signed close is made of. A close and its signatures are history: they are added to and never edited, and they are no
 * business rows, so that an undo can neither take one back nor make one.
 */
export const close: Migration = {
  version: 5,
  name: 'closes that can be signed',
  sql: `
-- Who works here, chosen by name.
CREATE TABLE operator (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, name TEXT NOT NULL, active INTEGER NOT NULL,
  created_at TEXT NOT NULL, UNIQUE (company_id, name)
) STRICT;

-- Signatures on a month that is still open, and what cleared them.
CREATE TABLE month_signature (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, role TEXT NOT NULL,
  who TEXT NOT NULL, at TEXT NOT NULL, dataset_hash TEXT NOT NULL, change_id INTEGER NOT NULL
) STRICT;
CREATE INDEX month_signature_month ON month_signature (company_id, month);
CREATE TABLE signature_cleared (
  signature_id INTEGER PRIMARY KEY REFERENCES month_signature, at TEXT NOT NULL, because TEXT NOT NULL
) STRICT;

-- A closed month as it was known, each close sealed by a hash that names the one before.
CREATE TABLE close_version (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, version INTEGER NOT NULL,
  at TEXT NOT NULL, who TEXT NOT NULL, prepared_by TEXT NOT NULL, prepared_at TEXT NOT NULL, reviewed_by TEXT NOT NULL,
  reviewed_at TEXT NOT NULL, lock_id INTEGER NOT NULL, dataset_hash TEXT NOT NULL, change_id INTEGER NOT NULL,
  posting_id INTEGER NOT NULL, decision_id INTEGER NOT NULL, source_version_id INTEGER NOT NULL, run_id INTEGER NOT NULL,
  previous_hash TEXT, hash TEXT NOT NULL, UNIQUE (company_id, month, version)
) STRICT;
CREATE TABLE close_posting (
  close_id INTEGER NOT NULL REFERENCES close_version, posting_id INTEGER NOT NULL, contract_id INTEGER NOT NULL, contract TEXT NOT NULL,
  month TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, functional_amount INTEGER NOT NULL,
  PRIMARY KEY (close_id, posting_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE close_row (
  close_id INTEGER NOT NULL REFERENCES close_version, part TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL,
  UNIQUE (close_id, part, seq)
) STRICT;
CREATE TABLE close_facts (
  close_id INTEGER NOT NULL REFERENCES close_version, seq INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE (close_id, seq)
) STRICT;
CREATE TABLE close_reopened (
  close_id INTEGER PRIMARY KEY REFERENCES close_version, at TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, lock_id INTEGER NOT NULL
) STRICT;

-- What was handed out, for the next one to tell what changed since.
CREATE TABLE close_package (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
  folder TEXT NOT NULL, state TEXT NOT NULL, dataset_hash TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, posting_id INTEGER NOT NULL,
  files TEXT NOT NULL
) STRICT;
${[
  'month_signature',
  'signature_cleared',
  'close_version',
  'close_posting',
  'close_row',
  'close_facts',
  'close_reopened',
  'period_lock',
]
  .map(
    (table) => `
CREATE TRIGGER ${table}_is_final_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'the history of closes is append-only'); END;
CREATE TRIGGER ${table}_is_final_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'the history of closes is append-only'); END;`,
  )
  .join('')}

-- Overrides of tie-outs, balances typed from the books, comments on flux.
${MONTH_WORDS}`,
};
