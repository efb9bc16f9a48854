import { firstLedger } from './0001-first-ledger.ts';
import type { Migration } from './migration.ts';

/** All migrations in order; the position is the version. */
export const MIGRATIONS: readonly Migration[] = [firstLedger];
