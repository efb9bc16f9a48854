/** One service: the accounts and products that stand for it outside, and what a person mapped to it. */
import type { Decision } from './decisions.ts';
import type { Ledger } from './ledger.ts';

export function outsideIdsOfService(ledger: Ledger, service: number): { system: string; externalId: string }[] {
  return ledger
    .prepare<[number], { system: string; externalId: string }>(
      'SELECT system, external_id AS externalId FROM service_external_id WHERE service_id = ? ORDER BY system, external_id',
    )
    .all(service);
}

/** Decisions in force that map something to a service. */
export function mappingsTo(ledger: Ledger, service: number, decisions: readonly Decision[]): Decision[] {
  const row = ledger.prepare<[number], { key: string }>('SELECT key FROM service WHERE id = ?').get(service);
  return decisions.filter(({ kind, value }) => kind === 'map-service' && value.service === row?.key);
}
