/** The journal of a month: what an accountant posts, balanced to the cent, in the style the company books in. */
import { addDays, type CivilDate } from '../domain/civil-date.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { lastDay, type Month } from '../domain/month.ts';
import type { AccountMap, MissingAccount } from './accounts.ts';
import {
  alreadyInRevenue,
  type Booking,
  type BookingPart,
  type BookingRole,
  bookingsOf,
  type PostingStyle,
} from './journal-bookings.ts';
import { memoOf } from './journal-words.ts';
import type { RollRow } from './roll-forward.ts';
import { compareText, grouped, sumOf } from './sums.ts';

export interface JournalInput {
  readonly month: Month;
  readonly style: PostingStyle;
  /** Summary: a line an account (and service, if asked for). Detail: lines of each contract, as support. */
  readonly level: 'summary' | 'detail';
  readonly perService?: boolean;
  /** Rows of the roll-forward; those of other months are passed over. */
  readonly rows: readonly RollRow[];
  /** The same rows in the company's currency, in the same order; the rows themselves where there is one currency. */
  readonly functionalRows?: readonly RollRow[];
  readonly accounts: AccountMap;
}

export interface JournalLine {
  readonly lineNo: number;
  readonly role: BookingRole;
  /** Null: nobody chose the account yet. */
  readonly account: string | null;
  readonly accountName: string;
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
  readonly functionalDebitMinor: Minor;
  readonly functionalCreditMinor: Minor;
  readonly service: string | null;
  readonly contractId: string | null;
  readonly client: string | null;
  readonly memo: string;
}

export interface JournalEntry {
  readonly entryNo: number;
  /** `month` stays; `balances` is taken back by `reversal` on the first day of the next month. */
  readonly purpose: 'month' | 'balances' | 'reversal';
  readonly date: CivilDate;
  readonly currency: Currency;
  readonly lines: readonly JournalLine[];
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
}

/** Revenue of the month as the accounts will show it once invoices and this journal are in. */
export interface JournalRevenue {
  readonly currency: Currency;
  readonly serviceMinor: Minor;
  readonly priorPeriodMinor: Minor;
  readonly breakageMinor: Minor;
  readonly totalMinor: Minor;
}

export interface Journal {
  readonly month: Month;
  readonly style: PostingStyle;
  readonly entries: readonly JournalEntry[];
  readonly revenue: readonly JournalRevenue[];
  /** The same revenue by contract, whatever the level of the lines. */
  readonly byHolder: readonly { readonly id: string; readonly amountMinor: Minor }[];
  /** Accounts that lines need and nobody chose: the journal can be looked at, not handed over. */
  readonly missing: readonly MissingAccount[];
}

interface Cell {
  readonly part: BookingPart;
  readonly role: BookingRole;
  readonly against: Booking['against'];
  readonly account: string | null;
  readonly row: RollRow;
  readonly amount: Minor;
  readonly functional: Minor;
}

const ORDER: readonly BookingRole[] = [
  'deferred',
  'contractAsset',
  'revenue',
  'priorPeriod',
  'breakage',
  'fxGain',
  'fxLoss',
  'receivable',
  'vat',
];

/** Builds the journal of a month: one entry a currency, in the reversing style three. */
export function journal(input: JournalInput): Journal {
  const { month, style, accounts } = input;
  const cells = cellsOf(input);
  const entries: JournalEntry[] = [];
  const revenue: JournalRevenue[] = [];
  const inMonth = input.rows.filter((row) => row.month === month);
  const byCurrency = [...grouped(inMonth, (row) => row.currency)].sort(([a], [b]) => compareText(a, b));
  for (const [currency, rows] of byCurrency) {
    const own = cells.filter(({ row }) => row.currency === currency);
    const permanent = own.filter(({ part }) => part === 'permanent');
    const balances = own.filter(({ part }) => part === 'balance');
    const mirrored = balances.map((cell) => ({ ...cell, amount: -cell.amount, functional: -cell.functional }));
    const add = (purpose: JournalEntry['purpose'], date: CivilDate, of: readonly Cell[]) => {
      const lines = linesOf(input, purpose, of);
      if (lines.length === 0) return;
      const debitMinor = sumOf(lines, (line) => line.debitMinor);
      const creditMinor = sumOf(lines, (line) => line.creditMinor);
      entries.push({ entryNo: entries.length + 1, purpose, date, currency, lines, debitMinor, creditMinor });
    };
    add('balances', lastDay(month), balances);
    add('month', lastDay(month), permanent);
    add('reversal', addDays(lastDay(month), 1), mirrored);
    revenue.push(
      revenueIn(
        currency,
        own,
        sumOf(rows, (row) => alreadyInRevenue(style, row)),
      ),
    );
  }
  const byHolder = inMonth.map((row) => ({ id: row.id, amountMinor: alreadyInRevenue(style, row) }));
  for (const { role, row, amount } of cells)
    if (role === 'revenue' || role === 'priorPeriod' || role === 'breakage')
      byHolder.push({ id: row.id, amountMinor: -amount });
  const revenueBy = [...grouped(byHolder, ({ id }) => id)].map(([id, own]) => ({
    id,
    amountMinor: sumOf(own, ({ amountMinor }) => amountMinor),
  }));
  return { month, style, entries, revenue, byHolder: revenueBy, missing: missingOf(cells, accounts) };
}

