import type { Migration } from './migration.ts';

/**
 * Who looks after an issue, and until when it is put aside. Both are about the work and say nothing about the books: they hang on the
 * fingerprint and not on the row, are in no journal, hash or undo of a run, and stand when an issue is taken away and worked out again.
 * What was done is history and only added to; `issue_care` is what it comes to, kept by triggers.
 */
export const issueCare: Migration = {
  version: 7,
  name: 'who looks after issues',
  sql: `
-- act: assigned (operator_id, null for nobody), snoozed, woken. What the issue said when it was put aside is kept with it.
CREATE TABLE issue_care_event (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, fingerprint TEXT NOT NULL, act TEXT NOT NULL,
  at TEXT NOT NULL, who TEXT NOT NULL, operator_id INTEGER REFERENCES operator, until TEXT, reason TEXT,
  details TEXT, amount INTEGER, reopened INTEGER
) STRICT;
CREATE INDEX issue_care_event_issue ON issue_care_event (company_id, fingerprint);

CREATE TABLE issue_care (
  company_id INTEGER NOT NULL REFERENCES company, fingerprint TEXT NOT NULL, operator_id INTEGER REFERENCES operator,
  until TEXT, snooze_id INTEGER REFERENCES issue_care_event, PRIMARY KEY (company_id, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_care_operator ON issue_care (operator_id);
CREATE INDEX issue_care_until ON issue_care (until);

CREATE TRIGGER issue_care_assigned AFTER INSERT ON issue_care_event WHEN NEW.act = 'assigned' BEGIN
  INSERT INTO issue_care (company_id, fingerprint, operator_id) VALUES (NEW.company_id, NEW.fingerprint, NEW.operator_id)
  ON CONFLICT (company_id, fingerprint) DO UPDATE SET operator_id = excluded.operator_id;
END;
CREATE TRIGGER issue_care_snoozed AFTER INSERT ON issue_care_event WHEN NEW.act <> 'assigned' BEGIN
  INSERT INTO issue_care (company_id, fingerprint, until, snooze_id)
  VALUES (NEW.company_id, NEW.fingerprint, NEW.until, CASE WHEN NEW.until IS NULL THEN NULL ELSE NEW.id END)
  ON CONFLICT (company_id, fingerprint) DO UPDATE SET until = excluded.until, snooze_id = excluded.snooze_id;
END;
${['UPDATE', 'DELETE']
  .map(
    (act) => `CREATE TRIGGER issue_care_event_stays_${act.toLowerCase()} BEFORE ${act} ON issue_care_event
BEGIN SELECT RAISE(ABORT, 'what was done with an issue is only added to'); END;`,
  )
  .join('\n')}
`,
};
