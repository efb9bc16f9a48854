/**
 * The holders of one bucket, the same as they are among all: where a closed month counted a document, its parts in other holders
 * are read as well, for what moved between them is told from both sides.
 */
import { addMonths, type Month, month } from '../../../shared/domain/month.ts';
import { closesInForce } from '../../ledger/close-versions.ts';
import { contractByKey } from '../../ledger/contracts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import {
  contractsSharing,
  countedOfDocuments,
  documentsCountedFor,
  documentsCountedLoose,
} from '../../ledger/report-queries-counted.ts';
import {
  linkedDocuments,
  looseDocuments,
  type ReportPosted,
  reportContracts,
  reportNotes,
  type Span,
} from '../../ledger/report-queries-lines.ts';
import { countedParts } from '../counted-documents.ts';
import { type EarlierPlaces, earlierPlaces, type Holder, holdersOf, liveParts, postingsOf } from '../holders.ts';
import type { LoadedContract } from '../load-contracts.ts';
import type { CountedDocument } from '../month-reports.ts';
import { PRESENT_ACCOUNT } from './roll-sums.ts';

/** What is the same for every bucket, read once. */
export interface HolderFrame {
  readonly lastClosed: Month | null;
  readonly places: EarlierPlaces;
}

export function holderFrame(ledger: Ledger): HolderFrame {
  const last = closesInForce(ledger).at(-1)?.month ?? null;
  return { lastClosed: last, places: earlierPlaces(ledger, last) };
}

const NONE: Span = [0, 0];

/**
 * Holders of contracts in a range of ids; of what belongs to no contract when there is no range.
 *
 * @param loaded the contracts of the range: what is posted for them was read already
 */
export function holdersIn(
  ledger: Ledger,
  span: Span | null,
  loaded: readonly LoadedContract[],
  { lastClosed, places }: HolderFrame,
): Holder[] {
  const contracts = span === null ? [] : reportContracts(ledger, span);
  const own = span === null ? looseDocuments(ledger) : linkedDocuments(ledger, span);
  const keys = new Set(contracts.map(({ key }) => key));
  const keyOf = new Map(contracts.map(({ id, key }) => [id, key]));
  let documents = own;
  let wanted: ReadonlySet<string> | null = null;
  let stored: (CountedDocument & { readonly month: Month })[] = [];
  if (lastClosed !== null) {
    const counted = span === null ? documentsCountedLoose(ledger) : documentsCountedFor(ledger, [...keys]);
    wanted = new Set([...own.map(({ key }) => key), ...counted]);
    const sharing = contractsSharing(ledger, [...wanted], span ?? NONE);
    for (const id of sharing) for (const { key } of reportContracts(ledger, [id, id])) keyOf.set(id, key);
    // What a credit note is worth follows from all documents of its contract.
    const elsewhere = sharing.flatMap((id) => linkedDocuments(ledger, [id, id]));
    documents = [...own, ...elsewhere, ...(span === null ? [] : looseOf(ledger, wanted))];
    stored = countedBefore(ledger, wanted, lastClosed);
  }
  const live = liveParts(documents, keyOf, ledger.currency).filter(({ documentId }) => wanted?.has(documentId) ?? true);
  const parts = countedParts(live, stored, lastClosed, ledger.firstMonth);
  return holdersOf({
    contracts,
    documents: own,
    counted: parts.filter(({ holder }) => isOwn(ledger, holder, keys, span)),
    posted: span === null ? new Map() : postingsOf(rowsOf(loaded), reportNotes(ledger, span)),
    places,
    accountOf: () => PRESENT_ACCOUNT,
    company: ledger.currency,
  });
}

function rowsOf(loaded: readonly LoadedContract[]): ReportPosted[] {
  return loaded.flatMap(({ head, posted }) =>
    posted.map(({ month: at, kind, amount, functionalAmount }) => ({
      contract_id: head.id,
      month: at,
      kind,
      amount,
      functional: functionalAmount,
    })),
  );
}

function looseOf(ledger: Ledger, wanted: ReadonlySet<string>) {
  return looseDocuments(ledger).filter(({ key }) => wanted.has(key));
}

function countedBefore(ledger: Ledger, documents: ReadonlySet<string>, lastClosed: Month) {
  const open = addMonths(lastClosed, 1);
  return countedOfDocuments(ledger, [...documents]).flatMap(({ month: at, content }) => {
    const counted: CountedDocument = JSON.parse(content);
    return at < open ? [{ ...counted, month: month(at) }] : [];
  });
}

function isOwn(ledger: Ledger, holder: string, keys: ReadonlySet<string>, span: Span | null): boolean {
  return span === null ? contractByKey(ledger, holder) === null : keys.has(holder);
}
