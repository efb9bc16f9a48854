/** The blocks about contracts: roll-forward, waterfall, cohorts, journals, tie-outs. The first one's input serves them all. */
import { z } from 'zod';
import { ACCOUNT_PRESETS, type AccountMap } from '../../shared/close/accounts.ts';
import { cohortTriangle } from '../../shared/close/cohort-triangle.ts';
import { type JournalLine, journal } from '../../shared/close/journal.ts';
import type { PostingStyle } from '../../shared/close/journal-bookings.ts';
import { closingByMovements, rollForward, rollRows } from '../../shared/close/roll-forward.ts';
import type { TieOutEvidence } from '../../shared/close/tie-out-evidence.ts';
import { tieOuts } from '../../shared/close/tie-outs.ts';
import { waterfall, waterfallTotal } from '../../shared/close/waterfall.ts';
import { type CivilDate, minDate } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { type Month, monthIndex, monthOf } from '../../shared/domain/month.ts';
import type { Compared } from './comparison.ts';
import { scheduled, type VectorContract, vectorContract } from './contracts.ts';
import { type Blocks, day, minor, rollForwardInput } from './vector-file.ts';

interface World {
  readonly months: readonly Month[];
  readonly last: Month;
  readonly contracts: readonly VectorContract[];
}

function worldOf(blocks: Blocks): World {
  const input = rollForwardInput.parse(blocks.rollForward?.input);
  const contracts = input.contracts.map((contract) => vectorContract(contract, input.perContractRecognition));
  const last = input.months.at(-1);
  if (last === undefined) throw new RangeError('The roll-forward has no months');
  return { months: input.months, last, contracts };
}

const rowsOf = ({ contracts, months }: World) =>
  rollRows(
    contracts.map(({ lines }) => lines),
    months,
  );

export function rollForwardBlock(blocks: Blocks): Compared[] {
  const world = worldOf(blocks);
  const input = rollForwardInput.parse(blocks.rollForward?.input);
  const expected = z.object({ rollForward: z.unknown(), byContract: z.unknown() }).parse(blocks.rollForward?.expected);
  const rows = rowsOf(world);
  const lines = rollForward(rows);
  const byContract = rows.map((row) => ({
    month: row.month,
    contractId: row.id,
    billedToDateMinor: row.billedToDateMinor,
    recognisedToDateMinor: row.recognisedToDateMinor,
    deferredMinor: row.closingDeferredMinor,
    contractAssetMinor: row.closingContractAssetMinor,
  }));
  const inOrder = world.months.flatMap((month) => byContract.filter((row) => row.month === month));
  const engine = Object.fromEntries(world.contracts.map(({ lines: { id }, computed }) => [id, computed]));
  return [
    { name: 'rollForward', expected: expected.rollForward, answer: lines },
    { name: 'byContract', expected: expected.byContract, answer: inOrder },
    {
      name: 'movements',
      expected: lines.map((line) => line.closingDeferredMinor),
      answer: lines.map(closingByMovements),
    },
    ...(input.perContractRecognition === undefined
      ? []
      : [
          {
            name: 'perContractRecognition',
            expected: asLines(input.perContractRecognition),
            answer: asLines(engine),
            exact: true,
          },
        ]),
  ];
}

/** The lines of the roll-forward by contract and month: a file may tell catch-up and reversal apart, or count them as service. */
function asLines(recognised: Readonly<Record<string, VectorContract['computed']>>): unknown {
  const lines = (parts: Readonly<Record<string, Minor>>) => ({
    service: (parts.service ?? 0) + (parts.catchUp ?? 0) + (parts.reversal ?? 0) + (parts.manual ?? 0),
    breakage: parts.breakage ?? 0,
    prior: parts.prior ?? 0,
  });
  return Object.fromEntries(
    Object.entries(recognised).map(([id, months]) => [
      id,
      Object.fromEntries(Object.entries(months).map(([month, parts]) => [month, lines(parts)])),
    ]),
  );
}

const waterfallBlockShape = z.looseObject({
  asOf: day,
  expected: z.looseObject({ release: z.record(z.string(), minor) }),
});

export function waterfallBlock(blocks: Blocks): Compared[] {
  const world = worldOf(blocks);
  const { asOf, expected } = waterfallBlockShape.parse(blocks.waterfall);
  const { fall, total } = fallOf(world, monthOf(asOf));
  const release = Object.fromEntries(
    fall.months.flatMap((month, at): [string, Minor][] => {
      const amount = total.aheadMinor[at] ?? 0;
      return amount === 0 ? [] : [[month, amount]];
    }),
  );
  const answer = {
    closingDeferredMinor: total.deferredMinor,
    closingContractAssetMinor: total.contractAssetMinor,
    unscheduledMinor: total.notScheduledMinor,
    notYetBilledMinor: total.notYetBilledMinor,
    currentWithin12MonthsMinor: total.deferredMinor - total.nonCurrentMinor,
    nonCurrentMinor: total.nonCurrentMinor,
  };
  const { release: wanted, ...rest } = expected;
  return [
    { name: 'release', expected: wanted, answer: release, exact: true },
    { name: 'waterfall', expected: rest, answer },
    { name: 'row check', expected: fall.rows.map(() => 0), answer: fall.rows.map((row) => row.differenceMinor) },
  ];
}

