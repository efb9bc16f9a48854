/** The detail of a close: a row a holder and month in which anything stands, and a row for each month ahead that is planned. */
import { type Month, monthOf } from '../domain/month.ts';
import type { DetailRow, DetailStanding, Reference } from './close-data.ts';
import type { ContractLines, OriginalPart } from './contract-lines.ts';
import { type RollFigures, type RollRow, rollRows } from './roll-forward.ts';
import type { Standing, WaterfallRow } from './waterfall.ts';

export interface DetailHolder {
  readonly ref: Reference;
  readonly clientName: string | null;
  readonly lines: ContractLines;
  /** The same object where the holder is in the company's currency. */
  readonly functional: ContractLines;
  readonly waterfall: WaterfallRow | null;
  readonly standing: Standing | null;
}

/** Rows of holders in their order, by month. `months`: those that have happened, the close's own last. */
export function* detailRows(
  holders: Iterable<DetailHolder>,
  months: readonly Month[],
  ahead: readonly Month[],
): Generator<DetailRow, void, void> {
  const month = months.at(-1);
  for (const holder of holders) {
    const rows = rowsOf(holder, holder.lines, months);
    const last = rows.findLastIndex((row) => row.month === month);
    const cohort = cohortOf(holder.lines);
    const { waterfall } = holder;
    for (const [at, row] of rows.entries()) {
      const own = at === last && waterfall !== null;
      const standing = own ? standingOf(waterfall, holder.standing) : null;
      if (standing === null && !anything(row)) continue;
      yield { ...detailRow(holder, row, cohort), standing };
    }
    if (holder.functional !== holder.lines)
      for (const row of rowsOf(holder, holder.functional, months))
        if (anything(row))
          yield { ...detailRow(holder, row, cohort), contractCurrency: holder.lines.currency, standing: null };
    const base = rows[last];
    if (waterfall === null || base === undefined) continue;
    for (const [at, each] of ahead.entries()) {
      const plannedMinor = waterfall.aheadMinor[at] ?? 0;
      if (plannedMinor === 0) continue;
      yield {
        ...detailRow(holder, { ...base, ...NOTHING, month: each, priorPeriodNote: [] }, cohort),
        plannedMinor,
        standing: null,
      };
    }
  }
}

function rowsOf(holder: DetailHolder, lines: ContractLines, months: readonly Month[]): RollRow[] {
  return rollRows([{ ...lines, id: holder.lines.id }], months);
}

function detailRow(holder: DetailHolder, row: RollRow, cohort: Month | null): Omit<DetailRow, 'standing'> {
  const { priorPeriodNote, kind: _kind, id: key, ...figures } = row;
  return {
    ...figures,
    ref: holder.ref,
    key,
    clientName: holder.clientName,
    cohort,
    contractCurrency: row.currency,
    plannedMinor: 0,
    note: noteInWords(priorPeriodNote),
  };
}

function standingOf(waterfall: WaterfallRow, standing: Standing | null): DetailStanding {
  return {
    priceMinor: waterfall.priceMinor,
    earnedMinor: waterfall.recognisedToDateMinor,
    laterMinor: waterfall.laterMinor,
    notScheduledMinor: waterfall.notScheduledMinor,
    notYetBilledMinor: waterfall.notYetBilledMinor,
    nonCurrentMinor: waterfall.nonCurrentMinor,
    suspendedMinor: standing?.suspendedMinor ?? 0,
    onHoldMinor: standing?.onHoldMinor ?? 0,
    refundsOwedMinor: standing?.refundsOwedMinor ?? 0,
    unpaidMinor: standing?.unpaidMinor ?? 0,
  };
}

/** Month of the first invoice. */
function cohortOf({ billed }: ContractLines): Month | null {
  let first: Month | null = null;
  for (const { kind, date } of billed) {
    const month = monthOf(date);
    if (kind === 'invoice' && (first === null || month < first)) first = month;
  }
  return first;
}

function noteInWords(parts: readonly OriginalPart[]): string {
  return parts.length === 0
    ? ''
    : `of ${parts.map(({ month, kind }) => `${month} (${kind.replace('_', '-')})`).join(', ')}`;
}

/** The movements and balances of a row; what was ever billed or earned is none. */
const NOTHING: RollFigures = {
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
const MOVES = (Object.keys(NOTHING) as (keyof RollFigures)[]).filter(
  (key) => key !== 'billedToDateMinor' && key !== 'recognisedToDateMinor',
);

function anything(row: RollRow): boolean {
  return MOVES.some((key) => row[key] !== 0);
}
