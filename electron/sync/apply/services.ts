import type { ServiceDraft } from '../../../shared/domain/drafts.ts';
import { serviceByKey } from '../../ledger/services.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { ApplyContext } from './context.ts';
import { keyOf, type MappedRecord, settle } from './record.ts';

/** Applies income accounts and products: each is a service, or excluded by the connection's rule. */
export function applyService(context: ApplyContext, mapped: MappedRecord, draft: ServiceDraft): void {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const key = keyOf(of, draft.externalId);
  const known = serviceByKey(ledger, key);
  if (known) {
    writer.update(
      'service',
      known,
      { name: draft.name, account_number: draft.accountNumber, service_type: draft.serviceType },
      record.id,
    );
  } else {
    const id = writer.ids.next('service');
    writer.insert(
      'service',
      {
        id,
        company_id: ledger.company.id,
        key,
        name: draft.name,
        account_number: draft.accountNumber,
        service_type: draft.serviceType,
        method: 'daily',
        usual_months: null,
      },
      record.id,
    );
    writer.insert(
      'service_external_id',
      {
        id: writer.ids.next('service_external_id'),
        company_id: ledger.company.id,
        system: of.connection.connector.id,
        external_id: draft.externalId,
        service_id: id,
      },
      record.id,
    );
  }
  settle(context, mapped, []);
  setRecordState(ledger, record, 'applied', null, of.connection.mapperStamp(of.stream));
}
