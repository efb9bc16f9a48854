/**
 * The deferred revenue roll-forward: how the opening balance became the closing one, holder by holder and in total. Closing is
 * taken from what is billed and posted, the movements from the entries of the month, so that the two can disagree and be seen to.
 */
import type { PostingKind } from '../domain/entities.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { addMonths, type Month, monthOf } from '../domain/month.ts';
import {
  type Balance,
  balanceOf,
  type ContractLines,
  type OriginalPart,
  type Place,
  placeIn,
} from './contract-lines.ts';
import { compareText, grouped, sumOf } from './sums.ts';

/** The lines of the page. Revenue and credit notes are told as positive figures that lower the balance. */
export interface RollFigures {
  readonly openingDeferredMinor: Minor;
  readonly billingsMinor: Minor;
  /** Of billings: dated in closed months, arrived or changed since. */
  readonly billingsOfClosedMonthsMinor: Minor;
  readonly creditNotesMinor: Minor;
  readonly creditNotesOfClosedMonthsMinor: Minor;
  /** Service of this month: service, catch-up, reversal and manual lines. */
  readonly serviceRevenueMinor: Minor;
  readonly catchUpMinor: Minor;
  readonly reversalMinor: Minor;
  readonly manualMinor: Minor;
  readonly priorPeriodMinor: Minor;
  readonly breakageMinor: Minor;
  readonly contractAssetMovementMinor: Minor;
  readonly reclassificationMinor: Minor;
  readonly foreignExchangeMinor: Minor;
  readonly closingDeferredMinor: Minor;
  readonly openingContractAssetMinor: Minor;
  readonly closingContractAssetMinor: Minor;
  readonly billedToDateMinor: Minor;
  readonly recognisedToDateMinor: Minor;
}

export interface RollRow extends RollFigures, Place {
  readonly month: Month;
  readonly id: string;
  readonly kind: ContractLines['kind'];
  readonly currency: Currency;
  readonly client: string | null;
  /** What the prior-period figure is made of. */
  readonly priorPeriodNote: readonly OriginalPart[];
}

/** The sum of some rows of one month and currency. */
export interface RollLine extends RollFigures {
  readonly month: Month;
  readonly currency: Currency;
  readonly priorPeriodNote: readonly OriginalPart[];
}

type Figures = { -readonly [Key in keyof RollFigures]: Minor };

const KEYS: readonly (keyof RollFigures)[] = [
  'openingDeferredMinor',
  'billingsMinor',
  'billingsOfClosedMonthsMinor',
  'creditNotesMinor',
  'creditNotesOfClosedMonthsMinor',
  'serviceRevenueMinor',
  'catchUpMinor',
  'reversalMinor',
  'manualMinor',
  'priorPeriodMinor',
  'breakageMinor',
  'contractAssetMovementMinor',
  'reclassificationMinor',
  'foreignExchangeMinor',
  'closingDeferredMinor',
  'openingContractAssetMinor',
  'closingContractAssetMinor',
  'billedToDateMinor',
  'recognisedToDateMinor',
];

/**
 * A row for each holder and month, holders in the order given. A contract that changed its service in a month has two rows there:
 * what the old service gives away, and what the new one takes on.
 *
 * @param months in time order, without gaps
 */
export function rollRows(holders: Iterable<ContractLines>, months: readonly Month[]): RollRow[] {
  const rows: RollRow[] = [];
  for (const holder of holders) rows.push(...rowsOf(holder, months));
  return rows;
}

interface Moves {
  readonly figures: Figures;
  readonly note: OriginalPart[];
  fxResult: Minor;
}

