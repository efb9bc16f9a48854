/**
 * Holders with what was billed and posted of them, put together from rows that were read: those of the whole ledger for the reports
 * of a month, those of some contracts where only these are needed.
 */
import type {
  BilledEntry,
  ContractLines,
  MovedEntry,
  OriginalPart,
  PostedEntry,
} from '../../shared/close/contract-lines.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind, PostingKind } from '../../shared/domain/entities.ts';
import { type Currency, currency, type Minor } from '../../shared/domain/money.ts';
import { addMonths, type Month, month } from '../../shared/domain/month.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  type ReportContract,
  type ReportDocument,
  type ReportNote,
  type ReportPosted,
  reportNotes,
  reportPosted,
  servicesInClosedMonths,
} from '../ledger/report-queries-lines.ts';
import { functionalNets } from './billed-functional.ts';
import type { CountedPart, LivePart } from './counted-documents.ts';

/** A contract, or a document that has none yet, with its lines in its own currency and in the company's. */
export interface Holder {
  /** Row of the contract; null for a document. */
  readonly contractId: number | null;
  /** Row of the document that stands for itself. */
  readonly invoiceId: number | null;
  readonly lines: ContractLines;
  /** The same object as `lines` where the holder is in the company's currency. */
  readonly functional: ContractLines;
}

/** What holders are made of. */
export interface HolderParts {
  readonly contracts: readonly ReportContract[];
  /** Their documents, and those that stand for themselves. */
  readonly documents: readonly ReportDocument[];
  readonly counted: readonly CountedPart[];
  readonly posted: ReadonlyMap<number, Postings>;
  readonly places: EarlierPlaces;
  /** Revenue account of a service. */
  readonly accountOf: (service: string) => string | null;
  readonly company: Currency;
}

/** Contracts in the order given, then what was counted for anything else: documents that stand for themselves. */
export function holdersOf({
  contracts,
  documents,
  counted,
  posted,
  places,
  accountOf,
  company,
}: HolderParts): Holder[] {
  const byHolder = Map.groupBy(counted, ({ holder }) => holder);
  const holders: Holder[] = [];
  const base = (
    key: string,
    kind: ContractLines['kind'],
    code: string,
    client: string | null,
    service: string | null,
  ) => ({
    id: key,
    kind,
    currency: currency(code),
    client,
    service,
    account: service === null ? null : accountOf(service),
  });
  for (const { id, key, currency: code, client, service } of contracts) {
    const own = byHolder.get(key) ?? [];
    const lines = posted.get(id) ?? NO_POSTINGS;
    const earlier = places.get(key)?.filter((place) => place.service !== service) ?? [];
    const more = earlier.length === 0 ? {} : { earlierPlaces: earlier };
    const head = { ...base(key, 'contract', code, client, service), ...more };
    holders.push({
      contractId: id,
      invoiceId: null,
      ...inBoth(head, own, lines, company),
    });
  }
  const known = new Set(holders.map(({ lines }) => lines.id));
  const loose = new Map(documents.filter(({ contract_id }) => contract_id === null).map((row) => [row.key, row]));
  for (const [key, own] of byHolder) {
    if (known.has(key)) continue;
    const row = loose.get(key);
    const head = base(key, 'document', row?.currency ?? own[0]?.currency ?? company, row?.client ?? null, null);
    holders.push({
      contractId: null,
      invoiceId: row?.invoice_id ?? null,
      ...inBoth(head, own, NO_POSTINGS, company),
    });
  }
  return holders;
}

/** Documents as the ledger has them now, each with its part in its holder. */
export function liveParts(
  documents: readonly ReportDocument[],
  keyOf: ReadonlyMap<number, string>,
  company: Currency,
): LivePart[] {
  const nets = functionalNets(documents, company);
  return documents.map((row, at) => livePart(row, nets[at] ?? row.net, keyOf));
}

