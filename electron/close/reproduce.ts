/**
 * Proves that a closed month still is what was signed. Three independent looks: the stored rows against their seal; the rows of the
 * ledger that belong to the month against the stored ones; and the calculation, done again from the facts as they were stored,
 * against the stored postings. Each looks at this month's own rows only, so that a fault shows in the month it is in.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Currency, currency } from '../../shared/domain/money.ts';
import { addMonths, month as monthFrom, monthInWords } from '../../shared/domain/month.ts';
import { asKeptBy, type ClosedDocument, documentsAt, unjournaledDocuments } from '../ledger/close-documents.ts';
import {
  type ClosePosting,
  type CloseVersion,
  closedPostings,
  closeFacts,
  closeRows,
  closesInForce,
  lockById,
  opensAfter,
  postingsOfMonth,
} from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ClosedContract, sealNow } from './close-record.ts';
import { contractTarget } from './contract-target.ts';
import { amountInWords, counted, dayInWords } from './explain-words.ts';
import type { PostedLine } from './facts.ts';
import { planPostings } from './plan-postings.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { readable } from './stored-month.ts';

interface Named {
  readonly id: number;
  readonly key: string;
}

export interface Deviation {
  readonly check: 'seal' | 'lock' | 'postings' | 'documents' | 'calculation';
  readonly words: string;
  readonly contract: Named | null;
  readonly document: Named | null;
}

export interface Reproduction {
  readonly deviations: readonly Deviation[];
  readonly checked: { readonly contracts: number; readonly postings: number; readonly documents: number };
}

/** Looks at a close that is in force. Writes nothing. */
export function reproduce(ledger: Ledger, close: CloseVersion): Reproduction {
  const deviations: Deviation[] = [...sealDeviations(ledger, close), ...lockDeviations(ledger, close)];
  const stored = [...closedPostings(ledger, close.id)];
  deviations.push(...postingDeviations(ledger, close, stored));
  const documents: ClosedDocument[] = [];
  for (const { content } of closeRows(ledger, close.id, 'document')) {
    // One that cannot be read is told by the seal.
    const document = readable<ClosedDocument>(content);
    if (typeof document?.id === 'number' && Array.isArray(document.lines)) documents.push(document);
  }
  deviations.push(...documentDeviations(ledger, close, documents));
  const contracts = calculated(ledger, close, deviations);
  return { deviations, checked: { contracts, postings: stored.length, documents: documents.length } };
}

function sealDeviations(ledger: Ledger, close: CloseVersion): Deviation[] {
  const found: Deviation[] = [];
  if (sealNow(ledger, close) !== close.hash)
    found.push(plain('seal', `The stored rows of ${monthInWords(close.month)} are no longer those that were sealed.`));
  const before = closesInForce(ledger)
    .filter(({ month }) => month < close.month)
    .at(-1);
  if ((before?.hash ?? null) !== close.previousHash)
    found.push(
      plain('seal', `${monthInWords(close.month)} was sealed on top of another close than the one before it now.`),
    );
  return found;
}

function lockDeviations(ledger: Ledger, close: CloseVersion): Deviation[] {
  const words = monthInWords(close.month);
  const lock = lockById(ledger, close.lock);
  if (lock === null) return [plain('lock', `The row that closed ${words} is gone.`)];
  const found: Deviation[] = [];
  if (lock.month !== close.month || lock.action !== 'lock')
    found.push(plain('lock', `The row that closed ${words} now says: ${lock.action} ${lock.month}.`));
  if (lock.at !== close.at || lock.who !== close.who)
    found.push(
      plain('lock', `The row that closed ${words} now says that ${lock.who} did it on ${dayInWords(lock.at)}.`),
    );
  if (lock.reason !== null)
    found.push(plain('lock', `The row that closed ${words} now gives a reason that nobody gave: ${lock.reason}.`));
  for (const later of opensAfter(ledger, close.month, close.lock))
    found.push(plain('lock', `A row of ${dayInWords(later.at)} opens ${words} again, and no reopening wrote it.`));
  return found;
}

function postingDeviations(ledger: Ledger, close: CloseVersion, stored: readonly ClosePosting[]): Deviation[] {
  const first = !closesInForce(ledger).some(({ month }) => month < close.month);
  const was = new Map(stored.map((row) => [row.posting_id, row]));
  const found: Deviation[] = [];
  const differs = (row: ClosePosting, words: string) =>
    found.push({ check: 'postings', words, contract: { id: row.contract_id, key: row.contract }, document: null });
  for (const row of postingsOfMonth(ledger, close.month, first)) {
    const before = was.get(row.posting_id);
    was.delete(row.posting_id);
    if (before === undefined)
      differs(row, `Contract ${row.contract}: posting ${row.posting_id} of ${money(row)} was not there at the close.`);
    else if (row.amount !== before.amount || row.functional_amount !== before.functional_amount)
      differs(
        before,
        `Contract ${before.contract}: posting ${row.posting_id} was closed with ${money(before)} and now says ${money(row)}.`,
      );
    else if (row.contract_id !== before.contract_id || row.kind !== before.kind || row.currency !== before.currency)
      differs(
        before,
        `Contract ${before.contract}: posting ${row.posting_id} now says ${row.kind} of ${row.contract}.`,
      );
    else if (row.month !== before.month)
      differs(before, `Contract ${before.contract}: posting ${row.posting_id} now lies in ${row.month}.`);
  }
  for (const row of was.values())
    differs(row, `Contract ${row.contract}: posting ${row.posting_id} of ${money(row)} is no longer in the month.`);
  return found;
}

