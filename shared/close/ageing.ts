/**
 * Receivables by age, as of any day. Only what was paid or credited on or before that day counts, so an old date gives the old
 * report again. Amounts are gross: comparing them with deferred revenue, which is net, would mislead.
 */
import { addDays, type CivilDate, daysBetween } from '../domain/civil-date.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';
import { grouped, sum, sumOf } from './sums.ts';

export const AGE_BUCKETS = ['current', '1-30', '31-60', '61-90', '91+'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** A payment, or a credit note set against the invoice; positive lowers what is open. */
export interface Settlement {
  readonly date: CivilDate;
  readonly amountMinor: Minor;
}

/** An invoice, or money of a client that no invoice has taken yet. */
export interface OpenItem {
  readonly no: string;
  readonly kind: 'invoice' | 'unapplied_credit' | 'unapplied_cash';
  readonly client: string | null;
  readonly currency: Currency;
  readonly date: CivilDate;
  readonly due: CivilDate | null;
  /** Gross of an invoice; of unapplied money what is left of it, negative. */
  readonly totalMinor: Minor;
  readonly settlements: readonly Settlement[];
}

export interface AgeingRow {
  readonly no: string;
  readonly kind: OpenItem['kind'];
  readonly client: string | null;
  readonly currency: Currency;
  readonly due: CivilDate | null;
  /** The source states no due date, so the usual terms stand in for it. */
  readonly dueByTerms: boolean;
  readonly openMinor: Minor;
  /** Null for unapplied money, which has no age. */
  readonly daysPastDue: number | null;
  readonly bucket: AgeBucket | 'unapplied';
}

export interface AgeingTotals {
  readonly currency: Currency;
  readonly bucketsMinor: Readonly<Record<AgeBucket | 'unapplied', Minor>>;
  readonly totalMinor: Minor;
  /** Past due in hundredths of a percent of all open invoices; null when none is open. */
  readonly overdueBasisPoints: number | null;
}

export interface Ageing {
  readonly asOf: CivilDate;
  readonly rows: readonly AgeingRow[];
  readonly totals: readonly AgeingTotals[];
}

export interface AgeingOptions {
  readonly asOf: CivilDate;
  /** Days from invoice to due date where the source states none. */
  readonly defaultTermsDays?: number;
  /** Age from the due date, or from the invoice's own. */
  readonly by?: 'due' | 'invoice';
}

/** Ages what is open on a day; what is settled by then, or dated later, is left out. */
export function ageing(items: Iterable<OpenItem>, options: AgeingOptions): Ageing {
  const { asOf } = options;
  const rows: AgeingRow[] = [];
  for (const item of items) {
    const row = item.date > asOf ? null : rowOf(item, options);
    if (row !== null) rows.push(row);
  }
  const byCurrency = grouped(rows, ({ currency }) => currency);
  return { asOf, rows, totals: [...byCurrency].map(([currency, own]) => totalsOf(currency, own)) };
}

function rowOf(item: OpenItem, { asOf, defaultTermsDays = 30, by = 'due' }: AgeingOptions): AgeingRow | null {
  const settled = sumOf(item.settlements, ({ date, amountMinor }) => (date <= asOf ? amountMinor : 0));
  const openMinor = item.totalMinor - settled;
  if (openMinor === 0) return null;
  const { no, kind, client, currency, date } = item;
  if (kind !== 'invoice' || openMinor < 0) {
    // What an invoice was paid beyond its amount, or credited below it, waits for another one like any other unapplied money.
    const below = item.totalMinor < 0 ? 'unapplied_credit' : 'unapplied_cash';
    const waiting = { no, kind: kind === 'invoice' ? below : kind, client, currency, due: item.due, dueByTerms: false };
    return { ...waiting, openMinor, daysPastDue: null, bucket: 'unapplied' };
  }
  const due = item.due ?? addDays(date, defaultTermsDays);
  const daysPastDue = daysBetween(by === 'due' ? due : date, asOf);
  const base = { no, kind, client, currency, due, dueByTerms: item.due === null, openMinor };
  return { ...base, daysPastDue, bucket: bucketOf(daysPastDue) };
}

/** The bucket of an age; due on the day itself is current. */
export function bucketOf(daysPastDue: number): AgeBucket {
  if (daysPastDue <= 0) return 'current';
  if (daysPastDue <= 30) return '1-30';
  if (daysPastDue <= 60) return '31-60';
  return daysPastDue <= 90 ? '61-90' : '91+';
}

function totalsOf(currency: Currency, rows: readonly AgeingRow[]): AgeingTotals {
  const inBucket = (bucket: AgeBucket | 'unapplied') =>
    sumOf(rows, (row) => (row.bucket === bucket ? row.openMinor : 0));
  const bucketsMinor = {
    current: inBucket('current'),
    '1-30': inBucket('1-30'),
    '31-60': inBucket('31-60'),
    '61-90': inBucket('61-90'),
    '91+': inBucket('91+'),
    unapplied: inBucket('unapplied'),
  };
  const totalMinor = sum(Object.values(bucketsMinor));
  const open = totalMinor - bucketsMinor.unapplied;
  const overdue = open - bucketsMinor.current;
  return {
    currency,
    bucketsMinor,
    totalMinor,
    overdueBasisPoints: open > 0 ? proportion(10_000, overdue, open) : null,
  };
}
