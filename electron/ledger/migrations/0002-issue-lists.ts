import type { Migration } from './migration.ts';

// Without the text itself: the tables it stands in have it. Beginnings of one to three letters have an index of their own.
const FTS = "content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'";

const SAME_SUBJECT = 'o.external_id = i.external_id AND o.entity_type = i.entity_type';

/** One decision about a product, a status or a connection settles all that hangs on it; of other things each is settled by itself. */
const CAUSE =
  "(i.code || CASE WHEN i.entity_type IN ('service', 'status', 'connection', 'stream') THEN '|' || i.external_id ELSE '' END)";

/** A missing mapping says on how many documents it is missing; anything else stands for itself. */
const records = (row: string) =>
  `CASE WHEN NOT json_valid(${row}.details) THEN 1 WHEN json_type(${row}.details, '$.documents') = 'integer' THEN json_extract(${row}.details, '$.documents') ELSE 1 END`;

/** What a list of issues sorts, filters and sums by, worked out from an issue `i` and its sighting `s`. */
const listed = (subject: string) => `
  SELECT i.id, i.status, max(i.amount, s.balance_at_risk), s.month_at_risk, i.first_seen_at, s.last_seen_at, s.times_seen,
    i.code, i.integration, i.operation, i.entity_type, i.severity, i.month,
    (SELECT c.id FROM issue_cause c WHERE c.cause = ${CAUSE}),
    ${subject}, ${records('i')}
  FROM issue i JOIN issue_sighting s ON s.issue_id = i.id`;

/**
 * Issues as lists want them: one narrow row each, kept by triggers so that whoever writes an issue or a sighting (a run, a person,
 * an undo) cannot forget it. A subject is the smallest known issue about the same thing, so that summing by it compares integers.
 */
export const issueLists: Migration = {
  version: 2,
  name: 'issue lists and search',
  sql: `
CREATE INDEX issue_subject ON issue (external_id, entity_type);
CREATE TABLE issue_cause (id INTEGER PRIMARY KEY, cause TEXT NOT NULL UNIQUE, code TEXT NOT NULL) STRICT;
CREATE TABLE issue_list (
  issue_id INTEGER PRIMARY KEY REFERENCES issue, status TEXT NOT NULL, at_risk INTEGER NOT NULL, month_at_risk INTEGER NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, times_seen INTEGER NOT NULL, code TEXT NOT NULL, integration TEXT NOT NULL,
  operation TEXT NOT NULL, entity_type TEXT NOT NULL, severity TEXT NOT NULL, month TEXT, cause INTEGER NOT NULL REFERENCES issue_cause,
  subject INTEGER NOT NULL, records INTEGER NOT NULL
) STRICT;
INSERT INTO issue_cause (cause, code) SELECT DISTINCT ${CAUSE}, i.code FROM issue i;
INSERT INTO issue_list ${listed(`(SELECT min(o.id) FROM issue o WHERE ${SAME_SUBJECT})`)};
CREATE INDEX issue_list_at_risk ON issue_list (at_risk DESC, issue_id, status);
CREATE INDEX issue_list_month_at_risk ON issue_list (month_at_risk DESC, issue_id, status);
CREATE INDEX issue_list_first_seen_at ON issue_list (first_seen_at DESC, issue_id, status);
CREATE INDEX issue_list_last_seen_at ON issue_list (last_seen_at DESC, issue_id, status);
CREATE INDEX issue_list_times_seen ON issue_list (times_seen DESC, issue_id, status);
CREATE INDEX issue_list_code ON issue_list (code DESC, issue_id, status);
CREATE INDEX issue_list_integration ON issue_list (integration DESC, issue_id, status);
CREATE INDEX issue_list_cause ON issue_list (cause, subject, status, at_risk, month_at_risk, first_seen_at, records);
CREATE INDEX issue_list_subject ON issue_list (
  subject, status, at_risk, integration, operation, entity_type, severity, month, month_at_risk);

CREATE TRIGGER issue_sighting_listed AFTER INSERT ON issue_sighting BEGIN
  INSERT OR IGNORE INTO issue_cause (cause, code) SELECT ${CAUSE}, i.code FROM issue i WHERE i.id = NEW.issue_id;
  INSERT OR REPLACE INTO issue_list
  ${listed(`coalesce((SELECT l.subject FROM issue o JOIN issue_list l ON l.issue_id = o.id WHERE ${SAME_SUBJECT} LIMIT 1), i.id)`)} WHERE i.id = NEW.issue_id;
END;
CREATE TRIGGER issue_sighting_seen AFTER UPDATE OF last_seen_at, times_seen, balance_at_risk, month_at_risk ON issue_sighting BEGIN
  UPDATE issue_list SET last_seen_at = NEW.last_seen_at, times_seen = NEW.times_seen, month_at_risk = NEW.month_at_risk,
    at_risk = max((SELECT amount FROM issue WHERE id = NEW.issue_id), NEW.balance_at_risk)
  WHERE issue_id = NEW.issue_id;
END;
CREATE TRIGGER issue_sighting_unlisted AFTER DELETE ON issue_sighting BEGIN
  DELETE FROM issue_list WHERE issue_id = OLD.issue_id;
END;
CREATE TRIGGER issue_changed AFTER UPDATE OF status, amount, month, details ON issue BEGIN
  UPDATE issue_list SET status = NEW.status, month = NEW.month, records = ${records('NEW')},
    at_risk = max(NEW.amount, (SELECT balance_at_risk FROM issue_sighting WHERE issue_id = NEW.id))
  WHERE issue_id = NEW.id;
END;

CREATE VIRTUAL TABLE search_client USING fts5(code, words, ${FTS});
CREATE VIRTUAL TABLE search_contract USING fts5(code, words, ${FTS});
CREATE VIRTUAL TABLE search_document USING fts5(code, words, ${FTS});
CREATE VIRTUAL TABLE search_service USING fts5(code, words, ${FTS});
CREATE VIRTUAL TABLE search_period USING fts5(code, words, ${FTS});
CREATE VIRTUAL TABLE search_issue USING fts5(code, words, ${FTS});
CREATE TABLE search_state (only INTEGER PRIMARY KEY CHECK (only = 1), change_id INTEGER NOT NULL) STRICT;
INSERT INTO search_state VALUES (1, 0);
`,
};
