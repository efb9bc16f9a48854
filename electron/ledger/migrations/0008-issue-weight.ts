import type { Migration } from './migration.ts';

/** A question that was a notice becomes urgent when its grace is over: the list says so at once, whoever wrote it. */
export const issueWeight: Migration = {
  version: 8,
  name: 'how urgent an issue is',
  sql: `
CREATE TRIGGER issue_weighed AFTER UPDATE OF severity ON issue BEGIN
  UPDATE issue_list SET severity = NEW.severity WHERE issue_id = NEW.id;
END;
`,
};
