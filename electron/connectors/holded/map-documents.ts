/** Invoices and credit notes of either API version as document drafts. Pure: the list a record came from decides its kind. */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentDraft, Draft, DraftFinding, PaymentDraft } from '../../../shared/domain/drafts.ts';
import type { DocumentKind, DocumentStatus } from '../../../shared/domain/entities.ts';
import {
  type Currency,
  currency as currencyOf,
  type Decimal,
  type Minor,
  parseCurrency,
  toMinor,
} from '../../../shared/domain/money.ts';
import { workOut } from './amounts.ts';
import { dateOf, decimalOf, type Fields, fields, idOf, members, textOf } from './coerce.ts';
import { type HoldedLine, readLines, times } from './lines.ts';
import type { HoldedSettings } from './settings.ts';
import { either, has, identify, words } from './wire.ts';
import { firstRuleFor } from './words.ts';

/** Reads an amount field in the document's currency, signed like the document. */
type AmountReader = (value: unknown) => Minor | null;

export function mapDocument(raw: unknown, kind: DocumentKind, settings: HoldedSettings): readonly Draft[] {
  const document = fields(raw);
  const date = dateOf(document.date, settings.timeZone);
  if (date === null) throw new RangeError('A document without a date does not fit the wire schema');
  const lines = withLines(document, readLines(document));
  if (lines.every((line) => line.account !== null && settings.excludedAccounts.includes(line.account))) {
    return [{ draft: 'excluded', reason: 'Every line is on an income account that the settings leave out.' }];
  }
  const sign = kind === 'credit_note' ? -1 : 1;
  const money = moneyOf(document, settings, sign);
  const number = textOf(either(document, 'docNumber', 'document_number'));
  const discount = decimalOf(document.discount);
  const amounts = workOut(
    {
      number,
      currency: money.currency,
      net: money.amount(document.subtotal),
      tax: money.amount(document.tax),
      gross: money.amount(document.total),
      discount: discount?.units === 0n ? null : discount,
      linesTell: money.foreign === false,
      sign,
    },
    settings.withholding === 'ignore' ? lines.map((line) => ({ ...line, retention: 0 })) : lines,
  );
  const pending = pendingOf(document, amounts.gross, money.amount, sign);
  const status = statusOf(document, number, pending, amounts.gross);
  const counts = status !== 'draft' && status !== 'void';
  const draft: DocumentDraft = {
    draft: 'document',
    externalId: identify(raw) ?? '',
    kind,
    number,
    date,
    dueDate: dateOf(either(document, 'dueDate', 'due_date'), settings.timeZone),
    currency: money.currency,
    rate: money.rate,
    net: amounts.net,
    tax: amounts.tax,
    gross: amounts.gross,
    withholding: amounts.withholding,
    paid: amounts.gross - pending,
    status,
    partyExternalId: idOf(either(document, 'contact', 'contact_id')),
    originExternalId: kind === 'credit_note' ? originOf(document.from) : null,
    creditReason: kind === 'credit_note' ? creditReasonOf(document, settings) : null,
    lines: lines.map((line, index) => ({
      key: line.key,
      description: line.description,
      net: amounts.lineNets[index] ?? null,
      tax: amounts.lineTaxes[index] ?? null,
      taxRate: line.rate,
      accountExternalId: line.account,
      productExternalId: line.product,
    })),
    payments: paymentsOf(document, date, money.amount, settings.timeZone),
    findings: counts ? [...amounts.findings, ...paidFlag(document, number, pending, money.currency)] : [],
  };
  return [draft];
}

/** Lines with the document's own sales channel where they have none; a document without lines is one line. */
function withLines(document: Fields, lines: HoldedLine[]): HoldedLine[] {
  const channel = idOf(either(document, 'salesChannelId', 'sales_channel_id'));
  if (lines.length === 0) {
    const description = words(document.desc ?? document.description);
    const whole = { exactNet: null, rate: null, retention: 0, surcharge: false, account: channel, product: null };
    return [{ key: '1', description, ...whole }];
  }
  return channel === null ? lines : lines.map((line) => (line.account === null ? { ...line, account: channel } : line));
}

interface Money {
  readonly currency: Currency;
  readonly rate: string | null;
  readonly foreign: boolean;
  readonly amount: AmountReader;
}

/**
 * The document's currency, its rate and how to read its amounts. Holded's `currencyChange` is units of the document's currency per unit
 * of the base currency (on create it divides what was sent by it), so the rate into the base currency is its inverse.
 */
function moneyOf(document: Fields, settings: HoldedSettings, sign: 1 | -1): Money {
  const base = currencyOf(settings.baseCurrency);
  const stated = parseCurrency(words(document.currency)) ?? base;
  const change = stated === base ? null : decimalOf(either(document, 'currencyChange', 'currency_change'));
  const usable = change !== null && change.units > 0n ? change : null;
  const inBase = stated !== base && settings.foreignAmounts === 'base';
  // Amounts in base currency and no rate to turn them back: they are right as they stand, in base currency.
  const currency = inBase && usable === null ? base : stated;
  const factor = inBase ? usable : null;
  return {
    currency,
    rate: currency === base ? '1' : usable && inverse(usable),
    foreign: stated !== base,
    amount(value) {
      const decimal = decimalOf(value);
      if (decimal === null) return null;
      const minor = toMinor(factor === null ? decimal : times(decimal, factor), currency);
      return sign < 0 ? 0 - Math.abs(minor) : minor;
    },
  };
}

