/**
 * Gathers from the ledger what the reports of a close are made of: for every holder what was billed, in the month that counts it,
 * and what was posted. One read for all months; nothing is worked out here but where a document counts.
 */
import type { Currency } from '../../shared/domain/money.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { accountSettings } from '../ledger/accounts.ts';
import { closesInForce } from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  type ReportService,
  reportContracts,
  reportDocuments,
  reportServices,
} from '../ledger/report-queries-lines.ts';
import { whileSameFacts } from '../ledger/while-same-facts.ts';
import { type CountedPart, countedParts } from './counted-documents.ts';
import { earlierPlaces, type Holder, holdersOf, liveParts, postedLines } from './holders.ts';
import { countedSoFar } from './stored-month.ts';

export type { Holder } from './holders.ts';

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

/** What all reports of a ledger share, without looking at a single contract. */
export type ReportFrame = Pick<MonthFacts, 'currency' | 'firstMonth' | 'services'>;

export function reportFrame(ledger: Ledger): ReportFrame {
  const services = new Map(reportServices(ledger).map((service) => [service.key, service]));
  return { currency: ledger.currency, firstMonth: ledger.firstMonth, services };
}

/** The facts of the whole ledger; read again only after something was written. */
export function monthFacts(ledger: Ledger): MonthFacts {
  return whileSameFacts(ledger, 'month facts', () => gather(ledger));
}

function gather(ledger: Ledger): MonthFacts {
  const frame = reportFrame(ledger);
  const { firstMonth, currency } = frame;
  const accounts = accountSettings(ledger).services;
  const lastClosed = closesInForce(ledger).at(-1)?.month ?? null;
  const openFrom = lastClosed === null ? firstMonth : addMonths(lastClosed, 1);
  const contracts = reportContracts(ledger);
  const keyOf = new Map(contracts.map(({ id, key }) => [id, key]));
  const documents = reportDocuments(ledger);
  const stored = lastClosed === null ? [] : [...countedSoFar(ledger, openFrom)];
  const counted = countedParts(liveParts(documents, keyOf, currency), stored, lastClosed, firstMonth);
  const holders = holdersOf({
    contracts,
    documents,
    counted,
    posted: postedLines(ledger),
    places: earlierPlaces(ledger, lastClosed),
    accountOf: (service) => accounts[service] ?? null,
    company: currency,
  });
  let lastMonth = firstMonth;
  for (const { lines } of holders) {
    for (const { countedIn } of lines.billed) if (countedIn > lastMonth) lastMonth = countedIn;
    for (const entry of lines.posted) if (entry.month > lastMonth) lastMonth = entry.month;
  }
  const byKey = new Map(holders.map((holder) => [holder.lines.id, holder]));
  return { ...frame, openFrom, holders, byKey, counted, lastMonth };
}
