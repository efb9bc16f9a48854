/**
 * What a close keeps and how it is sealed. The hash goes over digests of its rows, so that a close of half a million postings is
 * checked in one pass; and it names the hash of the close before, so that an old month cannot be changed quietly.
 */
import { createHash, hash as hashOf } from 'node:crypto';
import { closeHashInput } from '../../shared/close/close-hash.ts';
import { lastDay, type Month } from '../../shared/domain/month.ts';
import { documentsToClose } from '../ledger/close-documents.ts';
import {
  type ClosePosting,
  type CloseRow,
  type CloseVersion,
  closedPostings,
  closeFacts,
  closeRows,
  closesInForce,
  closeVersions,
  type NewClose,
  partsOfClose,
  postingsOfMonth,
  watermarks,
} from '../ledger/close-versions.ts';
import { documentsWithoutContract } from '../ledger/contract-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { canonicalJson } from '../ledger/source-records.ts';
import { type ContractTarget, contractTarget, heldFrom } from './contract-target.ts';
import type { ContractFacts, PostedLine } from './facts.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import type { MonthRecord } from './month-reports.ts';
import type { AccrualsInput } from './run-accruals.ts';
import { withoutZeros } from './stored-month.ts';

type CloseInput = Omit<AccrualsInput, 'writer' | 'at'>;

/** A contract as a close keeps it: all that its postings of the month are worked out from. */
export interface ClosedContract {
  readonly facts: ContractFacts;
  /** What earlier closes carry for it; nothing in the first close of a ledger, whose own postings hold all. */
  readonly before: readonly PostedLine[];
}

export interface SignedFigures {
  /** Fingerprint of what the month carries: what a signature stands for. */
  readonly hash: string;
  /** All contracts as {@link ClosedContract}, some hundreds a text; only when they were asked for. */
  readonly facts: readonly string[];
}

/**
 * The figures of a month: what is billed, posted and due by its end, contract by contract. What only later months carry takes no
 * part, so that work on the next month clears no signature; nor do payments, which are no revenue.
 */
export function signedFigures(
  { ledger, decisions, policy, month }: CloseInput,
  keep: 'none' | 'first' | 'later' = 'none',
): SignedFigures {
  const hash = createHash('sha256');
  const facts: string[] = [];
  for (const chunk of loadContracts(ledger, decisions)) {
    for (const contract of chunk) {
      const line = figuresOf(contract, contractTarget(contract.facts, policy), month);
      if (line !== null) hash.update(`${JSON.stringify(line)}\n`);
    }
    if (keep !== 'none') facts.push(JSON.stringify(chunk.map((contract) => closedContract(contract, month, keep))));
  }
  const until = lastDay(month);
  const loose = documentsWithoutContract(ledger)
    .filter(({ date }) => date <= until)
    .map(({ date, net, rate, currency, kind }) => JSON.stringify([date, kind, net, currency, rate]))
    .sort();
  hash.update(JSON.stringify(loose));
  return { hash: hash.digest('hex'), facts };
}

function closedContract({ facts, posted }: LoadedContract, month: Month, keep: 'first' | 'later'): ClosedContract {
  return { facts, before: keep === 'first' ? [] : posted.filter((line) => line.month < month) };
}

function figuresOf({ facts, posted }: LoadedContract, target: ContractTarget, month: Month): unknown[] | null {
  const until = lastDay(month);
  const billed = facts.documents.flatMap(({ key, date, net, rate }) => (date <= until ? [[key, date, net, rate]] : []));
  const carried = posted.flatMap((line) =>
    line.month <= month ? [[line.month, line.kind, line.amount, line.functionalAmount]] : [],
  );
  const due = target.lines.flatMap((line) =>
    line.month <= month ? [[line.month, line.kind, line.amount, line.functionalAmount]] : [],
  );
  if (billed.length + carried.length + due.length === 0) return null;
  const held = heldFrom(target);
  return [
    facts.key,
    facts.currency,
    facts.service,
    inTextOrder(billed),
    inTextOrder(carried),
    inTextOrder(due),
    held !== null && held <= month,
  ];
}