/** 1 / value as decimal text with 15 significant digits or a few more. */
function inverse({ units, scale }: Decimal): string {
  const digits = 15 + Math.max(0, String(units).length - scale);
  const numerator = 10n ** BigInt(scale + digits);
  const text = String((2n * numerator + units) / (2n * units)).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/** What is still to be paid. Holded's own figure first: `status` only mirrors a filter. */
function pendingOf(document: Fields, gross: Minor, amount: AmountReader, sign: 1 | -1): Minor {
  const stated = decimalOf(either(document, 'paymentsPending', 'payments_pending'));
  if (stated !== null) {
    // Less than a cent is float noise, even where it would round to one.
    const magnitude = stated.units < 0n ? -stated.units : stated.units;
    if (magnitude * 100n < 10n ** BigInt(stated.scale)) return 0;
    return amount(either(document, 'paymentsPending', 'payments_pending')) ?? 0;
  }
  const paid = amount(either(document, 'paymentsTotal', 'payments_total'));
  if (paid !== null) return gross - paid;
  if (hasStatus(document, PAID)) return 0;
  const details = members(either(document, 'paymentsDetail', 'payments_detail'));
  const sum = details.reduce<Minor>((total, payment) => total + (amount(fields(payment).amount) ?? 0), 0);
  return sign * Math.max(0, sign * (gross - sum));
}

const PAID: readonly unknown[] = [1, '1', 'paid'];
const VOID: readonly unknown[] = [3, -1, '3', '-1', 'void', 'cancelled', 'canceled'];
const APPROVED_NOT: readonly unknown[] = [true, 'true', 1, '1'];

function hasStatus(document: Fields, statuses: readonly unknown[]): boolean {
  const { status } = document;
  return statuses.includes(typeof status === 'string' ? status.toLowerCase() : status);
}

function statusOf(document: Fields, number: string | null, pending: Minor, gross: Minor): DocumentStatus {
  if (hasStatus(document, VOID)) return 'void';
  if (isDraft(document, number)) return 'draft';
  // Overpaid is paid: the open amount then has the other sign.
  if (pending === 0 || pending * gross < 0) return 'paid';
  return Math.abs(pending) < Math.abs(gross) ? 'partly_paid' : 'open';
}

/** An unapproved document. Nothing else tells: `status` of a draft is 0 like any unpaid one's, and 1 when its total is 0. */
function isDraft(document: Fields, number: string | null): boolean {
  if (APPROVED_NOT.includes(document.draft) || hasStatus(document, ['draft'])) return true;
  if (document.draft === false) return false;
  if (number === null) return true;
  return has(document, 'approvedAt', 'approved_at') && !either(document, 'approvedAt', 'approved_at');
}

/** The invoice that a credit note credits; what else a document can come from (an estimate, an order) is no origin. */
function originOf(from: unknown): string | null {
  const origin = fields(from);
  const type = words(either(origin, 'docType', 'doc_type'))
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return ['invoice', 'invoices', 'salesinvoice', 'salesinvoices'].includes(type) ? idOf(origin.id) : null;
}

function creditReasonOf(document: Fields, settings: HoldedSettings): DocumentDraft['creditReason'] {
  for (const field of settings.creditReasonFields) {
    const value = field === 'customFields' ? either(document, 'customFields', 'custom_fields') : document[field];
    const texts = typeof value === 'string' ? [value] : members(value).map(textIn);
    for (const text of texts) {
      const rule = firstRuleFor(text, settings.creditReasons);
      if (rule) return rule.reason;
    }
  }
  return null;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : words(fields(value).value);
}

function paymentsOf(document: Fields, documentDate: CivilDate, amount: AmountReader, zone: string): PaymentDraft[] {
  const details = members(either(document, 'paymentsDetail', 'payments_detail'));
  return details.map((raw, index) => {
    const payment = fields(raw);
    return {
      externalId: idOf(payment.id) ?? `${identify(document)}:${index + 1}`,
      date: dateOf(payment.date, zone) ?? documentDate,
      amount: amount(payment.amount) ?? 0,
    };
  });
}

function paidFlag(document: Fields, number: string | null, pending: Minor, currency: Currency): DraftFinding[] {
  // Holded's own sums drift by up to five hundredths.
  if (!hasStatus(document, PAID) || Math.abs(pending) <= toMinor({ units: 5n, scale: 2 }, currency)) return [];
  return [{ code: 'PAID_FLAG_CONFLICT', details: { number, x: Math.abs(pending), currency }, amount: 0 }];
}
