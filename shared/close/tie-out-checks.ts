import type { Minor } from '../domain/money.ts';
import { closingByMovements, type RollRow, revenueOf } from './roll-forward.ts';
import { sumOf } from './sums.ts';
import { compareHolders, type Finding, type HolderAmount, type TieOutEvidence } from './tie-out-evidence.ts';
import { futureOf } from './waterfall.ts';

export const TIE_OUT_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type TieOutId = (typeof TIE_OUT_IDS)[number];

export interface Check {
  readonly id: TieOutId;
  readonly words: string;
  readonly left: string;
  readonly right: string;
  readonly unit: 'money' | 'documents';
  readonly find: (evidence: TieOutEvidence) => Finding;
}

/** The ten checks in their order. */
export const CHECKS: readonly Check[] = [
  {
    id: 1,
    words: 'The month opens where the last one closed',
    left: 'Opening deferred revenue',
    right: 'Closing of the month before, as stored',
    unit: 'money',
    find: ({ rows, storedClosing, storedAssets = null }) => {
      const opening = amounts(rows, (row) => row.openingDeferredMinor);
      const found = compareHolders(opening, storedClosing ?? opening);
      if (storedAssets === null) return found;
      // A contract earned ahead of its invoices opens with an asset instead: nothing of it shows in deferred revenue.
      const assets = amounts(rows, (row) => row.openingContractAssetMinor);
      const known = new Set(found.behind.map(({ id }) => id));
      const more = compareHolders(assets, storedAssets).behind.filter(({ id }) => !known.has(id));
      return { ...found, behind: [...found.behind, ...more] };
    },
  },
  {
    id: 2,
    words: 'The movements lead to the sum of the contracts and of the detail',
    left: 'Closing by opening and movements',
    right: 'Sum of contracts and of detail rows',
    unit: 'money',
    find: ({ rows, detail }) => {
      const moved = compareHolders(
        amounts(rows, closingByMovements),
        amounts(rows, (row) => row.closingDeferredMinor),
      );
      // What the movements miss stands in the roll-forward itself; only then is it worth asking what the detail says.
      return moved.behind.length > 0 ? moved : compareHolders(amounts(rows, closingByMovements), detail);
    },
  },
  {
    id: 3,
    words: 'What is deferred is all scheduled, or known not to be',
    left: 'Waterfall: future months and not scheduled',
    right: 'Closing deferred revenue less contract asset, and what is not yet billed',
    unit: 'money',
    find: ({ rows, waterfall }) => {
      const unbilled = waterfall.map(({ id, notYetBilledMinor }) => ({ id, amountMinor: notYetBilledMinor }));
      const balances = amounts(rows, (row) => row.closingDeferredMinor - row.closingContractAssetMinor);
      const future = waterfall.map((row) => ({ id: row.id, amountMinor: futureOf(row) }));
      return compareHolders(future, [...balances, ...unbilled]);
    },
  },
  {
    id: 4,
    words: 'The journal books the revenue of the roll-forward, and balances',
    left: 'Revenue by the journal',
    right: 'Revenue by the roll-forward: service, prior period, breakage',
    unit: 'money',
    find: journalFinding,
  },
  {
    id: 5,
    words: 'Everything billed is in the roll-forward, once',
    left: 'Billings less credit notes',
    right: 'Net of documents dated in the month, and changes of documents of closed months',
    unit: 'money',
    find: ({ rows, documents, changesOfClosedMonths }) =>
      compareHolders(
        amounts(rows, (row) => row.billingsMinor - row.creditNotesMinor),
        [...documents, ...changesOfClosedMonths],
      ),
  },
  {
    id: 6,
    words: 'All that was ever billed is earned, deferred, or earned ahead of its invoice',
    left: 'Billed to date',
    right: 'Recognised to date and deferred revenue, less contract asset',
    unit: 'money',
    find: ({ rows, billedToDate, recognisedToDate }) => {
      const balances = amounts(rows, (row) => row.closingDeferredMinor - row.closingContractAssetMinor);
      return compareHolders(billedToDate, [...recognisedToDate, ...balances]);
    },
  },
  {
    id: 7,
    words: 'Every document received is counted, held, or excluded with a reason',
    left: 'Documents received',
    right: 'Documents counted, held and excluded with a reason',
    unit: 'documents',
    find: receivedFinding,
  },
  {
    id: 8,
    words: "The books' own balance is the closing balance",
    left: 'Balance in the books, as typed',
    right: 'Closing deferred revenue',
    unit: 'money',
    find: ({ rows, ledgerBalanceMinor, booksClosingMinor }) => {
      const closing = booksClosingMinor ?? sumOf(rows, (row) => row.closingDeferredMinor);
      const stated = ledgerBalanceMinor ?? 0;
      return { leftMinor: stated, rightMinor: closing, behind: [], notStated: ledgerBalanceMinor === null };
    },
  },
  {
    id: 9,
    words: 'No contract has earned less than nothing or more than its price',
    left: 'Recognised outside what contracts are entitled to',
    right: 'Nothing',
    unit: 'money',
    find: limitsFinding,
  },
  {
    id: 10,
    words: 'The currencies add up to the total',
    left: "Closing of each currency, in the company's",
    right: 'Total',
    unit: 'money',
    find: ({ functional }) => compareHolders(functional.byHolder, functional.total),
  },
];