function cellsOf({ month, style, rows, functionalRows = rows, accounts }: JournalInput): Cell[] {
  const cells: Cell[] = [];
  rows.forEach((row, at) => {
    if (row.month !== month) return;
    const functional = bookingsOf(style, functionalRows[at] ?? row);
    bookingsOf(style, row).forEach(({ part, role, against, amountMinor }, booking) => {
      const functionalMinor = functional[booking]?.amountMinor ?? 0;
      if (amountMinor === 0 && functionalMinor === 0) return;
      const account = role === 'revenue' ? (row.account ?? accounts.revenue) : accounts.roles[role];
      cells.push({ part, role, against, account, row, amount: amountMinor, functional: functionalMinor });
    });
  });
  return cells;
}

function linesOf(input: JournalInput, purpose: JournalEntry['purpose'], cells: readonly Cell[]): JournalLine[] {
  const detail = input.level === 'detail';
  const perService = detail || input.perService === true;
  const groups = grouped(cells, ({ role, against, account, row }) =>
    JSON.stringify([role, against, account, perService ? row.service : '', detail ? row.id : '']),
  );
  const lines: JournalLine[] = [];
  const inOrder = [...groups.values()].sort((a, b) => compareGroups(a, b, perService, detail));
  for (const group of inOrder) {
    const [first] = group;
    const amount = sumOf(group, (cell) => cell.amount);
    const functional = sumOf(group, (cell) => cell.functional);
    if (!first || (amount === 0 && functional === 0)) continue;
    const { role, against, account, row } = first;
    const note = role === 'priorPeriod' ? group.flatMap((cell) => cell.row.priorPeriodNote) : [];
    lines.push({
      lineNo: lines.length + 1,
      role,
      account,
      accountName: account === null ? '' : (input.accounts.names[account] ?? ''),
      debitMinor: Math.max(amount, 0),
      creditMinor: amount < 0 ? -amount : 0,
      functionalDebitMinor: Math.max(functional, 0),
      functionalCreditMinor: functional < 0 ? -functional : 0,
      service: perService ? row.service : null,
      contractId: detail ? row.id : null,
      client: detail ? row.client : null,
      memo: memoOf(input.style, purpose, against ?? role, input.month, note),
    });
  }
  return lines;
}

/** Detail keeps the lines of a contract together; a summary goes by account. */
function compareGroups(a: readonly Cell[], b: readonly Cell[], perService: boolean, detail: boolean): number {
  const [left, right] = [a[0], b[0]];
  if (!left || !right) return 0;
  return (
    (detail ? compareText(left.row.id, right.row.id) : 0) ||
    ORDER.indexOf(left.role) - ORDER.indexOf(right.role) ||
    compareText(left.account ?? '', right.account ?? '') ||
    compareText(right.against ?? '', left.against ?? '') ||
    (perService ? compareText(left.row.service ?? '', right.row.service ?? '') : 0)
  );
}

function revenueIn(currency: Currency, cells: readonly Cell[], alreadyThere: Minor): JournalRevenue {
  const credited = (wanted: BookingRole) =>
    sumOf(cells, ({ role, amount }) => (role === wanted && amount !== 0 ? -amount : 0));
  const serviceMinor = credited('revenue') + alreadyThere;
  const [priorPeriodMinor, breakageMinor] = [credited('priorPeriod'), credited('breakage')];
  const totalMinor = serviceMinor + priorPeriodMinor + breakageMinor;
  return { currency, serviceMinor, priorPeriodMinor, breakageMinor, totalMinor };
}

function missingOf(cells: readonly Cell[], accounts: AccountMap): MissingAccount[] {
  const missing = new Map<string, MissingAccount>();
  for (const { role, account, row } of cells) {
    if (account !== null && account.trim() !== '') continue;
    const service = role === 'revenue' ? row.service : null;
    if (role !== 'revenue' && (accounts.roles[role] ?? '').trim() !== '') continue;
    missing.set(`${role} ${service ?? ''}`, { role, service });
  }
  return [...missing.values()];
}
