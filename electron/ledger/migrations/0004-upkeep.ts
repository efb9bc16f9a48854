import type { Migration } from './migration.ts';

export const upkeep: Migration = {
  version: 4,
  name: 'schedule and upkeep',
  sql: `
`,
};