function documentDeviations(ledger: Ledger, close: CloseVersion, stored: readonly ClosedDocument[]): Deviation[] {
  const ids = stored.map(({ id }) => id);
  const then = new Map(documentsAt(ledger, ids, close.watermarks.change).map((document) => [document.id, document]));
  const found: Deviation[] = [];
  const differs = ({ id, key }: Named, words: string) =>
    found.push({ check: 'documents', words, contract: null, document: { id, key } });
  for (const document of stored) {
    const known = then.get(document.id);
    const now = known === undefined ? undefined : asKeptBy(document, known);
    if (now === undefined) differs(document, `Document ${nameOf(document)} is gone, and no run took it away.`);
    else if (!isDeepStrictEqual(now, document))
      differs(
        document,
        `Document ${nameOf(document)} ${difference(document, now)}, and no run of this app changed it.`,
      );
  }
  const known = new Set(ids);
  for (const document of unjournaledDocuments(ledger, close.month))
    if (!known.has(document.id)) differs(document, `Document ${document.key} came in without any run of this app.`);
  return found;
}

function difference(was: ClosedDocument, now: ClosedDocument): string {
  const unit = currency(was.currency);
  const amount = (value: number | null) => (value === null ? 'no amount' : amountInWords(value, unit));
  if (was.net !== now.net) return `was closed with a net of ${amount(was.net)} and now says ${amount(now.net)}`;
  const lines = (document: ClosedDocument) => document.lines.reduce((total, { net }) => total + (net ?? 0), 0);
  if (lines(was) !== lines(now)) return `was closed with lines of ${amount(lines(was))}, now ${amount(lines(now))}`;
  if (was.gross !== now.gross) return `was closed with a total of ${amount(was.gross)}, now ${amount(now.gross)}`;
  if (was.date !== now.date) return `was dated ${dayInWords(was.date)} and now says ${dayInWords(now.date)}`;
  if (was.excluded !== now.excluded) return now.excluded === null ? 'now counts and did not' : 'no longer counts';
  if (was.paid !== now.paid) return `was closed with ${amount(was.paid ?? 0)} paid, now ${amount(now.paid ?? 0)}`;
  if (!isDeepStrictEqual(was.payments, now.payments)) return 'no longer has the payments it was closed with';
  return 'is not what it was at the close';
}

function nameOf({ number, key }: ClosedDocument): string {
  return number === null ? key : `${number} (${key})`;
}

/** Works every contract out again from its stored facts, and compares with what was closed. Gives how many there were. */
function calculated(ledger: Ledger, close: CloseVersion, found: Deviation[]): number {
  const posted = closedLines(ledger, close);
  const last = addMonths(close.month, -1);
  const { firstMonth } = ledger;
  let contracts = 0;
  for (const text of closeFacts(ledger, close.id)) {
    for (const { facts, before } of readable<ClosedContract[]>(text) ?? []) {
      contracts += 1;
      const contract = { id: facts.contractId, key: facts.key };
      const drafts = planPostings({
        target: contractTarget(facts, DEFAULT_POLICY),
        posted: [...before, ...(posted.get(contract.id) ?? [])],
        firstMonth,
        lockedThrough: last < firstMonth ? null : last,
        upTo: close.month,
      });
      posted.delete(contract.id);
      for (const { month, kind, amount } of drafts) {
        const words = `Contract ${contract.key}: worked out again, ${monthInWords(month)} differs by ${amountInWords(amount, facts.currency)} (${kind.replaceAll('_', ' ')}).`;
        found.push({ check: 'calculation', words, contract, document: null });
      }
    }
  }
  for (const [id, lines] of posted)
    found.push(plain('calculation', `Contract ${id} carries ${counted(lines.length, 'posting')} and no facts.`));
  return contracts;
}

/** What the close stored by contract, month and kind; what cancels out to nothing was never posted. */
function closedLines(ledger: Ledger, close: CloseVersion): Map<number, PostedLine[]> {
  const sums = new Map<string, { readonly contract: number; line: PostedLine }>();
  for (const row of closedPostings(ledger, close.id)) {
    const key = `${row.contract_id} ${row.month} ${row.kind}`;
    const line = sums.get(key)?.line;
    sums.set(key, {
      contract: row.contract_id,
      line: {
        month: monthFrom(row.month),
        kind: row.kind as PostedLine['kind'],
        amount: (line?.amount ?? 0) + row.amount,
        functionalAmount: (line?.functionalAmount ?? 0) + row.functional_amount,
      },
    });
  }
  const lines = new Map<number, PostedLine[]>();
  for (const { contract, line } of sums.values()) {
    if (line.amount === 0 && line.functionalAmount === 0) continue;
    const own = lines.get(contract);
    if (own) own.push(line);
    else lines.set(contract, [line]);
  }
  return lines;
}

function money({ amount, currency: unit }: { readonly amount: number; readonly currency: string }): string {
  const known: Currency = currency(unit);
  return amountInWords(amount, known);
}

function plain(check: Deviation['check'], words: string): Deviation {
  return { check, words, contract: null, document: null };
}
