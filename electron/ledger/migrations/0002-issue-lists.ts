import type { Migration } from './migration.ts';

export const issueLists: Migration = {
  version: 2,
  name: 'issue lists and search',
  sql: `
`,
};
