/**
 * Gathers from the ledger what the reports of a close are made of: for every holder what was billed, in the month that counts it,
 * and what was posted. One read for all months; nothing is worked out here but where a document counts.
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
import { accountSettings } from '../ledger/accounts.ts';
import { closesInForce } from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  type ReportDocument,
  type ReportService,
  reportContracts,
  reportDocuments,
  reportNotes,
  reportPosted,
  reportServices,
  servicesInClosedMonths,
} from '../ledger/report-queries-lines.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import { functionalNets } from './billed-functional.ts';
import { type CountedPart, countedParts, type LivePart } from './counted-documents.ts';
import { countedSoFar } from './stored-month.ts';

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

export interface MonthFacts {
  readonly currency: Currency;
  readonly firstMonth: Month;
  /** First month that no close in force covers: where late documents are counted. */
  readonly openFrom: Month;
  readonly holders: readonly Holder[];
  readonly byKey: ReadonlyMap<string, Holder>;
  readonly services: ReadonlyMap<string, ReportService>;
  /** By document and holder, what each month counted. */
  readonly counted: readonly CountedPart[];
  /** The last month in which anything was billed or posted; the first of the ledger when nothing was. */
  readonly lastMonth: Month;
}

/** The facts of the whole ledger; read again only after something was written. */
export function monthFacts(ledger: Ledger): MonthFacts {
  return whileUnchanged(ledger, 'month facts', () => gather(ledger));
}

function gather(ledger: Ledger): MonthFacts {
  const { firstMonth } = ledger;
  const services = new Map(reportServices(ledger).map((service) => [service.key, service]));
  const accounts = accountSettings(ledger).services;
  const lastClosed = closesInForce(ledger).at(-1)?.month ?? null;
  const openFrom = lastClosed === null ? firstMonth : addMonths(lastClosed, 1);
  const contracts = reportContracts(ledger);
  const keyOf = new Map(contracts.map(({ id, key }) => [id, key]));
  const documents = reportDocuments(ledger);
  const nets = functionalNets(documents, ledger.currency);
  const live = documents.map((row, at): LivePart => livePart(row, nets[at] ?? row.net, keyOf));
  const stored = lastClosed === null ? [] : [...countedSoFar(ledger, openFrom)];
  const counted = countedParts(live, stored, lastClosed, firstMonth);
  const byHolder = Map.groupBy(counted, ({ holder }) => holder);
  const posted = postedLines(ledger);
  const places = earlierPlaces(ledger, lastClosed);
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
    account: service === null ? null : (accounts[service] ?? null),
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
      ...inBoth(head, own, lines, ledger.currency),
    });
  }
  const known = new Set(holders.map(({ lines }) => lines.id));
  const loose = new Map(documents.filter(({ contract_id }) => contract_id === null).map((row) => [row.key, row]));
  for (const [key, own] of byHolder) {
    if (known.has(key)) continue;
    const row = loose.get(key);
    const head = base(key, 'document', row?.currency ?? own[0]?.currency ?? ledger.currency, row?.client ?? null, null);
    holders.push({
      contractId: null,
      invoiceId: row?.invoice_id ?? null,
      ...inBoth(head, own, NO_POSTINGS, ledger.currency),
    });
  }
  let lastMonth = firstMonth;
  for (const { lines } of holders) {
    for (const { countedIn } of lines.billed) if (countedIn > lastMonth) lastMonth = countedIn;
    for (const entry of lines.posted) if (entry.month > lastMonth) lastMonth = entry.month;
  }
  const byKey = new Map(holders.map((holder) => [holder.lines.id, holder]));
  return { currency: ledger.currency, firstMonth, openFrom, holders, byKey, services, counted, lastMonth };
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

interface Postings {
  readonly native: readonly PostedEntry[];
  readonly functional: readonly PostedEntry[];
}

const NO_POSTINGS: Postings = { native: [], functional: [] };

function postedLines(ledger: Ledger): ReadonlyMap<number, Postings> {
  const notes = new Map<string, OriginalPart[]>();
  for (const { contract_id, month: at, kind, note } of reportNotes(ledger)) {
    const parts: { month: Month; kind: PostingKind; amount: Minor }[] = JSON.parse(note);
    const key = `${contract_id} ${at} ${kind}`;
    const own = notes.get(key) ?? [];
    own.push(...parts.map((part) => ({ month: part.month, kind: part.kind, amountMinor: part.amount })));
    notes.set(key, own);
  }
  const posted = new Map<number, { native: PostedEntry[]; functional: PostedEntry[] }>();
  for (const row of reportPosted(ledger)) {
    let own = posted.get(row.contract_id);
    if (!own) {
      own = { native: [], functional: [] };
      posted.set(row.contract_id, own);
    }
    const kind = row.kind as PostingKind;
    const note = notes.get(`${row.contract_id} ${row.month} ${kind}`);
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

/** Services that holders had in closed months, each up to the month after the last that had it. */
function earlierPlaces(ledger: Ledger, lastClosed: Month | null) {
  const places = new Map<string, { service: string | null; account: string | null; until: Month }[]>();
  if (lastClosed === null) return places;
  for (const { holder, service, account, month: last } of servicesInClosedMonths(ledger)) {
    const own = places.get(holder) ?? [];
    own.push({ service, account, until: addMonths(month(last), 1) });
    places.set(holder, own);
  }
  return places;
}
