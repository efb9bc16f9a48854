/**
 * Money in the ledger that the app did not write: postings and documents that somebody altered in the file by other means. Each is
 * told of the holder it belongs to, with what it was written as, so that the control total concerned can name it.
 */
import type { Behind } from '../../shared/close/tie-out-evidence.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import type { Minor } from '../../shared/domain/money.ts';
import {
  type AlteredRow,
  alteredInClosedMonths,
  alteredRows,
  documentsAsTheyStand,
  type Figures,
  postingsInOtherCurrencies,
} from '../ledger/altered-rows.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import { type MonthFacts, monthFacts } from './month-facts.ts';

/** By how much a holder's postings of a month and kind are more than what was written. */
export interface AlteredPosting {
  readonly holder: string;
  readonly month: string;
  readonly kind: string;
  readonly amount: Minor;
  readonly functional: Minor;
}

export interface AlteredDocument {
  readonly key: string;
  readonly isGone: boolean;
  /** Months it is dated in, by the row and as it was written. */
  readonly months: readonly string[];
  /** One a holder: what the altered figures say, and what they were written as. */
  readonly behind: readonly Behind[];
  /** By how much it bills a holder more than was written, company currency, from which month on. */
  readonly billed: readonly { readonly holder: string; readonly month: string; readonly functional: Minor }[];
}

export interface AlteredMoney {
  /** Of open months: what a closed month was closed with is stored with its close. */
  readonly postings: readonly AlteredPosting[];
  readonly documents: readonly AlteredDocument[];
  /** By how much closed months carry more than their closes stored, by holder. */
  readonly closed: readonly { readonly holder: string; readonly amount: Minor; readonly functional: Minor }[];
  /** Open postings in a currency that is not their contract's. */
  readonly inOtherCurrencies: readonly Omit<AlteredPosting, 'kind' | 'amount'>[];
}

/** All of it; worked out again only after something was written. */
export function alteredMoney(ledger: Ledger): AlteredMoney {
  return whileUnchanged(ledger, 'altered money', () => {
    const facts = monthFacts(ledger);
    const keys = new Map(
      facts.holders.flatMap(({ contractId, lines }) => (contractId === null ? [] : [[contractId, lines.id] as const])),
    );
    const keyOf = (contract: unknown) => (typeof contract === 'number' ? (keys.get(contract) ?? null) : null);
    return {
      postings: alteredPostings(ledger, facts, keyOf),
      documents: alteredDocuments(ledger, facts, keyOf),
      closed: alteredInClosedMonths(ledger, facts.openFrom).flatMap(({ contract_id, amount, functional }) => {
        const holder = keyOf(contract_id);
        return holder === null ? [] : [{ holder, amount, functional }];
      }),
      inOtherCurrencies: postingsInOtherCurrencies(ledger, facts.openFrom).flatMap((row) => {
        const holder = keyOf(row.contract_id);
        return holder === null ? [] : [{ holder, month: row.month, functional: row.functional }];
      }),
    };
  });
}

type KeyOf = (contract: unknown) => string | null;

function alteredPostings(ledger: Ledger, { openFrom }: MonthFacts, keyOf: KeyOf): AlteredPosting[] {
  const found: AlteredPosting[] = [];
  const take = (row: Figures | null, sign: 1 | -1) => {
    const holder = keyOf(row?.contract_id);
    const at = String(row?.month ?? '');
    if (row === null || holder === null || at < openFrom) return;
    const [amount, functional] = [sign * figure(row.amount), sign * figure(row.functional_amount)];
    found.push({ holder, month: at, kind: String(row.kind), amount, functional });
  };
  for (const { now, written } of alteredRows(ledger, 'posting')) {
    take(now, 1);
    take(written, -1);
  }
  return found;
}

interface Version {
  readonly figures: Figures | null;
  readonly lines: readonly Figures[];
}

