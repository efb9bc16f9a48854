/** What clients owe: by age as of any day, in days of sales, and when it will probably come. Gross, with VAT. */
import {
  AGE_BUCKETS,
  type AgeBucket,
  type Ageing,
  ageing,
  type OpenItem,
  type Settlement,
} from '../../../shared/close/ageing.ts';
import {
  cashForecast,
  DEFAULT_PROBABILITY_BASIS_POINTS,
  ENOUGH_HISTORY,
  habitsOf,
  latenessOf,
  type PaidInvoice,
  type PaymentHabits,
} from '../../../shared/close/cash-forecast.ts';
import { daysSalesOutstanding } from '../../../shared/close/sales-outstanding.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../../shared/domain/civil-date.ts';
import { type Currency, currency } from '../../../shared/domain/money.ts';
import { addMonths, firstDay, lastDay, type Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import {
  documentsMaybeOpen,
  grossBilled,
  latenessUntil,
  type OpenDocument,
  paymentsOf,
} from '../../ledger/report-queries-receivables.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { dayInWords } from '../explain-words.ts';
import { plannedCash } from '../planned-cash.ts';
import { type Drilled, money, type ReportOptions, type ReportRow, type ReportTable, refOf, text } from './table.ts';

/** Days from invoice to due date where the source states none. */
const TERMS = 30;

interface Receivables {
  readonly items: readonly OpenItem[];
  readonly documents: ReadonlyMap<string, OpenDocument>;
}

/** Documents that may be open on a day, with what was paid or credited against them; `no` is the document's key. */
function receivables(ledger: Ledger, until: CivilDate): Receivables {
  return whileUnchanged(ledger, `receivables ${until}`, () => {
    const rows = documentsMaybeOpen(ledger, until);
    const documents = new Map(rows.map((row) => [row.key, row]));
    const payments = Map.groupBy(
      paymentsOf(
        ledger,
        rows.map(({ id }) => id),
      ),
      ({ invoice_id }) => invoice_id,
    );
    const settled = new Map<string, Settlement[]>();
    const settle = (key: string, settlement: Settlement) => {
      const own = settled.get(key);
      if (own) own.push(settlement);
      else settled.set(key, [settlement]);
    };
    const own: OpenDocument[] = [];
    for (const row of rows) {
      const origin = row.kind === 'credit_note' && row.origin_key !== null ? documents.get(row.origin_key) : undefined;
      const target = origin !== undefined && origin.currency === row.currency ? origin.key : row.key;
      if (target === row.key) own.push(row);
      else settle(target, { date: civilDate(row.date), amountMinor: -row.gross });
      const paid = payments.get(row.id) ?? [];
      for (const { date, amount } of paid) settle(target, { date: civilDate(date), amountMinor: amount });
      // Paid by the source's word without a payment that says when: it counts from the document's own day.
      if (paid.length === 0 && row.paid !== 0) settle(target, { date: civilDate(row.date), amountMinor: row.paid });
    }
    const items = own.map(
      (row): OpenItem => ({
        no: row.key,
        kind: row.kind === 'invoice' ? 'invoice' : 'unapplied_credit',
        client: row.client,
        currency: currency(row.currency),
        date: civilDate(row.date),
        due: row.due === null ? null : civilDate(row.due),
        totalMinor: row.gross,
        settlements: settled.get(row.key) ?? [],
      }),
    );
    return { items, documents };
  });
}

function asOfDay(month: Month, options: ReportOptions): CivilDate {
  return options.asOf === undefined ? lastDay(month) : civilDate(options.asOf);
}

/** What is open on a day, by age; `no` is the document's key. */
export function agedOn(ledger: Ledger, asOf: CivilDate, by: 'due' | 'invoice'): Ageing {
  return whileUnchanged(ledger, `aged ${asOf} ${by}`, () =>
    ageing(receivables(ledger, asOf).items, { asOf, by, defaultTermsDays: TERMS }),
  );
}

const BUCKET_WORDS: Readonly<Record<AgeBucket | 'unapplied', string>> = {
  current: 'Not due',
  '1-30': '1 to 30 days',
  '31-60': '31 to 60 days',
  '61-90': '61 to 90 days',
  '91+': '91 days and more',
  unapplied: 'Unapplied',
};
const BUCKETS = [...AGE_BUCKETS, 'unapplied'] as const;
const NO_BUCKETS = Object.fromEntries(BUCKETS.map((bucket) => [bucket, null]));

export function ageingReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const asOf = asOfDay(month, options);
  const by = options.by ?? 'due';
  const { documents } = receivables(ledger, asOf);
  const aged = agedOn(ledger, asOf, by);
  const rows: ReportRow[] = [];
  for (const totals of aged.totals) {
    const own = aged.rows.filter((row) => row.currency === totals.currency);
    for (const row of own.toSorted((a, b) => (b.daysPastDue ?? -99999) - (a.daysPastDue ?? -99999)))
      rows.push({
        key: row.no,
        level: 'line',
        cells: {
          client: row.client,
          number: documents.get(row.no)?.number ?? row.no,
          currency: row.currency,
          due: row.due,
          terms: row.dueByTerms ? 'usual terms' : '',
          days: row.daysPastDue,
          ...NO_BUCKETS,
          [row.bucket]: row.openMinor,
          open: row.openMinor,
        },
        drill: { open: refOf('holder', row.no, row.openMinor, row.currency) },
      });
    rows.push({
      key: `${totals.currency} total`,
      level: 'total',
      cells: {
        client: 'Total',
        number: null,
        currency: totals.currency,
        due: null,
        terms: null,
        days: null,
        ...totals.bucketsMinor,
        open: totals.totalMinor,
        overdue: totals.overdueBasisPoints,
      },
      drill: Object.fromEntries(
        [...BUCKETS, 'open'].map((bucket) => [bucket, refOf('ageing', asOf, by, totals.currency, bucket)]),
      ),
    });
  }
  return {
    title: 'Receivables by age',
    subtitle: `As of ${dayInWords(asOf)}, from the ${by === 'due' ? 'due date' : 'invoice date'}`,
    currency: ledger.currency,
    columns: [
      text('client', 'Client'),
      text('number', 'Document'),
      text('currency', 'Currency'),
      { key: 'due', label: 'Due', kind: 'date' },
      text('terms', 'Due by'),
      { key: 'days', label: 'Days past due', kind: 'int' },
      ...BUCKETS.map((bucket) => money(bucket, BUCKET_WORDS[bucket])),
      money('open', 'Open'),
      { key: 'overdue', label: 'Overdue', kind: 'percent' },
    ],
    rows,
    notes: [
      'Gross, with VAT: deferred revenue is net, so the two cannot be compared.',
      `Where a source states no due date, ${TERMS} days from the invoice stand in for it.`,
    ],
  };
}