function rowsOf(holder: ContractLines, months: readonly Month[]): RollRow[] {
  const first = months[0];
  if (first === undefined) return [];
  const byMonth = new Map<Month, Moves>();
  let [billed, recognised, fx] = [0, 0, 0];
  const inMonth = (month: Month) => {
    let moves = byMonth.get(month);
    if (moves === undefined) {
      moves = { figures: empty(), note: [], fxResult: 0 };
      byMonth.set(month, moves);
    }
    return moves;
  };
  for (const { countedIn, kind, netMinor, date } of holder.billed) {
    if (countedIn < first) billed += netMinor;
    else addBilled(inMonth(countedIn).figures, kind, netMinor, monthOf(date) < countedIn);
  }
  for (const { month, netMinor } of holder.moved ?? []) {
    if (month < first) billed += netMinor;
    else inMonth(month).figures.reclassificationMinor += netMinor;
  }
  for (const { month, kind, amountMinor, note } of holder.posted) {
    if (month < first) recognised += amountMinor;
    else {
      const moves = inMonth(month);
      addPosted(moves.figures, kind, amountMinor);
      if (note) moves.note.push(...note);
    }
  }
  for (const { month, amountMinor } of holder.fxResult ?? []) {
    if (month < first) fx += amountMinor;
    else inMonth(month).fxResult += amountMinor;
  }
  const rows: RollRow[] = [];
  for (const month of months) {
    const { figures, note, fxResult } = byMonth.get(month) ?? { figures: empty(), note: [], fxResult: 0 };
    const opening = balanceOf(holder.kind, billed, recognised, fx);
    billed += figures.billingsMinor - figures.creditNotesMinor + figures.reclassificationMinor;
    recognised += revenueOf(figures);
    fx += fxResult;
    const closing = balanceOf(holder.kind, billed, recognised, fx);
    figures.foreignExchangeMinor = fxResult === 0 ? 0 : -fxResult;
    figures.billedToDateMinor = billed;
    figures.recognisedToDateMinor = recognised;
    const place = placeIn(holder, month);
    const before = holder.earlierPlaces === undefined ? place : placeIn(holder, addMonths(month, -1));
    const moved = place.service !== before.service || place.account !== before.account;
    const base = { month, id: holder.id, kind: holder.kind, currency: holder.currency, client: holder.client };
    if (moved && (opening.deferredMinor !== 0 || opening.contractAssetMinor !== 0)) {
      rows.push({ ...base, ...before, ...leaving(opening), priorPeriodNote: [] });
      figures.reclassificationMinor += opening.deferredMinor - opening.contractAssetMinor;
      close(figures, { deferredMinor: 0, contractAssetMinor: 0 }, closing);
    } else close(figures, opening, closing);
    rows.push({ ...base, ...place, ...figures, priorPeriodNote: mergedNotes(note) });
  }
  return rows;
}

function close(figures: Figures, opening: Balance, closing: Balance): void {
  figures.openingDeferredMinor = opening.deferredMinor;
  figures.openingContractAssetMinor = opening.contractAssetMinor;
  figures.closingDeferredMinor = closing.deferredMinor;
  figures.closingContractAssetMinor = closing.contractAssetMinor;
  figures.contractAssetMovementMinor = closing.contractAssetMinor - opening.contractAssetMinor;
}

function leaving(opening: Balance): RollFigures {
  const figures = empty();
  figures.reclassificationMinor = opening.contractAssetMinor - opening.deferredMinor;
  close(figures, opening, { deferredMinor: 0, contractAssetMinor: 0 });
  return figures;
}

function empty(): Figures {
  return {
    openingDeferredMinor: 0,
    billingsMinor: 0,
    billingsOfClosedMonthsMinor: 0,
    creditNotesMinor: 0,
    creditNotesOfClosedMonthsMinor: 0,
    serviceRevenueMinor: 0,
    catchUpMinor: 0,
    reversalMinor: 0,
    manualMinor: 0,
    priorPeriodMinor: 0,
    breakageMinor: 0,
    contractAssetMovementMinor: 0,
    reclassificationMinor: 0,
    foreignExchangeMinor: 0,
    closingDeferredMinor: 0,
    openingContractAssetMinor: 0,
    closingContractAssetMinor: 0,
    billedToDateMinor: 0,
    recognisedToDateMinor: 0,
  };
}

