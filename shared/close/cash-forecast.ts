/** When open invoices will probably be paid, and how much of them: nominal and expected, week by week. */
import { addDays, type CivilDate, daysBetween, maxDate } from '../domain/civil-date.ts';
import { type IsoWeek, isoWeekOf, mondayOf } from '../domain/iso-week.ts';
import { type Currency, halfUpDiv, type Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';
import type { AgeBucket, AgeingRow } from './ageing.ts';
import { compareText, grouped, sumOf } from './sums.ts';

/** How likely money of each age is to come, until the company's own history says better. */
export const DEFAULT_PROBABILITY_BASIS_POINTS: Readonly<Record<AgeBucket, number>> = {
  current: 9800,
  '1-30': 9400,
  '31-60': 8500,
  '61-90': 7000,
  '91+': 5000,
};

/** Paid invoices from which a client has a habit of its own. */
export const ENOUGH_HISTORY = 3;

export interface PaidInvoice {
  readonly client: string | null;
  readonly due: CivilDate;
  readonly paidOn: CivilDate;
}

/** Whole days that invoices are paid late on average; negative when early. */
export interface PaymentHabits {
  readonly allDays: number;
  readonly byClient: ReadonlyMap<string, number>;
}

/** How late some invoices were paid together. */
export interface Lateness {
  /** Null: of no client that is known. */
  readonly client: string | null;
  readonly invoices: number;
  readonly days: number;
}

export function latenessOf(client: string | null, paid: readonly PaidInvoice[]): Lateness {
  return { client, invoices: paid.length, days: sumOf(paid, ({ due, paidOn }) => daysBetween(due, paidOn)) };
}

/** Habits from history: a client's own from three paid invoices on, the average of all for the others. */
export function paymentHabits(paid: readonly PaidInvoice[]): PaymentHabits {
  const clients = [...grouped(paid, ({ client }) => client)].map(([client, own]) => latenessOf(client, own));
  return habitsOf(latenessOf(null, paid), clients);
}

/** The same from sums. One about a client may come in several parts. */
export function habitsOf(all: Lateness, clients: Iterable<Lateness>): PaymentHabits {
  const byClient = new Map<string, number>();
  for (const [client, own] of grouped(clients, (each) => each.client)) {
    const invoices = sumOf(own, (part) => part.invoices);
    if (client !== null && invoices >= ENOUGH_HISTORY)
      byClient.set(client, averageLate({ invoices, days: sumOf(own, (part) => part.days) }));
  }
  return { allDays: averageLate(all), byClient };
}

function averageLate({ invoices, days }: Pick<Lateness, 'invoices' | 'days'>): number {
  return invoices === 0 ? 0 : Number(halfUpDiv(BigInt(days), BigInt(invoices)));
}

/** Money that comes or goes on a day that is agreed: an instalment of a billing plan, a refund (negative). */
export interface PlannedCash {
  readonly no: string;
  readonly kind: 'instalment' | 'refund';
  readonly currency: Currency;
  readonly date: CivilDate;
  readonly amountMinor: Minor;
}

export interface ForecastInput {
  readonly asOf: CivilDate;
  /** Rows of the ageing of the same day; unapplied money is no cash to come and is passed over. */
  readonly rows: readonly AgeingRow[];
  readonly habits: PaymentHabits;
  readonly planned?: readonly PlannedCash[];
  /** The earliest day from now on which anything is expected; 7 days. */
  readonly minDaysFromToday?: number;
  readonly probabilityBasisPoints?: Readonly<Record<AgeBucket, number>>;
  /** Weeks shown, the one of the day itself first; 13. */
  readonly weeks?: number;
}

export interface ForecastRow {
  readonly no: string;
  readonly kind: 'invoice' | 'instalment' | 'refund';
  readonly currency: Currency;
  readonly expectedDate: CivilDate;
  readonly isoWeek: IsoWeek;
  readonly nominalMinor: Minor;
  readonly expectedMinor: Minor;
}

export interface ForecastAmount {
  readonly nominalMinor: Minor;
  readonly expectedMinor: Minor;
}

export interface CurrencyForecast {
  readonly currency: Currency;
  /** Every week shown, zero or not. */
  readonly weeks: readonly (ForecastAmount & { readonly isoWeek: IsoWeek })[];
  readonly later: ForecastAmount;
  readonly totalNominalMinor: Minor;
  readonly totalExpectedMinor: Minor;
}

export interface CashForecast {
  readonly asOf: CivilDate;
  readonly rows: readonly ForecastRow[];
  readonly currencies: readonly CurrencyForecast[];
}

/** Expected on the later of due date plus habit and a week from now; expected amount = open x probability of its age. */
export function cashForecast(input: ForecastInput): CashForecast {
  const { asOf, habits, minDaysFromToday = 7, probabilityBasisPoints = DEFAULT_PROBABILITY_BASIS_POINTS } = input;
  const earliest = addDays(asOf, minDaysFromToday);
  const rows: ForecastRow[] = [];
  for (const { no, bucket, due, client, currency, openMinor } of input.rows) {
    if (bucket === 'unapplied' || due === null) continue;
    const late = (client === null ? undefined : habits.byClient.get(client)) ?? habits.allDays;
    const expectedDate = maxDate(addDays(due, late), earliest);
    const expectedMinor = proportion(openMinor, probabilityBasisPoints[bucket], 10_000);
    const isoWeek = isoWeekOf(expectedDate);
    rows.push({ no, kind: 'invoice', currency, expectedDate, isoWeek, nominalMinor: openMinor, expectedMinor });
  }
  for (const { no, kind, currency, date, amountMinor } of input.planned ?? []) {
    const expectedDate = maxDate(date, asOf);
    const amounts = { nominalMinor: amountMinor, expectedMinor: amountMinor };
    rows.push({ no, kind, currency, expectedDate, isoWeek: isoWeekOf(expectedDate), ...amounts });
  }
  const monday = mondayOf(asOf);
  const weeks = Array.from({ length: input.weeks ?? 13 }, (_, at) => isoWeekOf(addDays(monday, at * 7)));
  const byCurrency = [...grouped(rows, (row) => row.currency)].sort(([a], [b]) => compareText(a, b));
  return { asOf, rows, currencies: byCurrency.map(([currency, own]) => ofCurrency(currency, own, weeks)) };
}

function ofCurrency(currency: Currency, rows: readonly ForecastRow[], weeks: readonly IsoWeek[]): CurrencyForecast {
  const byWeek = grouped(rows, (row) => row.isoWeek);
  const shown = new Set(weeks);
  return {
    currency,
    weeks: weeks.map((isoWeek) => ({ isoWeek, ...amountOf(byWeek.get(isoWeek) ?? []) })),
    later: amountOf(rows.filter(({ isoWeek }) => !shown.has(isoWeek))),
    totalNominalMinor: sumOf(rows, (row) => row.nominalMinor),
    totalExpectedMinor: sumOf(rows, (row) => row.expectedMinor),
  };
}

function amountOf(rows: readonly ForecastRow[]): ForecastAmount {
  return {
    nominalMinor: sumOf(rows, (row) => row.nominalMinor),
    expectedMinor: sumOf(rows, (row) => row.expectedMinor),
  };
}
