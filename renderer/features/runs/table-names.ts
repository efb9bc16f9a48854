/** What the tables of the ledger are called on screen. Pure. */
import type { Say } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export const TABLES = [
  'client',
  'client_email',
  'client_external_id',
  'service',
  'service_external_id',
  'contract',
  'contract_event',
  'invoice',
  'invoice_line',
  'payment',
  'cohort',
  'service_period',
  'period_status_event',
  'posting',
  'issue',
  'decision',
] as const;

/** A table nobody has named yet is shown by its own name, with spaces. */
export function tableName(table: string, say: Say<typeof en>): string {
  const known = TABLES.find((each) => each === table);
  return known === undefined ? table.replaceAll('_', ' ') : say(`table.${known}`);
}