function addBilled(figures: Figures, kind: 'invoice' | 'credit_note', netMinor: Minor, closed: boolean): void {
  if (kind === 'invoice') {
    figures.billingsMinor += netMinor;
    if (closed) figures.billingsOfClosedMonthsMinor += netMinor;
  } else {
    figures.creditNotesMinor -= netMinor;
    if (closed) figures.creditNotesOfClosedMonthsMinor -= netMinor;
  }
}

function addPosted(figures: Figures, kind: PostingKind, amountMinor: Minor): void {
  switch (kind) {
    case 'breakage':
      figures.breakageMinor += amountMinor;
      return;
    // An opening amount belongs to the months before the ledger: seen inside a month, it is revenue of earlier ones.
    case 'prior_period':
    case 'opening':
      figures.priorPeriodMinor += amountMinor;
      return;
    case 'catch_up':
      figures.catchUpMinor += amountMinor;
      break;
    case 'reversal':
      figures.reversalMinor += amountMinor;
      break;
    case 'manual':
      figures.manualMinor += amountMinor;
      break;
    case 'service':
      break;
  }
  figures.serviceRevenueMinor += amountMinor;
}

/** All revenue of a row or line: service of the month, prior-period and breakage. */
export function revenueOf(
  figures: Pick<RollFigures, 'serviceRevenueMinor' | 'priorPeriodMinor' | 'breakageMinor'>,
): Minor {
  return figures.serviceRevenueMinor + figures.priorPeriodMinor + figures.breakageMinor;
}

/** Where the movements of a row or line lead; its closing balance, if the arithmetic holds. */
export function closingByMovements(figures: RollFigures): Minor {
  return (
    figures.openingDeferredMinor +
    figures.billingsMinor -
    figures.creditNotesMinor -
    revenueOf(figures) +
    figures.contractAssetMovementMinor +
    figures.reclassificationMinor +
    figures.foreignExchangeMinor
  );
}

/** The sum of rows of one month and currency. */
export function rollLine(month: Month, currency: Currency, rows: readonly RollRow[]): RollLine {
  const figures = empty();
  for (const key of KEYS) figures[key] = sumOf(rows, (row) => row[key]);
  return { month, currency, ...figures, priorPeriodNote: mergedNotes(rows.flatMap((row) => row.priorPeriodNote)) };
}

/** One line a month and currency, in time order. */
export function rollForward(rows: readonly RollRow[]): RollLine[] {
  const groups = grouped(rows, ({ month, currency }) => `${month} ${currency}`);
  const lines: RollLine[] = [];
  for (const group of groups.values()) {
    const first = group[0];
    if (first) lines.push(rollLine(first.month, first.currency, group));
  }
  return lines.sort((a, b) => compareText(a.month, b.month) || compareText(a.currency, b.currency));
}

export interface ServiceRollLine extends RollLine {
  /** Null: documents without a service yet. */
  readonly service: string | null;
}

/** One line a month, currency and service; documents without a service come last. */
export function rollForwardByService(rows: readonly RollRow[]): ServiceRollLine[] {
  const lines: ServiceRollLine[] = [];
  for (const [service, group] of grouped(rows, (row) => row.service))
    for (const line of rollForward(group)) lines.push({ ...line, service });
  return lines.sort(
    (a, b) =>
      compareText(a.month, b.month) ||
      compareText(a.currency, b.currency) ||
      Number(a.service === null) - Number(b.service === null) ||
      compareText(a.service ?? '', b.service ?? ''),
  );
}

function mergedNotes(parts: readonly OriginalPart[]): OriginalPart[] {
  const merged: OriginalPart[] = [];
  for (const group of grouped(parts, ({ month, kind }) => `${month} ${kind}`).values()) {
    const first = group[0];
    const amountMinor = sumOf(group, (part) => part.amountMinor);
    if (first && amountMinor !== 0) merged.push({ ...first, amountMinor });
  }
  return merged.sort((a, b) => compareText(a.month, b.month) || compareText(a.kind, b.kind));
}
