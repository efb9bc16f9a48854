/**
 * The release waterfall: when what is deferred at a month's end will become revenue. Every row adds up to the price, and money
 * that nobody can schedule yet has a column of its own instead of a guess.
 */
import type { Currency, Minor } from '../domain/money.ts';
import { addMonths, type Month, monthIndex } from '../domain/month.ts';
import { mirrored } from '../recognition/proportion.ts';
import { balanceOf, type ContractLines, type Place } from './contract-lines.ts';
import { compareText, grouped, sum, sumOf } from './sums.ts';

/** A holder at the end of the month the waterfall is drawn for. */
export interface ScheduledContract extends Place {
  readonly id: string;
  readonly kind: ContractLines['kind'];
  readonly currency: Currency;
  readonly client: string | null;
  /** The price, or what remains owed of a contract that was dropped; the net of a document without a contract. */
  readonly priceMinor: Minor;
  readonly billedToDateMinor: Minor;
  readonly recognisedToDateMinor: Minor;
  /** What the months after this one are to carry. Earlier months in it are passed over. */
  readonly schedule: readonly { readonly month: Month; readonly amountMinor: Minor }[];
  /** Money without days: paused, undecided, without dates. */
  readonly suspendedMinor: Minor;
  /** Stopped by an open issue: whatever the schedule says, nothing will be posted. */
  readonly onHold: boolean;
}

export interface WaterfallFigures {
  readonly priceMinor: Minor;
  readonly recognisedToDateMinor: Minor;
  readonly deferredMinor: Minor;
  readonly contractAssetMinor: Minor;
  /** One amount for each of the months ahead, in order. */
  readonly aheadMinor: readonly Minor[];
  readonly laterMinor: Minor;
  readonly notScheduledMinor: Minor;
  readonly notYetBilledMinor: Minor;
  /** Of deferred: scheduled more than twelve months ahead. */
  readonly nonCurrentMinor: Minor;
  /** Price less recognised, future and not scheduled; 0 unless postings and schedule disagree. */
  readonly differenceMinor: Minor;
}

export interface WaterfallRow extends WaterfallFigures, Place {
  readonly id: string;
  readonly kind: ContractLines['kind'];
  readonly currency: Currency;
  readonly client: string | null;
}

export interface Waterfall {
  readonly asOf: Month;
  /** The months ahead that have a column, in order: at least twelve, none left out for being zero. */
  readonly months: readonly Month[];
  readonly rows: readonly WaterfallRow[];
}

/** The twelve months that are current. */
export const CURRENT = 12;

/** The waterfall at the end of a month, one row a holder. `columns` is raised to twelve when it is less. */
export function waterfall(contracts: Iterable<ScheduledContract>, asOf: Month, columns: number = CURRENT): Waterfall {
  const width = Math.max(columns, CURRENT);
  const months = Array.from({ length: width }, (_, at) => addMonths(asOf, at + 1));
  const rows: WaterfallRow[] = [];
  for (const contract of contracts) rows.push(rowOf(contract, asOf, width));
  return { asOf, months, rows };
}

function rowOf(contract: ScheduledContract, asOf: Month, width: number): WaterfallRow {
  const { id, kind, currency, client, service, account, priceMinor } = contract;
  const { billedToDateMinor, recognisedToDateMinor, onHold } = contract;
  const aheadMinor = new Array<Minor>(width).fill(0);
  let laterMinor = 0;
  const now = monthIndex(asOf);
  for (const { month, amountMinor } of onHold || kind === 'document' ? [] : contract.schedule) {
    const at = monthIndex(month) - now - 1;
    if (at < 0) continue;
    if (at < width) aheadMinor[at] = (aheadMinor[at] ?? 0) + amountMinor;
    else laterMinor += amountMinor;
  }
  const left = priceMinor - recognisedToDateMinor;
  const notScheduledMinor = onHold || kind === 'document' ? left : contract.suspendedMinor;
  const balance = balanceOf(kind, billedToDateMinor, recognisedToDateMinor);
  const current = sum(aheadMinor.slice(0, CURRENT));
  const future = sum(aheadMinor) + laterMinor;
  return {
    id,
    kind,
    currency,
    client,
    service,
    account,
    priceMinor,
    recognisedToDateMinor,
    ...balance,
    aheadMinor,
    laterMinor,
    notScheduledMinor,
    notYetBilledMinor: priceMinor - billedToDateMinor,
    nonCurrentMinor: nonCurrent(balance.deferredMinor, current + notScheduledMinor, future - current),
    differenceMinor: left - future - notScheduledMinor,
  };
}