/** Wide enough that every scheduled month has its column. */
function fallOf({ contracts }: World, asOf: Month) {
  const ahead = contracts.flatMap(({ lines }) => lines.posted.map(({ month }) => monthIndex(month) - monthIndex(asOf)));
  const fall = waterfall(
    contracts.map((contract) => scheduled(contract, asOf)),
    asOf,
    Math.max(12, ...ahead),
  );
  return { fall, total: waterfallTotal(fall.rows) };
}

export function cohortBlock(blocks: Blocks): Compared[] {
  const rows = cohortTriangle(
    worldOf(blocks).contracts.map(({ lines: { id, currency, billed, posted }, priceMinor }) => ({
      id,
      currency,
      firstInvoice: billed
        .filter(({ kind }) => kind === 'invoice')
        .reduce<CivilDate | null>((first, { date }) => (first === null ? date : minDate(first, date)), null),
      priceMinor,
      recognised: posted,
    })),
  );
  const answer = Object.fromEntries(
    rows.map(({ cohort, months }) => [
      cohort ?? 'none',
      Object.fromEntries(months.map(({ month, amountMinor }) => [month, amountMinor])),
    ]),
  );
  return [{ name: 'cohorts', expected: blocks.cohortTriangle?.expected, answer, exact: true }];
}

const expectedLine = z.object({
  account: z.string(),
  debitMinor: minor.default(0),
  creditMinor: minor.default(0),
  memo: z.string().optional(),
});
type ExpectedLine = z.output<typeof expectedLine>;
const journalsShape = z.object({
  accounts: z.object({
    receivable: z.string(),
    deferred: z.string(),
    contractAsset: z.string(),
    vat: z.string(),
    breakage: z.string(),
    priorPeriod: z.string(),
  }),
  expected: z.object({
    styleA: z.array(expectedLine),
    styleB: z.array(expectedLine),
    styleC: z.object({ atMonthEnd: z.array(expectedLine) }),
    controlTotals: z.record(z.string(), minor),
  }),
});

export function journalsBlock(blocks: Blocks): Compared[] {
  const { accounts, expected } = journalsShape.parse(blocks.journals);
  const world = worldOf(blocks);
  const map: AccountMap = { roles: { ...accounts, fxGain: null, fxLoss: null }, revenue: null, names: {} };
  const [a, b, c] = (['balance_first', 'revenue_first', 'reversing'] as const).map((style) => book(world, style, map));
  if (!a || !b || !c) return [];
  const wantedC = byAccount(expected.styleC.atMonthEnd);
  const perAccount = Object.keys(wantedC).some((account) => account.startsWith('revenue'));
  const endOfMonth = linesFor(c, 'balances').map((line) => ({
    ...line,
    account: perAccount && line.role === 'revenue' ? 'revenue (per account)' : (line.account ?? ''),
  }));
  const backAgain = linesFor(c, 'reversal').map(({ debitMinor, creditMinor }) => [creditMinor, debitMinor]);
  const entries = [...a.entries, ...b.entries, ...c.entries];
  return [
    { name: 'styleA', expected: sorted(expected.styleA), answer: sorted(named(linesFor(a, 'month'))) },
    { name: 'styleB', expected: sorted(expected.styleB), answer: sorted(named(linesFor(b, 'month'))) },
    { name: 'styleC.atMonthEnd', expected: wantedC, answer: byAccount(endOfMonth), exact: true },
    {
      name: 'styleC.onNextDay',
      expected: endOfMonth.map(({ debitMinor, creditMinor }) => [debitMinor, creditMinor]),
      answer: backAgain,
    },
    {
      name: 'balanced',
      expected: entries.map(({ debitMinor }) => debitMinor),
      answer: entries.map(({ creditMinor }) => creditMinor),
    },
    {
      name: 'controlTotals',
      expected: expected.controlTotals,
      answer: {
        debitMinor: a.entries[0]?.debitMinor ?? 0,
        creditMinor: a.entries[0]?.creditMinor ?? 0,
        revenueMinor: a.revenue[0]?.totalMinor ?? 0,
      },
    },
    { name: 'same revenue in style B', expected: a.revenue, answer: b.revenue },
    { name: 'same revenue in style C', expected: a.revenue, answer: c.revenue },
  ];
}

function book(world: World, style: PostingStyle, accounts: AccountMap) {
  return journal({ month: world.last, style, level: 'summary', rows: rowsOf(world), accounts });
}

function linesFor({ entries }: ReturnType<typeof journal>, purpose: string): JournalLine[] {
  return entries.flatMap((entry) => (entry.purpose === purpose ? entry.lines : []));
}

function named(lines: readonly JournalLine[]): ExpectedLine[] {
  return lines.map(({ account, debitMinor, creditMinor, memo }) => ({
    account: account ?? '',
    debitMinor,
    creditMinor,
    memo,
  }));
}

