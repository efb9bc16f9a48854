/** The documents of a close as plain rows: counted, held or left out, and open at the end of the month. */
import type { CloseData, DocumentRow } from '../../shared/close/close-data.ts';
import { sumOf } from '../../shared/close/sums.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { currency } from '../../shared/domain/money.ts';
import { addMonths, firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import { thingReference } from '../../shared/domain/reference.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type PackagedDocument, packagedDocuments } from '../ledger/package-queries.ts';
import { referencesOf } from '../ledger/references.ts';
import { recordsOfDocuments } from '../ledger/trace-behind.ts';
import type { MonthFacts } from './month-facts.ts';
import { agedOn } from './reports/receivables.ts';
import { receivedIn } from './reports/received-documents.ts';

/** Every document that the month counts, holds or leaves out, with the reason. */
export function documentRows(ledger: Ledger, facts: MonthFacts, month: Month): DocumentRow[] {
  const counted = Map.groupBy(
    facts.counted.filter((part) => part.countedIn === month && part.how === 'billed'),
    ({ documentId }) => documentId,
  );
  const states = new Map(receivedIn(ledger, month).documents.map((each) => [each.id, each]));
  const documents = packagedDocuments(ledger, firstDay(month), firstDay(addMonths(month, 1)), [...counted.keys()]);
  const known = new Set(documents.map(({ key }) => key));
  const contracts = contractReferences(ledger, documents);
  const rows = documents.map((row): DocumentRow => {
    const parts = counted.get(row.key) ?? [];
    const told = states.get(row.key);
    const date = civilDate(row.date);
    const isCounted = parts.length > 0;
    return {
      ref: thingReference('document', row.id, row.key),
      key: row.key,
      number: row.number,
      kind: row.kind === 'invoice' ? 'invoice' : 'credit_note',
      date,
      countedIn: isCounted ? month : null,
      state: isCounted ? 'counted' : told?.state === 'held' ? 'held' : 'excluded',
      reason: isCounted
        ? date < firstDay(month)
          ? 'dated in a closed month, arrived or changed since'
          : ''
        : (told?.reason ?? 'counted in another month'),
      contracts: idsOf(row.contracts)
        .map((id) => contracts.get(id) ?? '')
        .join(', '),
      client: row.client,
      service: row.service ?? '',
      currency: currency(row.currency),
      netMinor: row.net,
      vatMinor: row.tax,
      grossMinor: row.gross,
      countedMinor: sumOf(parts, ({ netMinor }) => netMinor),
      functionalCountedMinor: sumOf(parts, ({ functionalMinor }) => functionalMinor),
    };
  });
  // What a source sent and nobody could read as a document is listed as well: nothing is passed over in silence.
  const others = [...states.values()].filter(({ id }) => !known.has(id) && !counted.has(id));
  const gone = [...counted.keys()].filter((key) => !known.has(key));
  const refs = recordReferences(ledger, [...others.map(({ id }) => id), ...gone]);
  for (const { id, state, reason } of others)
    if (state !== 'counted' && state !== null)
      rows.push({ ...unread(ledger, id, state, reason), ref: refs.get(id) ?? id });
  // Documents that are gone still take back what a closed month counted.
  for (const key of gone) {
    const parts = counted.get(key) ?? [];
    rows.push({
      ...unread(ledger, key, 'excluded', 'taken back: no longer at the source'),
      ref: refs.get(key) ?? key,
      state: 'counted',
      countedIn: month,
      countedMinor: sumOf(parts, ({ netMinor }) => netMinor),
      functionalCountedMinor: sumOf(parts, ({ functionalMinor }) => functionalMinor),
    });
  }
  return rows;
}

function unread(ledger: Ledger, key: string, state: DocumentRow['state'], reason: string | null): DocumentRow {
  return {
    ref: key,
    key,
    number: null,
    kind: null,
    date: null,
    countedIn: null,
    state,
    reason: reason ?? '',
    contracts: '',
    client: null,
    service: '',
    currency: ledger.currency,
    netMinor: null,
    vatMinor: 0,
    grossMinor: 0,
    countedMinor: 0,
    functionalCountedMinor: 0,
  };
}

/** What is open at the end of the month. */
export function ageingRows(ledger: Ledger, month: Month): CloseData['ageing'] {
  const { rows } = agedOn(ledger, lastDay(month), 'due');
  const documents = new Map(
    packagedDocuments(
      ledger,
      '9999-12-31',
      '9999-12-31',
      rows.map(({ no }) => no),
    ).map((row) => [row.key, row]),
  );
  return rows.map((row) => {
    const document = documents.get(row.no);
    return {
      ref: document ? thingReference('document', document.id, document.key) : row.no,
      number: document?.number ?? row.no,
      client: row.client,
      currency: row.currency,
      due: row.due,
      dueByTerms: row.dueByTerms,
      daysPastDue: row.daysPastDue,
      bucket: row.bucket,
      openMinor: row.openMinor,
    };
  });
}

function idsOf(json: string): number[] {
  return JSON.parse(json);
}

function contractReferences(ledger: Ledger, documents: readonly PackagedDocument[]): ReadonlyMap<number, string> {
  return referencesOf(ledger, 'contract', new Set(documents.flatMap(({ contracts }) => idsOf(contracts))));
}

/** References of the source records that stand for documents nobody could read, by what the tie-outs call them. */
function recordReferences(ledger: Ledger, names: readonly string[]): ReadonlyMap<string, string> {
  const records = recordsOfDocuments(ledger, names);
  const refs = referencesOf(ledger, 'record', records.values());
  return new Map([...records].flatMap(([name, id]) => (refs.has(id) ? [[name, refs.get(id) ?? '']] : [])));
}
