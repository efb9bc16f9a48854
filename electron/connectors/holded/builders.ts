/**
 * Whole raw Holded v1 records from a few civil values, for tests, the simulator and the sample company. The shapes and oddities are
 * those of real answers: Madrid midnights, `sku: 0`, `multipledueDate: []`, `draft: null`, currencies in either case.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import { currency, halfUpDiv, type Minor, minorToText } from '../../../shared/domain/money.ts';
import { epochOfDate } from '../../platform/time-zone.ts';

export type HoldedRaw = Record<string, unknown>;

export interface HoldedLineSeed {
  readonly name: string;
  /** Net of the line, minor units. */
  readonly net: Minor;
  /** VAT percent; the document's when absent. */
  readonly taxRate?: number;
  /** Id of the sales channel. */
  readonly account?: string | null;
  readonly units?: number;
  readonly retention?: number;
  readonly productId?: string;
}

export interface HoldedDocumentSeed {
  /** Null: a draft. */
  readonly number: string | null;
  readonly date: CivilDate;
  readonly dueDate?: CivilDate | null;
  /** Contact id. */
  readonly contact?: string;
  readonly contactName?: string;
  readonly lines: readonly HoldedLineSeed[];
  /** VAT percent, 0 when absent. */
  readonly taxRate?: number;
  /** As Holded would write it, any case. */
  readonly currency?: string;
  readonly currencyChange?: number;
  /** Payments, minor units. */
  readonly payments?: readonly { readonly date: CivilDate; readonly amount: Minor }[];
  readonly void?: boolean;
  readonly tags?: readonly string[];
  readonly notes?: string;
  /** Overrides of raw fields, last. */
  readonly raw?: HoldedRaw;
}

const ZONE = 'Europe/Madrid';

