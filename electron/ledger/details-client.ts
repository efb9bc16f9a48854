/** One client: the clients that were merged into it, and everything whose history is its own. */
import { clientNamed, emailsOf, externalIdsOf } from './clients.ts';
import type { Decision } from './decisions.ts';
import { historyOf } from './details-provenance.ts';
import type { Ledger } from './ledger.ts';
import type { ClientRow } from './tables.ts';
import type { Change } from './trace-changes.ts';

export interface MergedClient {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** The decision that did it, to be taken back; null when the clients are one by an id they share. */
  readonly decision: number | null;
}

/** Clients that were merged into one. */
export function mergedInto(ledger: Ledger, client: number, decisions: readonly Decision[]): MergedClient[] {
  return ledger
    .prepare<[number], ClientRow>('SELECT * FROM client WHERE merged_into = ? ORDER BY key')
    .all(client)
    .map(({ id, code, name }) => {
      const decision = decisions.findLast(
        ({ kind, subject }) => kind === 'merge' && clientNamed(ledger, subject)?.id === id,
      );
      return { id, code, name, decision: decision?.id ?? null };
    });
}

const OLDEST_FIRST = { contract: 'id', invoice: 'date, id', service_period: 'start_date, id' } as const;

/** Contracts, documents or enrolments of a client, oldest first. */
export function idsOfClient(ledger: Ledger, table: keyof typeof OLDEST_FIRST, client: number): number[] {
  return ledger
    .prepare<[number], { id: number }>(`SELECT id FROM ${table} WHERE client_id = ? ORDER BY ${OLDEST_FIRST[table]}`)
    .all(client)
    .map(({ id }) => id);
}

/** Changes of a client, of its links to outside systems and of its e-mails, oldest first. */
export function clientHistory(ledger: Ledger, client: number): Change[] {
  const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
  return [
    ...historyOf(ledger, 'client', [client]),
    ...historyOf(ledger, 'client_external_id', ids(externalIdsOf(ledger, client))),
    ...historyOf(ledger, 'client_email', ids(emailsOf(ledger, client))),
  ].sort((a, b) => a.id - b.id);
}
