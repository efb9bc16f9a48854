import type { Migration } from './migration.ts';

/** What is looked up a run at a time afterwards: its calls, and what the months carried right after it, from the index alone. */
export const upkeep: Migration = {
  version: 4,
  name: 'schedule and upkeep',
  sql: `
CREATE INDEX integration_log_execution ON integration_log (execution_id);
CREATE INDEX integration_log_connection ON integration_log (connection_id, execution_id);
DROP INDEX posting_month;
CREATE INDEX posting_month ON posting (company_id, month, kind, run_id, functional_amount);
`,
};
