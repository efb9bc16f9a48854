/**
 * Sums of the reports, kept beside the ledger for some hundred contracts at a time: written here, worked out by whoever knows what a
 * contract means. They follow from the ledger alone, so losing them loses nothing. What was written since is told by the journal.
 */
import { addSubject, addTouched, type Touched } from './figures-touched.ts';
import type { Ledger } from './ledger.ts';
import type { Span } from './report-queries-lines.ts';

/** Contracts whose ids lie next to one another are kept together, so many of them. */
const CONTRACTS = 256;
/** Documents that belong to no contract are kept together here. */
export const LOOSE = 0;
const JOURNAL_LINES = 20_000;

/** The contracts of a bucket; null for the one of documents that belong to none. */
export function spanOf(bucket: number): Span | null {
  return bucket === LOOSE ? null : [(bucket - 1) * CONTRACTS + 1, bucket * CONTRACTS];
}

function bucketOf(contract: number): number {
  return Math.floor((contract - 1) / CONTRACTS) + 1;
}

/** How the ledger stands: what is kept was worked out at one such standing, and everything is worked out again at another basis. */
export interface SumsStanding {
  readonly change: number;
  readonly decisions: string;
  readonly basis: string;
}

/** @param rules what the calculation itself depends on besides the ledger */
export function sumsStanding(ledger: Ledger, rules: string): SumsStanding {
  const one = <T>(text: string) => ledger.prepare<[], T>(text).pluck().get();
  const number = (text: string) => Number(one<number>(text) ?? 0);
  const basis = [
    rules,
    number('SELECT max(id) FROM period_lock'),
    number('SELECT max(id) FROM close_version'),
    number('SELECT count(*) FROM close_reopened'),
  ];
  const decisions = ledger
    .prepare<[], [number, number, number]>('SELECT count(*), coalesce(max(id), 0), count(undone_at) FROM decision')
    .raw()
    .get();
  return {
    change: number('SELECT max(id) FROM change'),
    decisions: (decisions ?? []).join(' '),
    basis: basis.join(' '),
  };
}

interface State {
  readonly change_id: number;
  readonly basis: string | null;
}

function stateOf(ledger: Ledger): State {
  const state = ledger.prepare<[], State>('SELECT change_id, basis FROM report_state').get();
  if (!state) throw new Error('The ledger says nowhere how far the sums of its reports are');
  return state;
}

/** Buckets that are to be worked out again. */
export interface Stale {
  /** All there are: nothing that is kept can be used. */
  readonly all: boolean;
  readonly buckets: ReadonlySet<number>;
}

/** What was written that the kept sums do not know of. */
export function staleSums(ledger: Ledger, standing: SumsStanding): Stale {
  const state = stateOf(ledger);
  if (state.basis !== standing.basis) return { all: true, buckets: everyBucket(ledger) };
  const decisions = changedDecisions(ledger);
  // A policy says something about every contract.
  if (decisions.some(({ kind }) => kind === 'policy')) return { all: true, buckets: everyBucket(ledger) };
  const buckets = new Set(ledger.prepare<[], number>('SELECT bucket FROM report_stale').pluck().all());
  const touched: Touched = { clients: new Set(), documents: new Set() };
  for (let from = state.change_id; from < standing.change; from += JOURNAL_LINES) {
    const until = Math.min(from + JOURNAL_LINES, standing.change);
    addTouched(ledger, touched, from, until);
    for (const id of contractLines(ledger, from, until)) buckets.add(bucketOf(id));
  }
  for (const { subject } of decisions) addSubject(ledger, touched.clients, subject);
  for (const id of contractsOf(ledger, touched)) buckets.add(bucketOf(id));
  // Whether a document belongs to a contract may have changed with either of them.
  if (standing.change > state.change_id) buckets.add(LOOSE);
  return { all: false, buckets };
}

/** Rows of contracts in a stretch of the journal, those that are gone included. */
function contractLines(ledger: Ledger, from: number, until: number): number[] {
  return ledger
    .prepare<[number, number], number>(
      "SELECT DISTINCT row_id FROM change WHERE id > ? AND id <= ? AND table_name = 'contract'",
    )
    .pluck()
    .all(from, until);
}

/** Contracts of touched clients, and those for which a closed month counted a touched document: it may have moved since. */
function contractsOf(ledger: Ledger, { clients, documents }: Touched): number[] {
  return ledger
    .prepare<[string, string], number>(
      `SELECT id FROM contract WHERE client_id IN (SELECT value FROM json_each(?))
       UNION SELECT c.id FROM json_each(?) d JOIN invoice i ON i.id = d.value
         JOIN close_row r ON r.part = 'counted' AND r.key = i.key JOIN contract c ON c.key = r.content ->> 'holder'`,
    )
    .pluck()
    .all(JSON.stringify([...clients]), JSON.stringify([...documents]));
}

