/** Version 1 records as version 2 would answer them: snake case, decimal text (documents with a comma), civil dates, status words. */
import { civilDateOfEpoch } from '../../platform/time-zone.ts';
import type { HoldedRaw } from './builders.ts';
import { fields, members } from './coerce.ts';

const ZONE = 'Europe/Madrid';

/** A document of `GET /v2/invoices` or `/credit-notes`. */
export function documentV2(raw: HoldedRaw): HoldedRaw {
  const draft = raw.draft === true;
  const from = fields(raw.from);
  return defined({
    id: raw.id,
    document_number: raw.docNumber,
    contact_id: raw.contact,
    contact_name: raw.contactName,
    description: raw.desc,
    notes: raw.notes,
    date: day(raw.date),
    due_date: day(raw.dueDate),
    subtotal: comma(raw.subtotal),
    discount: comma(raw.discount),
    tax: comma(raw.tax),
    total: comma(raw.total),
    currency: typeof raw.currency === 'string' ? raw.currency.toUpperCase() : raw.currency,
    currency_change: comma(raw.currencyChange),
    status: statusWord(raw.status, draft),
    draft,
    approved_at: raw.approvedAt,
    tags: raw.tags,
    custom_fields: raw.customFields,
    sales_channel_id: raw.salesChannelId,
    lines: raw.products === undefined ? undefined : members(raw.products).map(lineV2),
    payments_total: comma(raw.paymentsTotal),
    payments_pending: comma(raw.paymentsPending),
    payments_detail:
      raw.paymentsDetail === undefined
        ? undefined
        : members(raw.paymentsDetail).map((payment) => {
            const { id, amount, date } = fields(payment);
            return { id, amount: comma(amount), date: day(date) };
          }),
    from: from.id === undefined ? undefined : { id: from.id, doc_type: from.docType },
  });
}

function lineV2(value: unknown): HoldedRaw {
  const line = fields(value);
  return defined({
    line_id: line.line_id,
    name: line.name,
    description: line.desc,
    price: comma(line.price),
    units: comma(line.units),
    discount: comma(line.discount),
    tax: comma(line.tax),
    taxes: line.taxes,
    retention: comma(line.retention),
    account: line.account,
    product_id: line.productId,
    service_id: line.serviceId,
  });
}

/** A contact of `GET /v2/contacts`. */
export function contactV2(raw: HoldedRaw): HoldedRaw {
  const { clientRecord, supplierRecord, tradeName, vatnumber, createdAt, updatedAt, ...same } = raw;
  return defined({
    ...same,
    client_record: clientRecord,
    supplier_record: supplierRecord,
    trade_name: tradeName,
    vat_number: vatnumber,
    created_at: createdAt,
    updated_at: updatedAt,
  });
}

/** A sales channel of `GET /v2/sales-channels`. */
export function channelV2(raw: HoldedRaw): HoldedRaw {
  const { accountNum, ...same } = raw;
  return defined({ ...same, account_number: accountNum });
}

function statusWord(status: unknown, draft: boolean): string {
  if (status === 3 || status === -1) return 'void';
  if (draft) return 'draft';
  if (status === 1) return 'paid';
  return 'pending';
}

function day(value: unknown): unknown {
  return typeof value === 'number' ? civilDateOfEpoch(value, ZONE) : value;
}

function comma(value: unknown): unknown {
  return typeof value === 'number' ? String(value).replace('.', ',') : value;
}

function defined(record: HoldedRaw): HoldedRaw {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