/** A 24-digit hexadecimal id, the same for the same text on every machine. */
export function holdedId(seed: string): string {
  let id = '';
  for (let part = 0; part < 3; part++) {
    let hash = 0x811c9dc5 + part * 0x1e3779b9;
    for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    // One more mixing round: FNV alone leaves near texts with near hashes.
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    id += ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return id;
}

/** A raw sales invoice. */
export function holdedInvoice(seed: HoldedDocumentSeed): HoldedRaw {
  return { ...document(seed, 'invoice'), ...seed.raw };
}

/** A raw credit note, amounts positive as Holded writes them; `origin` is the id of the invoice it credits. */
export function holdedCreditNote(seed: HoldedDocumentSeed & { readonly origin?: string | null }): HoldedRaw {
  const from = seed.origin ? { from: { id: seed.origin, docType: 'invoice' } } : {};
  return { ...document(seed, 'creditnote'), ...from, ...seed.raw };
}

function document(seed: HoldedDocumentSeed, list: string): HoldedRaw {
  const code = currency((seed.currency ?? 'eur').toUpperCase());
  const major = (minor: Minor) => Number(minorToText(minor, code));
  const id = holdedId(`${list}/${seed.number ?? 'draft'}/${seed.date}/${seed.contact ?? ''}`);
  const rate = (line: HoldedLineSeed) => line.taxRate ?? seed.taxRate ?? 0;
  const net = sum(seed.lines.map((line) => line.net));
  const tax = sum(seed.lines.map((line) => percentOf(line.net, rate(line))));
  const withheld = sum(seed.lines.map((line) => percentOf(line.net, line.retention ?? 0)));
  const total = net + tax - withheld;
  const payments = seed.payments ?? [];
  const paid = sum(payments.map((payment) => payment.amount));
  const midnight = epochOfDate(seed.date, ZONE);
  const approved = seed.number !== null;
  return {
    id,
    contact: seed.contact ?? '0',
    contactName: seed.contactName ?? '',
    desc: '',
    date: midnight,
    dueDate: seed.dueDate ? epochOfDate(seed.dueDate, ZONE) : null,
    multipledueDate: [],
    forecastDate: null,
    notes: seed.notes ?? '',
    tags: [...(seed.tags ?? [])],
    products: seed.lines.map((line, index) => rawLine(line, rate(line), holdedId(`${id}/${index}`), major)),
    tax: major(tax),
    subtotal: major(net),
    discount: 0,
    total: major(total),
    language: 'es',
    status: seed.void ? 3 : paid === total ? 1 : paid > 0 ? 2 : 0,
    customFields: [],
    docNumber: seed.number,
    currency: seed.currency ?? 'eur',
    currencyChange: seed.currencyChange ?? 1,
    accountingDate: midnight + 38_467,
    approvedAt: approved ? midnight + 38_470 : null,
    draft: approved ? null : true,
    paymentMethodId: null,
    ...(payments.length > 0 && {
      paymentsDetail: payments.map((payment, index) => ({
        id: holdedId(`${id}/payment/${index}`),
        amount: major(payment.amount),
        date: epochOfDate(payment.date, ZONE),
        bankId: holdedId('bank'),
      })),
    }),
    paymentsTotal: major(paid),
    paymentsPending: major(total - paid),
    paymentsRefunds: 0,
  };
}

function rawLine(line: HoldedLineSeed, rate: number, id: string, major: (minor: Minor) => number): HoldedRaw {
  const units = line.units ?? 1;
  return {
    line_id: id,
    name: line.name,
    desc: '',
    price: major(line.net) / units,
    units,
    projectid: null,
    tax: rate,
    taxes: [rate === 0 ? 's_iva_exento' : `s_iva_${rate}`, ...(line.retention ? [`s_ret_${line.retention}`] : [])],
    tags: [],
    discount: 0,
    retention: line.retention ?? 0,
    weight: 0,
    costPrice: 0,
    sku: 0,
    ...(line.account !== null && { account: line.account ?? holdedId('channel') }),
    ...(line.productId !== undefined && { productId: line.productId }),
  };
}

export interface HoldedContactSeed {
  readonly name: string;
  readonly email?: string | null;
  readonly taxId?: string;
  readonly phone?: string;
  readonly type?: string;
  /** Distinguishes people of one name. */
  readonly id?: string;
  readonly raw?: HoldedRaw;
}

/** A raw contact. */
export function holdedContact(seed: HoldedContactSeed): HoldedRaw {
  return {
    id: seed.id ?? holdedId(`contact/${seed.name}`),
    customId: null,
    name: seed.name,
    code: seed.taxId ?? '',
    vatnumber: '',
    tradeName: '',
    email: seed.email === undefined ? '' : seed.email,
    mobile: '',
    phone: seed.phone ?? '',
    type: seed.type ?? 'client',
    iban: '',
    swift: '',
    groupId: '',
    clientRecord: 0,
    supplierRecord: 0,
    billAddress: { address: '', city: '', postalCode: '', province: '', country: '', countryCode: 'ES', info: '' },
    customFields: [],
    defaults: {
      salesChannel: 0,
      dueDays: 0,
      paymentMethod: 0,
      discount: 0,
      language: 'es',
      currency: 'eur',
      salesTax: [],
    },
    tags: [],
    notes: [],
    contactPersons: [],
    shippingAddresses: [],
    isperson: 1,
    createdAt: 1_770_000_100,
    updatedAt: 1_770_111_600,
    ...seed.raw,
  };
}

/** A raw sales channel: Holded's income account. */
export function holdedChannel(seed: {
  readonly name: string;
  readonly accountNum: number | null;
  readonly id?: string;
  readonly raw?: HoldedRaw;
}): HoldedRaw {
  const id = seed.id ?? holdedId(`channel/${seed.name}`);
  return { id, name: seed.name, color: '#507C6C', accountNum: seed.accountNum, ...seed.raw };
}

function percentOf(net: Minor, percent: number): Minor {
  return Number(halfUpDiv(BigInt(net) * BigInt(Math.round(percent * 1000)), 100_000n));
}

function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((total, amount) => total + amount, 0);
}
