import type { Migration } from './migration.ts';

export const ledgerLists: Migration = {
  version: 3,
  name: 'ledger lists',
  sql: `
`,
};
