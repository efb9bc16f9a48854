/** The one thing to do about a kind of issue, in two or three words. Pure. */
const VERBS: Readonly<Record<string, Verb | undefined>> = {
  SERVICE_UNKNOWN: 'map',
  STATUS_UNMAPPED: 'map',
  SERVICE_AMBIGUOUS: 'contract',
  SERVICE_MIXED_INVOICE: 'contract',
  INVOICE_AMBIGUOUS: 'contract',
  INVOICE_UNMATCHED: 'contract',
  CREDIT_WITHOUT_ORIGINAL: 'contract',
  CURRENCY_MISMATCH: 'contract',
  CLIENT_DUPLICATE_HARD: 'merge',
  CLIENT_DUPLICATE_SOFT: 'merge',
  CLIENT_NAME_ONLY: 'client',
  PAYER_NOT_STUDENT: 'client',
  CLIENT_MISSING: 'client',
  CLIENT_NOT_IN_CRM: 'dates',
  CONTRACT_WITHOUT_PERIOD: 'dates',
  DATES_MISSING: 'dates',
  DATES_REVERSED: 'dates',
  SERVICE_TYPE_MISMATCH: 'dates',
  STATUS_DATE_MISSING: 'date',
  STATUS_DATE_SUSPECT: 'date',
  DROP_UNDECIDED: 'drop',
  PAUSE_TOO_LONG: 'drop',
  PRICE_UNCONFIRMED: 'price',
  INVOICE_DUPLICATE_HARD: 'duplicate',
  INVOICE_DUPLICATE_SOFT: 'duplicate',
  NET_MISSING: 'vat',
  RATE_MISSING: 'rate',
};

export type Verb =
  | 'map'
  | 'contract'
  | 'client'
  | 'merge'
  | 'dates'
  | 'date'
  | 'drop'
  | 'price'
  | 'duplicate'
  | 'vat'
  | 'rate'
  | 'confirm';

export function verbOf(code: string): Verb {
  return VERBS[code] ?? 'confirm';
}