export function drillAgeing(ledger: Ledger, asOf: CivilDate, by: string, code: string, bucket: string): Drilled {
  const aged = agedOn(ledger, asOf, by === 'invoice' ? 'invoice' : 'due');
  const parts = aged.rows.flatMap((row) =>
    row.currency === code && (bucket === 'open' || row.bucket === bucket)
      ? [{ id: row.no, amountMinor: row.openMinor }]
      : [],
  );
  const known = BUCKETS.find((each) => each === bucket);
  return {
    words: `Open on ${dayInWords(asOf)}${known ? `, ${BUCKET_WORDS[known].toLowerCase()}` : ''}`,
    currency: code as Currency,
    parts,
    month: null,
  };
}

/** Days in which the open receivables were billed, over the last three months. */
export function salesOutstandingReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const asOf = asOfDay(month, options);
  const from = options.asOf === undefined ? firstDay(addMonths(month, -2)) : addDays(asOf, -89);
  const days = daysBetween(from, asOf) + 1;
  const aged = agedOn(ledger, asOf, 'due');
  const rows = grossBilled(ledger, from, asOf).map(({ currency: code, gross: billed }): ReportRow => {
    const closing = aged.totals.find((totals) => totals.currency === code)?.totalMinor ?? 0;
    const dso = daysSalesOutstanding({ closingReceivablesMinor: closing, grossBillingsMinor: billed, days });
    return {
      key: code,
      level: 'total',
      cells: {
        currency: code,
        closing,
        billed,
        days,
        dso: dso === null ? null : hundredthsInWords(dso),
      },
      drill: { closing: refOf('ageing', asOf, 'due', code, 'open') },
    };
  });
  return {
    title: 'Days sales outstanding',
    subtitle: `As of ${dayInWords(asOf)}, over ${days} days`,
    currency: ledger.currency,
    columns: [
      text('currency', 'Currency'),
      money('closing', 'Open receivables'),
      money('billed', 'Gross billings less credit notes'),
      { key: 'days', label: 'Days', kind: 'int' },
      text('dso', 'Days sales outstanding'),
    ],
    rows,
    notes: ['Open receivables divided by gross billings of the window, times its days.'],
  };
}

