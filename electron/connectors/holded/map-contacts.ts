import type { Draft } from '../../../shared/domain/drafts.ts';
import { fields, isFields, textOf } from './coerce.ts';
import type { HoldedSettings } from './settings.ts';
import { either, identify, words } from './wire.ts';

const SUPPLIERS: readonly unknown[] = ['supplier', 'creditor'];

/** A contact as a party. Empty e-mails are common and say nothing; a contact that is only a supplier is never a client. */
export function mapContact(raw: unknown, _settings: HoldedSettings): readonly Draft[] {
  const contact = fields(raw);
  const type = typeof contact.type === 'string' ? contact.type.trim().toLowerCase() : '';
  const client = either(contact, 'clientRecord', 'client_record');
  const person = either(contact, 'isperson', 'is_person');
  // An object means that the supplier has a client's account too; 0 and [] mean none.
  const sellsTo = isFields(client) && Object.keys(client).length > 0;
  if (SUPPLIERS.includes(type) && !sellsTo) return [{ draft: 'excluded', reason: 'Only a supplier, not a client.' }];
  return [
    {
      draft: 'party',
      externalId: identify(raw) ?? '',
      name: textOf(contact.name) ?? words(either(contact, 'tradeName', 'trade_name')),
      email: present(contact.email),
      taxId: present(contact.code) ?? present(either(contact, 'vatnumber', 'vat_number')),
      phone: present(contact.phone) ?? present(contact.mobile),
      organisation: person === 0 ? true : person === 1 ? false : null,
      creates: 'always',
      evidence: null,
    },
  ];
}

function present(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.trim() === '' ? null : text;
}