/** What was paid first is earned first, so only what the coming twelve months do not use up is non-current. */
export function nonCurrent(deferred: Minor, usedBefore: Minor, beyond: Minor): Minor {
  if (deferred < 0) return mirrored(nonCurrent(-deferred, -usedBefore, -beyond));
  return Math.max(0, Math.min(deferred - usedBefore, deferred, beyond));
}

/** The sum of rows of one currency, column by column. */
export function waterfallTotal(rows: readonly WaterfallRow[]): WaterfallFigures {
  const width = rows[0]?.aheadMinor.length ?? CURRENT;
  const column = (key: Exclude<keyof WaterfallFigures, 'aheadMinor'>) => sumOf(rows, (row) => row[key]);
  return {
    priceMinor: column('priceMinor'),
    recognisedToDateMinor: column('recognisedToDateMinor'),
    deferredMinor: column('deferredMinor'),
    contractAssetMinor: column('contractAssetMinor'),
    aheadMinor: Array.from({ length: width }, (_, at) => sumOf(rows, ({ aheadMinor }) => aheadMinor[at] ?? 0)),
    laterMinor: column('laterMinor'),
    notScheduledMinor: column('notScheduledMinor'),
    notYetBilledMinor: column('notYetBilledMinor'),
    nonCurrentMinor: column('nonCurrentMinor'),
    differenceMinor: column('differenceMinor'),
  };
}

export interface ServiceWaterfall extends WaterfallFigures {
  readonly service: string | null;
  readonly currency: Currency;
  readonly rows: readonly WaterfallRow[];
}

/** Rows by currency and service, the largest amount to come first, within a service as well. */
export function waterfallByService(rows: readonly WaterfallRow[]): ServiceWaterfall[] {
  const groups = [...grouped(rows, ({ currency, service }) => `${currency} ${service ?? ''}`).values()];
  return groups
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { service, currency } = first;
      const largestFirst = group.toSorted((a, b) => futureOf(b) - futureOf(a));
      return [{ service, currency, ...waterfallTotal(group), rows: largestFirst }];
    })
    .sort((a, b) => futureOf(b) - futureOf(a) || compareText(a.service ?? '', b.service ?? ''));
}

/** All that is still to come: the months ahead, later ones, and what has no month. */
export function futureOf(figures: Pick<WaterfallFigures, 'aheadMinor' | 'laterMinor' | 'notScheduledMinor'>): Minor {
  return sum(figures.aheadMinor) + figures.laterMinor + figures.notScheduledMinor;
}

/** The lines below closing deferred revenue. Current and non-current add up to it; the others are of it. */
export interface ClosingNotes {
  readonly currentMinor: Minor;
  readonly nonCurrentMinor: Minor;
  readonly suspendedMinor: Minor;
  readonly onHoldMinor: Minor;
  readonly refundsOwedMinor: Minor;
  readonly unpaidMinor: Minor;
}

/** What a holder's deferred balance is waiting for, as far as it waits. */
export interface Standing {
  readonly suspendedMinor: Minor;
  readonly onHoldMinor: Minor;
  readonly refundsOwedMinor: Minor;
  readonly unpaidMinor: Minor;
}

/** The notes under a roll-forward of the same month and currency. */
export function closingNotes(rows: readonly WaterfallRow[], standings: readonly Standing[]): ClosingNotes {
  const nonCurrentMinor = sumOf(rows, (row) => row.nonCurrentMinor);
  return {
    currentMinor: sumOf(rows, (row) => row.deferredMinor) - nonCurrentMinor,
    nonCurrentMinor,
    suspendedMinor: sumOf(standings, (standing) => standing.suspendedMinor),
    onHoldMinor: sumOf(standings, (standing) => standing.onHoldMinor),
    refundsOwedMinor: sumOf(standings, (standing) => standing.refundsOwedMinor),
    unpaidMinor: sumOf(standings, (standing) => standing.unpaidMinor),
  };
}