function livePart(row: ReportDocument, functionalMinor: Minor, keyOf: ReadonlyMap<number, string>): LivePart {
  return {
    documentId: row.key,
    holder: row.contract_id === null ? row.key : (keyOf.get(row.contract_id) ?? row.key),
    kind: row.kind as DocumentKind,
    date: civilDate(row.date),
    currency: currency(row.currency),
    netMinor: row.net,
    functionalMinor,
  };
}

/** What is posted for a contract, in its currency and in the company's. */
export interface Postings {
  readonly native: readonly PostedEntry[];
  readonly functional: readonly PostedEntry[];
}

const NO_POSTINGS: Postings = { native: [], functional: [] };

/** What is posted, contract by contract. */
export function postedLines(ledger: Ledger): ReadonlyMap<number, Postings> {
  return postingsOf(reportPosted(ledger), reportNotes(ledger));
}

/** Rows of postings, contract by contract, with what prior-period figures are made of. */
export function postingsOf(rows: Iterable<ReportPosted>, notes: readonly ReportNote[]): ReadonlyMap<number, Postings> {
  const parts = new Map<string, OriginalPart[]>();
  for (const { contract_id, month: at, kind, note } of notes) {
    const originals: { month: Month; kind: PostingKind; amount: Minor }[] = JSON.parse(note);
    const key = `${contract_id} ${at} ${kind}`;
    const own = parts.get(key) ?? [];
    own.push(...originals.map((part) => ({ month: part.month, kind: part.kind, amountMinor: part.amount })));
    parts.set(key, own);
  }
  const posted = new Map<number, { native: PostedEntry[]; functional: PostedEntry[] }>();
  for (const row of rows) {
    let own = posted.get(row.contract_id);
    if (!own) {
      own = { native: [], functional: [] };
      posted.set(row.contract_id, own);
    }
    const kind = row.kind as PostingKind;
    const note = parts.size === 0 ? undefined : parts.get(`${row.contract_id} ${row.month} ${kind}`);
    const entry = { month: month(row.month), kind, amountMinor: row.amount, ...(note ? { note } : {}) };
    own.native.push(entry);
    own.functional.push(row.functional === row.amount ? entry : { ...entry, amountMinor: row.functional });
  }
  return posted;
}

function inBoth(
  head: Omit<ContractLines, 'billed' | 'posted' | 'moved'>,
  counted: readonly CountedPart[],
  posted: Postings,
  company: Currency,
): Pick<Holder, 'lines' | 'functional'> {
  const lines = { ...head, ...billedOf(counted, (part) => part.netMinor), posted: posted.native };
  const sameAmounts = posted.native.every((entry, at) => entry === posted.functional[at]);
  if (head.currency === company && sameAmounts) return { lines, functional: lines };
  const functional = {
    ...head,
    currency: company,
    ...billedOf(counted, (part) => part.functionalMinor),
    posted: posted.functional,
  };
  return { lines, functional };
}

function billedOf(
  counted: readonly CountedPart[],
  amount: (part: CountedPart) => Minor,
): { readonly billed: readonly BilledEntry[]; readonly moved?: readonly MovedEntry[] } {
  const billed: BilledEntry[] = [];
  const moved: MovedEntry[] = [];
  for (const part of counted) {
    const { documentId, kind, date, countedIn } = part;
    if (part.how === 'moved') moved.push({ month: countedIn, documentId, netMinor: amount(part) });
    else billed.push({ documentId, kind, date, countedIn, netMinor: amount(part) });
  }
  return moved.length === 0 ? { billed } : { billed, moved };
}

export type EarlierPlaces = ReadonlyMap<string, NonNullable<ContractLines['earlierPlaces']>>;

/** Services that holders had in closed months, each up to the month after the last that had it. */
export function earlierPlaces(ledger: Ledger, lastClosed: Month | null): EarlierPlaces {
  const places = new Map<string, { service: string | null; account: string | null; until: Month }[]>();
  if (lastClosed === null) return places;
  for (const { holder, service, account, month: last } of servicesInClosedMonths(ledger)) {
    const own = places.get(holder) ?? [];
    own.push({ service, account, until: addMonths(month(last), 1) });
    places.set(holder, own);
  }
  return places;
}
