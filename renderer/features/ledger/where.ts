/** A field of a row, as the address names it: `invoice.12.net.EUR`. Pure. */
export const TRACED = [
  'client',
  'service',
  'contract',
  'invoice',
  'invoice_line',
  'payment',
  'service_period',
] as const;
export type Traced = (typeof TRACED)[number];

export interface FieldOf {
  readonly table: Traced;
  readonly id: number;
  /** The field as the ledger calls it. */
  readonly field: string;
  /** For amounts. */
  readonly currency: string | null;
}

export function writeField({ table, id, field, currency }: FieldOf): string {
  return [table, id, field, ...(currency === null ? [] : [currency])].join('.');
}

/** Null when the text names no field. */
export function readField(text: string): FieldOf | null {
  const [name, id, field, currency] = text.split('.');
  const table = TRACED.find((one) => one === name);
  if (table === undefined || id === undefined || !/^[1-9]\d{0,14}$/.test(id)) return null;
  if (field === undefined || !/^[a-z_]{1,40}$/.test(field)) return null;
  return {
    table,
    id: Number(id),
    field,
    currency: currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : null,
  };
}