function changedDecisions(ledger: Ledger): { kind: string; subject: string }[] {
  return ledger
    .prepare<[], { kind: string; subject: string }>(
      `SELECT d.kind, d.subject FROM decision d LEFT JOIN report_decision k ON k.decision_id = d.id
       WHERE k.decision_id IS NULL OR k.undone <> (d.undone_at IS NOT NULL)`,
    )
    .all();
}

function everyBucket(ledger: Ledger): Set<number> {
  const top = ledger.prepare<[], number>('SELECT coalesce(max(id), 0) FROM contract').pluck().get() ?? 0;
  return new Set(Array.from({ length: bucketOf(Math.max(top, 1)) + 1 }, (_, bucket) => bucket));
}

/** Whether anything waits to be worked out again. */
export function sumsWait(ledger: Ledger, standing: SumsStanding): boolean {
  const state = stateOf(ledger);
  if (state.basis !== standing.basis || state.change_id !== standing.change) return true;
  const stale = ledger.prepare<[], unknown>('SELECT 1 FROM report_stale LIMIT 1').get();
  return stale !== undefined || changedDecisions(ledger).length > 0;
}

/** Notes which buckets are to be worked out again. From then on the journal is read from here on. Returns them. */
export function noteStale(ledger: Ledger, standing: SumsStanding): ReadonlySet<number> {
  return ledger.transaction(() => {
    const { all, buckets } = staleSums(ledger, standing);
    if (all) for (const table of ['report_sum', 'report_total', 'report_stale']) ledger.db.exec(`DELETE FROM ${table}`);
    const note = ledger.prepare<[number]>('INSERT OR IGNORE INTO report_stale (bucket) VALUES (?)');
    for (const bucket of buckets) note.run(bucket);
    ledger.db.exec(
      `INSERT OR REPLACE INTO report_decision (decision_id, undone)
       SELECT d.id, d.undone_at IS NOT NULL FROM decision d LEFT JOIN report_decision k ON k.decision_id = d.id
       WHERE k.decision_id IS NULL OR k.undone <> (d.undone_at IS NOT NULL)`,
    );
    ledger
      .prepare<[number, string]>('UPDATE report_state SET change_id = ?, basis = ?')
      .run(standing.change, standing.basis);
    return buckets;
  });
}

/** Sums of one bucket, by part. */
export function keptSums(ledger: Ledger, bucket: number): Map<string, string> {
  return new Map(
    ledger
      .prepare<[number], [string, string]>('SELECT part, content FROM report_sum WHERE bucket = ?')
      .raw()
      .all(bucket),
  );
}

/** What every bucket keeps of one part. */
export function keptOfEvery(ledger: Ledger, part: string): string[] {
  return ledger
    .prepare<[string], string>('SELECT content FROM report_sum WHERE part = ? ORDER BY bucket')
    .pluck()
    .all(part);
}

/** Sums of all buckets together; null while there are none. */
export function keptTotal(ledger: Ledger, part: string): string | null {
  return ledger.prepare<[string], string>('SELECT content FROM report_total WHERE part = ?').pluck().get(part) ?? null;
}

/** Keeps the sums of a bucket. The caller holds the transaction: the totals belong to it. */
export function keepSums(ledger: Ledger, bucket: number, sums: ReadonlyMap<string, string>): void {
  const keep = ledger.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO report_sum (bucket, part, content) VALUES (?, ?, ?)',
  );
  for (const [part, content] of sums) keep.run(bucket, part, content);
  ledger.prepare<[number]>('DELETE FROM report_stale WHERE bucket = ?').run(bucket);
}

/** A total of nothing is not there, as in a file in which there never was any. */
export function keepTotal(ledger: Ledger, part: string, content: string | null): void {
  if (content === null) ledger.prepare<[string]>('DELETE FROM report_total WHERE part = ?').run(part);
  else
    ledger
      .prepare<[string, string]>('INSERT OR REPLACE INTO report_total (part, content) VALUES (?, ?)')
      .run(part, content);
}

/** Forgets all of them: they are worked out from nothing the next time. */
export function forgetSums(ledger: Ledger): void {
  ledger.transaction(() => {
    for (const table of ['report_sum', 'report_total', 'report_stale', 'report_decision'])
      ledger.db.exec(`DELETE FROM ${table}`);
    ledger.prepare<[]>('UPDATE report_state SET change_id = 0, basis = NULL').run();
  });
}
