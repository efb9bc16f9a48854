/** Services (programmes) and the accounts and products that stand for them outside. */
import type { Ledger } from './ledger.ts';
import type { ServiceExternalIdRow, ServiceRow } from './tables.ts';

export function allServices(ledger: Ledger): ServiceRow[] {
  return ledger
    .prepare<[number], ServiceRow>('SELECT * FROM service WHERE company_id = ? ORDER BY key')
    .all(ledger.company.id);
}

export function serviceByKey(ledger: Ledger, key: string): ServiceRow | null {
  return (
    ledger
      .prepare<[number, string], ServiceRow>('SELECT * FROM service WHERE company_id = ? AND key = ?')
      .get(ledger.company.id, key) ?? null
  );
}

export function serviceExternalIds(ledger: Ledger): ServiceExternalIdRow[] {
  return ledger
    .prepare<[number], ServiceExternalIdRow>('SELECT * FROM service_external_id WHERE company_id = ?')
    .all(ledger.company.id);
}

/** Outside ids (`SYSTEM:ID`) that a connection's rule says are no services, with the rule's words. */
export function excludedServices(
  ledger: Ledger,
  step: readonly { connection: number; provider: string; stream: string }[],
): Map<string, string> {
  const excluded = new Map<string, string>();
  for (const { connection, provider, stream } of step) {
    const rows = ledger
      .prepare<[number, string], { external_id: string; reason: string | null }>(
        "SELECT external_id, reason FROM source_record WHERE connection_id = ? AND stream = ? AND state = 'excluded'",
      )
      .all(connection, stream);
    for (const row of rows) excluded.set(`${provider}:${row.external_id}`, row.reason ?? 'not a service');
  }
  return excluded;
}