function alteredDocuments(ledger: Ledger, { openFrom }: MonthFacts, keyOf: KeyOf): AlteredDocument[] {
  const rows = (['invoice', 'invoice_line', 'payment'] as const).flatMap((table) => alteredRows(ledger, table));
  if (rows.length === 0) return [];
  const byDocument = Map.groupBy(
    rows.flatMap((row) => documentsOf(row).map((document) => ({ document, row }))),
    ({ document }) => document,
  );
  const { documents, lines } = documentsAsTheyStand(ledger, [...byDocument.keys()]);
  const linesOf = Map.groupBy(lines, ({ invoice_id }) => invoice_id);
  return [...byDocument].flatMap(([id, all]): AlteredDocument[] => {
    const own = all.map(({ row }) => row);
    const invoice = own.find(({ table }) => table === 'invoice');
    const figures = documents.get(id) ?? null;
    const written: Figures | null = invoice === undefined ? figures : invoice.written;
    const key = String(figures?.key ?? written?.key ?? '');
    if (key === '') return [];
    const altered = own.filter(({ table }) => table === 'invoice_line');
    const standing = (linesOf.get(id) ?? []).map((line) => ({ ...line }) satisfies Figures);
    const untouched = standing.filter((line) => !altered.some((row) => row.id === line.id));
    const before = altered.flatMap((row) => (row.written?.invoice_id === id ? [row.written] : []));
    const now: Version = { figures, lines: standing };
    const then: Version = { figures: written, lines: [...untouched, ...before] };
    return [
      {
        key,
        isGone: figures === null,
        months: monthsOf(now, then),
        behind: behindOf(own, id, now, then, key, keyOf),
        billed: [...billed(now, then, key, keyOf, openFrom, 1), ...billed(then, then, key, keyOf, openFrom, -1)],
      },
    ];
  });
}

/** The documents that an altered row belongs to: a line that was moved belongs to two. */
function documentsOf({ table, id, now, written }: AlteredRow): number[] {
  if (table === 'invoice') return [id];
  const both = [now?.invoice_id, written?.invoice_id].filter((each) => typeof each === 'number');
  return [...new Set(both)];
}

function monthsOf(...versions: readonly Version[]): string[] {
  return [...new Set(versions.flatMap(({ figures }) => (figures === null ? [] : [String(figures.date).slice(0, 7)])))];
}

/** Holders of a version of a document: contracts of its lines, or itself. */
function holdersOf({ lines }: Version, key: string, keyOf: KeyOf): string[] {
  return lines.map((line) => keyOf(line.contract_id) ?? key);
}

const MONEY = ['net', 'gross', 'tax', 'withholding', 'paid', 'amount'] as const;

function behindOf(
  rows: readonly AlteredRow[],
  document: number,
  now: Version,
  then: Version,
  key: string,
  keyOf: KeyOf,
): Behind[] {
  const sums = new Map<string, { left: Minor; right: Minor }>();
  const add = (holder: string, left: Minor, right: Minor) => {
    const sum = sums.get(holder) ?? { left: 0, right: 0 };
    sums.set(holder, { left: sum.left + left, right: sum.right + right });
  };
  const [first = key] = [...holdersOf(now, key, keyOf), ...holdersOf(then, key, keyOf)].sort(contractsFirst(key));
  for (const row of rows) {
    if (row.table === 'invoice_line') {
      if (row.now?.invoice_id === document) add(keyOf(row.now.contract_id) ?? key, figure(row.now.net), 0);
      if (row.written?.invoice_id === document) add(keyOf(row.written.contract_id) ?? key, 0, figure(row.written.net));
      continue;
    }
    const told = MONEY.find((column) => (row.now?.[column] ?? null) !== (row.written?.[column] ?? null)) ?? 'net';
    const counts = (figures: Figures | null) => (figures?.excluded == null ? figure(figures?.[told]) : 0);
    add(first, counts(row.now), counts(row.written));
  }
  return [...sums].map(([id, { left, right }]) => ({
    id,
    leftMinor: left,
    rightMinor: right,
    differenceMinor: left - right,
  }));
}

function contractsFirst(key: string): (a: string, b: string) => number {
  return (a, b) => Number(a === key) - Number(b === key) || (a < b ? -1 : a > b ? 1 : 0);
}

/** What a version of a document bills. One that a closed month counted counts on, wherever its date is moved to. */
function billed(
  { figures, lines }: Version,
  { figures: written }: Version,
  key: string,
  keyOf: KeyOf,
  openFrom: string,
  sign: 1 | -1,
): AlteredDocument['billed'] {
  if (figures === null) return [];
  const known = written !== null && String(written.date).slice(0, 7) < openFrom;
  const month = known ? openFrom : String(figures.date).slice(0, 7);
  const rate = figures.rate == null ? null : String(figures.rate);
  return lines.flatMap((line) => {
    if (line.contract_id == null && (line.service_id == null || figures.excluded != null)) return [];
    const functional = sign * toCompanyCurrency(figure(line.net), rate);
    return functional === 0 ? [] : [{ holder: keyOf(line.contract_id) ?? key, month, functional }];
  });
}

function figure(value: Figures[string] | undefined): Minor {
  return typeof value === 'number' ? value : 0;
}
