import type { Migration } from './migration.ts';

/**
 * Sums that reports open with and would else be added up from every posting and every schedule: kept for some contracts at a time
 * and for all together. All of it follows from the ledger (`report-sums.ts`), so it is neither hashed, journaled nor undone.
 */
export const reportSums: Migration = {
  version: 6,
  name: 'sums of the reports',
  sql: `
CREATE TABLE report_sum (
  bucket INTEGER NOT NULL, part TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (bucket, part)
) STRICT;
CREATE TABLE report_total (part TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
CREATE TABLE report_stale (bucket INTEGER PRIMARY KEY) STRICT;
CREATE TABLE report_decision (decision_id INTEGER PRIMARY KEY, undone INTEGER NOT NULL) STRICT;
CREATE TABLE report_state (only INTEGER PRIMARY KEY CHECK (only = 1), change_id INTEGER NOT NULL, basis TEXT) STRICT;
INSERT INTO report_state VALUES (1, 0, NULL);

-- What closed months counted of one document, or of one holder.
CREATE INDEX close_row_counted ON close_row (key) WHERE part = 'counted';
CREATE INDEX close_row_holder ON close_row (content ->> 'holder') WHERE part = 'counted';
`,
};