export function forecastReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const asOf = asOfDay(month, options);
  const aged = agedOn(ledger, asOf, 'due');
  const planned = plannedCash(ledger, asOf, TERMS);
  const forecast = cashForecast({ asOf, rows: aged.rows, habits: habitsUntil(ledger, asOf), planned });
  const rows: ReportRow[] = [];
  for (const { currency: code, weeks, later, totalNominalMinor, totalExpectedMinor } of forecast.currencies) {
    const add = (level: ReportRow['level'], week: string, nominal: number, expected: number) =>
      rows.push({ key: `${code} ${week}`, level, cells: { currency: code, week, nominal, expected }, drill: {} });
    for (const { isoWeek, nominalMinor, expectedMinor } of weeks) add('line', isoWeek, nominalMinor, expectedMinor);
    add('line', 'later', later.nominalMinor, later.expectedMinor);
    add('total', 'all', totalNominalMinor, totalExpectedMinor);
    for (const [kind, words] of PLANNED) {
      const own = forecast.rows.filter((row) => row.kind === kind && row.currency === code);
      const sum = (key: 'nominalMinor' | 'expectedMinor') => own.reduce((total, row) => total + row[key], 0);
      if (own.length > 0) add('note', words, sum('nominalMinor'), sum('expectedMinor'));
    }
  }
  const chances = AGE_BUCKETS.map(
    (bucket) => `${BUCKET_WORDS[bucket].toLowerCase()} ${DEFAULT_PROBABILITY_BASIS_POINTS[bucket] / 100} %`,
  );
  return {
    title: 'Cash forecast from open invoices',
    subtitle: `As of ${dayInWords(asOf)}, week by week`,
    currency: ledger.currency,
    columns: [
      text('currency', 'Currency'),
      text('week', 'Week'),
      money('nominal', 'Nominal'),
      money('expected', 'Expected'),
    ],
    rows,
    notes: [
      'Expected on the later of the due date plus the client’s usual delay and a week from the day.',
      `Likely to come: ${chances.join(', ')}.`,
      PLANNED_WORDS,
    ],
  };
}

const PLANNED = [
  ['instalment', 'of which not invoiced yet'],
  ['refund', 'of which refunds promised'],
] as const;
const PLANNED_WORDS =
  'What was signed and is not invoiced yet comes in instalments like the last one, a month apart; a refund that was promised goes out at once.';

/** How late clients pay: most invoices are added up where they lie, those that were credited are looked at one by one. */
function habitsUntil(ledger: Ledger, asOf: CivilDate): PaymentHabits {
  const { items, documents } = receivables(ledger, asOf);
  const known = latenessUntil(ledger, asOf, TERMS, ENOUGH_HISTORY);
  const credited = paidOf(
    items.filter(({ no }) => documents.get(no)?.credited === 1),
    asOf,
  );
  const clients = [...Map.groupBy(credited, ({ client }) => client)].map(([client, own]) => latenessOf(client, own));
  const more = latenessOf(null, credited);
  const all = { client: null, invoices: known.all.invoices + more.invoices, days: known.all.days + more.days };
  return habitsOf(all, [...known.clients, ...clients]);
}

function paidOf(items: readonly OpenItem[], asOf: CivilDate): PaidInvoice[] {
  return items.flatMap(({ kind, client, date, due, totalMinor, settlements }) => {
    const known = settlements.filter((each) => each.date <= asOf);
    const settled = known.reduce((sum, each) => sum + each.amountMinor, 0);
    const last = known
      .map((each) => each.date)
      .sort()
      .at(-1);
    if (kind !== 'invoice' || totalMinor <= 0 || settled < totalMinor || last === undefined) return [];
    return [{ client, due: due ?? addDays(date, TERMS), paidOn: last }];
  });
}

function hundredthsInWords(hundredths: number): string {
  const whole = Math.abs(hundredths);
  return `${hundredths < 0 ? '-' : ''}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}
