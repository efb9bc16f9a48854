/** The control totals as live formulas, with the values they have now. */
import { CHECKS, type TieOutId } from '../../../shared/close/tie-out-checks.ts';
import type { MoneyColumn } from './detail-columns.ts';
import { detailTable, detailTables, difference, type Ground, sumOver, verdict } from './sheet-ground.ts';
import { toComeFormula } from './waterfall-places.ts';
import type { Formula } from './workbook-port.ts';

interface LiveCheck {
  readonly difference: Formula;
  readonly verdict: Formula;
}

/** A figure of the month over the whole company. */
export function detailSumNow(ground: Ground, column: MoneyColumn): Formula {
  const { month } = ground.data.head;
  return sumOver(ground, column, [detailTable(ground, month)], [['Month', 'Period_Start']], { month });
}

/** All ten by number; what cannot be worked out from the sheets has no formula and stands as the app found it. */
export function liveChecks(ground: Ground): {
  readonly lamps: readonly { readonly id: TieOutId; readonly words: string }[];
  readonly of: (id: TieOutId, cell: string) => LiveCheck | null;
  readonly all: 'OK' | 'CHECK';
} {
  const { base, sums, data } = ground;
  const { month } = data.head;
  const now = (column: MoneyColumn) => sums.sum(column, { month, currency: base });
  const ever = (column: MoneyColumn) => sums.sum(column, { currency: base });
  const inMonth = (column: MoneyColumn) => detailSumNow(ground, column).formula;
  const overAll = (column: MoneyColumn) =>
    detailTables(ground)
      .map((table) =>
        ground.mixed ? `SUMIFS(${table}[${column}],${table}[Currency],"${base}")` : `SUM(${table}[${column}])`,
      )
      .join('+');
  const balance = now('Deferred') - now('Contract asset');
  const closing =
    now('Opening') +
    now('Billings') -
    now('Credit notes') -
    now('Recognised') +
    now('Asset movement') +
    now('Reclassification') +
    now('Exchange');
  const before = data.months.at(-2);
  const openingFrom = before === undefined ? null : sums.sum('Deferred', { month: before, currency: base });
  const first = data.months[0] ?? month;
  const openingEver = sums.sum('Opening', { month: first, currency: base }) - openingAsset(ground);
  const found = new Map<TieOutId, readonly [string, number]>();
  if (before !== undefined && openingFrom !== null) {
    const stored = sumOver(ground, 'Deferred', [detailTable(ground, before)], [['Month', 'EDATE(Period_Start,-1)']], {
      month: before,
    });
    found.set(1, [`RF_Opening-(${stored.formula})`, now('Opening') - openingFrom]);
  }
  found.set(2, [`(${inMonth('Deferred')})-RF_Closing`, now('Deferred') - closing]);
  if (!ground.mixed) {
    const toCome = sumsToCome(ground);
    found.set(3, [
      `(${toComeFormula(ground)})-(RF_Closing-(${inMonth('Contract asset')}))`,
      toCome - (closing - now('Contract asset')),
    ]);
  }
  if (data.journalStyle === 'balance_first') {
    const booked = data.journal.reduce(
      (sum, row) => sum + (row.revenue ? row.functionalCreditMinor - row.functionalDebitMinor : 0),
      0,
    );
    const sides = data.journal.reduce((sum, row) => sum + row.functionalDebitMinor - row.functionalCreditMinor, 0);
    found.set(4, [
      'ABS(SUMIFS(tblJournal[Functional credit],tblJournal[Books],"revenue")-SUMIFS(tblJournal[Functional debit],tblJournal[Books],"revenue")' +
        `-(${inMonth('Recognised')}))+ABS(SUM(tblJournal[Functional debit])-SUM(tblJournal[Functional credit]))`,
      Math.abs(booked - now('Recognised')) + Math.abs(sides),
    ]);
  } else {
    const sides = data.journal.reduce((sum, row) => sum + row.functionalDebitMinor - row.functionalCreditMinor, 0);
    found.set(4, ['SUM(tblJournal[Functional debit])-SUM(tblJournal[Functional credit])', sides]);
  }
  const counted = data.documents.reduce((sum, row) => sum + row.functionalCountedMinor, 0);
  found.set(5, [
    `(${inMonth('Billings')})-(${inMonth('Credit notes')})-SUM(tblDocuments[Counted own])`,
    now('Billings') - now('Credit notes') - counted,
  ]);
  const all =
    ever('Billings') - ever('Credit notes') + ever('Reclassification') + ever('Exchange') - ever('Recognised');
  found.set(6, [
    `(${overAll('Billings')})-(${overAll('Credit notes')})+(${overAll('Reclassification')})+(${overAll('Exchange')})-(${overAll('Recognised')})` +
      `-((${inMonth('Deferred')})-(${inMonth('Contract asset')}))+(${openingFormula(ground, first)})`,
    all - balance + openingEver,
  ]);
  const typed = data.ledgerBalanceMinor;
  const ledger: LiveCheck = {
    difference: {
      ...difference('Ledger_Balance-RF_Closing', typed === null ? 0 : typed - closing, base),
      ...(typed === null ? { value: 0 } : {}),
    },
    verdict: { formula: '', value: '' },
  };
  const states = [...found].map(([, [, minor]]) => minor === 0);
  const booksTie = typed === null || typed === closing;
  return {
    lamps: CHECKS.map(({ id, words }) => ({ id, words })),
    of(id, cell) {
      if (id === 8) {
        const off = difference('Ledger_Balance-RF_Closing', 0, base).formula;
        const said = verdict(cell, typed === null ? 0 : typed - closing, base);
        return {
          difference: { formula: `IF(ISBLANK(Ledger_Balance),0,${off})`, value: ledger.difference.value },
          verdict: {
            formula: `IF(ISBLANK(Ledger_Balance),"not typed",${said.formula})`,
            value: typed === null ? 'not typed' : said.value,
          },
        };
      }
      if (id === 7) return silent(ground, cell);
      const check = found.get(id);
      if (!check) return null;
      const [expression, minor] = check;
      return { difference: difference(expression, minor, base), verdict: verdict(cell, minor, base) };
    },
    all: states.every(Boolean) && booksTie ? 'OK' : 'CHECK',
  };
}

/** Documents that are neither counted nor held nor left out for a reason. */
function silent({ base }: Ground, cell: string): LiveCheck {
  const states = ['counted', 'held', 'excluded'].map((state) => `COUNTIF(tblDocuments[State],"${state}")`);
  return {
    difference: { formula: `COUNTA(tblDocuments[Ref])-${states.join('-')}`, value: 0 },
    verdict: verdict(cell, 0, base),
  };
}

/** What the first month of the detail began with, less what was earned ahead of its invoice by then. */
function openingFormula(ground: Ground, first: Ground['data']['months'][number]): string {
  const table = detailTable(ground, first);
  const at = (column: MoneyColumn) =>
    sumOver(ground, column, [table], [['Month', `MIN(${table}[Month])`]], { month: first }).formula;
  return `(${at('Opening')})-((${at('Contract asset')})-(${at('Asset movement')}))`;
}

function openingAsset({ sums, data, base }: Ground): number {
  const month = data.months[0] ?? data.head.month;
  return sums.sum('Contract asset', { month, currency: base }) - sums.sum('Asset movement', { month, currency: base });
}

function sumsToCome({ sums, data }: Ground): number {
  const { month } = data.head;
  return (
    sums.sum('Planned', { after: month }) +
    sums.sum('Later', { month }) +
    sums.sum('Not scheduled', { month }) -
    sums.sum('Not yet billed', { month })
  );
}
