/** Which service an outside account or product stands for: a decision, the list of services, or the rule that it is none. */

import type { DecisionIndex } from '../../ledger/decision-index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { allServices, excludedServices, serviceExternalIds } from '../../ledger/services.ts';
import type { ServiceRow } from '../../ledger/tables.ts';
import type { ServiceFact } from '../matching/facts.ts';
import { type AppliedConnection, streamsOfStep } from './context.ts';

export type ServiceOf =
  | { readonly kind: 'service'; readonly id: number }
  | { readonly kind: 'not_a_service'; readonly reason: string }
  | { readonly kind: 'unknown' };

export interface Catalogue {
  serviceOf(accountKey: string | null): ServiceOf;
  readonly facts: ReadonlyMap<number, ServiceFact>;
  readonly rows: ReadonlyMap<number, ServiceRow>;
}

export function readCatalogue(
  ledger: Ledger,
  connections: readonly AppliedConnection[],
  decisions: DecisionIndex,
): Catalogue {
  const services = allServices(ledger);
  const byKey = new Map(services.map((service) => [service.key, service]));
  const byExternal = new Map(
    serviceExternalIds(ledger).map((row) => [`${row.system}:${row.external_id}`, row.service_id]),
  );
  const byAccountNumber = new Map<string, number | null>();
  for (const service of services) {
    if (service.account_number === null) continue;
    byAccountNumber.set(service.account_number, byAccountNumber.has(service.account_number) ? null : service.id);
  }
  const excluded = excludedServices(
    ledger,
    streamsOfStep(connections, 'services').map(({ connection, stream }) => ({
      connection: connection.row.id,
      provider: connection.connector.id,
      stream: stream.name,
    })),
  );
  return {
    rows: new Map(services.map((service) => [service.id, service])),
    facts: new Map(
      services.map((service) => [
        service.id,
        { serviceId: service.id, serviceKey: service.key, name: service.name, serviceType: service.service_type },
      ]),
    ),
    serviceOf(accountKey) {
      const subject = accountKey ?? '(none)';
      const decided = decisions.get('map-service', subject);
      if (decided) {
        if (decided.service === null) return { kind: 'not_a_service', reason: 'a person said that it is no course' };
        const service = byKey.get(decided.service);
        if (service) return { kind: 'service', id: service.id };
      }
      if (accountKey === null) return { kind: 'unknown' };
      const direct = byExternal.get(accountKey);
      if (direct !== undefined) return { kind: 'service', id: direct };
      const reason = excluded.get(accountKey);
      if (reason !== undefined) return { kind: 'not_a_service', reason };
      const number = byAccountNumber.get(accountKey.slice(accountKey.indexOf(':') + 1));
      return number == null ? { kind: 'unknown' } : { kind: 'service', id: number };
    },
  };
}
