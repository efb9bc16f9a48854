/** Closed months as they were known: written once, read by what comes after, and never edited. */
import { deflateSync, inflateSync } from 'node:zlib';
import { type Month, month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';

/** Up to where the ledger had been written when something was signed or closed. */
export interface Watermarks {
  readonly change: number;
  readonly posting: number;
  readonly decision: number;
  readonly sourceVersion: number;
  readonly run: number;
}

export interface CloseVersion {
  readonly id: number;
  readonly month: Month;
  readonly version: number;
  readonly at: string;
  readonly who: string;
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly reviewedBy: string;
  readonly reviewedAt: string;
  /** The row that locked the month. */
  readonly lock: number;
  readonly datasetHash: string;
  readonly watermarks: Watermarks;
  readonly previousHash: string | null;
  readonly hash: string;
  readonly reopened: { readonly at: string; readonly who: string; readonly reason: string } | null;
}

/** A line of a close: one thing of one part, as canonical JSON. */
export interface CloseRow {
  readonly part: string;
  readonly key: string;
  readonly content: string;
}

export interface ClosePosting {
  readonly posting_id: number;
  readonly contract_id: number;
  readonly contract: string;
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
  readonly currency: string;
  readonly functional_amount: number;
}

interface VersionRow {
  readonly id: number;
  readonly month: string;
  readonly version: number;
  readonly at: string;
  readonly who: string;
  readonly prepared_by: string;
  readonly prepared_at: string;
  readonly reviewed_by: string;
  readonly reviewed_at: string;
  readonly lock_id: number;
  readonly dataset_hash: string;
  readonly change_id: number;
  readonly posting_id: number;
  readonly decision_id: number;
  readonly source_version_id: number;
  readonly run_id: number;
  readonly previous_hash: string | null;
  readonly hash: string;
  readonly reopened_at: string | null;
  readonly reopened_by: string | null;
  readonly reopened_reason: string | null;
}

const VERSIONS = `SELECT v.*, r.at AS reopened_at, r.who AS reopened_by, r.reason AS reopened_reason
  FROM close_version v LEFT JOIN close_reopened r ON r.close_id = v.id WHERE v.company_id = ?`;

function toVersion(row: VersionRow): CloseVersion {
  return {
    id: row.id,
    month: month(row.month),
    version: row.version,
    at: row.at,
    who: row.who,
    preparedBy: row.prepared_by,
    preparedAt: row.prepared_at,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
    lock: row.lock_id,
    datasetHash: row.dataset_hash,
    watermarks: {
      change: row.change_id,
      posting: row.posting_id,
      decision: row.decision_id,
      sourceVersion: row.source_version_id,
      run: row.run_id,
    },
    previousHash: row.previous_hash,
    hash: row.hash,
    reopened:
      row.reopened_at === null || row.reopened_by === null || row.reopened_reason === null
        ? null
        : { at: row.reopened_at, who: row.reopened_by, reason: row.reopened_reason },
  };
}

/** Every close there ever was, oldest first, those that were opened again included. */
export function closeVersions(ledger: Ledger): CloseVersion[] {
  return ledger.prepare<[number], VersionRow>(`${VERSIONS} ORDER BY v.id`).all(ledger.company.id).map(toVersion);
}

/** The closes in force, by month in order: those that nobody opened again. */
export function closesInForce(ledger: Ledger): CloseVersion[] {
  return ledger
    .prepare<[number], VersionRow>(`${VERSIONS} AND r.close_id IS NULL ORDER BY v.month, v.id`)
    .all(ledger.company.id)
    .map(toVersion);
}

/** The close of a month that is in force; null while it is open, or when it was closed before closes were kept. */
export function closeOf(ledger: Ledger, wanted: Month): CloseVersion | null {
  const row = ledger
    .prepare<[number, string], VersionRow>(
      `${VERSIONS} AND v.month = ? AND r.close_id IS NULL ORDER BY v.version DESC LIMIT 1`,
    )
    .get(ledger.company.id, wanted);
  return row ? toVersion(row) : null;
}

/** Where the ledger stands now. */
export function watermarks(ledger: Ledger): Watermarks {
  const top = (table: string) =>
    ledger.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0;
  return {
    change: top('change'),
    posting: top('posting'),
    decision: top('decision'),
    sourceVersion: top('source_record_version'),
    run: top('sync_run'),
  };
}

export interface NewClose extends Omit<CloseVersion, 'id' | 'reopened' | 'hash'> {
  readonly hash: string;
  readonly postings: readonly ClosePosting[];
  readonly rows: readonly CloseRow[];
  /** Facts of contracts as JSON, some hundreds a text. */
  readonly facts: readonly string[];
}

/** Writes a close. The caller holds the transaction: the lock belongs to it. */
export function addClose(ledger: Ledger, close: NewClose): number {
  const { watermarks: at } = close;
  const { lastInsertRowid } = ledger
    .prepare<unknown[]>(
      `INSERT INTO close_version (company_id, month, version, at, who, prepared_by, prepared_at, reviewed_by, reviewed_at, lock_id,
         dataset_hash, change_id, posting_id, decision_id, source_version_id, run_id, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ledger.company.id,
      close.month,
      close.version,
      close.at,
      close.who,
      close.preparedBy,
      close.preparedAt,
      close.reviewedBy,
      close.reviewedAt,
      close.lock,
      close.datasetHash,
      at.change,
      at.posting,
      at.decision,
      at.sourceVersion,
      at.run,
      close.previousHash,
      close.hash,
    );
  const id = Number(lastInsertRowid);
  const posting = ledger.prepare<unknown[]>('INSERT INTO close_posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of close.postings)
    posting.run(
      id,
      row.posting_id,
      row.contract_id,
      row.contract,
      row.month,
      row.kind,
      row.amount,
      row.currency,
      row.functional_amount,
    );
  const line = ledger.prepare<unknown[]>('INSERT INTO close_row VALUES (?, ?, ?, ?, ?)');
  const seqs = new Map<string, number>();
  for (const { part, key, content } of close.rows) {
    const seq = (seqs.get(part) ?? 0) + 1;
    seqs.set(part, seq);
    line.run(id, part, seq, key, content);
  }
  const facts = ledger.prepare<unknown[]>('INSERT INTO close_facts VALUES (?, ?, ?)');
  close.facts.forEach((text, at) => {
    facts.run(id, at, deflateSync(text));
  });
  return id;
}

/** What is posted in a month now, in the order of postings; `andBefore` takes the months before it as well. */
export function postingsOfMonth(ledger: Ledger, wanted: Month, andBefore: boolean): IterableIterator<ClosePosting> {
  return ledger.db
    .prepare<[number, string, string], ClosePosting>(
      `SELECT p.id AS posting_id, p.contract_id, c.key AS contract, p.month, p.kind, p.amount, p.currency, p.functional_amount
       FROM posting p JOIN contract c ON c.id = p.contract_id
       WHERE p.company_id = ? AND p.month ${andBefore ? '<=' : '='} ? AND p.month >= ? ORDER BY p.id`,
    )
    .iterate(ledger.company.id, wanted, andBefore ? '' : wanted);
}

/** The postings of a close as it stored them, in the order of postings. */
export function closedPostings(ledger: Ledger, close: number): IterableIterator<ClosePosting> {
  return ledger.db
    .prepare<[number], ClosePosting>(
      `SELECT posting_id, contract_id, contract, month, kind, amount, currency, functional_amount
       FROM close_posting WHERE close_id = ? ORDER BY posting_id`,
    )
    .iterate(close);
}

/** The parts of a close that have rows, in order. */
export function partsOfClose(ledger: Ledger, close: number): string[] {
  return ledger
    .prepare<[number], string>('SELECT DISTINCT part FROM close_row WHERE close_id = ? ORDER BY part')
    .pluck()
    .all(close);
}

export function closeRows(ledger: Ledger, close: number, part: string): IterableIterator<CloseRow> {
  return ledger.db
    .prepare<[number, string], CloseRow>(
      'SELECT part, key, content FROM close_row WHERE close_id = ? AND part = ? ORDER BY seq',
    )
    .iterate(close, part);
}

/** The facts that a close was worked out from, some hundred contracts a text; '' for one that can no longer be read. */
export function* closeFacts(ledger: Ledger, close: number): Generator<string, void, void> {
  const rows = ledger.db
    .prepare<[number], { content: Buffer }>('SELECT content FROM close_facts WHERE close_id = ? ORDER BY seq')
    .iterate(close);
  for (const { content } of rows) yield inflated(content);
}

/** Whoever wrote to the file by other means may have left anything here: that it is no longer what was sealed is told elsewhere. */
function inflated(content: Buffer): string {
  try {
    return inflateSync(content).toString('utf8');
  } catch {
    return '';
  }
}

export function noteReopened(
  ledger: Ledger,
  close: number,
  by: { readonly at: string; readonly who: string; readonly reason: string; readonly lock: number },
): void {
  ledger
    .prepare<unknown[]>('INSERT INTO close_reopened (close_id, at, who, reason, lock_id) VALUES (?, ?, ?, ?, ?)')
    .run(close, by.at, by.who, by.reason, by.lock);
}

export interface LockRow {
  readonly id: number;
  readonly month: string;
  readonly action: string;
  readonly at: string;
  readonly who: string;
  readonly reason: string | null;
}

export function lockById(ledger: Ledger, id: number): LockRow | null {
  return (
    ledger
      .prepare<[number], LockRow>('SELECT id, month, action, at, who, reason FROM period_lock WHERE id = ?')
      .get(id) ?? null
  );
}

/** Whether a month is locked by a row that came with no close although closes were kept by then: this app writes both at once. */
export function lockedWithoutClose(ledger: Ledger, wanted: Month): boolean {
  const locked = ledger.lockedThrough();
  if (locked === null || locked < wanted) return false;
  return (
    ledger
      .prepare<[number, string, number], unknown>(
        `SELECT 1 FROM period_lock WHERE company_id = ? AND month = ? AND action = 'lock'
           AND id > (SELECT min(lock_id) FROM close_version WHERE company_id = ?) LIMIT 1`,
      )
      .get(ledger.company.id, wanted, ledger.company.id) !== undefined
  );
}

/** Rows that open a month again, after the one that closed it. */
export function opensAfter(ledger: Ledger, wanted: Month, lock: number): LockRow[] {
  return ledger
    .prepare<[number, string, number], LockRow>(
      `SELECT id, month, action, at, who, reason FROM period_lock
       WHERE company_id = ? AND month = ? AND id > ? AND action = 'unlock' ORDER BY id`,
    )
    .all(ledger.company.id, wanted, lock);
}

/** The row that was written last; the one that just locked or opened a month. */
export function lastLock(ledger: Ledger): number {
  return ledger.prepare<[], number>('SELECT coalesce(max(id), 0) FROM period_lock').pluck().get() ?? 0;
}

export function postingsInClose(ledger: Ledger, close: number): number {
  return (
    ledger.prepare<[number], number>('SELECT count(*) FROM close_posting WHERE close_id = ?').pluck().get(close) ?? 0
  );
}
