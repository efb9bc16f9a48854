/** The ledger's columns as people call them, and how their values are read. What only the app needs is left out. */
import type { WordKey } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export type ValueKind =
  | 'text'
  | 'money'
  | 'date'
  | 'yesNo'
  | 'client'
  | 'service'
  | 'contract'
  | 'invoice'
  | 'count'
  | 'status';

export interface ColumnWords {
  readonly word: WordKey<typeof en>;
  readonly kind: ValueKind;
}

const COLUMNS: Readonly<Record<string, ColumnWords>> = {
  name: { word: 'field.name', kind: 'text' },
  code: { word: 'field.code', kind: 'text' },
  organisation: { word: 'field.organisation', kind: 'yesNo' },
  tax_id: { word: 'field.taxId', kind: 'text' },
  phone: { word: 'field.phone', kind: 'text' },
  merged_into: { word: 'field.mergedInto', kind: 'client' },
  email: { word: 'field.email', kind: 'text' },
  system: { word: 'field.system', kind: 'text' },
  external_id: { word: 'field.externalId', kind: 'text' },
  why: { word: 'field.why', kind: 'text' },
  client_id: { word: 'field.client', kind: 'client' },
  account_number: { word: 'field.account', kind: 'text' },
  service_type: { word: 'field.serviceType', kind: 'text' },
  method: { word: 'field.method', kind: 'text' },
  usual_months: { word: 'field.usualMonths', kind: 'count' },
  service_id: { word: 'field.service', kind: 'service' },
  currency: { word: 'field.currency', kind: 'text' },
  signed_price: { word: 'field.signedPrice', kind: 'money' },
  status: { word: 'field.status', kind: 'status' },
  kind: { word: 'field.kind', kind: 'status' },
  number: { word: 'field.number', kind: 'text' },
  date: { word: 'field.date', kind: 'date' },
  due_date: { word: 'field.dueDate', kind: 'date' },
  rate: { word: 'field.rate', kind: 'text' },
  net: { word: 'field.net', kind: 'money' },
  tax: { word: 'field.tax', kind: 'money' },
  gross: { word: 'field.gross', kind: 'money' },
  withholding: { word: 'field.withholding', kind: 'money' },
  paid: { word: 'field.paid', kind: 'money' },
  amount: { word: 'field.amount', kind: 'money' },
  origin_key: { word: 'document.origin', kind: 'text' },
  credit_reason: { word: 'field.creditReason', kind: 'text' },
  excluded: { word: 'field.excluded', kind: 'text' },
  blocked: { word: 'field.blocked', kind: 'text' },
  description: { word: 'field.description', kind: 'text' },
  contract_id: { word: 'field.contract', kind: 'contract' },
  invoice_id: { word: 'field.document', kind: 'invoice' },
  slug: { word: 'field.cohort', kind: 'text' },
  start_date: { word: 'field.start', kind: 'date' },
  end_date: { word: 'field.end', kind: 'date' },
  status_word: { word: 'field.statusWord', kind: 'text' },
  status_date: { word: 'field.statusDate', kind: 'date' },
  observed_on: { word: 'field.observedOn', kind: 'date' },
};

export function columnInWords(column: string): ColumnWords | null {
  return COLUMNS[column] ?? null;
}
