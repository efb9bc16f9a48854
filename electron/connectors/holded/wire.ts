/**
 * What Holded is known to send, both API versions in one: version 1's `docNumber` is version 2's `document_number`. The schemas check
 * only what the mapping cannot do without; everything else is optional and read with `coerce.ts`, because Holded drops and reshapes
 * fields. They change nothing: a record that passes is the record that came.
 */
import { z } from 'zod';
import { parseCurrency } from '../../../shared/domain/money.ts';
import { type Fields, fields, idOf, isAmount, isDate, isFields, textOf } from './coerce.ts';

type Check = (value: unknown, record: Fields) => boolean;

const optional =
  (check: Check): Check =>
  (value, record) =>
    value === undefined || value === null || value === '' || check(value, record);

const anId: Check = (value) => idOf(value) !== null;
const aName: Check = (value) => value === null || typeof value === 'string';
const aList: Check = optional((value) => typeof value === 'object');
const aCurrency: Check = optional((value) => parseCurrency(String(value)) !== null);
const anAmount: Check = optional(isAmount);
// A document must say what it amounts to in one way at least.
const aTotal: Check = (value, record) => isAmount(value) || (anAmount(value, record) && isAmount(record.subtotal));

/**
 * A record whose named fields pass their checks, all others untouched. Written as checks rather than as an object schema, which would
 * copy every field of every record: half of the time that reading a document takes.
 */
function record(expected: Readonly<Record<string, readonly [Check, string]>>): z.ZodType<Fields> {
  const checks = Object.entries(expected);
  return z.custom<Fields>(isFields, 'Expected a record').check((context) => {
    const raw = fields(context.value);
    for (const [name, [check, what]] of checks) {
      if (!check(raw[name], raw))
        context.issues.push({ code: 'custom', path: [name], message: `Expected ${what}`, input: raw });
    }
  });
}

/** Holded v1 `GET /documents/{docType}` and v2 `GET /invoices`, `GET /credit-notes`. */
export const documentWire = record({
  id: [anId, 'an id'],
  date: [isDate, 'a date'],
  currency: [aCurrency, 'a currency'],
  subtotal: [anAmount, 'an amount'],
  tax: [anAmount, 'an amount'],
  total: [aTotal, 'an amount'],
  paymentsPending: [anAmount, 'an amount'],
  payments_pending: [anAmount, 'an amount'],
  paymentsTotal: [anAmount, 'an amount'],
  payments_total: [anAmount, 'an amount'],
  products: [aList, 'a list'],
  lines: [aList, 'a list'],
});

/** Holded v1 `GET /contacts` and v2 `GET /contacts`. */
export const contactWire = record({ id: [anId, 'an id'], name: [aName, 'a name'] });

/** Holded v1 `GET /saleschannels` and v2 `GET /sales-channels`. */
export const channelWire = record({ id: [anId, 'an id'], name: [aName, 'a name'] });

/** A record's id, whichever list it is from. */
export function identify(raw: unknown): string | null {
  return idOf(fields(raw).id);
}

/** A field by its version 1 name, else by its version 2 name. */
export function either(raw: Fields, v1: string, v2: string): unknown {
  const value = raw[v1];
  return value === undefined ? raw[v2] : value;
}

/** Whether either version's field is there, be it null. */
export function has(raw: Fields, v1: string, v2: string): boolean {
  return raw[v1] !== undefined || raw[v2] !== undefined;
}

/** The text of a name or note, empty when there is none. */
export function words(value: unknown): string {
  return textOf(value) ?? '';
}
