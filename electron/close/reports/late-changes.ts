/** What a month took over from closed ones, holder by holder: worked out from documents and its own late postings, nothing else. */
import { addMonths, type Month } from '../../../shared/domain/month.ts';
import { closesInForce } from '../../ledger/close-versions.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { contractKeys, lateNotes, lateRevenue, reportContractsByKey } from '../../ledger/report-queries-late.ts';
import { looseDocuments, reportDocuments } from '../../ledger/report-queries-lines.ts';
import { type CountedPart, countedParts } from '../counted-documents.ts';
import { earlierPlaces, type Holder, holdersOf, liveParts, postingsOf } from '../holders.ts';
import { countedSoFar } from '../stored-month.ts';
import { type RollMonth, rollOf } from './roll-month.ts';

export interface LateOfMonth {
  /** Documents of earlier months that the month counts. */
  readonly documents: readonly CountedPart[];
  /** Rows of contracts with revenue of earlier months, contracts in the order of the ledger. */
  readonly revenue: RollMonth;
  /** The holders of both. */
  readonly byKey: ReadonlyMap<string, Holder>;
}

export function lateOfMonth(ledger: Ledger, month: Month): LateOfMonth {
  const lastClosed = closesInForce(ledger).at(-1)?.month ?? null;
  const keyOf = contractKeys(ledger);
  const isClosed = lastClosed !== null && month <= lastClosed;
  // Without a close there is nothing to be late for, and a closed month says itself what it took over.
  const live = lastClosed === null || isClosed ? [] : reportDocuments(ledger);
  const stored = isClosed
    ? [...countedSoFar(ledger, addMonths(month, 1), month)]
    : lastClosed === null
      ? []
      : [...countedSoFar(ledger, addMonths(lastClosed, 1))];
  const counted = countedParts(liveParts(live, keyOf, ledger.currency), stored, lastClosed, ledger.firstMonth);
  const documents = counted.filter(({ countedIn, date }) => countedIn === month && date.slice(0, 7) < month);
  const late = lateRevenue(ledger, month);
  const wanted = new Set([
    ...documents.map(({ holder }) => holder),
    ...late.map(({ contract_id }) => keyOf.get(contract_id) ?? ''),
  ]);
  const holders = holdersOf({
    contracts: reportContractsByKey(ledger, [...wanted]),
    documents: live.length === 0 ? looseDocuments(ledger) : live,
    counted: documents,
    posted: postingsOf(late, lateNotes(ledger, month)),
    places: earlierPlaces(ledger, lastClosed),
    // Nothing here is told by account.
    accountOf: () => null,
    company: ledger.currency,
  });
  return {
    documents,
    revenue: rollOf({ holders }, [month]),
    byKey: new Map(holders.map((holder) => [holder.lines.id, holder])),
  };
}
