/** Which check tells of money that the app did not write, and what the books should show without it. */
import type { RollRow } from '../../../shared/close/roll-forward.ts';
import { sumOf } from '../../../shared/close/sums.ts';
import type { Behind, HolderAmount } from '../../../shared/close/tie-out-evidence.ts';
import type { Minor } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { AlteredMoney, AlteredPosting } from '../altered-money.ts';
import type { MonthFacts } from '../month-facts.ts';
import type { StoredMonth } from '../month-reports.ts';
import type { Schedule } from '../schedules.ts';
import type { RollMonth } from './roll-month.ts';

/** Holders by the check that names them. */
export type Named = ReadonlyMap<number, readonly Behind[]>;

/** Schedule, line of revenue, document, currency: a figure that was altered is told by the check that is about it. */
export function alteredInOpen(
  { postings, documents, closed, inOtherCurrencies }: AlteredMoney,
  facts: Pick<MonthFacts, 'openFrom'>,
  month: Month,
  known: ReadonlyMap<string, Schedule>,
): { readonly byCheck: Named; readonly documents: readonly HolderAmount[] } {
  const byCheck = new Map<number, Behind[]>();
  const tell = (check: number, each: Behind) => {
    const told = byCheck.get(check) ?? [];
    byCheck.set(check, told);
    const same = told.findIndex(({ id }) => id === each.id);
    if (same === -1) told.push(each);
  };
  for (const [holder, own] of Map.groupBy(postings, (each) => each.holder)) {
    const toDate = own.filter((each) => each.month <= month);
    const amount = sumOf(toDate, (each) => each.amount);
    const functional = sumOf(toDate, (each) => each.functional);
    if (amount !== 0) {
      const due = (known.get(holder)?.priceMinor ?? 0) - amount;
      tell(3, pair(holder, due + amount, due));
    } else if (functional !== 0) tell(10, pair(holder, functional, 0));
    else {
      const moved = misplaced(own.filter((each) => each.month === month));
      if (moved !== 0) tell(4, pair(holder, moved, 0));
    }
  }
  for (const { holder, month: at, functional } of inOtherCurrencies)
    if (at <= month) tell(10, pair(holder, functional, 0));
  for (const { holder, amount, functional } of month < facts.openFrom ? [] : closed)
    if (amount === 0) tell(10, pair(holder, functional, 0));
  // Of an open month those of all months before it as well: what changed there counts here.
  const dated = documents.filter(({ months }) =>
    months.some((at) => (month < facts.openFrom ? at === month : at <= month)),
  );
  const different: HolderAmount[] = [];
  for (const { behind } of dated)
    for (const each of behind) {
      tell(5, { ...each, differenceMinor: 0 });
      if (each.differenceMinor !== 0) different.push({ id: each.id, amountMinor: -each.differenceMinor });
    }
  return { byCheck, documents: different };
}

/** Revenue of a month that stands under another kind, or in another month, than it was written for. */
function misplaced(postings: readonly AlteredPosting[]): Minor {
  let moved = 0;
  for (const [, own] of Map.groupBy(postings, ({ kind }) => kind)) {
    const amount = sumOf(own, (each) => each.amount);
    if (amount > 0 || moved === 0) moved = amount;
  }
  return moved;
}

const LINES = [
  'serviceRevenueMinor',
  'priorPeriodMinor',
  'breakageMinor',
  'catchUpMinor',
  'reversalMinor',
  'manualMinor',
] as const;

/** Holders whose postings come to what the month was closed with, but under other lines or in another amount of the company's. */
export function alteredInClosed(now: RollMonth, stored: StoredMonth): Named {
  const named = new Map<number, Behind[]>();
  const tell = (check: number, each: Behind) => named.set(check, [...(named.get(check) ?? []), each]);
  const then = { rows: stored.rollForward, functional: stored.functional };
  const [linesNow, linesThen] = [byHolder(now.rows), byHolder(then.rows)];
  const [companyNow, companyThen] = [byHolder(now.functional), byHolder(then.functional)];
  for (const id of new Set([...linesNow.keys(), ...linesThen.keys()])) {
    const off = LINES.map((line) => (linesNow.get(id)?.[line] ?? 0) - (linesThen.get(id)?.[line] ?? 0));
    const total = off.slice(0, 3).reduce((sum, each) => sum + each, 0);
    if (total !== 0) continue;
    const moved = off.find((each) => each !== 0) ?? 0;
    if (moved !== 0) tell(4, pair(id, Math.abs(moved), 0));
    const revenue = (figures: Record<string, Minor> | undefined) =>
      LINES.slice(0, 3).reduce((sum, line) => sum + (figures?.[line] ?? 0), 0);
    const functional = revenue(companyNow.get(id)) - revenue(companyThen.get(id));
    if (moved === 0 && functional !== 0) tell(10, pair(id, functional, 0));
  }
  return named;
}

function byHolder(rows: readonly RollRow[]): Map<string, Record<string, Minor>> {
  const sums = new Map<string, Record<string, Minor>>();
  for (const row of rows) {
    const sum = sums.get(row.id) ?? {};
    for (const line of LINES) sum[line] = (sum[line] ?? 0) + row[line];
    sums.set(row.id, sum);
  }
  return sums;
}

/**
 * What the books are compared with: the closing of all currencies, holders whose figures were altered taken as the app wrote them.
 * The balance that somebody typed is then not called wrong for a fault that another check tells.
 */
export function closingAsWritten(
  { postings, documents, closed }: AlteredMoney,
  month: Month,
  { functional }: RollMonth,
): { readonly booksClosingMinor: Minor; readonly asWritten: number } {
  const excess = new Map<string, Minor>();
  const add = (holder: string, amount: Minor) => excess.set(holder, (excess.get(holder) ?? 0) + amount);
  for (const each of postings) if (each.month <= month) add(each.holder, -each.functional);
  for (const { billed } of documents)
    for (const each of billed) if (each.month <= month) add(each.holder, each.functional);
  for (const each of closed) add(each.holder, -each.functional);
  const rows = Map.groupBy(functional, ({ id }) => id);
  let closing = sumOf(functional, (row) => row.closingDeferredMinor);
  let asWritten = 0;
  for (const [id, amount] of excess) {
    if (amount === 0) continue;
    const own = rows.get(id) ?? [];
    const deferred = sumOf(own, (row) => row.closingDeferredMinor);
    const net = deferred - sumOf(own, (row) => row.closingContractAssetMinor) - amount;
    const signed = own.some((row) => row.kind === 'document' || row.billedToDateMinor < 0);
    closing += (signed ? net : Math.max(net, 0)) - deferred;
    asWritten += 1;
  }
  return { booksClosingMinor: closing, asWritten };
}

function pair(id: string, leftMinor: Minor, rightMinor: Minor): Behind {
  return { id, leftMinor, rightMinor, differenceMinor: leftMinor - rightMinor };
}