function amounts(rows: readonly RollRow[], figure: (row: RollRow) => Minor): HolderAmount[] {
  return rows.map((row) => ({ id: row.id, amountMinor: figure(row) }));
}

const REVENUE_LINES = [
  ['service', 'serviceMinor', 'serviceRevenueMinor'],
  ['prior period', 'priorPeriodMinor', 'priorPeriodMinor'],
  ['breakage', 'breakageMinor', 'breakageMinor'],
] as const;

/** Line by line, because a cent of breakage booked as service would not show in the sum; then both sides of each entry. */
function journalFinding({ rows, journal }: TieOutEvidence): Finding {
  const booked = REVENUE_LINES.map(([id, key]) => ({ id, amountMinor: sumOf(journal.revenue, (line) => line[key]) }));
  const earned = REVENUE_LINES.map(([id, , key]) => ({ id, amountMinor: sumOf(rows, (row) => row[key]) }));
  const lines = compareHolders(booked, earned);
  const contracts = compareHolders(
    journal.byHolder,
    rows.map((row) => ({ id: row.id, amountMinor: revenueOf(row) })),
  );
  const unbalanced = journal.entries.flatMap(({ entryNo, debitMinor, creditMinor }) => {
    const differenceMinor = debitMinor - creditMinor;
    const entry = { id: `entry ${entryNo}`, leftMinor: debitMinor, rightMinor: creditMinor, differenceMinor };
    return differenceMinor === 0 ? [] : [entry];
  });
  // Contracts say more than lines do; a line that differs while no contract does is a kind booked as another.
  const behind = [...(contracts.behind.length > 0 ? contracts.behind : lines.behind), ...unbalanced];
  return { leftMinor: lines.leftMinor, rightMinor: lines.rightMinor, behind };
}

function receivedFinding({ received, receivedCount }: TieOutEvidence): Finding {
  const silent = received.filter(({ state, reason }) => state === null || (state !== 'counted' && !reason?.trim()));
  return {
    leftMinor: receivedCount,
    rightMinor: received.length - silent.length,
    behind: silent.map(({ id }) => ({ id, leftMinor: 1, rightMinor: 0, differenceMinor: 1 })),
  };
}

function limitsFinding({ limits }: TieOutEvidence): Finding {
  const behind = limits.flatMap(({ id, recognisedMinor, limitsMinor }) => {
    const nearest = Math.min(Math.max(recognisedMinor, Math.min(0, ...limitsMinor)), Math.max(0, ...limitsMinor));
    const differenceMinor = recognisedMinor - nearest;
    return differenceMinor === 0 ? [] : [{ id, leftMinor: recognisedMinor, rightMinor: nearest, differenceMinor }];
  });
  return { leftMinor: sumOf(behind, ({ differenceMinor }) => Math.abs(differenceMinor)), rightMinor: 0, behind };
}