const sorted = (lines: readonly ExpectedLine[]) => lines.toSorted((a, b) => (a.account < b.account ? -1 : 1));

function byAccount(
  lines: readonly { account: string; debitMinor: Minor; creditMinor: Minor }[],
): Record<string, Minor> {
  const sums: Record<string, Minor> = {};
  for (const { account, debitMinor, creditMinor } of lines)
    sums[account] = (sums[account] ?? 0) + debitMinor - creditMinor;
  return sums;
}

const tieOutShape = z.object({
  expected: z.array(z.object({ check: z.string(), leftMinor: minor, rightMinor: minor })),
});

export function tieOutBlock(blocks: Blocks): Compared[] {
  const { expected } = tieOutShape.parse(blocks.tieOut);
  const world = worldOf(blocks);
  const lines = rollForward(rowsOf(world));
  const typed = expected.find(({ check }) => /ledger/i.test(check))?.leftMinor ?? null;
  const lamps = tieOuts(evidenceOf(world, typed));
  const lamp = (id: number) => lamps.find((each) => each.id === id);
  const invoiced = (of: 'lines' | 'documents') =>
    of === 'lines'
      ? lines.reduce((total, { billingsMinor }) => total + billingsMinor, 0)
      : world.contracts
          .flatMap((contract) => contract.lines.billed)
          .reduce(
            (total, { kind, countedIn, netMinor }) =>
              total + (kind === 'invoice' && countedIn <= world.last ? netMinor : 0),
            0,
          );
  const compared = expected.map(({ check, ...wanted }): Compared => {
    const found = lampFor(check);
    if (found === 'billings')
      return {
        name: check,
        expected: wanted,
        answer: { leftMinor: invoiced('lines'), rightMinor: invoiced('documents') },
      };
    return { name: check, expected: wanted, answer: found === null ? 'no such check' : lamp(found) };
  });
  const off = lamps.filter(({ state, id }) => state !== 'ties' && !(id === 8 && typed === null));
  return [...compared, { name: 'lamps that are off', expected: [], answer: off.map(({ words }) => words) }];
}

function lampFor(check: string): number | 'billings' | null {
  if (/^opening/i.test(check)) return 1;
  if (/^roll-forward closing/i.test(check)) return 2;
  if (/^waterfall/i.test(check)) return 3;
  if (/^journal/i.test(check)) return 4;
  if (/^billings/i.test(check)) return 'billings';
  if (/^billed/i.test(check)) return 6;
  return /ledger/i.test(check) ? 8 : null;
}

function evidenceOf(world: World, ledgerBalanceMinor: Minor | null): TieOutEvidence {
  const all = rowsOf(world);
  const month = world.last;
  const rows = all.filter((row) => row.month === month);
  const before = world.months.at(-2);
  const each = (of: (contract: VectorContract['lines']) => Minor) =>
    world.contracts.map((contract) => ({ id: contract.lines.id, amountMinor: of(contract.lines) }));
  const billed = (wanted: (countedIn: Month) => boolean) =>
    each(({ billed: entries }) =>
      entries.reduce((sum, { countedIn, netMinor }) => sum + (wanted(countedIn) ? netMinor : 0), 0),
    );
  const posted = each(({ posted: entries }) =>
    entries.reduce((sum, entry) => sum + (entry.month <= month ? entry.amountMinor : 0), 0),
  );
  const closing = rows.map(({ id, closingDeferredMinor }) => ({ id, amountMinor: closingDeferredMinor }));
  const stored = all.filter((row) => row.month === before);
  const { fall } = fallOf(world, month);
  const documents = world.contracts.flatMap(({ lines: { billed: entries } }) => entries);
  return {
    month,
    rows,
    storedClosing:
      before === undefined
        ? null
        : stored.map(({ id, closingDeferredMinor }) => ({ id, amountMinor: closingDeferredMinor })),
    detail: closing,
    waterfall: fall.rows,
    journal: journal({
      month,
      style: 'balance_first',
      level: 'summary',
      rows: all,
      accounts: ACCOUNT_PRESETS[0] ?? NONE,
    }),
    documents: billed((countedIn) => countedIn === month),
    changesOfClosedMonths: [],
    billedToDate: billed((countedIn) => countedIn <= month),
    recognisedToDate: posted,
    received: documents.map(({ documentId }) => ({ id: documentId, state: 'counted', reason: null })),
    receivedCount: documents.length,
    ledgerBalanceMinor,
    limits: world.contracts.map(({ lines: { id }, priceMinor }, at) => ({
      id,
      recognisedMinor: posted[at]?.amountMinor ?? 0,
      limitsMinor: [priceMinor],
    })),
    functional: { byHolder: closing, total: closing },
  };
}

const NONE: AccountMap = {
  roles: {
    deferred: null,
    contractAsset: null,
    priorPeriod: null,
    breakage: null,
    fxGain: null,
    fxLoss: null,
    receivable: null,
    vat: null,
  },
  revenue: null,
  names: {},
};