function inTextOrder(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

export interface Signing {
  readonly at: string;
  readonly who: string;
  readonly prepared: { readonly who: string; readonly at: string };
  readonly reviewed: { readonly who: string; readonly at: string };
  readonly lock: number;
  readonly record: MonthRecord;
  /** Policies in words, open issues and what else is printed with the month. */
  readonly printed: readonly CloseRow[];
}

/** The close of a month, ready to be written. */
export function newClose(input: CloseInput, signing: Signing): NewClose {
  const { ledger, month } = input;
  const earlier = closesInForce(ledger).filter((close) => close.month < month);
  const before = earlier.at(-1) ?? null;
  const figures = signedFigures(input, before === null ? 'first' : 'later');
  const documents = documentsToClose(ledger, month, before?.watermarks.change ?? null);
  const rows: CloseRow[] = [
    ...documents.map((document) => rowOf('document', document.key, document)),
    ...recordRows(signing.record),
    ...signing.printed,
  ];
  const head = {
    month,
    version: 1 + closeVersions(ledger).filter((close) => close.month === month).length,
    at: signing.at,
    who: signing.who,
    preparedBy: signing.prepared.who,
    preparedAt: signing.prepared.at,
    reviewedBy: signing.reviewed.who,
    reviewedAt: signing.reviewed.at,
    lock: signing.lock,
    datasetHash: figures.hash,
    watermarks: watermarks(ledger),
    previousHash: before?.hash ?? null,
  };
  const postings = [...postingsOfMonth(ledger, month, before === null)];
  const content = { postings, rows, facts: figures.facts };
  return { ...head, ...content, hash: sealOf(head, digestsOf(content)) };
}

function recordRows(record: MonthRecord): CloseRow[] {
  return [
    ...record.rollForward.map((row) => rowOf('roll-forward', row.id, withoutZeros(row))),
    ...record.functional.map((row) => rowOf('functional', row.id, withoutZeros(row))),
    ...record.waterfall.map((row) => rowOf('waterfall', row.id, row)),
    ...record.counted.map((each) => rowOf('counted', each.documentId, each)),
    ...record.tieOuts.map((lamp) => rowOf('tie-out', `${lamp.id} ${lamp.currency}`, lamp)),
    ...record.overrides.map((override) => rowOf('override', String(override.id), override)),
    ...record.controlTotals.map((total) => rowOf('control-total', `${total.source} ${total.currency}`, total)),
    rowOf('account', 'accounts', record.accounts),
    rowOf('style', 'style', record.style),
  ];
}

/** One line of a close. */
export function rowOf(part: string, key: string, content: unknown): CloseRow {
  return { part, key, content: canonicalJson(content) };
}

type Digests = Readonly<Record<string, string>>;
type Head = Omit<CloseVersion, 'id' | 'reopened' | 'hash'>;

function digestsOf({ postings, rows, facts }: Pick<NewClose, 'postings' | 'rows' | 'facts'>): Digests {
  const parts = [...new Set(rows.map(({ part }) => part))].sort();
  return {
    postings: digest(postings, postingLine),
    facts: digest(facts, (text) => text),
    ...Object.fromEntries(
      parts.map((part) => [
        `part ${part}`,
        digest(
          rows.filter((row) => row.part === part),
          rowLine,
        ),
      ]),
    ),
  };
}

/** The hash that the stored rows of a close give now. */
export function sealNow(ledger: Ledger, close: CloseVersion): string {
  const parts = partsOfClose(ledger, close.id);
  return sealOf(close, {
    postings: digest(closedPostings(ledger, close.id), postingLine),
    facts: digest(closeFacts(ledger, close.id), (text) => text),
    ...Object.fromEntries(parts.map((part) => [`part ${part}`, digest(closeRows(ledger, close.id, part), rowLine)])),
  });
}

function sealOf(head: Head, digests: Digests): string {
  const { change, posting, decision, sourceVersion, run } = head.watermarks;
  const close = {
    month: head.month,
    version: head.version,
    at: head.at,
    who: head.who,
    prepared: [head.preparedBy, head.preparedAt],
    reviewed: [head.reviewedBy, head.reviewedAt],
    lock: head.lock,
    dataset: head.datasetHash,
    watermarks: { change, posting, decision, sourceVersion, run },
    digests,
  };
  return hashOf('sha256', closeHashInput(head.previousHash, close));
}

function digest<T>(items: Iterable<T>, line: (item: T) => string): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${line(item)}\n`);
  return hash.digest('hex');
}

function postingLine(row: ClosePosting): string {
  return JSON.stringify([
    row.posting_id,
    row.contract_id,
    row.contract,
    row.month,
    row.kind,
    row.amount,
    row.currency,
    row.functional_amount,
  ]);
}

function rowLine({ key, content }: CloseRow): string {
  return JSON.stringify([key, content]);
}
